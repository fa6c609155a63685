"""Every list that pages show: what it may be asked, how it is read, and what its rows are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from starlette.datastructures import QueryParams

from pourparler import api
from pourparler.rows import (
    ActorRow,
    ArticleRow,
    Correction,
    Filters,
    Hit,
    OriginRow,
    Page,
    PositionRow,
    Quarantined,
    Run,
    SourceRow,
    StatementRow,
    StoryRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request

    from pourparler.api.asking import Listed
    from pourparler.protocols import Store
    from pourparler.rows import Found

__all__ = ["LISTS", "List", "Read", "choices", "read"]

_HITS = 20  # of a page of search: each is cut from the whole text of its article


@dataclass(frozen=True, slots=True)
class List:
    """One list with an address of its own."""

    name: str  # its address without the slash
    title: str
    row: type
    asks: Listed
    read: Callable[[Store, Filters, int, str | None], Page[Any]]
    folder: str  # where the pages of its rows are; "" where they have none
    once: bool = False  # whether each origin counts once unless the reader asks for copies
    without: tuple[str, ...] = ()  # fields that its data leave out


@dataclass(frozen=True, slots=True)
class Read:
    """A page of a list, and what was asked for."""

    list: List
    rows: Sequence[Any]
    after: str | None
    asked: Mapping[str, str]


def _whole(rows: Sequence[Any]) -> Page[Any]:
    return Page(tuple(rows), None)


LISTS: Mapping[str, List] = {
    one.name: one
    for one in (
        List(
            "articles",
            "Articles",
            ArticleRow,
            "articles",
            lambda store, filters, limit, after: store.articles(filters, limit=limit, after=after),
            "articles",
            without=("text",),
        ),
        List(
            "stories",
            "Stories",
            StoryRow,
            "stories",
            lambda store, filters, limit, after: store.stories(filters, limit=limit, after=after),
            "stories",
        ),
        List(
            "statements",
            "Statements",
            StatementRow,
            "statements",
            lambda store, filters, limit, after: store.statements(filters, limit=limit, after=after),
            "statements",
            once=True,
        ),
        List(
            "positions",
            "Positions",
            PositionRow,
            "positions",
            lambda store, filters, limit, after: store.positions(filters, limit=limit, after=after),
            "positions",
            once=True,
        ),
        List(
            "conditions",
            "Conditions",
            PositionRow,
            "conditions",
            lambda store, filters, limit, after: store.positions(filters, limit=limit, after=after),
            "positions",
            once=True,
        ),
        List(
            "actors",
            "Actors",
            ActorRow,
            "actors",
            lambda store, filters, limit, after: store.actors(filters, limit=limit, after=after),
            "actors",
        ),
        List(
            "origins",
            "Origins",
            OriginRow,
            "origins",
            lambda store, filters, limit, after: store.origins(filters, limit=limit, after=after),
            "",
        ),
        List(
            "corrections",
            "Reports of errors",
            Correction,
            "plain",
            lambda store, _, limit, after: store.corrections(limit=limit, after=after),
            "",
        ),
        List(
            "quarantine",
            "Quarantine",
            Quarantined,
            "plain",
            lambda store, _, limit, after: store.quarantine(limit=limit, after=after),
            "",
        ),
        List("sources", "Sources", SourceRow, "plain", lambda store, *_: _whole(store.sources()), ""),
        List("runs", "Runs", Run, "plain", lambda store, *_: _whole(store.runs(100)), ""),
        List("search", "Search", Hit, "search", lambda *_: _whole(()), "articles"),
    )
}


def read(request: Request, store: Store, one: List) -> Read:
    """Read the page of a list that a request asks for.

    Raises:
        UsageError: what it asks makes no sense.
    """
    pairs = request.query_params.multi_items()
    given = QueryParams([(name, value) for name, value in pairs if not (one.once and name == "copies")])
    asked = api.asked(one.asks, given)
    filters = asked.filters
    if one.once and filters.counted is None and request.query_params.get("copies") != "shown":
        filters = replace(filters, counted=True)
    if one.asks == "search":
        limit = asked.limit if "limit" in given else _HITS
        query, found = str(getattr(asked, "q", "")), cast("Found", getattr(asked, "found", "articles"))
        page: Page[Any] = store.search.find(query, found=found, limit=limit, after=asked.after)
    else:
        page = one.read(store, filters, asked.limit, asked.after)
    return Read(one, page.rows, page.after, choices(request))


def choices(request: Request) -> Mapping[str, str]:
    """Return what the reader has asked for, by name; the place in the list apart."""
    return {name: value for name, value in request.query_params.items() if value and name != "after"}
