"""Around every request: an id, a line in the log, its time, and the headers that keep a page to itself."""

from __future__ import annotations

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from pourparler.web import answers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pourparler.web.metrics import Metrics

__all__ = ["POLICY", "JsonLines", "Watch", "log"]

log = logging.getLogger("pourparler.web")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": with that, browsers send forms with the origin "null"
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class JsonLines(logging.Formatter):
    """A log in which every line is one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record: when, how grave, what, and the fields given as ``extra={"fields": ...}``."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "message": record.getMessage()}
        entry |= getattr(record, "fields", {})
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=True, default=str)


def _request_id(scope: Scope) -> str:
    """Return the id that a proxy in front has given, if it looks like one; else a new one."""
    for name, value in scope["headers"]:
        given = str(value, "latin-1")
        if name == b"x-request-id" and _ID.fullmatch(given):
            return given
    return secrets.token_hex(8)


class Watch:
    """Outermost of our layers: whatever happens inside, the reader gets an answer and the log a line."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identifier = scope.setdefault("state", {})["request_id"] = _request_id(scope)
        status, began = 0, perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-ID"] = identifier
            await send(message)

        self._metrics.begin()
        try:
            await self._app(scope, receive, sending)
        except Exception:
            log.exception("failed", extra={"fields": _fields(scope, identifier)})
            if status:
                raise  # too late to say anything else: the server closes the connection
            sentence = "This page could not be made. The log has the reason, under the number below."
            await answers.problem(Request(scope), 500, sentence)(scope, receive, sending)
        finally:
            seconds = perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.end(method, _route(scope), status, seconds)
            fields = {**_fields(scope, identifier), "status": status, "ms": round(seconds * 1000, 1)}
            log.info("answered", extra={"fields": fields})


def _route(scope: Scope) -> str:
    """Return the route's pattern: as many as there are routes, however many addresses are asked for."""
    route = scope.get("route")
    found = getattr(route, "path", None)
    return found if isinstance(found, str) else "none"


def _fields(scope: Scope, identifier: str) -> dict[str, object]:
    """Return what the log says of a request: no query (what people look for is theirs) and no address of theirs."""
    return {"request": identifier, "method": scope["method"][:20], "route": _route(scope), "path": scope["path"][:200]}
