"""An article cut at every boundary of a span, so that spans which nest or overlap become marks that do neither.

Between two neighbouring boundaries the set of spans that cover the text does not change: that stretch is a
:class:`Segment`, and it carries the class of each span over it. One sweep over the sorted boundaries finds them all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pourparler.types import Position, Reading, Sentence, Statement

__all__ = ["Block", "Note", "Segment", "anchored", "paragraphs"]

_BREAK = re.compile(r"(?:\n[^\S\n]*){2,}")  # an empty line
# The order in which classes are named, and so which of them a style sheet's later rules may win over.
_CLASSES = ("source", "cue", "content", "hedge", "holder", "trigger", "act", "condition")


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered reference behind a stretch of the article, to its entry in a list."""

    kind: str  # "statement" or "position"
    number: int  # from 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article under one set of spans; ``anchors`` start here, ``notes`` stand behind it."""

    words: str
    classes: tuple[str, ...]
    anchors: tuple[Note, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence of a paragraph (its index), or what stands between two (None; ``breaks`` where a line ends)."""

    sentence: int | None
    segments: tuple[Segment, ...]
    breaks: bool


@dataclass(slots=True)
class _Marks:
    """What happens at which offset of the text."""

    text: str
    opening: defaultdict[int, list[str]]
    closing: defaultdict[int, list[str]]
    anchors: defaultdict[int, list[Note]]
    notes: defaultdict[int, list[Note]]

    def add(self, name: str, span: Span | None) -> None:
        if span is not None and span.start < span.end:
            self.opening[span.start].append(name)
            self.closing[span.end].append(name)

    def refer(self, note: Note, spans: Sequence[Span]) -> None:
        """Put the anchor at the first letter of ``spans`` and the note behind the last: never between paragraphs."""
        whole = [span for span in spans if span.of(self.text).strip()]
        if whole:
            first, last = min(whole), max(whole, key=lambda span: span.end)
            self.anchors[first.end - len(first.of(self.text).lstrip())].append(note)
            self.notes[last.start + len(last.of(self.text).rstrip())].append(note)


def _mark_statement(marks: _Marks, number: int, statement: Statement) -> None:
    for name, spans in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
        for span in spans:
            marks.add(name, span)
    for span in statement.hedges:
        marks.add("hedge", span)
    marks.refer(Note("statement", number), statement.content or statement.cue or statement.source)


def _mark_position(marks: _Marks, number: int, position: Position) -> None:
    marks.add("holder", position.holder)
    marks.add("act", position.act)
    marks.add("condition", position.condition)
    for span in position.trigger:
        marks.add("trigger", span)
    marks.refer(Note("position", number), [span for span in (position.act, position.condition) if span])


def _marks(reading: Reading, order: Sequence[int]) -> _Marks:
    marks = _Marks(reading.article.text, defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for number, statement in enumerate(reading.statements, 1):
        _mark_statement(marks, number, statement)
    for number, index in enumerate(order, 1):
        _mark_position(marks, number, reading.positions[index])
    return marks


def _segments(text: str, span: Span, cuts: Sequence[int], marks: _Marks, open_: Counter[str]) -> Iterator[Segment]:
    """Cut ``span`` at ``cuts``, which lie strictly within it; ``open_`` holds what covers its start."""
    for start, end in zip([span.start, *cuts], [*cuts, span.end], strict=True):
        for name in marks.closing.pop(start, ()):
            open_[name] -= 1
        for name in marks.opening.pop(start, ()):
            open_[name] += 1
        yield Segment(
            text[start:end],
            tuple(name for name in _CLASSES if open_[name] > 0),
            tuple(marks.anchors.pop(start, ())),
            tuple(marks.notes.pop(end, ())),
        )


def _stretches(start: int, end: int, sentences: Sequence[tuple[int, Sentence]]) -> Iterator[tuple[Span, int | None]]:
    """Cover ``start`` to ``end`` with sentences and what stands between them."""
    at = start
    for index, sentence in sentences:
        first, last = max(sentence.span.start, at), min(sentence.span.end, end)
        if first >= last:
            continue
        if at < first:
            yield Span(at, first), None
        yield Span(first, last), index
        at = last
    if at < end:
        yield Span(at, end), None


def _paragraph_spans(text: str) -> Iterator[Span]:
    at = 0
    for gap in _BREAK.finditer(text):
        if text[at : gap.start()].strip():
            yield Span(at, gap.start())
        at = gap.end()
    if text[at:].strip():
        yield Span(at, len(text))


def _forward(marks: _Marks, boundaries: Sequence[int], reached: int, start: int, open_: Counter[str]) -> int:
    """Carry out what happens between two paragraphs, where nothing is shown; return how far it came."""
    while reached < len(boundaries) and boundaries[reached] < start:
        offset = boundaries[reached]
        for name in marks.closing.pop(offset, ()):
            open_[name] -= 1
        for name in marks.opening.pop(offset, ()):
            open_[name] += 1
        reached += 1
    return reached


def paragraphs(reading: Reading, order: Sequence[int]) -> tuple[tuple[Block, ...], ...]:
    """Return the article's paragraphs as blocks of segments.

    Args:
        reading: What is shown.
        order: Indices of its positions, in the order in which they are numbered.

    Returns:
        Paragraphs of blocks; joined, their segments' words are the text without the empty lines between paragraphs.
    """
    text = reading.article.text
    marks = _marks(reading, order)
    boundaries = sorted({*marks.opening, *marks.closing, *marks.anchors, *marks.notes})
    sentences = list(enumerate(reading.sentences))
    open_: Counter[str] = Counter()
    result: list[tuple[Block, ...]] = []
    reached = first = 0
    for paragraph in _paragraph_spans(text):
        while first < len(sentences) and sentences[first][1].span.end <= paragraph.start:
            first += 1
        last = first
        while last < len(sentences) and sentences[last][1].span.start < paragraph.end:
            last += 1
        blocks: list[Block] = []
        for span, index in _stretches(paragraph.start, paragraph.end, sentences[first:last]):
            reached = _forward(marks, boundaries, reached, span.start, open_)
            until = reached
            while until < len(boundaries) and boundaries[until] < span.end:
                until += 1
            cuts = [offset for offset in boundaries[reached:until] if offset > span.start]
            reached = until
            segments = tuple(_segments(text, span, cuts, marks, open_))
            blocks.append(Block(index, segments, index is None and "\n" in text[span.start : span.end]))
        result.append(tuple(blocks))
    return tuple(result)


def anchored(paragraphs: Sequence[Sequence[Block]], prefix: str = "") -> list[list[tuple[str | None, Block]]]:
    """Give each sentence its anchor; one that runs over a paragraph's end has it once."""
    seen: set[int] = set()
    result: list[list[tuple[str | None, Block]]] = []
    for paragraph in paragraphs:
        blocks: list[tuple[str | None, Block]] = []
        for block in paragraph:
            fresh = block.sentence is not None and block.sentence not in seen
            if block.sentence is not None:
                seen.add(block.sentence)
            blocks.append((f"{prefix}s{block.sentence}" if fresh else None, block))
        result.append(blocks)
    return result
