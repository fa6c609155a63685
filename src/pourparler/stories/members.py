"""What an index keeps of a story: its articles that are remembered, and how alike the latest of them are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.stories.likeness import Matrix
    from pourparler.stories.sketches import Sketch

__all__ = ["CORE", "Copy", "Group", "Unit", "title_of"]

CORE = 64
"""Articles that a story is compared by, its latest: what bounds the work of one placement."""

_WORDS = range(3, 31)  # words of a title that says something


@dataclass(frozen=True, slots=True)
class Copy:
    """A further article of an origin that is already in a story."""

    number: int
    article: str
    sketch: Sketch


@dataclass(slots=True)
class Unit:
    """One origin: the article placed first for it, and its copies."""

    number: int  # of arrival
    article: str
    origin: str
    sketch: Sketch
    copies: list[Copy] = field(default_factory=list)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the article and its copies, in order of arrival."""
        return (self.article, *(copy.article for copy in self.copies))


@dataclass(slots=True)
class Group:
    """One story: numbers of its units, rising, and likeness among the last of them, where it has been worked out."""

    id: str
    numbers: list[int]
    matrix: Matrix | None = None

    @property
    def core(self) -> list[int]:
        """Numbers of the units that the story is compared by."""
        return self.numbers[-CORE:]

    @property
    def settled(self) -> list[int]:
        """Numbers of the units before those."""
        return self.numbers[:-CORE]


def title_of(units: Sequence[Unit], matrix: Matrix) -> str:
    """Return the title of the article most like the rest, of those with a title that says something; "" without any."""
    likes = matrix.sum(axis=0)
    titled = [
        (len(title.split()) in _WORDS, round(float(like), 6), -place, title)
        for place, (unit, like) in enumerate(zip(units, likes, strict=True))
        if (title := unit.sketch.title)
    ]
    return max(titled)[-1] if titled else ""
