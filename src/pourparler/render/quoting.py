"""Words of the source: the lines of a brief, the parts of a position, and a mark where words are left out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler import briefs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Position, Reading, Sentence, Span

__all__ = [
    "ORDER",
    "Piece",
    "act_pieces",
    "checked",
    "condition_pieces",
    "content_pieces",
    "joined",
    "ranked",
    "sentence_of",
    "towards",
]

# What decides whether anyone will talk comes first: preconditions, then what is offered and what is ruled out.
ORDER = ("precondition", "offer", "refusal", "demand", "commitment", "threat", "support", "criticism")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the source and the part they play; part ``gap`` stands for words left out."""

    part: str
    words: str


def checked(reading: Reading) -> Reading:
    """Return ``reading`` if every line of its brief stands in its text to the letter.

    Raises:
        pourparler.errors.PourparlerError: A line does not, so that nothing of it may be printed.
    """
    briefs.check(reading.article, reading.brief)
    return reading


def sentence_of(sentences: Sequence[Sentence], offset: int) -> int | None:
    """Return the index of the sentence in which ``offset`` stands, or None for no sentences."""
    if not sentences:
        return None
    return max(0, bisect_right(sentences, offset, key=lambda sentence: sentence.span.start) - 1)


def ranked(positions: Sequence[Position]) -> tuple[int, ...]:
    """Return the indices of ``positions`` in the order in which people are shown them: preconditions first."""
    return tuple(sorted(range(len(positions)), key=lambda at: (ORDER.index(positions[at].kind), positions[at].act)))


def _pieces(text: str, parts: Sequence[tuple[str, Span]]) -> tuple[Piece, ...]:
    """Quote ``parts`` in the order of the text; a gap stands wherever words between two of them are left out."""
    pieces: list[Piece] = []
    reached: int | None = None
    for part, span in sorted(parts, key=lambda item: (item[1].start, -item[1].end)):
        start = span.start if reached is None else max(span.start, reached)
        if start >= span.end:
            continue
        if reached is not None and any(map(str.isalnum, text[reached:start])):
            pieces.append(Piece("gap", "…"))
        elif reached is not None and start > reached:
            pieces.append(Piece("between", text[reached:start]))
        pieces.append(Piece(part, text[start : span.end]))
        reached = span.end
    return tuple(pieces)


def content_pieces(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Quote what was said; where it comes in several stretches, each gap is marked."""
    return _pieces(text, [("content", span) for span in spans])


def joined(pieces: Sequence[Piece], gap: str = "…") -> str:
    """Return the words of ``pieces`` as one string, with ``gap`` where words are left out."""
    return "".join(f" {gap} " if piece.part == "gap" else piece.words for piece in pieces)


def _distance(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _triggers(position: Position) -> tuple[list[Span], list[Span]]:
    """Sort the trigger words: those of the act, and those that stand right before the condition ("unless", "while")."""
    condition = position.condition
    ours: list[Span] = []
    theirs: list[Span] = []
    for trigger in position.trigger:
        nearer = condition is not None and _distance(trigger, condition) <= _distance(trigger, position.act)
        before = condition is not None and trigger.start <= condition.start
        (theirs if nearer and before else ours).append(trigger)
    return ours, theirs


def act_pieces(text: str, position: Position) -> tuple[Piece, ...]:
    """Quote the act with the trigger words that belong to it: "will not sit down with Moscow"."""
    return _pieces(text, [*(("trigger", span) for span in _triggers(position)[0]), ("act", position.act)])


def condition_pieces(text: str, position: Position) -> tuple[Piece, ...]:
    """Quote the condition with its connective: "unless its forces leave"; empty where there is none."""
    if position.condition is None:
        return ()
    return _pieces(text, [*(("trigger", span) for span in _triggers(position)[1]), ("condition", position.condition)])


def towards(text: str, position: Position) -> str | None:
    """Quote the addressee, unless act or condition already name it."""
    addressee = position.addressee
    if addressee is None:
        return None
    words = addressee.of(text)
    shown = (span.of(text) for span in (position.act, position.condition) if span)
    return None if any(words in other for other in shown) else words
