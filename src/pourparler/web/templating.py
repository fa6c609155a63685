"""Templates: autoescaped, strict about names, and with the few filters that make outside text safe to show."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from pourparler.render import wording
from pourparler.render.shown import one_line, visible
from pourparler.web import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Static", "address", "environment", "line", "static"]

_LINE = 300  # characters of a title, a name or a role in one line: a page may claim two million
_TEXT = 1_000  # characters of a quotation in a list; its own page has the whole
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


class Static(NamedTuple):
    """One of our own files, ready to be served."""

    content: bytes
    media_type: str
    digest: str


@cache
def static() -> Mapping[str, Static]:
    """Return our style sheet, script and icon, read once."""
    folder = resources.files("pourparler.web") / "static"
    found = {}
    for name in ("pourparler.css", "pourparler.js", "icon.svg"):
        content = (folder / name).read_bytes()
        found[name] = Static(content, _TYPES[name.rpartition(".")[2]], hashlib.sha256(content).hexdigest()[:16])
    return found


def address(key: str, folder: str, suffix: str = "") -> str:
    """Return the path of a record's page: "/actors/unknown%3Ajohn-doe"."""
    return f"/{folder}/{quote(key, safe='', errors='replace')}{suffix}"


def _query(path: str, **given: object) -> str:
    """Return a path with a query; what is None or empty is left out."""
    pairs = [(name, str(value)) for name, value in given.items() if value not in {None, ""}]
    return f"{path}?{urlencode(pairs, errors='replace')}" if pairs else path


def line(text: str | None, longest: int = _LINE) -> str:
    """Return text from outside on one line, made visible, and no longer than ``longest``."""
    if not text:
        return ""
    shown = one_line(text[: longest + 1])
    return f"{shown[:longest].rstrip()}…" if len(text) > longest else shown


def _words(text: str | None, longest: int = _TEXT) -> str:
    """Return text from outside with its lines, made visible, and no longer than ``longest``."""
    if not text:
        return ""
    return f"{visible(text[:longest])}…" if len(text) > longest else visible(text)


def _static_address(name: str) -> str:
    return f"/static/{name}?v={static()[name].digest}"


def _score(score: float) -> str:
    return f"{score:.2f}"


@cache
def environment() -> Environment:
    """Return the templates' environment, made once a process."""
    made = Environment(
        loader=PackageLoader("pourparler.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "address": address,
        "language": wording.language,
        "line": line,
        "link": wording.link,
        "moment": dates.tag,
        "plural": wording.plural,
        "score": _score,
        "visible": visible,
        "words": _words,
    }
    made.globals |= {
        "KINDS": wording.KINDS,
        "NO_POSITION": wording.NO_POSITION,
        "SOURCING": wording.SOURCING,
        "asset": _static_address,
        "query": _query,
    }
    return made
