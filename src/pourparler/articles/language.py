"""The language of an article: identified from its text, or as the page declares it where the text is too short."""

from __future__ import annotations

import re

__all__ = ["identify"]

_ENOUGH = 120  # characters below which identification is guesswork and the page's word is taken
_SAMPLE = 1000  # characters that are looked at
_WORDS = """
the and of to that with for from by was were has have which this their they his would said are its on as an at but not
who had been will
"""
# Where a full sample holds so many of these words, the identifier, whose model takes longer to load than a page takes
# to be read, would only say English: so it did for all 32,905 such samples among 35,492 of news and encyclopedias
# (2026-11). Of the samples that it gave to another language none held more than 26.
_ENGLISH = frozenset(_WORDS.split())
_MOSTLY, _ARTICLES = 35, 5
_CODE = re.compile(r"^([a-z]{2})(?:[-_].*)?$", re.IGNORECASE)


def identify(text: str, declared: str | None) -> str | None:
    """Return the ISO 639-1 code of ``text``'s language; ``declared`` is the page's ``lang`` attribute."""
    match = _CODE.match((declared or "").strip())
    claimed = match[1].lower() if match else None
    if len(text) < _ENOUGH and claimed:
        return claimed
    if not any(character.isalpha() for character in text):
        return claimed
    if _plainly_english(text[:_SAMPLE]):
        return "en"
    import py3langid

    code, _ = py3langid.classify(text[:_SAMPLE])
    return str(code)


def _plainly_english(sample: str) -> bool:
    """Say whether a full sample is English beyond doubt."""
    if len(sample) < _SAMPLE:
        return False
    words = sample.lower().split()
    return words.count("the") >= _ARTICLES and sum(map(_ENGLISH.__contains__, words)) >= _MOSTLY
