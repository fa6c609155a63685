"""A list as an Atom feed (RFC 4287): well formed whatever stands in a title, the same bytes for the same entries."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MEDIA_TYPE", "Entry", "atom"]

MEDIA_TYPE = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"
_DEFAULT: Any = {None: _SPACE}
_NEVER = "1970-01-01T00:00:00Z"  # of a feed without a single time
_LONGEST_TITLE = 300
_LONGEST_SUMMARY = 2_000
_MOST_ENTRIES = 500
# what XML 1.0 cannot carry, escaped or not; and signs that turn the direction of all that follows in a reader's list
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a feed."""

    id: str  # of the row, with its table: "articles/0123456789abcdef"
    title: str
    address: str  # its page
    updated: str | None = None  # ISO 8601: a date, or date and time; None where nobody knows
    summary: str | None = None
    author: str | None = None
    original: str | None = None  # address of the article itself
    categories: tuple[str, ...] = ()


def _fit(text: str, longest: int) -> str:
    """Return text that XML can carry, in one line, no longer than ``longest``."""
    plain = " ".join(_TURNS.sub("", _UNFIT.sub("\ufffd", text[: longest * 4])).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def _web(address: str) -> str | None:
    """Return an address that may be followed from a feed; None for any that is not of the web."""
    return address if len(address) <= 2_000 and _WEB.fullmatch(address) and not _UNFIT.search(address) else None


def _moment(text: str | None) -> str | None:
    """Return a time as Atom wants it: date, time and zone."""
    try:
        found = datetime.fromisoformat(text or "")
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _name(of: str) -> str:
    """Return a name that stays when the address of the site changes."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"pourparler:{of}".encode("utf-8", "backslashreplace").decode()).urn


def _put(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_SPACE}}}{tag}", attributes)
    child.text = text
    return child


def atom(title: str, address: str, entries: Iterable[Entry], *, own: str | None = None) -> bytes:
    """Return a feed in UTF-8.

    Args:
        title: what the list is.
        address: of the page that shows it, absolute.
        entries: newest first; the first 500 are taken.
        own: address of the feed; by default the page's with ``.atom``.
    """
    taken = [entry for entry, _ in zip(entries, range(_MOST_ENTRIES), strict=False)]
    times = [moment for entry in taken if (moment := _moment(entry.updated))]
    latest = max(times, default=_NEVER)
    feed = etree.Element(f"{{{_SPACE}}}feed", nsmap=_DEFAULT)
    _put(feed, "id", _name(_fit(address, 2_000)))
    _put(feed, "title", _fit(title, _LONGEST_TITLE) or "Pourparler")
    _put(feed, "updated", latest)
    _put(feed, "link", rel="alternate", type="text/html", href=_fit(address, 2_000))
    _put(feed, "link", rel="self", type=MEDIA_TYPE, href=_fit(own or f"{address}.atom", 2_000))
    _put(_put(feed, "author"), "name", "Pourparler")
    _put(feed, "generator", "Pourparler")
    for entry in taken:
        _entry(feed, entry, latest)
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return content


def _entry(feed: etree._Element, entry: Entry, latest: str) -> None:
    shown = _put(feed, "entry")
    _put(shown, "id", _name(entry.id))
    _put(shown, "title", _fit(entry.title, _LONGEST_TITLE) or "Untitled")
    moment = _moment(entry.updated)
    _put(shown, "updated", moment or latest)
    if moment:
        _put(shown, "published", moment)
    _put(shown, "link", rel="alternate", type="text/html", href=_fit(entry.address, 2_000))
    original = _web(entry.original) if entry.original else None
    if original:
        _put(shown, "link", rel="via", href=original)
    author = _fit(entry.author or "", _LONGEST_TITLE)
    if author:
        _put(_put(shown, "author"), "name", author)
    for term in entry.categories:
        _put(shown, "category", term=_fit(term, _LONGEST_TITLE))
    summary = _fit(entry.summary or "", _LONGEST_SUMMARY)
    if summary:
        _put(shown, "summary", summary, type="text")
