"""Spans that nest and overlap become marks that do neither, and no word is lost on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pourparler.render.highlighting import paragraphs
from pourparler.types import Span
from tests import readings

if TYPE_CHECKING:
    from pourparler.render.highlighting import Segment
    from pourparler.types import Reading


def segments(reading: Reading) -> list[Segment]:
    """Return all segments of the article, in order."""
    order = range(len(reading.positions))
    return [s for paragraph in paragraphs(reading, order) for block in paragraph for s in block.segments]


def classes_at(reading: Reading, words: str) -> list[tuple[str, ...]]:
    """Return the classes of the segments that hold exactly ``words``."""
    return [segment.classes for segment in segments(reading) if segment.words == words]


def test_nested_spans_name_all_their_classes(reading: Reading) -> None:
    assert classes_at(reading, "Arkan troops hold the Sorn valley") == [("content", "condition")]
    assert classes_at(reading, "will not") == [("content", "trigger")]
    assert classes_at(reading, "Arkan officials") == [("source", "holder")]
    assert classes_at(reading, ", who asked not to be named") == [("source",)]


def test_each_statement_and_position_has_one_anchor_and_one_note(reading: Reading) -> None:
    anchors = [anchor for segment in segments(reading) for anchor in segment.anchors]
    notes = [note for segment in segments(reading) for note in segment.notes]
    assert len(anchors) == len(set(anchors)) == 6
    assert sorted(notes, key=str) == sorted(anchors, key=str)


def test_sentences_are_blocks(reading: Reading) -> None:
    found = paragraphs(reading, range(3))
    assert [[block.sentence for block in paragraph] for paragraph in found] == [[0], [1, None, 2], [3], [4]]


def test_lines_of_a_paragraph_stay_lines() -> None:
    (lines,) = paragraphs(readings.plain("One is first.\nTwo is second. Three is third."), ())
    assert [block.breaks for block in lines] == [False, True, False, False, False]


@given(st.data())
def test_words_are_kept_and_classes_are_exact(data: st.DataObject) -> None:
    """Whatever the spans: joined, the segments are the text, and each character has exactly its spans' classes."""
    text = data.draw(st.text(alphabet="ab .\n", min_size=1, max_size=40))
    offsets = st.integers(0, len(text))
    span = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
    base = readings.reading().statements[0]
    statements = tuple(
        replace(
            base,
            source=(data.draw(span),),
            cue=(data.draw(span),),
            content=tuple(data.draw(st.lists(span, max_size=2))),
            hedges=(data.draw(span),),
            occasion=None,
        )
        for _ in range(data.draw(st.integers(0, 3)))
    )
    reading = replace(readings.plain(text), statements=statements)
    found = segments(reading)
    shown = re.sub(r"(?:\n[^\S\n]*){2,}", "", text)
    assert "".join(segment.words for segment in found).split() == shown.split() or not text.strip()
    at = 0
    for segment in found:
        at = text.index(segment.words, at)
        for offset in range(at, at + len(segment.words)):
            expected = set()
            for one in statements:
                named = {"source": one.source, "cue": one.cue, "content": one.content, "hedge": one.hedges}
                expected |= {name for name, spans in named.items() if any(s.start <= offset < s.end for s in spans)}
            assert set(segment.classes) == expected
        at += len(segment.words)
