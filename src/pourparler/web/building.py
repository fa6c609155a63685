"""The application: pages, data and interface over one store, with its guards around them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount

from pourparler import api
from pourparler.api.problems import retry_after, status_of
from pourparler.errors import PourparlerError, RetryError
from pourparler.settings import Settings
from pourparler.web import answers, pages
from pourparler.web.access import Access, checked
from pourparler.web.guarding import Guard
from pourparler.web.metrics import Metrics
from pourparler.web.site import Site
from pourparler.web.watching import Watch, log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.protocols import Store

__all__ = ["app"]

_OURS = "This cannot be shown just now; the log of the server says why, under the number below."
_NOWHERE = "There is nothing at this address. It may have been mistyped, or what was here has gone."


def app(
    store: Store,
    settings: Settings | None = None,
    *,
    access: Access | None = None,
    add_source: Callable[[str], str] | None = None,
    **more: Any,
) -> Starlette:
    """Return the application that serves a store; the store stays open, whoever opened it closes it.

    Args:
        store: What is shown.
        settings: All settings; read from the environment where not given.
        access: Who may ask; this machine alone where not given.
        add_source: Adds the source at an address and returns a sentence that says what was added; None offers no form.
            It may raise any :class:`~pourparler.errors.PourparlerError`, whose sentence is shown.
        more: For tests: ``clock`` and ``secret`` of :class:`~pourparler.web.site.Site`.

    Raises:
        UsageError: others would be let in without a token, or with one that is easily guessed.
    """
    metrics = Metrics()
    site = Site(
        store=store,
        settings=settings or Settings(),
        metrics=metrics,
        access=checked(access or Access()),
        add_source=add_source,
        **more,
    )
    made = Starlette(
        routes=[*pages.routes(), Mount("/api/v1", api.application(store))],
        middleware=[Middleware(Watch, metrics=metrics), Middleware(Guard)],
        exception_handlers={HTTPException: _told, PourparlerError: _told},
        lifespan=_lifespan,
    )
    made.router.redirect_slashes = False
    made.state.site = site
    return made


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    # Pages are work for the processor, of which Python does one thing at a time: more threads take turns at every row
    # they read. 250 pages at once took 10 ms a page with 3 threads, 15 ms with 12 (2 cores, a million statements,
    # 2026-11).
    from anyio.to_thread import current_default_thread_limiter

    current_default_thread_limiter().total_tokens = 4
    yield


def _told(request: Request, error: Exception) -> Response:
    """Say what went wrong in one sentence, as a page or as data; the log has the rest."""
    if status_of(error) >= 500:
        fields = {"request": request.scope.get("state", {}).get("request_id", ""), "path": request.url.path[:200]}
        log.error("failed", exc_info=error, extra={"fields": fields})
    if not answers.for_people(request.url.path):
        return api.problem(error, request)
    if isinstance(error, HTTPException):
        sentence = {404: _NOWHERE, 405: "This address can only be read."}.get(error.status_code, str(error.detail))
        return answers.problem(request, error.status_code, sentence)
    status = status_of(error)
    response = answers.problem(request, status, str(error) if status < 500 or status == 503 else _OURS)
    if isinstance(error, RetryError):
        response.headers["Retry-After"] = retry_after(error)
    return response
