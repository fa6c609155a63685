"""The measures of both label sets: spans compared as sets of words, so that a comma more or less costs nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Count", "covered", "dice", "one_to_one", "runs", "words_of"]

_WORD = re.compile(r"\w+")
T = TypeVar("T")
Words = list[tuple[int, int]]


class Count:
    """Hits, predictions and gold items."""

    def __init__(self) -> None:
        self.hit = self.mine = self.gold = 0

    def add(self, hit: int, mine: int, gold: int) -> None:
        """Count one document."""
        self.hit, self.mine, self.gold = self.hit + hit, self.mine + mine, self.gold + gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.hit / (self.mine + self.gold) if self.mine + self.gold else 0.0


def words_of(text: str) -> Words:
    """Offsets of the runs of letters and digits."""
    return [m.span() for m in _WORD.finditer(text)]


def covered(words: Words, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Indices of the words that the spans touch."""
    return frozenset(i for s, e in spans for i, (a, b) in enumerate(words) if a < e and b > s)


def runs(ids: frozenset[int]) -> set[tuple[int, int]]:
    """Unbroken stretches of word indices."""
    found: set[tuple[int, int]] = set()
    start: int | None = None
    for i in sorted(ids):
        if start is None:
            start = i
        if i + 1 not in ids:
            found.add((start, i))
            start = None
    return found


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Dice overlap; two empty sets agree."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def one_to_one(gold: Sequence[T], mine: Sequence[T], worth: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Match greedily, the best pair first; pairs worth nothing are no match."""
    pairs = sorted(
        ((worth(g, m), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine)), key=lambda t: (-t[0], t[1], t[2])
    )
    used_gold: set[int] = set()
    used_mine: set[int] = set()
    matched = []
    for value, i, j in pairs:
        if value > 0 and i not in used_gold and j not in used_mine:
            used_gold.add(i)
            used_mine.add(j)
            matched.append((gold[i], mine[j]))
    return matched
