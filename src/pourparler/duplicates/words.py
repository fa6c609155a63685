"""Words as numbers: every word of a text hashed in one pass over its characters, with where it stands.

A word is a run of letters and digits in lower case; a character of a script that is written without blanks (Chinese,
Japanese, Thai ...) is a word by itself. Punctuation, blanks and quotation marks of any kind count for nothing, so a
copy set in other type has the same words. Hashes depend on the characters alone: the same on every machine and run.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["SHINGLE", "Words", "shingles", "words_of"]

SHINGLE = 4
"""Words in a shingle. One word changed breaks four shingles: of a copy with 2 % changed, 92 % stay (0.98 ** 4)."""

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

_TABLE = 0x20000  # characters looked at one by one; those above are all taken for letters
_ALONE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))
_PRIME = 0x9E3779B97F4A7C15 | 1  # odd, hence invertible modulo 2 ** 64
_INVERSE = pow(_PRIME, -1, 1 << 64)
_PLACES = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)


class Words(NamedTuple):
    """Hash, first character and end of each word, in reading order."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets


@cache
def _tables() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8]]:
    """Return the lower case of each character, and its class: 0 between words, 1 in a word, 2 a word by itself."""
    lower = np.arange(_TABLE, dtype=np.uint64)
    kind = np.zeros(_TABLE, dtype=np.uint8)
    for code in range(_TABLE):
        character = chr(code)
        if character.isalnum():
            kind[code] = 1
            small = character.lower()
            if len(small) == 1:
                lower[code] = ord(small)
    for first, last in _ALONE:
        kind[first : last + 1] *= 2
    return lower, kind


@cache
def _powers(least: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the prime and of its inverse, modulo 2 ** 64, at least as many as asked for."""
    prime = np.full(least, _PRIME, dtype=np.uint64)
    inverse = np.full(least, _INVERSE, dtype=np.uint64)
    prime[0] = inverse[0] = 1
    return np.cumprod(prime, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)


def _mixed(numbers: Hashes) -> Hashes:
    """Spread every bit over the whole number (the finaliser of SplitMix64, Steele et al. 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(_PLACES[0])
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(_PLACES[1])
    return numbers ^ (numbers >> np.uint64(31))


def words_of(text: str) -> Words:
    """Hash the words of ``text``; offsets are indices of its characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if not len(codes):
        nothing = np.zeros(0, dtype=np.int64)
        return Words(nothing.astype(np.uint64), nothing, nothing)
    lower, kinds = _tables()
    within = np.minimum(codes, _TABLE - 1)
    kind = np.where(codes < _TABLE, kinds[within], 1)
    letters = np.where(codes < _TABLE, lower[within], codes)
    before = np.concatenate(([0], kind[:-1]))
    after = np.concatenate((kind[1:], [0]))
    starts = np.flatnonzero((kind > 0) & ((before != 1) | (kind == 2)))
    ends = np.flatnonzero((kind > 0) & ((after != 1) | (kind == 2))) + 1
    # hash of text[a:b] = sum of letter * prime ** (index - a), from one running sum over the whole text
    powers, inverses = _powers(max(1 << 14, 1 << (len(codes)).bit_length()))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(codes)], out=sums[1:])
    return Words(_mixed((sums[ends] - sums[starts]) * inverses[starts]), starts, ends)


def shingles(hashes: Hashes) -> npt.NDArray[np.uint32]:
    """Return the hash of each run of ``SHINGLE`` words in reading order; one for a shorter text, none for an empty one.

    Broder 1997, "On the resemblance and containment of documents", SEQUENCES.
    """
    if not len(hashes):
        return np.zeros(0, dtype=np.uint32)
    if len(hashes) < SHINGLE:
        hashes = np.concatenate((hashes, np.zeros(SHINGLE - len(hashes), dtype=np.uint64)))
    count = len(hashes) - SHINGLE + 1
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        total += hashes[place : place + count] * np.uint64(factor)
    return (_mixed(total) >> np.uint64(32)).astype(np.uint32)
