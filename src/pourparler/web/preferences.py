"""What a reader has chosen for this browser: colours by day or night, and whether single keys do anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["THEMES", "Preferences", "keep", "of"]

THEMES = ("system", "light", "dark")
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices, kept in two cookies that the script may set as well."""

    theme: str = "system"
    keys: bool = True


def of(request: Request) -> Preferences:
    """Return what the reader has chosen; the defaults for anything that is no choice."""
    theme = request.cookies.get("theme", "")
    return Preferences(theme if theme in THEMES else "system", request.cookies.get("keys") != "off")


def keep(response: Response, chosen: Preferences, *, secure: bool) -> None:
    """Keep the choices for a year."""
    for name, value in (("theme", chosen.theme), ("keys", "on" if chosen.keys else "off")):
        response.set_cookie(name, value, max_age=_YEAR, secure=secure, samesite="lax")
