"""Lists with their filters, the board of conditions, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pourparler.errors import UsageError
from pourparler.web import answers, data
from pourparler.web.listing import LISTS, choices, read
from pourparler.web.notes import Notes
from pourparler.web.parties import by_party
from pourparler.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.rows import Hit
    from pourparler.web.listing import List, Read
    from pourparler.web.site import Site

__all__ = ["conditions", "list_of", "search"]

_SOURCED = {"statements", "positions", "conditions"}


def _paging(request: Request, one: List, asked: Mapping[str, str], after: str | None) -> dict[str, Any]:
    """Return where the page before, the page after and the data of a list are."""
    path, query = request.url.path, urlencode(asked, errors="replace")
    return {
        "asked": asked,
        "data": [(suffix, f"/{one.name}.{suffix}" + (f"?{query}" if query else "")) for suffix in data.alternates(one)],
        "first": (f"{path}?{query}" if query else path) if "after" in request.query_params else None,
        "next": f"{path}?{urlencode({**asked, 'after': after}, errors='replace')}" if after else None,
    }


def _links(paging: Mapping[str, Any]) -> list[tuple[str, str]]:
    links = [("alternate", target) for _, target in paging["data"]]
    links += [(relation, paging[relation]) for relation in ("first", "next") if paging[relation]]
    return links


def _context(request: Request, found: Read) -> dict[str, Any]:
    one = found.list
    return {
        "list": one,
        "notes": Notes().take(found.rows) if one.name in _SOURCED else Notes(),
        "paging": _paging(request, one, found.asked, found.after),
        "rows": found.rows,
    }


def list_of(one: List) -> Callable[[Request], Response]:
    """Return the function that shows a list."""

    def show(request: Request) -> Response:
        site = site_of(request)
        found = read(request, site.store, one)
        context = _context(request, found)
        if one.name == "positions":
            context["stands"] = site.quotes.stands(site.store, found.rows)
        return answers.page(request, "list", context, links=_links(context["paging"]))

    return show


def conditions(request: Request) -> Response:
    """Show every precondition by holder and addressee, newest first."""
    site = site_of(request)
    found = read(request, site.store, LISTS["conditions"])
    context = _context(request, found)
    context["parties"] = by_party(site.quotes.stands(site.store, found.rows))
    return answers.page(request, "conditions", context, links=_links(context["paging"]))


def search(request: Request) -> Response:
    """Show what a query finds; the form alone where there is none, and what is wrong with one that makes no sense."""
    site, one = site_of(request), LISTS["search"]
    asked, status = choices(request), 200
    context: dict[str, Any] = {
        "found": asked.get("found", "articles"),
        "list": one,
        "paging": None,
        "query_words": asked.get("q", ""),
        "results": (),
        "wrong": None,
    }
    if asked.get("q"):
        try:
            context |= _found(request, site)
        except UsageError as error:
            context["wrong"], status = str(error), 400
    links = _links(context["paging"]) if context["paging"] else ()
    return answers.page(request, "search", context, status=status, links=links)


def _found(request: Request, site: Site) -> dict[str, Any]:
    found = read(request, site.store, LISTS["search"])
    notes = Notes()
    for hit in found.rows:
        notes.add(hit.article, hit.title, hit.outlet, hit.published, hit.url)
    return {
        "notes": notes,
        "paging": _paging(request, found.list, found.asked, found.after),
        "results": [(hit, _pieces(hit)) for hit in found.rows],
    }


def _pieces(hit: Hit) -> list[tuple[bool, str]]:
    """Cut a snippet into what matches and what stands between."""
    pieces, at = [], 0
    for start, end in hit.marks:
        if at < start:
            pieces.append((False, hit.snippet[at:start]))
        pieces.append((True, hit.snippet[start:end]))
        at = end
    return [*pieces, (False, hit.snippet[at:])] if at < len(hit.snippet) else pieces
