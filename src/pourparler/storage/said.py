"""Statements and positions of a reading as rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pourparler.storage.identity import row_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pourparler.types import OriginPlacement, Outcome, Reading, Span, Statement

__all__ = ["position_rows", "statement_rows"]

_BREAK = " … "  # between pieces


def _words(spans: Iterable[Span], text: str) -> str:
    return _BREAK.join(span.of(text) for span in spans)


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _at(given: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    return given[index] if index < len(given) else ()


def counts(placement: OriginPlacement | None, pieces: Iterable[Span]) -> bool:
    """Say whether this counts: a copy's words only where most of them are what its outlet added to the origin."""
    if placement is None or placement.kind == "original":
        return True
    whole = new = 0
    for piece in pieces:
        whole += piece.end - piece.start
        new += sum(max(0, min(piece.end, added.end) - max(piece.start, added.start)) for added in placement.added)
    return 0 < whole <= 2 * new


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "sourcing": statement.sourcing,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "party": speaker.actor if speaker else None,
        "score": statement.score,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "occasion": _one(statement.occasion),
        "hedges": statement.hedges,
        "source_words": _words(statement.source, text),
        "cue_words": _words(statement.cue, text),
        "content_words": _words(statement.content, text),
        "occasion_words": statement.occasion and statement.occasion.of(text),
    }


def statement_rows(article: str, outcome: Outcome, reading: Reading) -> list[dict[str, Any]]:
    """Return the statements of a reading, in reading order."""
    text = reading.article.text
    rows = [_statement(statement, text) for statement in reading.statements]
    ids = row_ids(article, (f"s\0{row['source_words']}\0{row['content_words']}" for row in rows))
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for position in reading.positions:
        if position.statement is not None:
            kinds[position.statement].add(position.kind)
    for at, row in enumerate(rows):
        row |= {
            "id": ids[at],
            "place": at,
            "actors": _at(outcome.speakers, at),
            "kinds": tuple(sorted(kinds[at])),
            "counted": counts(outcome.origin, reading.statements[at].content),
        }
    return rows


def position_rows(
    article: str, outcome: Outcome, reading: Reading, said: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the positions of a reading, in reading order; ``said`` are its statements' rows."""
    text = reading.article.text
    rows = []
    for at, position in enumerate(reading.positions):
        within = said[position.statement] if position.statement is not None else {}
        row: dict[str, Any] = {
            "place": at,
            "kind": position.kind,
            "hedged": position.hedged,
            "statement_place": position.statement,
            "statement": within.get("id"),
            "speaker": within.get("speaker"),
            "sourcing": within.get("sourcing"),
            "actor": position.actor,
            "actors": _at(outcome.holders, at),
            "addressees": _at(outcome.addressees, at),
            "score": position.score,
            "trigger": position.trigger,
            "counted": counts(outcome.origin, (position.act,)),
        }
        for part in ("holder", "act", "condition", "addressee"):
            span: Span | None = getattr(position, part)
            row |= {part: _one(span), f"{part}_words": span and span.of(text)}
        rows.append(row)
    words = (f"p\0{row['kind']}\0{row['holder_words']}\0{row['act_words']}\0{row['condition_words']}" for row in rows)
    for row, key in zip(rows, row_ids(article, words), strict=True):
        row["id"] = key
    return rows
