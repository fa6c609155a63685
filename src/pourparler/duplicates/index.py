"""Placing articles: each joins the family of the text it copies, or founds one of its own.

The state is a function of the articles placed so far and their order, of which the last ``capacity`` count: an index
restored from stored rows goes on exactly as the one that wrote them would have.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pourparler.duplicates.additions import added, stock
from pourparler.duplicates.fingerprints import Fingerprint, keys_of, sample_of, shingles_of
from pourparler.duplicates.matching import compare, is_copy
from pourparler.duplicates.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from pourparler.duplicates.postings import Found, Keys
    from pourparler.types import Article, CopyKind, Span

__all__ = ["Index", "Placement", "Row"]

_MOST = 12  # candidates compared in full
_FEWEST = 256  # shingles of the shorter text for each key shared: a quarter of what the least copy shares on average
_PHRASES = 2  # of the sample that make a text worth a closer look: about thirty words in a row
_UNKNOWN = 0  # stands for a day that is not known
_HALF = 32  # the same for a text that shares half
_OFTEN = 3  # days on which a phrase was in print that is background, an outlet's stock phrase if all in its pages


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs: its origin, what kind of copy it is, and what it adds."""

    origin: str  # Origin.id
    kind: CopyKind
    added: tuple[Span, ...]  # offsets into this article's text; empty for an original
    agency: str | None  # that of the origin, as far as its articles placed so far tell
    relies: tuple[str, ...]  # agencies that the article quotes: sources, not origins
    like: str | None  # the article found most alike, None for an original
    stock: tuple[Span, ...]  # sentences that this outlet prints again and again: background, not news


@dataclass(frozen=True, slots=True)
class Row:
    """One article as a store keeps it, to restore an index."""

    article: str
    origin: str
    mark: Fingerprint


@dataclass(slots=True)
class _Entry:
    article: str
    origin: str
    mark: Fingerprint
    shingles: npt.NDArray[np.uint32]


@dataclass(slots=True)
class _Family:
    numbers: list[int] = field(default_factory=list)  # of live articles, rising


class Index:
    """The articles of the last while, by what they say.

    Args:
        capacity: how many articles are remembered, the latest ones; about five kilobytes each.
        days: how far apart two copies may be published; articles without a date fit all.
    """

    def __init__(self, *, capacity: int = 20_000, days: int = 10) -> None:
        self.capacity, self.days = capacity, days
        self._entries: dict[int, _Entry] = {}
        self._numbers: dict[str, int] = {}
        self._families: dict[str, _Family] = {}
        self._digests: dict[bytes, list[int]] = {}
        self._outlets: dict[str | None, int] = {}
        # day, outlet and shingles of each live article, at its number modulo the length: what is asked of many at once
        self._facts = np.zeros((capacity + 1, 3), dtype=np.int64)
        self._postings = Postings()
        self._next = 0

    def __len__(self) -> int:
        return len(self._entries)

    def restore(self, rows: Iterable[Row]) -> None:
        """Take up stored articles, in the order in which they were first placed; the last ``capacity`` are enough."""
        for row in rows:
            self._remember(row.article, row.origin, row.mark)

    def place(self, article_id: str, article: Article, mark: Fingerprint) -> Placement:
        """Place one article.

        Args:
            article_id: its lasting id; one placed before is a new revision, and keeps its origin.
            article: its text; only what it adds is read here.
            mark: its fingerprint.
        """
        if (number := self._numbers.get(article_id)) is not None:
            return self._revise(number, article, mark)
        kept = shingles_of(mark)
        keys = keys_of(kept)
        entries = self._postings.find(keys)
        found = self._match(mark, kept, entries)
        usual = self._stock(article, mark, kept, keys, entries)
        origin = self._entries[found].origin if found is not None else article_id
        self._remember(article_id, origin, mark, keys)
        return self._placement(self._numbers[article_id], article, found, usual)

    def _match(self, mark: Fingerprint, kept: npt.NDArray[np.uint32], entries: Found) -> int | None:
        """Return the number of the article that this one copies, or None."""
        for number in self._digests.get(mark.digest, ()):
            if mark.words and self._near(mark, number):
                return number
        best: tuple[int, int] | None = None
        for number in self._candidates(kept, entries):
            other = self._entries[number]
            if not self._near(mark, number):
                continue
            overlap = compare(kept, other.shingles)
            if (best is None or overlap.common > best[0]) and is_copy(mark, other.mark, overlap):
                first = self._entries[self._families[other.origin].numbers[0]]
                # of the origin itself, not of a copy of it that has something else in common with this text
                if first is other or is_copy(mark, first.mark, compare(kept, first.shingles)):
                    best = (overlap.common, number)
        return best[1] if best else None

    def _candidates(self, kept: npt.NDArray[np.uint32], entries: Found) -> list[int]:
        """Return the articles that share most keys, the earliest first where equal; none that share too few.

        Keys that were in print on several days are background: they count where they are half of a text or more.
        """
        if not len(entries.numbers):
            return []
        facts = self._facts[entries.numbers % len(self._facts)]
        fresh = (_printed(entries.which, facts[:, 0]) < _OFTEN)[entries.which]
        numbers, at, hits = np.unique(entries.numbers, return_inverse=True, return_counts=True)
        new = np.bincount(at, weights=fresh)
        least = np.minimum(self._facts[numbers % len(self._facts), 2], len(kept))
        enough = (new * _FEWEST >= least) | (hits * _HALF >= least)
        numbers, hits = numbers[enough], hits[enough]
        order = np.argsort(-hits, kind="stable")[:_MOST]
        found: list[int] = numbers[order].tolist()
        return found

    def _stock(
        self, article: Article, mark: Fingerprint, kept: npt.NDArray[np.uint32], keys: Keys, entries: Found
    ) -> tuple[Span, ...]:
        """Return the sentences that the same outlet has had on several days before."""
        if mark.outlet not in self._outlets or not len(entries.numbers):
            return ()
        facts = self._facts[entries.numbers % len(self._facts)]
        day = _UNKNOWN if mark.day is None else mark.day
        before = (facts[:, 1] == self._outlets[mark.outlet]) & (facts[:, 0] != _UNKNOWN) & (facts[:, 0] != day)
        often = keys[np.flatnonzero(_printed(entries.which[before], facts[before, 0]) >= _OFTEN)]
        sample = sample_of(kept)
        phrases = often[np.isin(often, sample)]
        return stock(article.text, sample, phrases) if len(phrases) >= _PHRASES else ()

    def _near(self, mark: Fingerprint, number: int) -> bool:
        day = self._entries[number].mark.day
        return mark.day is None or day is None or abs(mark.day - day) <= self.days

    def _placement(self, number: int, article: Article, like: int | None, usual: tuple[Span, ...] = ()) -> Placement:
        entry = self._entries[number]
        first = self._entries[self._families[entry.origin].numbers[0]]
        agency = self._agency(entry.origin)
        relies = entry.mark.relies
        if first is entry:
            return Placement(entry.origin, "original", (), agency, relies, None, usual)
        kind: CopyKind = "near"
        if entry.mark.digest == first.mark.digest:
            kind = "exact"
        elif agency and (entry.mark.outlet is None or entry.mark.outlet != first.mark.outlet):
            kind = "wire"
        alike = self._entries[like].article if like is not None else first.article
        return Placement(entry.origin, kind, added(article.text, first.shingles), agency, relies, alike, usual)

    def _agency(self, origin: str) -> str | None:
        """Return the agency of a family: a firm credit first, then, where outlets share the text, any credit."""
        marks = [self._entries[number].mark for number in self._families[origin].numbers]
        firm = next((mark.agency for mark in marks if mark.firm), None)
        if firm or len({mark.outlet for mark in marks}) < 2:
            return firm
        return next((mark.agency for mark in marks if mark.agency), None)

    def _revise(self, number: int, article: Article, mark: Fingerprint) -> Placement:
        """Put a new text in an article's place."""
        entry = self._entries[number]
        self._postings.remove(number)
        self._undigest(number)
        entry.mark, entry.shingles = mark, shingles_of(mark)
        self._enter(number, entry)
        return self._placement(number, article, None)

    def _remember(self, article: str, origin: str, mark: Fingerprint, keys: Keys | None = None) -> None:
        number, self._next = self._next, self._next + 1
        entry = _Entry(article, origin, mark, shingles_of(mark))
        self._entries[number] = entry
        self._numbers[article] = number
        self._families.setdefault(origin, _Family()).numbers.append(number)
        self._enter(number, entry, keys)
        if len(self._entries) > self.capacity:
            self._forget(number - self.capacity)

    def _enter(self, number: int, entry: _Entry, keys: Keys | None = None) -> None:
        """Make an article findable."""
        mark = entry.mark
        self._digests.setdefault(mark.digest, []).append(number)
        outlet = self._outlets.setdefault(mark.outlet, len(self._outlets))
        self._facts[number % len(self._facts)] = (
            _UNKNOWN if mark.day is None else mark.day,
            outlet,
            len(entry.shingles),
        )
        self._postings.add(number, keys_of(entry.shingles) if keys is None else keys)

    def _forget(self, number: int) -> None:
        self._undigest(number)
        entry = self._entries.pop(number)
        del self._numbers[entry.article]
        family = self._families[entry.origin]
        family.numbers.remove(number)
        if not family.numbers:
            del self._families[entry.origin]
        self._postings.oldest = number + 1

    def _undigest(self, number: int) -> None:
        digest = self._entries[number].mark.digest
        self._digests[digest].remove(number)
        if not self._digests[digest]:
            del self._digests[digest]


def _printed(which: npt.NDArray[np.int64], days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return on how many days each key, by its index, is in print; one day where it is not known."""
    return np.bincount(np.unique(which << 32 | days) >> 32)
