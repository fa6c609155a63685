"""The same as data: JSON, CSV and Atom at the address of every list and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler import api, feeds
from pourparler.rows import ActorRow, ArticleRow, OriginRow, Page, PositionRow, StatementRow, StoryRow
from pourparler.web.listing import read
from pourparler.web.site import found, site_of
from pourparler.web.templating import address, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.web.listing import List, Read

__all__ = ["RECORDS", "SUFFIXES", "alternates", "list_as", "record_as"]

SUFFIXES = {"json": "application/json", "csv": "text/csv", "atom": feeds.MEDIA_TYPE}
_FEEDS = {"articles", "stories", "statements", "positions", "conditions", "search"}

RECORDS: dict[str, tuple[type, str]] = {
    "articles": (ArticleRow, "article"),
    "stories": (StoryRow, "story"),
    "statements": (StatementRow, "statement"),
    "positions": (PositionRow, "position"),
    "actors": (ActorRow, "actor"),
    "origins": (OriginRow, "origin"),
}
"""Folder of a record's page, the row it is kept in, and the store's method that returns it."""


def alternates(one: List | None = None) -> tuple[str, ...]:
    """Return the endings under which there is the same as data."""
    return ("json", "csv", "atom") if one is not None and one.name in _FEEDS else ("json", "csv")


def list_as(one: List, suffix: str) -> Callable[[Request], Response]:
    """Return the function that answers with a list as data."""

    def answer(request: Request) -> Response:
        site = site_of(request)
        part = read(request, site.store, one)
        links = api.links(request, part.after)
        if suffix == "json":
            content = api.as_json(Page(tuple(part.rows), part.after), without=one.without)
            return api.answer(request, content, SUFFIXES[suffix], links)
        if suffix == "csv":
            content = b"".join(api.as_csv(part.rows, one.row, without=one.without))
            name = f'attachment; filename="{one.name}.csv"'
            return api.answer(request, content, SUFFIXES[suffix], links, Content_Disposition=name)
        return api.answer(request, _atom(request, part), SUFFIXES[suffix], links)

    return answer


def _atom(request: Request, part: Read) -> bytes:
    base = f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"
    one = part.list
    path = request.url.path.removesuffix(".atom")
    here = f"{base}{path}" + (f"?{request.url.query}" if request.url.query else "")
    title = f"{one.title}: {line(part.asked['q'], 100)}" if part.asked.get("q") else one.title
    entries = []
    for row in part.rows:
        folder = row.found if one.name == "search" else one.folder
        entries.append(feeds.entry(row, base + address(row.id, folder)))
    return feeds.atom(f"{title} · Pourparler", here, entries)


def record_as(folder: str, suffix: str) -> Callable[[Request], Response]:
    """Return the function that answers with one record as data; an article's JSON is all that was read in it."""
    row_type, method = RECORDS[folder]

    def answer(request: Request) -> Response:
        store = site_of(request).store
        look = store.reading if (folder, suffix) == ("articles", "json") else getattr(store, method)
        row = found(look(request.path_params["id"]), method)
        if suffix == "json":
            return api.answer(request, api.as_json(row), SUFFIXES[suffix])
        return api.answer(request, b"".join(api.as_csv([row], row_type)), SUFFIXES[suffix])

    return answer
