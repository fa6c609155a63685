"""What a reader sets for this browser, and the way in where a token is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.web import answers, forms, guarding, preferences
from pourparler.web.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["display", "enter", "keep_display", "let_in"]

_MONTH = 30 * 24 * 3600
_LONGEST_BACK = 2_000


def display(request: Request) -> Response:
    """Show the switches for colours and keys."""
    context = {"themes": preferences.THEMES, "kept": request.query_params.get("kept") == "yes"}
    return answers.page(request, "display", context)


async def keep_display(request: Request) -> Response:
    """Keep what the reader has chosen."""
    fields = await forms.read(request)
    theme = fields.get("theme", "system")
    chosen = preferences.Preferences(theme if theme in preferences.THEMES else "system", fields.get("keys") == "on")
    response = answers.redirect("/display?kept=yes")
    preferences.keep(response, chosen, secure=request.url.scheme == "https")
    return response


def enter(request: Request) -> Response:
    """Show the form that asks for the token."""
    if site_of(request).access.token is None:
        return answers.redirect("/")
    return _enter(request, _back(request.query_params.get("back", "/")), wrong=False)


def _enter(request: Request, back: str, *, wrong: bool) -> Response:
    context = {"back": back, "wrong": wrong}
    return answers.page(request, "enter", context, status=401 if wrong else 200)


async def let_in(request: Request) -> Response:
    """Let a reader in who has the token."""
    fields = await forms.read(request)
    site, back = site_of(request), _back(fields.get("back", "/"))
    if site.access.token is None or not guarding.admits(site, fields.get("secret", "").strip()):
        return _enter(request, back, wrong=True)
    response = answers.redirect(back)
    secure = request.url.scheme == "https"
    response.set_cookie(
        guarding.SESSION, guarding.session(site), max_age=_MONTH, httponly=True, samesite="strict", secure=secure
    )
    return response


def _back(target: str) -> str:
    """Return where to go after signing in: a page of ours, never another site, however its address is written."""
    elsewhere = not target.startswith("/") or target.startswith("//") or "\\" in target or not target.isprintable()
    return "/" if elsewhere or len(target) > _LONGEST_BACK else target
