"""A reading as a record: plain dicts, lists, strings and numbers, field for field as the reference describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pourparler.render.quoting import checked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.types import Article, Position, Reading, Span, Statement

__all__ = ["line", "record"]

_DIGITS = 4  # of a score: more would claim a precision that no model has


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "previous": article.previous,
        "next": article.next,
        "text": article.text,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "source": _pairs(statement.source),
        "cue": _pairs(statement.cue),
        "content": _pairs(statement.content),
        "speaker": speaker and {"name": speaker.name, "role": speaker.role, "actor": speaker.actor},
        "sourcing": statement.sourcing,
        "occasion": _pair(statement.occasion),
        "hedges": _pairs(statement.hedges),
        "score": round(statement.score, _DIGITS),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "kind": position.kind,
        "holder": _pair(position.holder),
        "act": _pair(position.act),
        "condition": _pair(position.condition),
        "addressee": _pair(position.addressee),
        "trigger": _pairs(position.trigger),
        "hedged": position.hedged,
        "statement": position.statement,
        "actor": position.actor,
        "score": round(position.score, _DIGITS),
    }


def record(reading: Reading) -> dict[str, Any]:
    """Return the record that every surface gives.

    Offsets are half-open indices of string characters into ``article.text``; scores lie between 0 and 1.

    Raises:
        pourparler.errors.PourparlerError: A line of the summary does not stand in the text to the letter.
    """
    checked(reading)
    return {
        "article": _article(reading.article),
        "statements": [_statement(statement) for statement in reading.statements],
        "positions": [_position(position) for position in reading.positions],
        "summary": _pairs(reading.brief.summary),
        "unclear": _pairs(reading.brief.unclear),
        "removed": list(reading.article.removed),
        "model": {"name": reading.model.name, "version": reading.model.version, "sha256": reading.model.sha256},
    }


def line(reading: Reading) -> str:
    r"""Return the record as one line of JSON, without the line's end.

    Letters stand as they are (no ``\u`` escapes), and the line is valid UTF-8: the one thing that UTF-8 cannot carry,
    half of a surrogate pair, is written as the JSON escape for it and so comes back to the letter.
    """
    text = json.dumps(record(reading), ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    # the letters that JSON allows and that line-wise readers (str.splitlines) break a line at
    for code in (0x85, 0x2028, 0x2029):
        text = text.replace(chr(code), f"\\u{code:04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
