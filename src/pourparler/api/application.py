"""The interface for programs: everything that is kept, to be read, as JSON."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from pourparler.api import document, routes
from pourparler.api.problems import problem
from pourparler.errors import PourparlerError
from pourparler.exports.records import to_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pourparler.protocols import Store

__all__ = ["application"]

_log = logging.getLogger("pourparler.api")


def application(store: Store) -> FastAPI:
    """Return the interface over a store, to be mounted under ``/api/v1``.

    Every answer is JSON with an ``ETag``, or a problem of the one shape; nothing can be changed through it. The
    document that describes it is at ``/openapi.json`` below it. The store stays open; whoever opened it closes it.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.store = store
    app.include_router(routes.router)
    app.state.document = to_json(document.document(app)).encode("utf-8")
    for kind in (PourparlerError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _told)
    app.add_middleware(_Edge)
    return app


def _told(request: Request, error: Exception) -> Response:
    answer = problem(error, request)
    if answer.status_code >= 500:
        _log.warning("%s: %s", type(error).__name__, error)
    return answer


class _Edge:
    """The outermost layer: HEAD is GET without content, and no exception leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        head = scope["method"] == "HEAD"

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send({**message, "body": b""} if head and message["type"] == "http.response.body" else message)

        try:
            await self._app({**scope, "method": "GET"} if head else scope, receive, sent)
        except Exception as error:
            if begun:
                raise
            _log.exception("A request failed.")
            await _failed(error, scope)(scope, receive, sent)


def _failed(error: Exception, scope: Any) -> Response:
    from starlette.requests import HTTPConnection

    return problem(error, HTTPConnection(scope))
