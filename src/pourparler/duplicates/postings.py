"""An inverted index that lives in memory: key -> numbers of the articles that have it, in sorted arrays.

Ten bytes an entry, instead of a hundred in a dictionary of lists. Each article's keys are a sorted tier of their own at
first; a tier is merged into the one before it until that one is several times larger, as in a log-structured merge
tree (O'Neil et al. 1996). What is found depends on what was added, never on how it is tiered.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Found", "Keys", "Postings", "Weights"]

_GROWTH = 4  # how many times larger a tier is than the next, at least: few tiers to search, few merges

Keys = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.uint16]
_LOW = np.uint64(0xFFFFFFFF)


class Found(NamedTuple):
    """Entries for the keys asked: index of the key in the question, article number, weight."""

    which: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    weights: npt.NDArray[np.int64]


class _Tier(NamedTuple):
    entries: npt.NDArray[np.uint64]  # key << 32 | number, sorted
    weights: Weights


class Postings:
    """Keys (32 bits) of numbered articles; those numbered below ``oldest`` are forgotten.

    Entries in all, the forgotten ones still held included: ``len(postings)``.
    """

    def __init__(self) -> None:
        self.oldest = 0
        self._tiers: list[_Tier] = []

    def __len__(self) -> int:
        return sum(len(tier.entries) for tier in self._tiers)

    def add(self, number: int, keys: Keys, weights: Weights | None = None) -> None:
        """Add the keys of one article, each once and in rising order."""
        if not len(keys):
            return
        entries = keys.astype(np.uint64) << np.uint64(32) | np.uint64(number)
        self._tiers.append(_Tier(entries, weights if weights is not None else np.ones(len(keys), dtype=np.uint16)))
        while len(self._tiers) > 1 and len(self._tiers[-2].entries) < _GROWTH * len(self._tiers[-1].entries):
            newer, older = self._tiers.pop(), self._tiers.pop()
            self._tiers.append(self._merged(older, newer))

    def find(self, keys: Keys) -> Found:
        """Return every live entry under ``keys``, in no order that means anything."""
        low = keys.astype(np.uint64) << np.uint64(32)
        high = low | _LOW
        parts: list[Found] = []
        for tier in self._tiers:
            first = np.searchsorted(tier.entries, low, "left")
            counts = np.searchsorted(tier.entries, high, "right") - first
            total = int(counts.sum())
            if total:
                which = np.repeat(np.arange(len(keys)), counts)
                at = np.arange(total) + (first - np.cumsum(counts) + counts)[which]
                parts.append(
                    Found(which, (tier.entries[at] & _LOW).astype(np.int64), tier.weights[at].astype(np.int64))
                )
        if not parts:
            nothing = np.zeros(0, dtype=np.int64)
            return Found(nothing, nothing, nothing)
        found = Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))
        live = found.numbers >= self.oldest
        return found if live.all() else Found(*(column[live] for column in found))

    def remove(self, number: int) -> None:
        """Take one article out, as if it had never been added: its text was revised."""
        self._tiers = [self._kept(tier, (tier.entries & _LOW) != number) for tier in self._tiers]

    def _merged(self, older: _Tier, newer: _Tier) -> _Tier:
        entries = np.concatenate((older.entries, newer.entries))
        order = np.argsort(entries, kind="stable")  # two sorted runs: merged in one pass
        tier = _Tier(entries[order], np.concatenate((older.weights, newer.weights))[order])
        return self._kept(tier, (tier.entries & _LOW) >= self.oldest)

    @staticmethod
    def _kept(tier: _Tier, mask: npt.NDArray[np.bool_]) -> _Tier:
        return tier if mask.all() else _Tier(tier.entries[mask], tier.weights[mask])
