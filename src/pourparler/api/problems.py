"""Errors in their one shape: ``application/problem+json`` (RFC 9457), one sentence each, nothing of our insides."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pourparler.errors import NotFoundError, PourparlerError, RefusedError, RetryError, UsageError
from pourparler.exports.records import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from starlette.requests import HTTPConnection

__all__ = ["MEDIA_TYPE", "misfit", "problem", "retry_after", "status_of"]

MEDIA_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[PourparlerError], int], ...] = (
    (UsageError, 400),
    (NotFoundError, 404),
    (RefusedError, 403),
    (RetryError, 503),
)
_WAIT = 5.0  # seconds, where an error does not say how long
_LONGEST_WAIT = 86_400.0
_INSIDE = "Something went wrong here, not with the request; the log of the server says what."


def status_of(error: Exception) -> int:
    """Return the HTTP status that an error is answered with."""
    if isinstance(error, RequestValidationError):
        return 400
    if isinstance(error, HTTPException):
        return error.status_code
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def misfit(errors: Sequence[Any]) -> str:
    """Return one sentence for what a check of parameters found; what was sent is not repeated."""
    first = errors[0] if errors else {"loc": (), "msg": "it does not fit"}
    name = ".".join(str(part) for part in first["loc"] if part not in {"query", "path"}) or "request"
    if first.get("type") == "extra_forbidden":
        return f"There is no parameter {name[:80]} here; the description of the interface lists those there are."
    return f"The parameter {name[:80]} does not fit: {first['msg'][:300]}."


def _detail(error: Exception, status: int) -> str:
    if isinstance(error, RequestValidationError):
        return misfit(error.errors())
    if status >= 500 and not isinstance(error, RetryError):
        return _INSIDE
    if isinstance(error, HTTPException):
        own = {404: "There is nothing at this address.", 405: "This address is not used like that; Allow says how."}
        return own.get(status, str(error.detail))
    return str(error)


def retry_after(error: RetryError) -> str:
    """Return the seconds after which to try again, as the header of that name has them."""
    wait = error.after if error.after is not None and error.after >= 0 else _WAIT
    return str(max(1, math.ceil(min(wait, _LONGEST_WAIT))))


def problem(error: Exception, request: HTTPConnection | None = None) -> Response:
    """Return the answer for an error of any class.

    ``UsageError`` and parameters that do not fit 400, ``RefusedError`` 403, ``NotFoundError`` 404, ``RetryError`` 503
    with ``Retry-After``, Starlette's own as they say, everything else 500 without a word of what it was.
    """
    status = status_of(error)
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, HTTPException):
        headers |= error.headers or {}
        if headers.get("Allow") == "GET":
            headers["Allow"] = "GET, HEAD"  # what can be read can be asked for without its content
    if isinstance(error, RetryError):
        headers["Retry-After"] = retry_after(error)
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _detail(error, status),
    }
    if request is not None:
        told["instance"] = request.scope.get("path", "")[:2_000]
    return Response(to_json(told).encode("utf-8"), status, headers, media_type=MEDIA_TYPE)
