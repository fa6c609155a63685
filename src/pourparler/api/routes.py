"""The addresses of the interface: six tables, what belongs to an article, search, and how the store is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response  # noqa: TC002 - FastAPI reads the signatures at run time

from pourparler.api import asking
from pourparler.api.answering import answer, links
from pourparler.api.document import SHORT, described, one, page_of
from pourparler.api.twins import as_json
from pourparler.errors import NotFoundError
from pourparler.rows import (
    ActorRow,
    ArticleRow,
    Correction,
    Hit,
    OriginRow,
    Page,
    PositionRow,
    Quarantined,
    Revision,
    Run,
    SourceRow,
    StatementRow,
    Status,
    StoryRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.protocols import Store

__all__ = ["router"]

router = APIRouter()
_MOST_BYTES = 4_000_000  # of a page with more than one row
_TYPE = "application/json"

Id = Annotated[str, Path(pattern=asking.ID, description="As lists give it.")]


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _page(
    request: Request, asked: asking.Asked, read: Callable[..., Page[Any]], without: tuple[str, ...] = ()
) -> Response:
    """Answer with a page; with fewer rows than asked for where these are so long that they would be a burden."""
    asking.once(request.query_params.multi_items())
    limit = asked.limit
    while True:
        page = read(limit=limit, after=asked.after)
        content = as_json(page, without=without)
        if len(content) <= _MOST_BYTES or limit == 1:
            return answer(request, content, _TYPE, links(request, page.after))
        limit = max(1, min(limit, len(page.rows)) * _MOST_BYTES // len(content))


def _list(
    request: Request, asked: asking.Asked, read: Callable[..., Page[Any]], without: tuple[str, ...] = ()
) -> Response:
    filters = asked.filters
    return _page(request, asked, lambda **where: read(filters, **where), without)


def _all(request: Request, rows: tuple[Any, ...]) -> Response:
    return answer(request, as_json(Page(rows, None)), _TYPE, links(request, None))


def _one(request: Request, found: Any, what: str, key: str) -> Response:
    if found is None:
        raise NotFoundError(f"There is no {what} {key[:80]} here; it may be of another store.")
    return answer(request, as_json(found), _TYPE)


@router.get("/articles", **page_of("ArticleShort"))
def articles(request: Request, asked: Annotated[asking.Articles, Query()]) -> Response:
    """List articles, newest first, without their text."""
    return _list(request, asked, _store(request).articles, SHORT)


@router.get("/articles/{id}", **one(ArticleRow))
def article(request: Request, id: Id) -> Response:  # noqa: A002 - the address names it so
    """Give an article in its current revision, with its text."""
    return _one(request, _store(request).article(id), "article", id)


@router.get("/articles/{id}/reading", **one("Reading"))
def reading(request: Request, id: Id) -> Response:  # noqa: A002
    """Give all that was read in an article: the record that `pourparler read --json` writes."""
    return _one(request, _store(request).reading(id), "article", id)


@router.get("/articles/{id}/revisions", **(page_of(Revision) | one("RevisionPage")))
def revisions(request: Request, id: Id) -> Response:  # noqa: A002
    """List an article's texts, in the order in which they were first seen."""
    found = _store(request).revisions(id)
    return _one(request, Page(found, None) if found else None, "article", id)


@router.get("/statements", **page_of(StatementRow))
def statements(request: Request, asked: Annotated[asking.Statements, Query()]) -> Response:
    """List statements: those of the newest article first, those of one article in reading order."""
    return _list(request, asked, _store(request).statements)


@router.get("/statements/{id}", **one(StatementRow))
def statement(request: Request, id: Id) -> Response:  # noqa: A002
    """Give a statement."""
    return _one(request, _store(request).statement(id), "statement", id)


@router.get("/positions", **page_of(PositionRow))
def positions(request: Request, asked: Annotated[asking.Statements, Query()]) -> Response:
    """List positions: those of the newest article first, those of one article in reading order."""
    return _list(request, asked, _store(request).positions)


@router.get("/positions/{id}", **one(PositionRow))
def position(request: Request, id: Id) -> Response:  # noqa: A002
    """Give a position."""
    return _one(request, _store(request).position(id), "position", id)


@router.get("/actors", **page_of(ActorRow))
def actors(request: Request, asked: Annotated[asking.Actors, Query()]) -> Response:
    """List actors by name."""
    return _list(request, asked, _store(request).actors)


@router.get("/actors/{id}", **one(ActorRow))
def actor(request: Request, id: Id) -> Response:  # noqa: A002
    """Give an actor."""
    return _one(request, _store(request).actor(id), "actor", id)


@router.get("/stories", **page_of(StoryRow))
def stories(request: Request, asked: Annotated[asking.Stories, Query()]) -> Response:
    """List stories, that with the newest article first."""
    return _list(request, asked, _store(request).stories)


@router.get("/stories/{id}", **one(StoryRow))
def story(request: Request, id: Id) -> Response:  # noqa: A002
    """Give a story, by its id or by that of one that was merged into it."""
    return _one(request, _store(request).story(id), "story", id)


@router.get("/origins", **page_of(OriginRow))
def origins(request: Request, asked: Annotated[asking.Origins, Query()]) -> Response:
    """List origins, that with the newest first article first."""
    return _list(request, asked, _store(request).origins)


@router.get("/origins/{id}", **one(OriginRow))
def origin(request: Request, id: Id) -> Response:  # noqa: A002
    """Give an origin with its copies."""
    return _one(request, _store(request).origin(id), "origin", id)


@router.get("/search", **page_of(Hit))
def search(request: Request, asked: Annotated[asking.Search, Query()]) -> Response:
    """Find articles, statements or positions by their words, best first."""
    find = _store(request).search.find
    return _page(request, asked, lambda **where: find(asked.q, found=asked.found, **where))


@router.get("/sources", **page_of(SourceRow))
def sources(request: Request) -> Response:
    """List all sources with their health."""
    return _all(request, _store(request).sources())


@router.get("/quarantine", **page_of(Quarantined))
def quarantine(request: Request, asked: Annotated[asking.Plain, Query()]) -> Response:
    """List what was put aside because it cannot be read, in order of arrival."""
    return _page(request, asked, _store(request).quarantine)


@router.get("/corrections", **page_of(Correction))
def corrections(request: Request, asked: Annotated[asking.Plain, Query()]) -> Response:
    """List what readers say is wrong, oldest first."""
    return _page(request, asked, _store(request).corrections)


@router.get("/runs", **page_of(Run))
def runs(request: Request) -> Response:
    """List the last twenty runs, newest first."""
    return _all(request, _store(request).runs(20))


@router.get("/status", **described(Status.__name__))
def status(request: Request) -> Response:
    """Tell how much there is."""
    return answer(request, as_json(_store(request).status()), _TYPE)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """Give the description of the interface."""
    return answer(request, request.app.state.document, _TYPE)
