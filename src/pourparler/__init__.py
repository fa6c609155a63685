"""Pourparler reads the news of a conflict: who would talk, on what conditions, and on whose word.

``import pourparler`` is cheap: each name is loaded when it is first used (PEP 562).

>>> import pourparler
>>> reading = pourparler.read("Kyiv will not sit down with Moscow unless its forces leave, the minister said.")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.errors import (
        ModelError,
        NotFoundError,
        PourparlerError,
        QuarantineError,
        RefusedError,
        RetryError,
        UnreadableError,
        UsageError,
    )
    from pourparler.pipeline import read, read_article
    from pourparler.settings import Settings
    from pourparler.types import Article, Brief, Position, Reading, Span, Speaker, Statement

__version__ = "0.1.0"

_HOMES = {
    "errors": (
        "ModelError",
        "NotFoundError",
        "PourparlerError",
        "QuarantineError",
        "RefusedError",
        "RetryError",
        "UnreadableError",
        "UsageError",
    ),
    "pipeline": ("read", "read_article"),
    "settings": ("Settings",),
    "types": ("Article", "Brief", "Position", "Reading", "Span", "Speaker", "Statement"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Brief",
    "ModelError",
    "NotFoundError",
    "Position",
    "PourparlerError",
    "QuarantineError",
    "Reading",
    "RefusedError",
    "RetryError",
    "Settings",
    "Span",
    "Speaker",
    "Statement",
    "UnreadableError",
    "UsageError",
    "__version__",
    "read",
    "read_article",
]


def __getattr__(name: str) -> object:
    """Load a public name from the room it lives in."""
    if name in _HOME_OF:
        value = getattr(importlib.import_module(f"pourparler.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'pourparler' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
