"""What is new, for readers of feeds: lists as Atom.

::

    entries = [feeds.entry(row, f"{site}/articles/{row.id}") for row in page.rows]
    content = feeds.atom("New articles", f"{site}/articles", entries)      # media type: feeds.MEDIA_TYPE
"""

from __future__ import annotations

from pourparler.feeds.atom import MEDIA_TYPE, Entry, atom
from pourparler.feeds.entries import entry

__all__ = ["Entry", "MEDIA_TYPE", "atom", "entry"]  # noqa: RUF022 - sorted as Python sorts
