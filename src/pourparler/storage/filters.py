"""What a list is narrowed to, as conditions that an index serves."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import ColumnElement, exists, false, func, select

from pourparler.errors import UsageError
from pourparler.rows import Filters
from pourparler.storage import grouping, tables
from pourparler.storage.identity import name_key, period
from pourparler.types import ActorKind, Kind, Sourcing

if TYPE_CHECKING:
    from sqlalchemy import Connection, FromClause

    from pourparler.rows import Found, Table

__all__ = ["checked", "conditions", "dated", "has", "property_of", "within"]

_ALLOWED: dict[str, set[str]] = {
    "articles": {"actor", "kind", "sourcing", "outlet", "source", "since", "until", "origin", "story"},
    "statements": {f.name for f in fields(Filters)},
    "positions": {f.name for f in fields(Filters)},
    "actors": {"kind"},
    "stories": {"actor", "kind", "sourcing", "outlet", "source", "since", "until", "origin"},
    "origins": {"actor", "kind", "sourcing", "outlet", "source", "since", "until", "story"},
}
_CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(Kind), "sourcing": get_args(Sourcing)}


def checked(table: Table, filters: Filters | None) -> Filters:
    """Return the filters of a list.

    Raises:
        UsageError: the list has no such filter, or no such value.
    """
    filters = filters or Filters()
    given = {f.name: value for f in fields(Filters) if (value := getattr(filters, f.name)) is not None}
    for name, value in given.items():
        if name not in _ALLOWED[table]:
            allowed = ", ".join(sorted(_ALLOWED[table]))
            raise UsageError(f"The list of {table} cannot be narrowed by {name}; it can be by {allowed}.")
        choices = get_args(ActorKind) if (table, name) == ("actors", "kind") else _CHOICES.get(name)
        if choices is not None and value not in choices:
            raise UsageError(f"There is no {name} “{str(value)[:40]}”; choose from {', '.join(choices)}.")
        if name in {"since", "until"} and period(str(value)) is None:
            raise UsageError(f"“{str(value)[:40]}” is not a date; write 2024, 2024-09 or 2024-09-03.")
    return filters


def dated(filters: Filters, moment: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Return the conditions on when something counts as published."""
    found = []
    if filters.since is not None:
        found.append(moment >= (period(filters.since) or ("",))[0])
    if filters.until is not None:
        found.append(moment < (period(filters.until) or ("", ""))[1])
    return found


def property_of(found: Found, filters: Filters) -> list[str]:
    """Return the properties asked for that a row can have several of: kept in the table of facets."""
    names = {"articles": ("actor", "kind", "sourcing"), "statements": ("actor", "kind"), "positions": ("actor",)}[found]
    return [f"{name}:{value}" for name in names if (value := getattr(filters, name)) is not None]


def conditions(connection: Connection, found: Found, filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions on the columns of a list's table, dates and facets apart."""
    table = tables.metadata.tables[found]
    columns: Any = table.c
    held: list[ColumnElement[bool]] = []
    if filters.outlet is not None:
        held.append(columns.outlet_key == name_key(filters.outlet))
    if filters.source is not None:
        held.append((columns.source if found == "articles" else columns.feed) == filters.source)
    if filters.sourcing is not None and found != "articles":
        held.append(columns.sourcing == filters.sourcing)
    if filters.kind is not None and found == "positions":
        held.append(columns.kind == filters.kind)
    if filters.article is not None:
        held.append(columns.article == filters.article)
    if filters.counted is not None:
        others = (f.name for f in fields(Filters) if f.name not in {"counted", "since", "until"})
        narrowed = any(getattr(filters, name) is not None for name in others)
        # most rows count: beside any other filter its index is the longest way round (half a second to a story's
        # statements among a million, 2026-11), and SQLite takes it unless the column is hidden in an expression
        column = func.coalesce(columns.counted, false()) if narrowed else columns.counted
        held.append(column == filters.counted)
    held += _grouped(connection, found, filters, table)
    return held


def _grouped(connection: Connection, found: Found, filters: Filters, table: FromClause) -> list[ColumnElement[bool]]:
    articles = tables.articles
    held: list[ColumnElement[bool]] = []
    wanted: list[ColumnElement[bool]] = []
    if filters.story is not None:
        wanted.append(articles.c.story == (grouping.follow(connection, filters.story) or filters.story))
    if filters.origin is not None:
        wanted.append(articles.c.origin == filters.origin)
    if wanted and found == "articles":
        held += wanted
    elif wanted:
        held.append(table.c.article.in_(select(articles.c.id).where(*wanted)))
    return held


def within(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions on an article of a story or an origin, dates apart."""
    columns = tables.articles.c
    properties = property_of("articles", filters)
    held = conditions(connection, "articles", filters)
    return held + [has("articles", one, columns.number, columns.moment) for one in properties]


def has(found: Found, facet: str, number: ColumnElement[int], moment: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a row has a property."""
    facets = tables.facets.alias()
    here = (facets.c.found == found, facets.c.facet == facet, facets.c.moment == moment, facets.c.number == number)
    return exists(select(facets.c.number).where(*here))
