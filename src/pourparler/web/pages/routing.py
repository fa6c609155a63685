"""What stands at which address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from pourparler.web.data import RECORDS, alternates, list_as, record_as
from pourparler.web.listing import LISTS
from pourparler.web.pages import actors, articles, display, health, lists, said, sources, stories, today

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["routes"]

_PAGES: dict[str, Callable[..., Any]] = {
    "articles": articles.article,
    "stories": stories.story,
    "statements": said.statement,
    "positions": said.position,
    "actors": actors.actor,
}
_OWN: dict[str, Callable[..., Any]] = {
    "conditions": lists.conditions,
    "search": lists.search,
    "sources": sources.sources,
}


def routes() -> list[Route]:
    """Return all pages, and the same as data under the same address."""
    found = [
        Route("/", today.today),
        Route("/status", sources.status),
        Route("/display", display.display),
        Route("/display", display.keep_display, methods=["POST"]),
        Route("/enter", display.enter),
        Route("/enter", display.let_in, methods=["POST"]),
        Route("/sources", sources.add_source, methods=["POST"]),
        Route("/statements/{id}/report", said.report_statement, methods=["POST"]),
        Route("/positions/{id}/report", said.report_position, methods=["POST"]),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.figures),
        Route("/robots.txt", health.robots),
        Route("/static/{name}", health.file),
    ]
    for name, one in LISTS.items():
        found += [Route(f"/{name}.{suffix}", list_as(one, suffix)) for suffix in alternates(one)]
        found.append(Route(f"/{name}", _OWN.get(name) or lists.list_of(one)))
    for folder in RECORDS:
        # an actor's id is made of words from outside, which may hold a slash
        key = "{id:path}" if folder == "actors" else "{id}"
        found += [Route(f"/{folder}/{key}.{suffix}", record_as(folder, suffix)) for suffix in alternates()]
        if folder in _PAGES:
            found.append(Route(f"/{folder}/{key}", _PAGES[folder]))
    return found
