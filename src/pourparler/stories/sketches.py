"""A sketch: what grouping keeps of an article, under a kilobyte: its weightiest terms, its day, its title."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pourparler.duplicates.fingerprints import day_of
from pourparler.errors import UnreadableError
from pourparler.stories.background import key_and_rarity
from pourparler.stories.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.types import Article, Span

__all__ = ["SCALE", "Sketch", "sketch"]

SCALE = 1000
"""Weights are whole numbers, a sketch's length being about this: sums of them are exact in whatever order."""

# Tuned with the grouping's thresholds: see ``pourparler.stories.likeness``.
_NAME, _PAIR = 1.8, 1.7  # how much more a name and a pair of names weigh than another word
_TERMS = 150
_COMMON = 1.5  # a term in more than every fifth document says nothing of an event
_TITLE = 300
_VERSION = 1
_HEAD = struct.Struct("<BiH2xH")  # two bytes are free: a length stood there that was always 0


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of an article to group it."""

    terms: bytes  # keys of its weightiest terms, rising, little-endian 32 bits
    weights: bytes  # the weight of each, little-endian 16 bits
    day: int | None  # when it was published, days since 0001-01-01
    title: str | None

    def pack(self) -> bytes:
        """Return the sketch as bytes."""
        said = json.dumps(self.title, ensure_ascii=False).encode("utf-8", "surrogatepass")
        day = -1 if self.day is None else self.day
        head = _HEAD.pack(_VERSION, day, len(self.weights) // 2, len(said))
        return head + self.terms + self.weights + said

    @classmethod
    def unpack(cls, data: bytes) -> Sketch:
        """Read what ``pack`` wrote.

        Raises:
            UnreadableError: the bytes are not a sketch.
        """
        try:
            version, day, count, length = _HEAD.unpack_from(data)
            at = _HEAD.size
            ends = (at + 4 * count, at + 6 * count, at + 6 * count + length)
            if version != _VERSION or len(data) != ends[-1]:
                raise UnreadableError("A stored sketch is of another version or cut short; place the article anew.")
            title = json.loads(data[ends[1] :].decode("utf-8", "surrogatepass"))
        except (struct.error, ValueError) as error:
            raise UnreadableError("A stored sketch is damaged; place the article anew.") from error
        return cls(data[at : ends[0]], data[ends[0] : ends[1]], None if day < 0 else day, title)

    @property
    def keys(self) -> npt.NDArray[np.uint32]:
        """Keys of its terms, rising."""
        return np.frombuffer(self.terms, dtype="<u4").astype(np.uint32, copy=False)

    @property
    def values(self) -> npt.NDArray[np.uint16]:
        """Weights of its terms."""
        return np.frombuffer(self.weights, dtype="<u2").astype(np.uint16, copy=False)


def sketch(article: Article, *, without: Iterable[Span] = ()) -> Sketch:
    """Sketch an article; the same article gives the same on any machine.

    Args:
        article: its title, text and day; a missing title or day is no fault.
        without: stretches of the text that tell nothing of the event, such as an outlet's stock phrases.
    """
    counts, names, pairs = terms(article.title, _cut(article.text, without))
    found: dict[int, float] = {}
    for term, count in counts.items():
        key, rare = key_and_rarity(term)
        if rare >= _COMMON:
            boost = _NAME if term in names else _PAIR if term in pairs else 1.0
            weight = (1.0 + math.log(count)) * rare * boost
            if weight > found.get(key, 0.0):
                found[key] = weight
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    kept = sorted((key, round(SCALE * weight / length)) for key, weight in best)
    keys = np.array([key for key, _ in kept], dtype="<u4")
    values = np.array([value for _, value in kept], dtype="<u2")
    title = " ".join(article.title.split())[:_TITLE] if article.title else ""
    return Sketch(keys.tobytes(), values.tobytes(), day_of(article.published), title or None)


def _cut(text: str, without: Iterable[Span]) -> str:
    """Return the text less the stretches given, a break in the place of each."""
    for start, end in sorted(without, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    return text
