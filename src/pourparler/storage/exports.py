"""Whole tables, a slice at a time, in an order that only their content gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pourparler.errors import UsageError
from pourparler.rows import Placed
from pourparler.storage import groups, mapping, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from sqlalchemy import Connection, Row, Select

    from pourparler.rows import Table
    from pourparler.storage.database import Database

__all__ = ["SqlSnapshot", "placed"]

_SLICE = 200  # rows made at a time


def _one_by_one(make: Callable[[Row[Any]], object]) -> Callable[[Connection, Sequence[Row[Any]]], Sequence[object]]:
    return lambda _connection, rows: [make(row) for row in rows]


def _plan(table: str) -> tuple[Select[Any], Callable[[Connection, Sequence[Row[Any]]], Sequence[object]]]:
    """Return how a table is read and how its rows are made."""
    a, s, p = tables.articles.c, tables.statements.c, tables.positions.c
    if table == "articles":
        return mapping.ARTICLES.order_by(a.id), _one_by_one(mapping.article_row)
    if table == "statements":
        return mapping.STATEMENTS.order_by(s.article, s.place), _one_by_one(mapping.statement_row)
    if table == "positions":
        return mapping.POSITIONS.order_by(p.article, p.place), _one_by_one(mapping.position_row)
    if table == "actors":
        return select(tables.actors).order_by(tables.actors.c.id), groups.actor_rows
    if table == "stories":
        return select(tables.stories).order_by(tables.stories.c.id), groups.story_rows
    if table == "origins":
        return select(tables.origins).order_by(tables.origins.c.id), groups.origin_rows
    raise UsageError(
        f"There is no table {table[:40]}; choose articles, statements, positions, actors, stories, origins."
    )


class SqlSnapshot:
    """All tables as one transaction sees them."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self._connection = connection
        self._database = database

    def export(self, table: Table) -> Generator[Any, None, None]:
        """Yield every row of a table."""
        query, make = _plan(table)
        with (
            self._database.explained(),
            self._connection.execute(query.execution_options(yield_per=_SLICE)) as found,
        ):
            for rows in found.partitions():
                yield from make(self._connection, rows)


def placed(connection: Connection, since: str | None) -> Iterator[Placed]:
    """Yield what grouping needs to know again, in the order in which articles were first placed."""
    a = tables.articles.c
    query = select(a.id, a.moment, a.origin, a.story, a.fingerprint, a.sketch).order_by(a.arrival)
    if since is not None:
        query = query.where(a.moment >= since)
    with connection.execute(query.execution_options(yield_per=_SLICE)) as found:
        for row in found:
            yield Placed(row.id, row.moment, row.origin, row.story, row.fingerprint, row.sketch)
