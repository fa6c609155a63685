"""The language of an article: identified from its text, or as the page declares it where the text is too short."""

from __future__ import annotations

import re

__all__ = ["identify"]

_ENOUGH = 120  # characters below which identification is guesswork and the page's word is taken
_SAMPLE = 1000  # characters that are looked at
_CODE = re.compile(r"^([a-z]{2})(?:[-_].*)?$", re.IGNORECASE)


def identify(text: str, declared: str | None) -> str | None:
    """Return the ISO 639-1 code of ``text``'s language; ``declared`` is the page's ``lang`` attribute."""
    match = _CODE.match((declared or "").strip())
    claimed = match[1].lower() if match else None
    if len(text) < _ENOUGH and claimed:
        return claimed
    if not any(character.isalpha() for character in text):
        return claimed
    import py3langid

    code, _ = py3langid.classify(text[:_SAMPLE])
    return str(code)
