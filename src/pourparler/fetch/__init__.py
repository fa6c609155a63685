"""Fetch: from a link, a file or bytes to a Capture, and from a Capture to its text.

``Polite`` fetches many: it takes a ``Request`` each, and keeps to robots.txt, pauses and conditions. What was fetched
is kept as WARC by ``pourparler.fetch.warc``. ``canonical`` gives each address its one spelling.

The network's side is loaded when it is first used: whoever reads a file does not pay for it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from pourparler.fetch.charset import decode
from pourparler.fetch.exchange import Request
from pourparler.fetch.files import from_bytes, from_file, from_stream

if TYPE_CHECKING:
    from pourparler.fetch.client import fetch
    from pourparler.fetch.polite import Polite
    from pourparler.fetch.spelling import canonical

__all__ = ["Polite", "Request", "canonical", "decode", "fetch", "from_bytes", "from_file", "from_stream"]

_HOMES = {"Polite": "polite", "canonical": "spelling", "fetch": "client"}


def __getattr__(name: str) -> object:
    """Load the network's side when it is first asked for."""
    if name in _HOMES:
        found: object = getattr(importlib.import_module(f"pourparler.fetch.{_HOMES[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'pourparler.fetch' has no attribute {name!r}")
