"""How common terms are in the news at large: a packed table of document frequencies, no text.

Counted over 4,765 English articles and press releases of 2015 to 2022 (politics of the United States, the war in
Ukraine, general news; 2026-11). A table that stays the same makes an article's sketch depend on that article alone;
counts over the stream itself, alone or mixed in, grouped no better on any set tried.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from pourparler.stories.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["build", "key_and_rarity"]

FILE = "background.bin"
_STEP = 16  # a rarity is kept in sixteenths
_LEAST = 3  # documents; a term in fewer counts as new


def _key_of(term: str) -> int:
    """Return the 32-bit key of a term."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


@cache
def _table() -> tuple[dict[int, float], float]:
    """Return the rarity of each known key, and that of an unknown one."""
    data = resources.files("pourparler.stories").joinpath(FILE).read_bytes()
    documents, count = (int(number) for number in np.frombuffer(data, dtype="<u4", count=2))
    keys = np.frombuffer(data, dtype="<u4", offset=8, count=count)
    steps = np.frombuffer(data, dtype="u1", offset=8 + 4 * count, count=count)
    return dict(zip(keys.tolist(), (steps / _STEP).tolist(), strict=True)), math.log(2 * (documents + 1))


@lru_cache(maxsize=1 << 17)
def key_and_rarity(term: str) -> tuple[int, float]:
    """Return a term's key and its inverse document frequency, ``ln((N + 1) / (n + 0.5))`` (Spärck Jones 1972)."""
    table, unknown = _table()
    key = _key_of(term)
    return key, table.get(key, unknown)


def build(articles: Iterable[tuple[str | None, str]]) -> bytes:
    """Count the terms of titled texts, and return the table as it is kept in the package."""
    seen: Counter[int] = Counter()
    documents = 0
    for title, text in articles:
        seen.update({_key_of(term) for term in terms(title, text).counts})
        documents += 1
    kept = sorted(key for key, count in seen.items() if count >= _LEAST)
    steps = [min(255, round(_STEP * max(0.0, math.log((documents + 1) / (seen[key] + 0.5))))) for key in kept]
    head = np.array([documents, len(kept)], dtype="<u4").tobytes()
    return head + np.array(kept, dtype="<u4").tobytes() + np.array(steps, dtype="u1").tobytes()
