"""What pages list beside an article: the lines of its summary, its positions, its statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pourparler.render import quoting, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Reading, Span

__all__ = ["Quote", "position", "quotes", "statements"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the article and the anchor to open it at."""

    words: str
    target: str | None


def quotes(reading: Reading, spans: Sequence[Span], prefix: str = "") -> list[Quote]:
    """Return sentences of the article; ``prefix`` tells the anchors of several articles on a page apart."""
    text, found = reading.article.text, []
    for span in spans:
        at = quoting.sentence_of(reading.sentences, span.start)
        found.append(Quote(span.of(text), None if at is None else f"{prefix}s{at}"))
    return found


def position(reading: Reading, number: int, index: int) -> dict[str, Any]:
    """Return what is shown of a position, the ``number``-th of its list."""
    text, shown = reading.article.text, reading.positions[index]
    at = shown.statement
    statement = reading.statements[at] if at is not None and 0 <= at < len(reading.statements) else None
    return {
        "number": number,
        "kind": shown.kind,
        "label": wording.KINDS[shown.kind],
        "holder": wording.holder(text, shown),
        "act": quoting.act_pieces(text, shown),
        "condition": quoting.condition_pieces(text, shown),
        "towards": quoting.towards(text, shown),
        "hedged": shown.hedged,
        "teller": statement and wording.word_of(text, statement),
        "sourcing": statement and wording.SOURCING[statement.sourcing],
        "statement": at + 1 if statement and at is not None else None,
    }


def statements(reading: Reading) -> list[dict[str, Any]]:
    """Return what is shown of every statement, in the order of the text."""
    text = reading.article.text
    return [
        {
            "number": number,
            "teller": wording.word_of(text, statement),
            "sourcing": wording.SOURCING[statement.sourcing],
            "occasion": statement.occasion and statement.occasion.of(text),
            "hedges": [span.of(text) for span in statement.hedges],
            "cue": statement.cue[0].of(text) if statement.cue else None,
            "content": quoting.content_pieces(text, statement.content),
            "placed": any(span.of(text).strip() for span in statement.content or statement.cue or statement.source),
        }
        for number, statement in enumerate(reading.statements, 1)
    ]
