"""How content is handed over: with its digest, so that it is sent once; with links to what comes next."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

__all__ = ["answer", "etag", "links"]

_LONGEST_HEADER = 8_000  # of If-None-Match: what is longer is not ours


def etag(content: bytes) -> str:
    """Return a strong validator: the same content always has the same, on every machine."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _known(header: str | None, tag: str) -> bool:
    """Say whether If-None-Match names the validator (RFC 9110, 13.1.2: weak comparison)."""
    if header is None or len(header) > _LONGEST_HEADER:
        return False
    named = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in named or tag in named


def answer(
    request: Request, content: bytes, media_type: str, links: Iterable[tuple[str, str]] = (), **headers: str
) -> Response:
    """Return content with ``ETag`` and ``Link``; 304 without content where the reader has it already.

    Args:
        request: whose ``If-None-Match`` is looked at.
        content: all of it.
        media_type: without charset for JSON, ``text/csv`` or ``text/html`` for text.
        links: pairs of relation and address, as ``links`` gives them.
        headers: more of them, with ``_`` for ``-``.
    """
    tag = etag(content)
    held = {"ETag": tag, "Cache-Control": "private, no-cache"}  # may be kept, but is asked for again
    held |= {name.replace("_", "-"): value for name, value in headers.items()}
    linked = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links)
    if linked:
        held["Link"] = linked
    if request.method in {"GET", "HEAD"} and _known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=held)
    return Response(content, headers=held, media_type=media_type)


def links(request: Request, after: str | None) -> tuple[tuple[str, str], ...]:
    """Return the relations of a page of a list, as (relation, address): ``first``, and ``next`` where there is one.

    Addresses are paths: whoever asked under a false host name gets nothing of it back.
    """
    path = quote(request.url.path, safe="/:@!$&'()*+,;=~-._")
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]

    def address(query: list[tuple[str, str]]) -> str:
        return f"{path}?{urlencode(query)}" if query else path

    first = ("first", address(kept))
    return (first,) if after is None else (first, ("next", address([*kept, ("after", after)])))
