"""Rows of the database as the records that a store hands out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pourparler.rows import ArticleRow, Correction, PositionRow, Revision, StatementRow
from pourparler.storage import tables
from pourparler.types import (
    Article,
    Brief,
    ModelInfo,
    Position,
    Reading,
    Sentence,
    Span,
    Speaker,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row, Select

__all__ = [
    "ARTICLES",
    "POSITIONS",
    "STATEMENTS",
    "article_row",
    "correction",
    "position_row",
    "reading",
    "revision",
    "statement_row",
]

_a, _r, _s, _p = tables.articles.c, tables.revisions.c, tables.statements.c, tables.positions.c

_TEXT = (_r.text, _r.sha256, _r.removed, _r.summary, _r.unclear, _r.model, _r.sentences)
_BESIDE = (_a.origin, _a.story, _a.outlet, _a.published, _a.title, _a.url)  # what a row shows of its article

ARTICLES: Select[Any] = select(
    *(column for column in tables.articles.c if column.name not in {"fingerprint", "sketch", "outlet_key"}), *_TEXT
).join_from(tables.articles, tables.revisions, _r.id == _a.revision)

STATEMENTS: Select[Any] = select(*tables.statements.c, *_BESIDE).join_from(
    tables.statements, tables.articles, _a.id == _s.article
)

POSITIONS: Select[Any] = select(*tables.positions.c, *_BESIDE).join_from(
    tables.positions, tables.articles, _a.id == _p.article
)

_OWN = {kind: tuple(field.name for field in fields(kind)) for kind in (ArticleRow, StatementRow, PositionRow)}


def _one(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def _of(row: Row[Any], kind: type[ArticleRow | StatementRow | PositionRow], **changed: object) -> dict[str, Any]:
    return {name: changed[name] if name in changed else getattr(row, name) for name in _OWN[kind]}


def article_row(row: Row[Any]) -> ArticleRow:
    """Return an article; ``row`` is one of ``ARTICLES``."""
    return ArticleRow(**_of(row, ArticleRow, model=ModelInfo(*row.model)))


def statement_row(row: Row[Any]) -> StatementRow:
    """Return a statement; ``row`` is one of ``STATEMENTS``."""
    return StatementRow(**_of(row, StatementRow, occasion=_one(row.occasion)))


def position_row(row: Row[Any]) -> PositionRow:
    """Return a position; ``row`` is one of ``POSITIONS``."""
    single = {name: _one(getattr(row, name)) for name in ("holder", "condition", "addressee")}
    return PositionRow(**_of(row, PositionRow, act=row.act[0], **single))


def revision(row: Row[Any], current: str) -> Revision:
    """Return a revision; ``current`` is the id of its article's current one."""
    return Revision(row.id, row.article, row.title, row.text, row.sha256, row.seen, row.id == current)


def correction(row: Row[Any]) -> Correction:
    """Return a report."""
    return Correction(row.id, row.target, row.row, row.article, row.words, row.wrong, row.note, row.moment)


def _statement(row: Row[Any]) -> Statement:
    speaker = Speaker(row.speaker, row.role, row.party) if row.speaker is not None else None
    occasion = _one(row.occasion)
    return Statement(row.source, row.cue, row.content, speaker, row.sourcing, occasion, row.hedges, row.score)


def _position(row: Row[Any]) -> Position:
    return Position(
        kind=row.kind,
        holder=_one(row.holder),
        act=row.act[0],
        condition=_one(row.condition),
        addressee=_one(row.addressee),
        trigger=row.trigger,
        hedged=row.hedged,
        statement=row.statement_place,
        actor=row.actor,
        score=row.score,
    )


def reading(row: Row[Any], statements: Iterable[Row[Any]], positions: Iterable[Row[Any]]) -> Reading:
    """Return all that was read in an article; its rows come in reading order."""
    named = ("id", "url", "outlet", "title", "byline", "published", "language", "previous", "next", "text", "removed")
    return Reading(
        article=Article(**{name: getattr(row, name) for name in named}, sha256=row.sha256),
        sentences=tuple(Sentence(Span(start, end), paragraph) for start, end, paragraph in row.sentences),
        statements=tuple(_statement(said) for said in statements),
        positions=tuple(_position(stand) for stand in positions),
        brief=Brief(row.summary, row.unclear),
        model=ModelInfo(*row.model),
    )
