"""Forms: read with a limit, and taken only from a page of ours (a token that is tied to the reader's cookie)."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException

from pourparler.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["SEED", "field", "plant", "read", "token"]

SEED = "pourparler-form"
_MOST_BYTES = 32_768
_MOST_FIELDS = 20
_STALE = "The form was too old, or did not come from a page of this site; go back, reload the page, and send it again."


def _seed(request: Request) -> str:
    """Return the random words that this browser's forms are tied to: its cookie's, or new ones for this answer."""
    known = request.cookies.get(SEED, "")
    if len(known) == 64 and known.isalnum() and known.isascii():
        return known
    made: str = request.scope.setdefault("pourparler_seed", secrets.token_hex(32))
    return made


def token(request: Request) -> str:
    """Return the token to put into a form of this page; give the answer to :func:`plant`."""
    return site_of(request).seal("form", _seed(request))


def plant(request: Request, response: Response) -> Response:
    """Give the browser its cookie, where it has none yet."""
    if "pourparler_seed" in request.scope:
        secure = request.url.scheme == "https"
        response.set_cookie(SEED, _seed(request), httponly=True, samesite="strict", secure=secure)
    return response


async def read(request: Request) -> Mapping[str, str]:
    """Return the fields of a form that was sent from a page of ours.

    Raises:
        HTTPException: 403 where it was not, 413 or 400 where it is too long or no form.
    """
    _same_origin(request)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, f"A form may have {_MOST_BYTES:,} bytes; shorten what you wrote.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(400, "This is not a form that was sent from a page of this site.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read; go back, reload the page, and send it again.") from error
    fields = dict(pairs)
    known = request.cookies.get(SEED, "")
    expected = site_of(request).seal("form", known)
    if not known or not hmac.compare_digest(fields.pop("token", "").encode(), expected.encode()):
        raise HTTPException(403, _STALE)
    return fields


def _same_origin(request: Request) -> None:
    """Refuse what another site sent: browsers say where a form comes from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, _STALE)
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise HTTPException(403, _STALE)


def field(fields: Mapping[str, str], name: str, longest: int) -> str:
    """Return a field, stripped.

    Raises:
        HTTPException: 400 where it is longer than ``longest`` characters.
    """
    value = fields.get(name, "").strip()
    if len(value) > longest:
        raise HTTPException(400, f"The field “{name}” has {len(value):,} characters; at most {longest:,} are taken.")
    return value
