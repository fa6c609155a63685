"""JSON Feed (jsonfeed.org, versions 1 and 1.1), which feedparser does not read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pourparler.errors import UnreadableError
from pourparler.fetch.names import is_web, shown
from pourparler.sources.making import believable, item_of, moment_of, plain, unique

if TYPE_CHECKING:
    from datetime import datetime

    from pourparler.types import Capture, Item, Source

__all__ = ["entries", "is_json_feed"]

MARK = "jsonfeed.org/version/"
"""What the address that names the version holds; every JSON Feed must have it."""


def is_json_feed(head: str) -> bool:
    """Say whether a text that begins so is a JSON Feed."""
    return head.lstrip().startswith("{") and MARK in head.replace("\\/", "/")


def entries(
    source: Source, capture: Capture, text: str, now: datetime, most: int
) -> tuple[tuple[Item, ...], str | None]:
    """Read a JSON Feed; see ``feeds.entries``.

    Raises:
        UnreadableError: it is no JSON, or says nothing of items.
    """
    try:
        feed = json.loads(text)
        listed = feed["items"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise UnreadableError(f"{shown(capture.name)} cannot be read as a feed: its JSON is broken.") from error
    if not isinstance(listed, list):
        raise UnreadableError(f"{shown(capture.name)} cannot be read as a feed: its items are no list.")
    found = []
    for entry in listed[:most]:
        if not isinstance(entry, dict):
            continue
        links = (_text(entry, name).strip() for name in ("url", "id", "external_url"))
        published, changed = (moment_of(_text(entry, name)) for name in ("date_published", "date_modified"))
        item = item_of(
            source,
            next((link for link in links if is_web(link)), ""),
            _text(entry, "title"),
            believable(published or changed, now),
            believable(changed, now),
        )
        if item is not None:
            found.append(item)
    return unique(found), plain(_text(feed, "title"))


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
