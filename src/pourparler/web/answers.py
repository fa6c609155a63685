"""Answers: a page from a template, a redirect, a problem; each with the validators and links that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pourparler import api
from pourparler.web import forms, preferences
from pourparler.web.notes import Notes
from pourparler.web.site import site_of
from pourparler.web.templating import environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

__all__ = ["for_people", "page", "problem", "redirect"]

_FOR_PROGRAMS = ("/api/", "/metrics", "/healthz", "/readyz", "/static/")
_TITLES = {
    400: "That cannot be asked",
    401: "Please sign in",
    403: "Not accepted",
    404: "Not found",
    405: "Not possible here",
    413: "Too much",
    414: "Address too long",
    503: "Try again in a moment",
}


def for_people(path: str) -> bool:
    """Say whether what is at a path is a page, not data."""
    return not path.endswith((".json", ".csv", ".atom")) and not path.startswith(_FOR_PROGRAMS)


def page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    links: Sequence[tuple[str, str]] = (),
) -> Response:
    """Render a page.

    Args:
        request: What is answered.
        template: Name of the template without its ending.
        context: What it shows.
        status: HTTP status.
        links: What else there is, as (relation, address): the next page, the same as data.
    """
    shared = {
        "csrf": lambda: forms.token(request),
        "links": links,
        "notes": Notes(),
        "path": request.url.path,
        "preferences": preferences.of(request),
        "query_words": "",
        "signed": site_of(request).access.token is not None,
    }
    words = environment().get_template(f"{template}.html.jinja").render({**shared, **context})
    # half a surrogate pair has been made visible wherever text is shown; this is for what is not shown (addresses)
    content = words.encode("utf-8", "replace")
    if status == 200:
        response = api.answer(request, content, "text/html", links, Vary="Cookie")
    else:
        response = Response(content, status, {"Cache-Control": "no-store"}, "text/html")
    return forms.plant(request, response)


def redirect(target: str, status: int = 303) -> Response:
    """Send the reader to another page of ours."""
    return RedirectResponse(target, status)


def problem(request: Request, status: int, sentence: str) -> Response:
    """Say in one sentence what went wrong: a page to people, ``application/problem+json`` to programs."""
    if not for_people(request.url.path):
        return api.problem(HTTPException(status, sentence), request)
    context = {
        "request_id": request.scope.get("state", {}).get("request_id", ""),
        "sentence": sentence,
        "status": status,
        "title": _TITLES.get(status, "Something went wrong"),
    }
    return page(request, "problem", context, status=status)
