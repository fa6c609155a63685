"""How closed lists of words are written down: as text, a blank between words."""

from __future__ import annotations

__all__ = ["vocabulary"]


def vocabulary(listed: str) -> frozenset[str]:
    """Return the words of a list that is written with blanks and line breaks between them."""
    return frozenset(listed.split())
