"""RSS, Atom, RDF and JSON feeds. feedparser parses XML from bytes that we fetched: it never opens anything itself."""

from __future__ import annotations

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pourparler.errors import UnreadableError
from pourparler.fetch.names import is_web, shown
from pourparler.sources import json_feeds
from pourparler.sources.making import believable, item_of, plain, unique
from pourparler.sources.markup import check_size
from pourparler.sources.sniffing import HEAD

if TYPE_CHECKING:
    from pourparler.types import Capture, Item, Source

__all__ = ["entries"]

MOST = 50_000
"""Entries of one feed; the largest that sites serve have a few thousand."""

_ENCODING = re.compile(
    r"""(\A\s*<\?xml[^<>]{0,200}?)\s{1,20}encoding\s{0,20}=\s{0,20}["'][^"'<>]*["']""", re.IGNORECASE
)


def entries(source: Source, capture: Capture, text: str, now: datetime) -> tuple[tuple[Item, ...], str | None]:
    """Read a feed.

    Args:
        source: whose items they are.
        capture: where links are relative to, and what messages call it.
        text: the feed, decoded.
        now: the moment of the check.

    Returns:
        Items in the feed's order, those without a link left out and each address once; and the feed's title.

    Raises:
        UnreadableError: it cannot be read as a feed.
    """
    check_size(text, capture.name)
    if json_feeds.is_json_feed(text[:HEAD]):
        return json_feeds.entries(source, capture, text, now, MOST)
    base = capture.url or source.address
    feed = _parsed(text, capture.name)
    if not feed.get("version") and not feed.get("entries"):
        raise UnreadableError(
            f"{shown(capture.name)} cannot be read as a feed: give the address of an RSS or Atom feed."
        )
    found = []
    for entry in feed.get("entries", [])[:MOST]:
        published = believable(_moment(entry, "published_parsed") or _moment(entry, "updated_parsed"), now)
        changed = believable(_moment(entry, "updated_parsed"), now)
        item = item_of(source, _link(entry, base), _text(entry, "title"), published, changed)
        if item is not None:
            found.append(item)
    return unique(found), plain(_text(feed.get("feed", {}), "title"))


def _parsed(text: str, name: str) -> Any:
    """Have feedparser parse a stream: a string it might take for an address or a path, and open."""
    import feedparser

    data = _ENCODING.sub(r"\1", text).encode("utf-8")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        # Its parser for broken markup is old, and not every combination has been met.
        raise UnreadableError(f"{shown(name)} cannot be read as a feed: it is broken.") from error


def _link(entry: Any, base: str) -> str:
    """Return an entry's own page: where FeedBurner hides it, its link, or an identifier that is an address.

    Links are made absolute here and not by feedparser, which would make an address of the identifier "17" as well.
    """
    links = [_text(entry, name).strip() for name in ("feedburner_origlink", "link", "id")]
    if not entry.get("guidislink") and links[1]:
        try:
            links[1] = urljoin(base, links[1])
        except ValueError:
            links[1] = ""
    return next((link for link in links if is_web(link)), "")


def _moment(entry: Any, name: str) -> datetime | None:
    parsed = dict.get(entry, name)  # feedparser's own "get" takes one date for the other, and warns
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(record: Any, name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
