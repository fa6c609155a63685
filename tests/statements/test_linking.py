"""From labels to statements: order, merging, ranges, and what no input may break."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import positions, statements
from pourparler.types import Attribution, Frame, Labels, Sentence, Span, Statement
from tests.statements.marking import article, attribution, labels, sentences

TEXT = "Kyiv said the bridge was down. It may take weeks, U.S. officials said."


def test_statements_come_in_reading_order() -> None:
    marks = labels(TEXT, ("U.S. officials", "said", "It may take weeks"), ("Kyiv", "said", "the bridge was down"))
    first, second = statements.link(article(TEXT), sentences(TEXT), marks)
    assert [span.of(TEXT) for span in first.source] == ["Kyiv"]
    assert [span.of(TEXT) for span in second.source] == ["U.S. officials"]
    assert [span.of(TEXT) for span in second.hedges] == ["may"]


def test_one_cue_marked_twice_is_one_statement_with_the_higher_score() -> None:
    one = attribution(TEXT, ("Kyiv", "said", "the bridge"), 0.4)
    other = replace(attribution(TEXT, ("Kyiv", "said", "bridge was down"), 0.7), source=one.source, cue=one.cue)
    (linked,) = statements.link(article(TEXT), sentences(TEXT), Labels((one, other), ()))
    assert [span.of(TEXT) for span in linked.content] == ["the bridge was down"]
    assert linked.score == 0.7


def test_statement_without_a_source_has_no_speaker() -> None:
    text = "It was announced that the truce holds."
    (one,) = statements.link(article(text), sentences(text), labels(text, ("", "was announced", "the truce holds")))
    assert one.speaker is None
    assert one.sourcing == "none"


def test_content_may_cross_sentences() -> None:
    text = "“The road is open. We go on,” said Olena Marchenko, a driver."
    mark = ("Olena Marchenko, a driver", "said", "The road is open. We go on")
    (one,) = statements.link(article(text), sentences(text), labels(text, mark))
    assert one.speaker is not None
    assert one.speaker.name == "Olena Marchenko"


def test_nothing_gives_nothing() -> None:
    assert statements.link(article(""), (), Labels((), ())) == ()
    assert statements.link(article("Words."), sentences("Words."), Labels((), ())) == ()


def test_blank_and_outlying_spans_are_dropped() -> None:
    text = "a  b"
    wild = Attribution((Span(-5, 1),), (Span(1, 3),), (Span(3, 99), Span(50, 60)), 0.5)
    (one,) = statements.link(article(text), (), Labels((wild,), ()))
    assert one.source == (Span(0, 1),)
    assert one.cue == ()
    assert one.content == (Span(3, 4),)


_PLAIN = [
    "he",
    "She",
    "they",
    "who",
    "Putin",
    "Vladimir",
    "Russian",
    "President",
    "Minister",
    "said",
    "told",
    "in",
    "a",
    "briefing",
]
_ODD = [
    "the",
    ",",
    ".",
    "“",
    "”",
    "’s",
    "\n\n",
    "May",
    "may",
    "I",
    "we",
    "U.S.",
    "of",
    "for",
    "9",
    "é",
    "ʼ",
    "İ",
    "𝔘",
    "\u200f",
]
_SPAN = st.builds(Span, st.integers(-5, 140), st.integers(-5, 140))
_SPANS = st.lists(_SPAN, max_size=3).map(tuple)
_WORDS = st.sampled_from(_PLAIN + _ODD)
_TEXT = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=30).map(" ".join))
_ATTRIBUTION = st.builds(Attribution, _SPANS, _SPANS, _SPANS, st.floats(0, 1))
_FRAME = st.builds(
    Frame,
    st.sampled_from(("precondition", "demand", "threat")),
    st.none() | _SPAN,
    _SPAN,
    st.none() | _SPAN,
    st.none() | _SPAN,
    _SPANS,
    st.booleans(),
    st.floats(0, 1),
)


def _spans(one: Statement) -> list[Span]:
    return [*one.source, *one.cue, *one.content, *one.hedges, *([one.occasion] if one.occasion else [])]


@settings(max_examples=300, deadline=None)
@given(
    _TEXT,
    st.lists(_ATTRIBUTION, max_size=5).map(tuple),
    st.lists(_FRAME, max_size=4).map(tuple),
    st.lists(st.integers(0, 120), max_size=6),
)
def test_any_labels_on_any_text_give_spans_in_range(
    text: str, attributions: tuple[Attribution, ...], frames: tuple[Frame, ...], cuts: list[int]
) -> None:
    """The reader may mark anything, and sentences may be cut anywhere."""
    edges = [0, *sorted(cut for cut in set(cuts) if 0 < cut < len(text)), len(text)]
    pieces = [Sentence(Span(a, b), 0) for a, b in pairwise(edges) if a < b]
    marked = Labels(attributions, frames)
    linked = statements.link(article(text), pieces, marked)
    assert all(0 <= span.start < span.end <= len(text) for one in linked for span in _spans(one))
    assert all(one.speaker is None or one.speaker.name for one in linked)
    for position in positions.link(article(text), pieces, marked, linked):
        parts = [position.holder, position.act, position.condition, position.addressee, *position.trigger]
        assert all(0 <= span.start < span.end <= len(text) for span in parts if span)
        assert position.statement is None or 0 <= position.statement < len(linked)


def test_a_megabyte_takes_no_more_than_its_share() -> None:
    """Time grows with the text, not with its square."""

    def seconds(copies: int) -> float:
        block = "Kyiv said the bridge was down. He added that we wait. The minister said it may take weeks.\n\n"
        text = block * copies
        marked = []
        for at in range(0, len(text), len(block)):
            for source, cue, content in ((0, 5, 10), (31, 34, 45), (54, 67, 72)):
                spans = [Span(at + start, at + start + 2) for start in (source, cue, content)]
                marked.append(Attribution((spans[0],), (spans[1],), (spans[2],), 0.5))
        pieces = sentences(block)
        cut = [
            Sentence(Span(one.span.start + at, one.span.end + at), 0)
            for at in range(0, len(text), len(block))
            for one in pieces
        ]
        started = time.process_time()
        linked = statements.link(article(text), cut, Labels(tuple(marked), ()))
        assert len(linked) == 3 * copies
        return time.process_time() - started

    small = seconds(200)
    assert seconds(2_000) < 40 * small + 0.5
