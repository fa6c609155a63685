"""Sitemaps and indexes of sitemaps (sitemaps.org), with the news extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.sources.making import address_of, believable, item_of, moment_of, unique
from pourparler.sources.markup import local_name, root_of
from pourparler.sources.sniffing import form_of

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

    from pourparler.types import Capture, Item, Source

__all__ = ["further", "is_news", "pages"]

MOST = 50_000
"""Addresses of one sitemap: the most that the protocol allows."""

MOST_FURTHER = 50
"""Sitemaps that one look at an index leads to, the newest first."""


def further(capture: Capture) -> tuple[str, ...]:
    """Return the sitemaps that an index leads to.

    Args:
        capture: what was fetched; anything but an index leads nowhere.

    Returns:
        Addresses, those of news first, then those changed last, then in the index's order.

    Raises:
        UnreadableError: it is no text, or no XML.
    """
    form, text = form_of(capture)
    if form != "index":
        return ()
    found = []
    for number, element in enumerate(root_of(text, capture.name).iter()):
        if local_name(element) != "sitemap":
            continue
        fields = _fields(element)
        changed = moment_of(fields.get("lastmod"))
        address = address_of(fields.get("loc", ""))
        if address is not None:
            age = -changed.timestamp() if changed else 0.0
            found.append((not is_news(address), age, number, address))
    return tuple(dict.fromkeys(address for *_, address in sorted(found)))[:MOST_FURTHER]


def pages(source: Source, capture: Capture, text: str, now: datetime) -> tuple[Item, ...]:
    """Read a sitemap.

    Args:
        source: whose items they are.
        capture: what messages call it.
        text: the sitemap, decoded.
        now: the moment of the check.

    Returns:
        Items in the sitemap's order, a site's front page left out. Only the news extension says when an article was
        published: the date of the last change only that it is worth another look.

    Raises:
        UnreadableError: it is no XML.
    """
    found = []
    for element in root_of(text, capture.name).iter():
        if local_name(element) != "url":
            continue
        fields = _fields(element)
        published = believable(moment_of(fields.get("publication_date")), now)
        changed = believable(moment_of(fields.get("lastmod")), now)
        item = item_of(source, fields.get("loc", ""), fields.get("title"), published, changed)
        if item is not None and not _is_front(item.key):
            found.append(item)
        if len(found) >= MOST:
            break
    return unique(found)


def is_news(address: str) -> bool:
    """Say whether a sitemap's address says that it holds the news of the last days."""
    return "news" in address.lower().partition("://")[2].partition("/")[2]


def _is_front(key: str) -> bool:
    return key.count("/") == 3 and key.endswith("/")


def _fields(element: _Element) -> dict[str, str]:
    """Return the texts below an element by their names; of several with one name, the first."""
    fields: dict[str, str] = {}
    for below in element.iterdescendants():
        if below.text and below.text.strip():
            fields.setdefault(local_name(below), below.text.strip())
    return fields
