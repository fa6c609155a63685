"""Lists, page by page, each read from an index in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select, tuple_

from pourparler.rows import Correction
from pourparler.storage import filters as narrowing
from pourparler.storage import mapping, paging, tables
from pourparler.storage.groups import actor_rows, origin_rows, story_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from pourparler.rows import (
        ActorRow,
        ArticleRow,
        Filters,
        Found,
        OriginRow,
        Page,
        PositionRow,
        StatementRow,
        StoryRow,
    )

__all__ = ["actors", "articles", "corrections", "origins", "positions", "statements", "stories"]

_GROUPS: dict[str, tuple[Any, ColumnElement[Any], Callable[[Connection, Sequence[Row[Any]]], tuple[Any, ...]]]] = {
    "stories": (tables.stories, tables.articles.c.story, story_rows),
    "origins": (tables.origins, tables.articles.c.origin, origin_rows),
}


def _newest(connection: Connection, found: Found, given: Filters | None, limit: int, after: str | None) -> Page[Any]:
    """Return a page of articles, statements or positions."""
    filters = narrowing.checked(found, given)
    table, query, make = mapping.FOUND[found]
    moment: ColumnElement[str] = table.c.moment
    number: ColumnElement[int] = table.c.number
    query = query.where(*narrowing.conditions(connection, found, filters))
    properties = narrowing.property_of(found, filters)
    if properties:
        # one property is in the order of the list: the page is read from there, and the others looked up
        facets = tables.facets
        query = query.join(facets, facets.c.number == number)
        query = query.where(facets.c.found == found, facets.c.facet == properties[0])
        query = query.where(*(narrowing.has(found, other, number, moment) for other in properties[1:]))
        if filters.counted is not None:
            query = query.where(facets.c.counted == filters.counted)
        moment, number = facets.c.moment, facets.c.number
    query = query.where(*narrowing.dated(filters, moment))
    if after is not None:
        query = query.where(tuple_(moment, number) < tuple_(*paging.decode(found, after, (str, int))))
    query = query.order_by(moment.desc(), number.desc()).limit(limit + 1)
    rows = connection.execute(query).all()
    return paging.page(found, rows, tuple(make(row) for row in rows[:limit]), limit, ("moment", "number"))


def articles(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[ArticleRow]:
    """Return articles, newest first."""
    return _newest(connection, "articles", filters, limit, after)


def statements(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[StatementRow]:
    """Return statements, newest first."""
    return _newest(connection, "statements", filters, limit, after)


def positions(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[PositionRow]:
    """Return positions, newest first."""
    return _newest(connection, "positions", filters, limit, after)


def actors(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[ActorRow]:
    """Return actors by name."""
    held = narrowing.checked("actors", filters)
    columns = tables.actors.c
    query = select(tables.actors).order_by(columns.sort_key).limit(limit + 1)
    if held.kind is not None:
        query = query.where(columns.kind == held.kind)
    if after is not None:
        query = query.where(columns.sort_key > paging.decode("actors", after, (str,))[0])
    rows = connection.execute(query).all()
    return paging.page("actors", rows, actor_rows(connection, rows[:limit]), limit, ("sort_key",))


def _grouped(
    connection: Connection, of: Literal["stories", "origins"], given: Filters | None, limit: int, after: str | None
) -> Page[Any]:
    """Return a page of what articles are grouped into."""
    filters = narrowing.checked(of, given)
    table, member, make = _GROUPS[of]
    moment, key = table.c.moment, table.c.id
    query = select(table).where(*narrowing.dated(filters, moment))
    inner = narrowing.within(connection, filters)
    if inner:
        query = query.where(key.in_(select(member).where(*inner)))
    if after is not None:
        query = query.where(tuple_(moment, key) < tuple_(*paging.decode(of, after, (str, str))))
    rows = connection.execute(query.order_by(moment.desc(), key.desc()).limit(limit + 1)).all()
    return paging.page(of, rows, make(connection, rows[:limit]), limit, ("moment", "id"))


def stories(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[StoryRow]:
    """Return stories, that with the newest article first."""
    return _grouped(connection, "stories", filters, limit, after)


def origins(connection: Connection, filters: Filters | None, limit: int, after: str | None) -> Page[OriginRow]:
    """Return origins, that with the newest first article first."""
    return _grouped(connection, "origins", filters, limit, after)


def corrections(connection: Connection, limit: int, after: str | None) -> Page[Correction]:
    """Return reports, oldest first."""
    columns = tables.corrections.c
    query = select(tables.corrections).order_by(columns.number).limit(limit + 1)
    if after is not None:
        query = query.where(columns.number > paging.decode("corrections", after, (int,))[0])
    rows = connection.execute(query).all()
    return paging.page(
        "corrections", rows, tuple(mapping.record(row, Correction) for row in rows[:limit]), limit, ("number",)
    )
