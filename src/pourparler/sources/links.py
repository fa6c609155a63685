"""What a page says of its feeds: ``<link rel="alternate">``, as browsers and feed readers look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pourparler.sources.making import address_of, source_of

if TYPE_CHECKING:
    from pourparler.types import Source

__all__ = ["feeds_of"]

MOST = 20
"""Feeds of one page; some sites list every section and every author."""

MOST_LINKS = 2000
SEARCHED = 1_000_000
"""Characters of the page that are looked at: links stand in its head."""

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/rss+xml", "application/feed+json"}
)
_LOOSE = frozenset({"application/xml", "text/xml"})


def feeds_of(text: str, url: str) -> tuple[Source, ...]:
    """Return the feeds that an HTML page declares, in its order; those of comments are left out.

    Args:
        text: the page, decoded.
        url: where it was fetched from.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(text[:SEARCHED].encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ()
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    found: dict[str, Source] = {}
    for number, link in enumerate(root.iter("link")):
        if number >= MOST_LINKS or len(found) >= MOST:
            break
        relations = (link.get("rel") or "").lower().split()
        media_type = (link.get("type") or "").split(";")[0].strip().lower()
        address = _joined(url, base, link.get("href") or "")
        if "alternate" not in relations or "stylesheet" in relations or address is None:
            continue
        looks_like_one = any(word in address.lower() for word in ("rss", "feed", "atom"))
        if media_type not in _TYPES and not (media_type in _LOOSE and looks_like_one):
            continue
        title = link.get("title") or ""
        if "comment" in f"{title} {address}".lower():
            continue
        source = source_of("feed", address, title, url)
        found.setdefault(source.id, source)
    return tuple(found.values())


def _joined(url: str, base: str, link: str) -> str | None:
    try:
        return address_of(urljoin(urljoin(url, base), link.strip())) if link.strip() else None
    except ValueError:
        return None
