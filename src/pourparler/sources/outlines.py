"""OPML: lists of feeds, as other programs write and read them (opml.org, version 2.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.errors import UnreadableError
from pourparler.fetch.names import shown
from pourparler.sources.making import address_of, source_of
from pourparler.sources.markup import attributes, local_name, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.types import Source, SourceKind

__all__ = ["opml", "outlines"]

MOST = 10_000
"""Feeds of one file."""

# XML 1.0 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opml(sources: Iterable[Source], *, title: str = "Pourparler") -> str:
    """Write feeds and sitemaps; folders and files on this machine mean nothing elsewhere, and are left out.

    Args:
        sources: in the order in which they are to stand.
        title: of the file.

    Returns:
        OPML 2.0; sitemaps stand as ``type="sitemap"``.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _FORBIDDEN.sub("", title)
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind not in {"feed", "site"}:
            continue
        kept = {"type": "rss" if source.kind == "feed" else "sitemap", "text": source.title or source.address}
        kept |= {"title": source.title} if source.title else {}
        kept |= {"xmlUrl": source.address} | ({"htmlUrl": source.site} if source.site else {})
        etree.SubElement(body, "outline", {name: _FORBIDDEN.sub("", value) for name, value in kept.items()})
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode("utf-8")


def outlines(text: str, name: object) -> tuple[Source, ...]:
    """Read the feeds of an OPML file, however deep they lie.

    Args:
        text: the file, decoded.
        name: what messages call it.

    Returns:
        Sources in the file's order, each once; what has no address that can be fetched is left out.

    Raises:
        UnreadableError: it is no XML, or names no feed.
    """
    found: dict[str, Source] = {}
    for element in root_of(text, name).iter():
        if local_name(element) != "outline" or len(found) >= MOST:
            continue
        outline = attributes(element)
        address = address_of(outline.get("xmlurl", ""))
        if address is None:
            continue
        kind: SourceKind = "site" if outline.get("type", "").lower() == "sitemap" else "feed"
        title = outline.get("title") or outline.get("text")
        title = None if title == address else title
        source = source_of(kind, address, title, address_of(outline.get("htmlurl", "")))
        found.setdefault(source.id, source)
    if not found:
        raise UnreadableError(f"{shown(name)} names no feed: an OPML file has outlines with an xmlUrl.")
    return tuple(found.values())
