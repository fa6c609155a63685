"""The brief: what is picked, how long it is, and that it only ever quotes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.briefs import brief, check
from pourparler.briefs.budget import WORDS_A_MINUTE
from pourparler.errors import UsageError
from pourparler.sentences import split
from tests.briefs.articles import article, position, statement

if TYPE_CHECKING:
    from pourparler.types import Position, Statement

TEXT = """Arven and Lind weigh a truce

The foreign ministers of Arven and Lind met on Tuesday for the first time since the war over the Tarn valley began.
The meeting in the border town of Hale lasted three hours and ended without a joint statement.
Officials from both sides described the mood in the room as businesslike and the lunch as very good.
But they did not shake hands.
Farmers in the valley have begun the harvest early this year because of the dry weather.
Arven will not discuss the valley unless Lind first pulls its guns back from the river, its minister said.
It remains unclear whether Lind's army would follow such an order.
Lind accuses Arven of shelling the valley's only bridge in the spring.
The foreign ministers of Arven and Lind met on Tuesday for the first time since the war began.
Reporting by A. Writer
""".replace(".\n", ".\n\n")


def told(
    text: str = TEXT,
    *,
    title: str | None = None,
    statements: tuple[Statement, ...] = (),
    positions: tuple[Position, ...] = (),
    words: int | None = None,
    seconds: float | None = None,
    sentences_wanted: int = 3,
) -> list[str]:
    source = article(text, title)
    result = brief(
        source,
        split(text),
        statements,
        positions,
        words=words,
        seconds=seconds,
        sentences_wanted=sentences_wanted,
    )
    check(source, result)
    return [span.of(text) for span in result.summary]


def test_three_sentences_in_reading_order_by_default() -> None:
    summary = told()
    assert len(summary) == 3
    assert [TEXT.index(line) for line in summary] == sorted(TEXT.index(line) for line in summary)


def test_a_precondition_far_down_outranks_the_rest() -> None:
    act = "discuss the valley"
    assert any(act in line for line in told(positions=(position(TEXT, act),), sentences_wanted=1))
    assert not any(act in line for line in told(sentences_wanted=1))


def test_a_precondition_outranks_other_stands() -> None:
    stands = (position(TEXT, "discuss the valley", score=0.5), position(TEXT, "shelling", "criticism", score=1.0))
    assert "discuss the valley" in told(positions=stands, sentences_wanted=1)[0]


def test_other_stands_count_too() -> None:
    criticism = position(TEXT, "shelling", "offer")
    assert any("shelling" in line for line in told(positions=(criticism,)))
    assert not any("shelling" in line for line in told())


def test_headlines_and_credits_are_not_picked() -> None:
    summary = told(title="Arven and Lind weigh a truce", words=1000)
    assert "Arven and Lind weigh a truce" not in summary
    assert "Reporting by A. Writer" not in summary


def test_the_tail_of_a_cut_off_line_is_not_picked() -> None:
    tail = "statement attributed to the council of Lind and to its speaker."
    text = f"Arven proposed a truce on Monday. {tail} Lind refused it at once."
    assert told(text, words=100) == ["Arven proposed a truce on Monday.", "Lind refused it at once."]


def test_the_same_thing_is_not_told_twice() -> None:
    summary = told()
    assert sum(line.startswith("The foreign ministers") for line in summary) == 1


def test_a_sentence_that_leans_on_another_is_passed_over_without_it() -> None:
    text = (
        "Arven sent grain to the port of Hale on Monday morning. The harbour master of Hale counted forty ships there. "
        "However, they were sent back to Arven from the port. Lind keeps the port of Hale closed to ships of Arven."
    )
    assert not any(line.startswith("However") for line in told(text))


def test_words_of_an_unnamed_voice_rank_below_those_of_a_named_one() -> None:
    unnamed = "All the guns on the river will be moved by the army in May."
    named = "The bridge at Hale will be mended by the army, minister Ada Marsh said."
    text = f"Delegates met in Hale for talks on the valley. {unnamed} {named}"
    voices = (
        statement(text, None, unnamed),
        statement(text, "minister Ada Marsh", "The bridge at Hale will be mended by the army"),
    )
    assert told(text, sentences_wanted=2)[1] == unnamed
    assert told(text, statements=voices, sentences_wanted=2)[1] == named


@pytest.mark.parametrize("words", [10, 20, 35, 60, 120, 1000])
def test_a_word_budget_is_never_overrun(words: int) -> None:
    summary = told(words=words)
    assert summary
    assert sum(len(line.split()) for line in summary) <= words


def test_the_shortest_sentence_stands_in_when_none_fits() -> None:
    assert told(words=1) == ["But they did not shake hands."]


def test_seconds_are_words_at_the_speed_of_reading() -> None:
    assert told(seconds=30) == told(words=int(WORDS_A_MINUTE / 2))
    assert told(seconds=30, words=20) == told(words=20)


@pytest.mark.parametrize(
    "wrong", [{"words": 0}, {"words": -3}, {"seconds": 0.0}, {"seconds": float("nan")}, {"sentences_wanted": 0}]
)
def test_a_length_that_is_none_is_a_usage_error(wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="above 0"):
        told(**wrong)  # type: ignore[arg-type]


def test_what_is_unclear_is_listed_with_its_sentence() -> None:
    result = brief(article(TEXT), split(TEXT), (), ())
    assert [span.of(TEXT) for span in result.unclear] == [
        "It remains unclear whether Lind's army would follow such an order."
    ]


def test_an_empty_text_has_an_empty_brief() -> None:
    assert brief(article(""), (), (), ()).summary == ()


def test_a_text_of_fragments_still_has_a_brief() -> None:
    assert told("no stop here\n\nnor here") != []


def test_a_book_is_briefed() -> None:
    """A million characters in 20,000 sentences; the time grows with the text, not with its square."""
    text = " ".join(f"Envoy {i} of Arven met envoy {i * 7 % 97} of Lind in Hale." for i in range(20_000))
    assert 0 < sum(len(line.split()) for line in told(text, words=500)) <= 500


PIECES = [
    "Arven will talk. ",
    "But it may. ",
    "“No. ",
    "Never!” ",
    "\n\n",
    "\u2028",
    "It is unclear why. ",
    "\U0001f1fa ",
    "\ud800",
    "İ",
    "no ",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200), st.integers(1, 40), st.data()
)
@settings(max_examples=150, deadline=None)
def test_a_brief_of_anything_passes_the_checker(text: str, words: int, data: st.DataObject) -> None:
    source, sentences = article(text, text[:20]), split(text)
    stands: tuple[Position, ...] = ()
    if sentences:
        span = data.draw(st.sampled_from(sentences)).span
        stands = (position(text, span.of(text)),)
    for result in (
        brief(source, sentences, (), stands),
        brief(source, sentences, (), stands, words=words),
        brief(source, sentences, (), stands, seconds=words),
    ):
        check(source, result)
        assert bool(result.summary) == bool(sentences)
        assert all(one.end <= other.start for one, other in pairwise(result.summary))
