"""Where sentences of news end, and where they only seem to."""

from __future__ import annotations

import pytest

from pourparler.sentences import split

# a bar marks each boundary
CASES = [
    "Gen. Olena Hrytsenko met Lt. Col. Ivan Petrov in St. Arven.| Both left.",
    "Maj. Gen. Petrov spoke first.| Lt. Gov. Ada Marsh followed.",
    "Mr. J. D. Farrow and Mrs. A. Lind voted.| Nobody else did.",
    "Dr. Lind spoke.| So did Sen. Ada Marsh, D-N.J., and Rep. Bo Hale.",
    "The U.S. House will vote.| It may fail.",
    "He left the U.S.| The president stayed.",
    "The U.N. Security Council met.| Nothing followed.",
    "The group, founded by W.H.S. Farrow, dissolved.",
    "Nobody knows where A.L. is.| Friends of B.G. Farrow worry.",
    "Talks begin at 5 p.m. Tuesday.| They end at 8 a.m.| Officials will then fly home.",
    "The curfew starts at 10 p.m. Kyiv time.| It ends at 5 a.m. ET.",
    "They met on Sept. 3 and on Jan. 14.| No deal came.",
    "The firm, Arven Inc., fell 3.5 percent.| Shares of Lind Ltd. rose.",
    "Arven Inc. said so.| Arven Inc.| The firm is old.",
    "See No. 5 and Art. 7 of the pact.| He said no.| Then he left.",
    "Would he sign?| No.| He would not.",
    "They dug iron ore.| Marsh paid for it.",
    "He fell ill.| Petrov took over.",
    "The office is in Portland, Ore., and in Reno.",
    "He chose plan B.| The others agreed.",
    "The ships, e.g. the Arven, vs. St. Lind, sank.",
    "He said: “We will not go.| We never did.”| Then he left.",
    '"We will not go.| We never did."| Then he left.',
    "“We will not go!” he said.| “Never.”",
    "“Never!” Olena Petrova said.| “Not on my watch.”",
    "“Will you go?” Petrov asked.| Nobody answered.",
    "“Will you go?”| Nobody answered.",
    "He left (by train).| (Nobody saw him.)| She stayed.",
    "“It is over,” he said.| ‘Quite over.’| She left.",
    "We wait... and wait.| Then we go.",
    "“We … never agreed,” he said.| Silence.",
    "Really?!| Yes!!!| Good.",
    "1. Withdraw all troops.| 2. Sign.",
    "a) Withdraw all troops.| b) Sign.",
    "They agreed.|The minister left.",
    "“They agreed.”|Kyiv did not.",
    "Read news.example and arven.example.| Then write.",
    "It cost $3.5 million.| 12 people died.| In 2022.| Moscow denied it.",
    "The price rose to 4.| Marsh sold.",
    "The talks, i.e. the second round, failed.",
    "A headline without a full stop",
    "Їхав козак.| Він співав.",
    "He wrote to Amb. Lind, Prof. Hale, etc.| Nobody replied.",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries_stand_where_a_reader_puts_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [sentence.span.of(text) for sentence in split(text)] == [piece.strip() for piece in marked.split("|")]


def test_the_segmenter_remembers_nothing_of_earlier_texts() -> None:
    text = "Mr. Lind left. He will be back at 5 p.m. Then we talk."
    first = split(text)
    for other in ("Then. Then. Then.", "mr. lind. Back. He.", "p.m. p.m. Then"):
        split(other)
    assert split(text) == first
