"""A stretch of text that shows why it was found: to the letter, with the places of the words that were sought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.storage.words import tokens_with_places
from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.storage.query import Words

__all__ = ["marks", "snippet"]

_LENGTH = 32  # words


def marks(words: Sequence[tuple[str, int, int]], sought: Sequence[Words]) -> list[tuple[int, int]]:
    """Return where the sought words stand: first and last index into ``words``, in reading order."""
    plain = [word for word, _, _ in words]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(plain):
        places.setdefault(word, []).append(at)
    found = set()
    for term in sought:
        first, size = term.tokens[0], len(term.tokens)
        begins = term.prefix and size == 1
        starts = [at for at, word in enumerate(plain) if word.startswith(first)] if begins else places.get(first, [])
        for at in starts:
            if at + size <= len(plain) and _fits(plain[at : at + size], term):
                found.add((at, at + size - 1))
    return sorted(found)


def _fits(words: Sequence[str], term: Words) -> bool:
    *firsts, last = term.tokens
    same = words[-1].startswith(last) if term.prefix else words[-1] == last
    return same and list(words[:-1]) == firsts


def snippet(text: str, sought: Sequence[Words]) -> tuple[Span, tuple[Span, ...]]:
    """Return the stretch of ``text`` with most of the sought words, and their places within that stretch."""
    words = list(tokens_with_places(text))
    if not words:
        return Span(0, 0), ()
    found = marks(words, sought)
    start = max(0, min(_best(found), len(words) - _LENGTH))
    end = min(start + _LENGTH, len(words)) - 1
    begins, ends = words[start][1], words[end][2]
    if start == 0:
        begins = 0
    if end == len(words) - 1:
        ends = len(text) if len(text) - ends < _LENGTH else ends
    inside = [Span(words[a][1] - begins, words[b][2] - begins) for a, b in found if start <= a and b <= end]
    return Span(begins, ends), tuple(_apart(inside))


def _best(found: Sequence[tuple[int, int]]) -> int:
    """Return the first word of the window with the most finds; the earliest of equal ones."""
    best, most, last = 0, 0, 0
    for at, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] < start + _LENGTH - 4:
            last += 1
        if last - at > most:
            best, most = max(0, start - 4), last - at  # some words before the first find, to read it in its place
    return best


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Join marks that overlap."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
