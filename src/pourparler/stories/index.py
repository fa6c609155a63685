"""Placing articles: each joins the story it is most like, or founds one; stories part and merge as they grow.

One pass, one article at a time. Candidates come from an inverted index over the terms of sketches; a story is compared
by its latest articles, copies of one origin counting once. The state is a function of the articles of the last while,
of their order and of the stories they are in: an index restored from stored rows goes on as the one that wrote them
would have.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pourparler.duplicates.postings import Postings
from pourparler.stories.likeness import JOIN, ONE, apart, days_of, faded, halves, likenesses, together
from pourparler.stories.members import CORE, Copy, Group, Unit, title_of
from pourparler.types import StoryPlacement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.stories.likeness import Matrix
    from pourparler.stories.sketches import Sketch

__all__ = ["Index", "Row"]

_LOOKED_AT, _MERGED_WITH = 24, 2  # most stories compared with an article, and with its story
_SMALL, _EVERY = 16, 4  # a larger story is checked for two events at every so many articles


class _Near(NamedTuple):
    score: float  # mean likeness to the story's core
    group: Group
    likes: Matrix  # to each article of the core


@dataclass(frozen=True, slots=True)
class Row:
    """One article as a store keeps it, to restore an index."""

    article: str
    story: str
    origin: str
    sketch: Sketch


class Index:
    """Stories that still grow, and their articles.

    Args:
        capacity: how many articles are remembered, the latest ones; about six kilobytes each.
        days: how many days a story may lie still and be taken up again; articles without a date fit all.
    """

    def __init__(self, *, capacity: int = 20_000, days: int = 60) -> None:
        self.capacity, self.days = capacity, days
        self._units: dict[int, Unit] = {}
        self._groups: dict[str, Group] = {}
        self._group_of: dict[int, Group] = {}  # unit number -> group
        self._unit_of: dict[str, Unit] = {}  # article -> unit
        self._origins: dict[str, Unit] = {}
        self._arrivals: deque[tuple[int, str]] = deque()
        self._days: dict[int, int] = {}  # unit number -> day, -1 where it is not known
        self._postings = Postings()
        self._next = 0

    def __len__(self) -> int:
        return len(self._arrivals)

    def restore(self, rows: Iterable[Row]) -> None:
        """Take up stored articles, in the order in which they were first placed; the last ``capacity`` are enough."""
        for row in rows:
            self._take(row.article, row.sketch, row.origin, row.story)

    def place(self, article_id: str, sketch: Sketch, origin: str | None = None) -> StoryPlacement:
        """Place one article.

        Args:
            article_id: its lasting id; one placed before is a new revision, and keeps its story.
            sketch: what grouping keeps of it.
            origin: the id of the text it copies; articles of one origin are in one story and count once there.
        """
        origin = origin or article_id
        if article_id in self._unit_of:
            return self._revise(article_id, sketch)
        if origin in self._origins:
            group = self._group_of[self._origins[origin].number]
            self._take(article_id, sketch, origin, group.id)
            return StoryPlacement(group.id, self._title(group))
        ranked = [found for found in self._ranked(sketch) if found.score >= JOIN]
        story = ranked[0].group.id if ranked else article_id
        matrix = _extended(ranked[0]) if ranked else None
        unit = self._take(article_id, sketch, origin, story, matrix)
        return self._settle(unit, [found.group for found in ranked[1 : _MERGED_WITH + 1]])

    # --- finding the story

    def _ranked(self, sketch: Sketch) -> list[_Near]:
        """Return the stories near an article, the most like first."""
        found = self._postings.find(sketch.keys)
        if not len(found.numbers):
            return []
        start = int(found.numbers.min())
        products = sketch.values.astype(np.int64)[found.which] * found.weights
        dots = np.bincount(found.numbers - start, weights=products) / ONE
        # a mean of JOIN has something of JOIN or more in it
        touched = np.flatnonzero(dots >= JOIN)
        groups: dict[str, Group] = {}
        for index in touched[np.argsort(-dots[touched], kind="stable")].tolist():
            group = self._group_of[index + start]
            groups[group.id] = group
            if len(groups) >= _LOOKED_AT:
                break
        near = [self._near(sketch, group, dots, start) for group in groups.values()]
        return sorted((each for each in near if each), key=lambda each: (-each.score, each.group.numbers[0]))

    def _near(self, sketch: Sketch, group: Group, dots: Matrix, start: int) -> _Near | None:
        """Compare an article with a story; None where they are too many days apart."""
        core = group.core
        words = np.array([dots[number - start] if 0 <= number - start < len(dots) else 0.0 for number in core])
        days = np.array([self._days[number] for number in core])
        day = -1 if sketch.day is None else sketch.day
        if day >= 0 and (days >= 0).all() and int(np.abs(days - day).min()) > self.days:
            return None
        likes = faded(words, np.array([day]), days)
        return _Near(float(likes.sum()) / len(core), group, likes)

    # --- parting and merging

    def _settle(self, unit: Unit, near: list[Group]) -> StoryPlacement:
        """Part the story of a new article if it is two, and merge it with others if they are one."""
        moved: list[tuple[str, str]] = []
        merged: list[tuple[str, str]] = []
        group = self._group_of[unit.number]
        touched = {group.id}
        if new := self._parted(group):
            moved += [(article, new.id) for number in new.numbers for article in self._units[number].articles]
            touched.add(new.id)
            near = [*near, group if new is self._group_of[unit.number] else new]
            group = self._group_of[unit.number]
        for other in near:
            if self._groups.get(other.id) is other and other is not group and self._one(group, other):
                kept, gone = sorted((group, other), key=lambda each: each.numbers[0])
                self._join(kept, gone)
                merged.append((gone.id, kept.id))
                touched.add(kept.id)
                group = kept
        moved = [(article, self._group_of[self._unit_of[article].number].id) for article, _ in moved]
        renamed = [
            (story, self._title(self._groups[story])) for story in sorted(touched - {group.id}) if story in self._groups
        ]
        return StoryPlacement(group.id, self._title(group), tuple(merged), tuple(moved), tuple(renamed))

    def _parted(self, group: Group) -> Group | None:
        """Part a story that is two events; return the new one, without the first article of the core."""
        size = len(group.numbers)
        if size < 4 or (size > _SMALL and size % _EVERY):
            return None
        matrix, core = self._matrix(group), group.core
        one, other = halves(matrix)
        if not apart(matrix, one, other):
            return None
        numbers = [core[index] for index in other]
        names = (self._units[number].article for number in numbers)
        new = Group(next(name for name in names if name not in self._groups), numbers, matrix[np.ix_(other, other)])
        settled = group.settled
        group.numbers = settled + [core[index] for index in one]
        group.matrix = None if settled else matrix[np.ix_(one, one)]
        self._groups[new.id] = new
        self._group_of.update(dict.fromkeys(numbers, new))
        return new

    def _one(self, group: Group, other: Group) -> bool:
        """Say whether two stories are one, by the latest half of the core of each."""
        one, two = group.numbers[-CORE // 2 :], other.numbers[-CORE // 2 :]
        sketches = [self._units[number].sketch for number in (*one, *two)]
        days = days_of(sketches)
        gaps = np.abs(days[: len(one), None] - days[None, len(one) :])
        if (days >= 0).all() and int(gaps.min()) > self.days:
            return False
        return together(likenesses(sketches), range(len(one)), range(len(one), len(sketches)))

    def _join(self, kept: Group, gone: Group) -> None:
        kept.numbers = sorted(kept.numbers + gone.numbers)
        kept.matrix = None
        self._group_of.update(dict.fromkeys(gone.numbers, kept))
        del self._groups[gone.id]

    # --- what is remembered

    def _take(self, article: str, sketch: Sketch, origin: str, story: str, matrix: Matrix | None = None) -> Unit:
        """Remember one article of a story; ``matrix`` is the story's likenesses with it, where they are known."""
        number, self._next = self._next, self._next + 1
        self._arrivals.append((number, article))
        if unit := self._origins.get(origin):
            unit.copies.append(Copy(number, article, sketch))
            self._unit_of[article] = unit
        else:
            unit = Unit(number, article, origin, sketch)
            group = self._groups.setdefault(story, Group(story, []))
            self._found(unit, group)
            group.matrix = matrix
        while len(self._arrivals) > self.capacity:
            self._forget(*self._arrivals.popleft())
        return unit

    def _found(self, unit: Unit, group: Group) -> None:
        """Enter a unit that is in no table yet."""
        self._units[unit.number] = self._origins[unit.origin] = unit
        for article in unit.articles:
            self._unit_of[article] = unit
        insort(group.numbers, unit.number)
        group.matrix = None
        self._group_of[unit.number] = group
        self._days[unit.number] = -1 if unit.sketch.day is None else unit.sketch.day
        self._postings.add(unit.number, unit.sketch.keys, unit.sketch.values)

    def _forget(self, number: int, article: str) -> None:
        """Forget the earliest article; where it has copies, the first of them stands for the origin from now on."""
        unit = self._units.pop(number)
        group = self._group_of.pop(number)
        del self._unit_of[article], self._origins[unit.origin], self._days[number]
        group.numbers.remove(number)
        group.matrix = None
        self._postings.oldest = number + 1
        if unit.copies:
            first, *rest = unit.copies
            self._found(Unit(first.number, first.article, unit.origin, first.sketch, rest), group)
        elif not group.numbers:
            del self._groups[group.id]

    def _revise(self, article: str, sketch: Sketch) -> StoryPlacement:
        """Put a new sketch in an article's place."""
        unit = self._unit_of[article]
        group = self._group_of[unit.number]
        if unit.article == article:
            self._postings.remove(unit.number)
            unit.sketch = sketch
            self._days[unit.number] = -1 if sketch.day is None else sketch.day
            self._postings.add(unit.number, sketch.keys, sketch.values)
            group.matrix = None
        else:
            unit.copies = [
                Copy(copy.number, article, sketch) if copy.article == article else copy for copy in unit.copies
            ]
        return StoryPlacement(group.id, self._title(group))

    def _matrix(self, group: Group) -> Matrix:
        """Return the likeness among a story's core, worked out anew where it has changed."""
        if group.matrix is None:
            group.matrix = likenesses([self._units[number].sketch for number in group.core])
        return group.matrix

    def _title(self, group: Group) -> str:
        return title_of([self._units[number] for number in group.core], self._matrix(group))


def _extended(found: _Near) -> Matrix | None:
    """Return a story's likenesses with a new article's after them, or None where they have to be worked out."""
    matrix, likes = found.group.matrix, found.likes
    if matrix is None:
        return None
    size = len(likes)
    larger = np.ones((size + 1, size + 1))
    larger[:size, :size] = matrix
    larger[size, :size] = larger[:size, size] = likes
    return np.ascontiguousarray(larger[-CORE:, -CORE:])
