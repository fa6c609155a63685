"""A quotation in its paragraph: the part of an article around some spans, cut into what is marked and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pourparler.render import highlighting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.render.highlighting import Block
    from pourparler.types import Position, Reading, Span, Statement

__all__ = ["around_position", "around_statement"]

_MOST = 6  # paragraphs: pieces of one statement may stand far apart


def _around(reading: Reading) -> tuple[tuple[Block, ...], ...]:
    """Return the paragraphs of a reading in which anything is marked."""
    marked = [
        paragraph
        for paragraph in highlighting.paragraphs(reading, tuple(range(len(reading.positions))))
        if any(segment.classes for block in paragraph for segment in block.segments)
    ]
    return tuple(marked[:_MOST])


def around_statement(reading: Reading, statement: Statement) -> tuple[tuple[Block, ...], ...]:
    """Return the paragraphs that a statement stands in, with its source, cue, content and hedges marked."""
    return _around(_narrowed(reading, (statement,), (), [*statement.source, *statement.cue, *statement.content]))


def around_position(reading: Reading, position: Position) -> tuple[tuple[Block, ...], ...]:
    """Return the paragraphs that a position stands in, with holder, trigger, act and condition marked."""
    spans = [span for span in (position.holder, position.act, position.condition) if span]
    return _around(_narrowed(reading, (), (position,), [*spans, *position.trigger]))


def _narrowed(
    reading: Reading, statements: tuple[Statement, ...], positions: tuple[Position, ...], spans: Sequence[Span]
) -> Reading:
    """Leave out what is far from ``spans``: a long article is not cut up for one of its paragraphs.

    The text's tail goes: what stands before it keeps its offsets.
    """
    if not spans:
        return replace(reading, statements=statements, positions=positions)
    text = reading.article.text
    last = max(span.end for span in spans)
    end = text.find("\n\n", last)
    article = reading.article if end < 0 else replace(reading.article, text=text[:end])
    return replace(reading, article=article, statements=statements, positions=positions)
