"""Where a text quotes: between which words a quotation is open."""

from __future__ import annotations

__all__ = ["quoted"]

_LOOK_BACK = 4_000  # characters of a paragraph in which quotation marks are counted


def quoted(text: str, offset: int) -> bool:
    """Say whether a quotation is open at an offset, counted from its paragraph's start."""
    first = max(0, offset - _LOOK_BACK)
    before = text[max(text.rfind("\n\n", first, offset), first) : offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
