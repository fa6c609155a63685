"""One thing, by its id; and how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from pourparler.rows import Status
from pourparler.storage import groups, mapping, numbers, tables, whom
from pourparler.storage.grouping import follow
from pourparler.types import Captured

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, FromClause

    from pourparler.rows import ActorRow, ArticleRow, OriginRow, PositionRow, Revision, StatementRow, StoryRow
    from pourparler.types import Reading

__all__ = [
    "actor",
    "article",
    "captures",
    "follow",
    "origin",
    "position",
    "reading",
    "revisions",
    "statement",
    "status",
    "story",
]

# made once: lists quote from the texts of many articles, and making it takes longer than the row
_ARTICLE = mapping.ARTICLES.where(tables.articles.c.id == bindparam("key"))


def article(connection: Connection, key: str) -> ArticleRow | None:
    """Return an article."""
    row = connection.execute(_ARTICLE, {"key": key}).first()
    return None if row is None else mapping.article_row(row)


def reading(connection: Connection, key: str) -> Reading | None:
    """Return what was read in an article."""
    row = connection.execute(_ARTICLE, {"key": key}).first()
    if row is None:
        return None
    said, stands = tables.statements, tables.positions
    return mapping.reading(
        row,
        connection.execute(select(said).where(said.c.article == key).order_by(said.c.place)),
        connection.execute(select(stands).where(stands.c.article == key).order_by(stands.c.place)),
    )


def revisions(connection: Connection, key: str) -> tuple[Revision, ...]:
    """Return an article's texts, in the order in which they were first seen."""
    table = tables.revisions
    current = connection.scalar(select(tables.articles.c.revision).where(tables.articles.c.id == key))
    found = connection.execute(select(table).where(table.c.article == key).order_by(table.c.seen, table.c.number))
    return tuple(mapping.revision(row, current or "") for row in found)


def captures(connection: Connection, key: str) -> tuple[Captured, ...]:
    """Return where an article's captures are kept."""
    table = tables.captures
    found = connection.execute(select(table).where(table.c.article == key).order_by(table.c.number))
    return tuple(mapping.record(row, Captured) for row in found)


def statement(connection: Connection, key: str) -> StatementRow | None:
    """Return a statement."""
    row = connection.execute(mapping.STATEMENTS.where(tables.statements.c.id == key)).first()
    return None if row is None else mapping.statement_row(row)


def position(connection: Connection, key: str) -> PositionRow | None:
    """Return a position."""
    row = connection.execute(mapping.POSITIONS.where(tables.positions.c.id == key)).first()
    return None if row is None else mapping.position_row(row)


def actor(connection: Connection, key: str) -> ActorRow | None:
    """Return an actor."""
    rows = connection.execute(select(tables.actors).where(tables.actors.c.id == key)).all()
    return next(iter(groups.actor_rows(connection, rows)), None)


def story(connection: Connection, key: str) -> StoryRow | None:
    """Return a story, redirects followed."""
    here = tables.stories.c.id == (follow(connection, key) or key)
    rows = connection.execute(select(tables.stories).where(here)).all()
    return next(iter(groups.story_rows(connection, rows)), None)


def origin(connection: Connection, key: str) -> OriginRow | None:
    """Return an origin."""
    rows = connection.execute(select(tables.origins).where(tables.origins.c.id == key)).all()
    return next(iter(groups.origin_rows(connection, rows)), None)


def status(connection: Connection) -> Status:
    """Return how much there is."""

    def count(table: FromClause, *held: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(table).where(*held)) or 0

    items: Any = tables.items.c
    kept = numbers.rows(connection)
    return Status(
        sources=count(tables.sources),
        failing=count(tables.checks, tables.checks.c.error.is_not(None)),
        waiting=count(tables.items, items.state == "waiting"),
        quarantined=count(tables.items, items.state == "quarantined"),
        articles=kept["articles"],
        statements=kept["statements"],
        counted=kept["counted"],
        positions=kept["positions"],
        actors=kept["actors"],
        stories=kept["stories"],
        origins=kept["origins"],
        run=next(iter(whom.runs(connection, 1)), None),
    )
