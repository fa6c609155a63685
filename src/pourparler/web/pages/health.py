"""For machines that watch: alive, ready, figures; and our own few files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from pourparler import api
from pourparler.web.site import site_of
from pourparler.web.templating import static

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["alive", "figures", "file", "ready", "robots"]

_FOREVER = "public, max-age=31536000, immutable"


async def alive(request: Request) -> Response:  # noqa: ARG001 - every page takes it
    """Say that the process answers."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def ready(request: Request) -> Response:
    """Say whether the store can be read.

    Raises:
        RetryError: it cannot just now.
    """
    site_of(request).store.runs(1)
    return PlainTextResponse("ready\n", headers={"Cache-Control": "no-store"})


def figures(request: Request) -> Response:
    """Return the figures that Prometheus reads."""
    site = site_of(request)
    content, media_type = site.metrics.text(site.status())
    return Response(content, headers={"Cache-Control": "no-store", "Content-Type": media_type})


async def robots(request: Request) -> Response:  # noqa: ARG001
    """Ask crawlers to stay away: the articles are others'."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def file(request: Request) -> Response:
    """Return our style sheet, script or icon; kept by browsers forever, as its address changes with it."""
    found = static().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    response = api.answer(request, found.content, found.media_type)
    response.headers["Cache-Control"] = _FOREVER if request.query_params.get("v") == found.digest else "no-cache"
    return response
