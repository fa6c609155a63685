"""From a source and what was fetched of it to its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.errors import UnreadableError
from pourparler.fetch.names import shown
from pourparler.sources.feeds import entries
from pourparler.sources.making import item_of, unique
from pourparler.sources.sitemaps import pages
from pourparler.sources.sniffing import form_of, named

if TYPE_CHECKING:
    from datetime import datetime

    from pourparler.sources.sniffing import Form
    from pourparler.types import Capture, Item, Source, SourceKind

__all__ = ["addresses", "items"]

MOST = 1_000_000
"""Addresses of one list."""

_EXPECTED: dict[SourceKind, tuple[str, set[Form]]] = {
    "feed": ("a feed", {"feed"}),
    "site": ("a sitemap", {"sitemap", "index", "addresses"}),
    "list": ("a list of addresses", {"addresses"}),
}


def items(source: Source, capture: Capture, *, now: datetime) -> tuple[tuple[Item, ...], str | None]:
    """Read what a feed, a sitemap or a list of addresses holds.

    Args:
        source: of the kind ``feed``, ``site`` or ``list``; see ``Local`` for what lies on the disk.
        capture: its bytes, as fetched.
        now: the moment of the check; dates beyond it are not believed.

    Returns:
        Its items, each address once, and its title where it has one. An index of sitemaps has none itself: see
        ``further``.

    Raises:
        UnreadableError: it is something else, such as an HTML page, or broken beyond reading.
    """
    form, text = form_of(capture)
    wanted, forms = _EXPECTED.get(source.kind, ("a feed", set()))
    if form not in forms:
        advice = "add the site itself, and its feed is looked for" if form == "html" else "check the address"
        raise UnreadableError(f"{shown(capture.name)} is {named(form)}, not {wanted}: {advice}.")
    if form == "feed":
        return entries(source, capture, text, now)
    if form == "addresses":
        return addresses(source, text), None
    return pages(source, capture, text, now), None


def addresses(source: Source, text: str) -> tuple[Item, ...]:
    """Read one address a line; lines that begin with # and what is no address are left out."""
    lines = (line.strip() for line in text.splitlines()[:MOST])
    found = (item_of(source, line.split()[0]) for line in lines if line and not line.startswith("#"))
    return unique([item for item in found if item is not None])
