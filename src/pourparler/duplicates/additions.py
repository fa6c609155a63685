"""Whole sentences of a text: those that a copy adds to its origin, and those that are an outlet's stock phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pourparler.duplicates.words import SHINGLE, shingles, words_of
from pourparler.types import Span

if TYPE_CHECKING:
    from pourparler.duplicates.words import Words

__all__ = ["added", "stock"]

# A rough cut is enough here: a boundary too many costs nothing, as neighbouring additions are joined.
_UNIT = re.compile(r"[^\n]+?(?:[.!?…][\"'”’»)\]]*(?=\s)|(?=\n)|\Z)")
_STOCK = 0.6  # a sentence with this share of its words in stock phrases is one
_REACH = 48  # words between two stock shingles of the sample that belong to the same phrase: three times the mean gap
_ADDED = 0.5  # a sentence with less than this share of its words in shingles of the origin is added


def added(text: str, origin: npt.NDArray[np.uint32]) -> tuple[Span, ...]:
    """Return the stretches of ``text``, whole sentences in reading order, that are not in the origin.

    Args:
        text: the copy's text.
        origin: the origin's shingles, sorted.
    """
    words = words_of(text)
    runs = shingles(words.hashes)
    known = np.zeros(len(words.hashes), dtype=bool)
    if len(origin) and len(words.hashes) >= SHINGLE:
        at = np.minimum(np.searchsorted(origin, runs), len(origin) - 1)
        for first in np.flatnonzero(origin[at] == runs).tolist():
            known[first : first + SHINGLE] = True
    return _sentences(text, words, ~known, 1.0 - _ADDED)


def stock(text: str, sample: npt.NDArray[np.uint32], phrases: npt.NDArray[np.uint32]) -> tuple[Span, ...]:
    """Return the sentences of ``text`` that its outlet has printed again and again.

    Args:
        text: an article's text.
        sample: the shingles that the index looks up, one in sixteen, sorted.
        phrases: those of them that are stock.
    """
    words = words_of(text)
    runs = shingles(words.hashes)
    usual = np.zeros(len(words.hashes), dtype=bool)
    before = None
    for at in np.flatnonzero(np.isin(runs, sample)).tolist():
        if runs[at] in phrases:
            usual[at if before is None or at - before > _REACH else before : at + SHINGLE] = True
            before = at
        else:
            before = None
    return _sentences(text, words, usual, _STOCK)


def _sentences(text: str, words: Words, marked: npt.NDArray[np.bool_], share: float) -> tuple[Span, ...]:
    """Return the sentences with more than a share of their words marked; neighbours are joined."""
    units = [_trimmed(text, match.start(), match.end()) for match in _UNIT.finditer(text)]
    if not units:
        return ()
    bounds = np.searchsorted(words.starts, np.array(units, dtype=np.int64))
    sums = np.concatenate(([0], np.cumsum(marked)))
    spans: list[Span] = []
    joined = False
    for unit, (first, last), (low, high) in zip(units, bounds.tolist(), sums[bounds].tolist(), strict=True):
        if first == last:
            continue  # no words: a rule of dashes or the like belongs to what stands around it
        chosen = high - low > share * (last - first)
        if chosen and joined:
            spans[-1] = Span(spans[-1].start, unit.end)
        elif chosen:
            spans.append(unit)
        joined = chosen
    return tuple(spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
