"""What an article is about, as terms: words, names, pairs of names, numbers, each with how often and how early.

Names, places and numbers tell one event from another of the same kind, so they are told apart from other words here:
a word is a name where it is written with a capital within a sentence. Texts that come in pieces (tokens parted by
blanks, no title, no paragraphs) are read alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Terms", "terms"]

MOST_WORDS = 700  # an article says what it is about before that; later words are background
# How much a word counts: in the title, in the lead, after it.
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 3.0, 2.0, 1.0
_LEAD = 80  # words
_CHARACTERS = 12_000  # read of one text, so that a huge one costs no more than a long one
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…:;\n]")
_ADDRESS = re.compile(r"(?:https?|www)\s?[:.]\s?\S*(?:\s?/\s?\S+)*|\S+@\S+", re.IGNORECASE)


class Terms(NamedTuple):
    """How often each term stands in an article, early places counting more, and which are names and pairs of names.

    Numbers are the terms that begin with a digit.
    """

    counts: dict[str, float]
    names: set[str]
    pairs: set[str]


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Return a word in lower case without possessive and plural endings."""
    word = word.lower()
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if len(word) > 4 and word.endswith("ies") else word[:-1]


def terms(title: str | None, text: str) -> Terms:
    """Return the terms of an article."""
    text = text[:_CHARACTERS]
    if "http" in text or "www" in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    found = Terms({}, set(), set())
    _read(_TOKEN.findall(text), found)
    counts = found.counts
    for token in _TOKEN.findall((title or "")[:500]):
        if token[0].isalnum():
            term = _stem(token) if token[0].isalpha() else token.replace(",", "")
            counts[term] = counts.get(term, 0.0) + _TITLE_WEIGHT
    return found


def _read(tokens: list[str], found: Terms) -> None:
    """Enter the terms of a text, one pass over its tokens."""
    counts, names, pairs = found
    first, before, place, weight = True, "", 0, _LEAD_WEIGHT
    for token in tokens:
        initial = token[0]
        if initial.isalpha():
            term = _stem(token)
            if not initial.isupper():
                before = ""
            elif first:
                before = term if term in names else ""  # a capital says nothing at the start of a sentence
            else:
                names.add(term)
                if before:
                    pair = f"{before} {term}"
                    pairs.add(pair)
                    counts[pair] = counts.get(pair, 0.0) + weight
                before = term
        elif initial.isdigit():
            term, before = token.replace(",", ""), ""
        else:
            first, before = True, ""
            continue
        counts[term] = counts.get(term, 0.0) + weight
        first = False
        place += 1
        if place >= _LEAD:
            weight = _BODY_WEIGHT
            if place >= MOST_WORDS:
                break
