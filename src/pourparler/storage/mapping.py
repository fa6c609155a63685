"""Rows of the database as the records that a store hands out."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from pourparler.rows import ArticleRow, PositionRow, Revision, StatementRow
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
    from collections.abc import Callable, Iterable

    from sqlalchemy import Row, Select

    from pourparler.rows import Found

__all__ = [
    "ARTICLES",
    "FOUND",
    "POSITIONS",
    "STATEMENTS",
    "article_row",
    "position_row",
    "reading",
    "record",
    "revision",
    "statement_row",
]

T = TypeVar("T")

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


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def record(row: Row[Any], kind: Callable[..., T], **changed: object) -> T:
    """Return a record of a kind: its fields from the columns of their names, or as given."""
    return kind(**{name: changed[name] if name in changed else getattr(row, name) for name in _names(kind)})


def _one(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def article_row(row: Row[Any]) -> ArticleRow:
    """Return an article; ``row`` is one of ``ARTICLES``."""
    return record(row, ArticleRow, model=ModelInfo(*row.model))


def statement_row(row: Row[Any]) -> StatementRow:
    """Return a statement; ``row`` is one of ``STATEMENTS``."""
    return record(row, StatementRow, occasion=_one(row.occasion))


def position_row(row: Row[Any]) -> PositionRow:
    """Return a position; ``row`` is one of ``POSITIONS``."""
    return record(row, PositionRow, **_single(row))


def _single(row: Row[Any]) -> dict[str, Span | None]:
    """Return the parts of a position that are one span, all but the act perhaps none."""
    return {"act": row.act[0]} | {name: _one(getattr(row, name)) for name in ("holder", "condition", "addressee")}


# What is found and listed one by one: its table, how it is read, and how its rows are made.
FOUND: dict[Found, tuple[Any, Select[Any], Callable[[Row[Any]], Any]]] = {
    "articles": (tables.articles, ARTICLES, article_row),
    "statements": (tables.statements, STATEMENTS, statement_row),
    "positions": (tables.positions, POSITIONS, position_row),
}


def revision(row: Row[Any], current: str) -> Revision:
    """Return a revision; ``current`` is the id of its article's current one."""
    return record(row, Revision, current=row.id == current)


def _statement(row: Row[Any]) -> Statement:
    speaker = Speaker(row.speaker, row.role, row.party) if row.speaker is not None else None
    return record(row, Statement, speaker=speaker, occasion=_one(row.occasion))


def _position(row: Row[Any]) -> Position:
    return record(row, Position, statement=row.statement_place, **_single(row))


def reading(row: Row[Any], statements: Iterable[Row[Any]], positions: Iterable[Row[Any]]) -> Reading:
    """Return what is kept of a reading; its rows come in reading order."""
    return Reading(
        article=record(row, Article),
        sentences=tuple(Sentence(Span(start, end), paragraph) for start, end, paragraph in row.sentences),
        statements=tuple(_statement(said) for said in statements),
        positions=tuple(_position(stand) for stand in positions),
        brief=Brief(row.summary, row.unclear),
        model=ModelInfo(*row.model),
    )
