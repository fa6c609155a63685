"""Pages of our own: an invented outlet's article, with whatever a test puts into it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from pourparler.types import Capture

TITLE = "Envoys to meet in Weer before the first snow"
PARAGRAPHS = (
    "The foreign minister of Norland said on Monday that talks could resume if both sides kept to the truce.",
    "Officials confirmed that a delegation of nine would travel to the border town of Weer before the month is out.",
    "It is not known whether the second round will be held in public, and no agenda for it has been published so far.",
)
URL = "https://meridian.example/2024/11/03/envoys-to-meet"


def capture(
    content: str | bytes, *, media_type: str | None = "text/html", url: str | None = None, name: str = "page"
) -> Capture:
    """Return ``content`` as if it had been fetched."""
    raw = content.encode() if isinstance(content, str) else content
    fetched = datetime(2026, 11, 1, tzinfo=UTC)
    return Capture(raw, url, name, media_type, None, fetched, hashlib.sha256(raw).hexdigest())


def page(middle: str = "", *, after: str = "", head: str = "", heading: str = TITLE) -> str:
    """Return a page whose article has ``middle`` between its first two paragraphs and ``after`` behind the last."""
    first, second, third = PARAGRAPHS
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | The Meridian</title>{head}</head>'
        '<body><header><a href="/">Home</a> <a href="/world">World</a></header><main><article>'
        f"<h1>{heading}</h1><p>{first}</p>{middle}<p>{second}</p><p>{third}</p>{after}</article></main>"
        "<footer>The Meridian, Harbour Street, Port Alder</footer></body></html>"
    )


def plain(middle: str = "", *, after: str = "") -> str:
    """Return the same article as plain text."""
    first, second, third = PARAGRAPHS
    return "\n\n".join(part for part in (TITLE, first, middle, second, third, after) if part)
