"""Who is let in: only requests for this host, of a bearable size, and with the token where one is asked for."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from pourparler import api
from pourparler.web import answers
from pourparler.web.access import is_address
from pourparler.web.site import site_of

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from pourparler.web.site import Site

__all__ = ["SESSION", "Guard", "admits", "host_of", "session"]

SESSION = "pourparler-session"
_OPEN = ("/healthz", "/readyz", "/enter", "/robots.txt")
_MOST_SIGNS = 4_000  # characters of a path and query


def host_of(header: str) -> str:
    """Return the name in a Host header, without the port and in lower case."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def session(site: Site) -> str:
    """Return what the cookie of a reader who has shown the token holds: no token, and void with another one."""
    return hmac.new((site.access.token or "").encode(), b"pourparler session 1", "sha256").hexdigest()


def admits(site: Site, given: str) -> bool:
    """Say whether this is the token."""
    return hmac.compare_digest((site.access.token or "").encode(), given.encode("utf-8", "replace"))


def _signed(site: Site, request: Request) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and admits(site, given.strip()):
        return True
    return hmac.compare_digest(request.cookies.get(SESSION, "").encode(), session(site).encode())


class Guard:
    """Refuses what is not for us before anything is looked up."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = _refused(Request(scope))
        await (refused or self._app)(scope, receive, send)


def _refused(request: Request) -> Response | None:
    site, path = site_of(request), request.url.path
    host = host_of(request.headers.get("host", ""))
    # an address as a name is let in from outside: one cannot be made to lead elsewhere
    if host not in site.access.names and (site.access.local or not is_address(host)):
        # another name that leads to this machine: a page elsewhere may have made it do so (DNS rebinding)
        return api.problem(HTTPException(400, "This server does not answer to the host name in the address."))
    raw = request.scope.get("raw_path") or b""
    if len(raw) + len(request.scope["query_string"]) > _MOST_SIGNS:
        return answers.problem(request, 414, f"An address may have {_MOST_SIGNS:,} characters.")
    if site.access.token is None or path in _OPEN or path.startswith("/static/") or _signed(site, request):
        return None
    if request.method == "GET" and answers.for_people(path):
        query = request.url.query
        return answers.redirect("/enter?" + urlencode({"back": f"{path}?{query}" if query else path}))
    response = answers.problem(request, 401, "Give the token: as “Authorization: Bearer …”, or sign in on a page.")
    response.headers["WWW-Authenticate"] = 'Bearer realm="pourparler"'
    return response
