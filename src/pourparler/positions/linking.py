"""From the reader's frames to linked positions: in which statement they stand, whose they are, how sure it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pourparler.positions.connectives import tidy
from pourparler.positions.holders import Holders
from pourparler.statements.hedges import doubts_report, find
from pourparler.statements.quotations import quoted
from pourparler.types import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Article, Frame, Labels, Sentence, Statement

__all__ = ["link"]

_NEAR = 40  # characters between a hedge and the words that take the stand
_NEST = 64  # stretches of speech that begin before an act and may hold it


def link(
    article: Article, sentences: Sequence[Sentence], labels: Labels, statements: Sequence[Statement]
) -> tuple[Position, ...]:
    """Turn the reader's frames into positions.

    Args:
        article: The article; every span refers to its text.
        sentences: Its sentences, in reading order.
        labels: What the reader marked; spans out of range are cut, frames without an act dropped.
        statements: The article's statements; ``Position.statement`` is an index into them.

    Returns:
        The positions in reading order of their acts.
    """
    frames = [tidy(article.text, frame) for frame in labels.frames if _cut(frame.act, article.text)]
    if not frames:
        return ()
    holders = Holders(article, sentences, statements)
    places = _Places(statements)
    doubts = _Doubts(article.text, sentences)
    linked = [_position(article.text, frame, holders, places, doubts) for frame in frames]
    return tuple(sorted(linked, key=lambda one: (one.act, one.kind)))


def _position(text: str, frame: Frame, holders: Holders, places: _Places, doubts: _Doubts) -> Position:
    """Put one position together."""
    act = _cut(frame.act, text) or frame.act
    holder = _cut(frame.holder, text)
    trigger = tuple(span for part in frame.trigger if (span := _cut(part, text)))
    statement, inside = places.holding(act, trigger)
    return Position(
        kind=frame.kind,
        holder=holder,
        act=act,
        condition=_cut(frame.condition, text),
        addressee=_cut(frame.addressee, text),
        trigger=trigger,
        hedged=frame.hedged or doubts.near(holder, trigger or (act,)),
        statement=statement,
        # A holder that is not named is the speaker only where the act stands in what is said.
        actor=holders.actor(holder, statement) if holder or inside else None,
        score=frame.score,
    )


def _cut(span: Span | None, text: str) -> Span | None:
    """Cut a span to the text; None where nothing is left."""
    if span is None:
        return None
    start, end = max(0, span.start), min(len(text), span.end)
    return Span(start, end) if start < end and not text[start:end].isspace() else None


class _Places:
    """Tells which statement an act stands in."""

    __slots__ = ("_said", "_saying")

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._said = sorted((part.start, part.end, at) for at, one in enumerate(statements) for part in one.content)
        self._saying = sorted(
            (part.start, part.end, at) for at, one in enumerate(statements) for part in (*one.cue, *one.source)
        )

    def holding(self, act: Span, trigger: Sequence[Span]) -> tuple[int | None, bool]:
        """Return the statement's index, or None, and whether the act stands in its content."""
        inside = _best(self._said, act)
        if inside is not None:
            return inside, True
        for span in (act, *trigger):
            near = _best(self._saying, span)
            if near is not None:
                return near, False
        return None, False


def _best(parts: Sequence[tuple[int, int, int]], span: Span) -> int | None:
    """Return whose part overlaps a span most; of equal ones the smallest."""
    stop = bisect_left(parts, (span.end, -1, -1))
    ranked = [
        (min(end, span.end) - max(start, span.start), start - end, -at)
        for start, end, at in parts[max(0, stop - _NEST) : stop]
        if end > span.start
    ]
    return -max(ranked)[2] if ranked else None


class _Doubts:
    """Knows where the reporter keeps a distance: "reportedly", "is said to"."""

    __slots__ = ("_sentences", "_spans", "_starts")

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        # A hedge inside a quotation is the speaker's own.
        self._spans = [span for span in find(text) if doubts_report(span.of(text)) and not quoted(text, span.start)]
        self._starts = [span.start for span in self._spans]
        self._sentences = [sentence.span.start for sentence in sentences]

    def near(self, holder: Span | None, trigger: Sequence[Span]) -> bool:
        """Say whether a doubt stands between holder and trigger, or close to the trigger in its sentence."""
        first, last = trigger[0].start, trigger[0].end
        low = min(holder.end if holder and holder.end <= first else first, first) - _NEAR
        at = bisect_right(self._sentences, first) - 1
        if at >= 0:
            low = max(low, self._sentences[at])
        high = last + _NEAR // 2
        if 0 <= at < len(self._sentences) - 1:
            high = min(high, self._sentences[at + 1])
        found = bisect_left(self._starts, low)
        return found < len(self._spans) and self._spans[found].end <= high
