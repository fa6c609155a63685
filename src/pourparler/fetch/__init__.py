"""Fetch: from a link, a file or bytes to a Capture, and from a Capture to its text.

The network's side is loaded when it is first used: whoever reads a file does not pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.fetch.charset import decode
from pourparler.fetch.files import from_bytes, from_file, from_stream

if TYPE_CHECKING:
    from pourparler.fetch.client import fetch

__all__ = ["decode", "fetch", "from_bytes", "from_file", "from_stream"]


def __getattr__(name: str) -> object:
    """Load ``fetch`` when it is first asked for."""
    if name == "fetch":
        from pourparler.fetch.client import fetch

        globals()["fetch"] = fetch
        return fetch
    raise AttributeError(f"module 'pourparler.fetch' has no attribute {name!r}")
