"""Sources: whom we read. From what somebody names to Sources, and from a Source to its Items.

``discover`` finds out what was named; ``items`` reads what a feed, a sitemap or a list holds once it is fetched, and
``further`` the sitemaps that an index leads to; ``Local`` lists and opens what lies on the disk; ``opml`` writes feeds
for other programs. The network is an argument.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.sources.discovery import discover
    from pourparler.sources.local import Local
    from pourparler.sources.outlines import opml
    from pourparler.sources.reading import items
    from pourparler.sources.sitemaps import further

__all__ = ["Local", "discover", "further", "items", "opml"]

_HOMES = {"Local": "local", "discover": "discovery", "further": "sitemaps", "items": "reading", "opml": "outlines"}


def __getattr__(name: str) -> object:
    """Load the parsers when they are first asked for."""
    if name in _HOMES:
        found: object = getattr(importlib.import_module(f"pourparler.sources.{_HOMES[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'pourparler.sources' has no attribute {name!r}")
