"""A sketch: what grouping keeps of an article, under a kilobyte: its weightiest terms, its day, its title."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pourparler.errors import UnreadableError, UsageError
from pourparler.stories.background import key_and_rarity
from pourparler.stories.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_HEAD = struct.Struct("<BiHHH")
_LONGEST_VECTOR = 4096


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of an article to group it."""

    terms: bytes  # keys of its weightiest terms, rising, little-endian 32 bits
    weights: bytes  # the weight of each, little-endian 16 bits
    day: int | None  # when it was published, days since 0001-01-01
    title: str | None
    vector: bytes  # of a sentence encoder, scaled to length 127, 8 bits a dimension; empty without one

    def pack(self) -> bytes:
        """Return the sketch as bytes."""
        said = json.dumps(self.title, ensure_ascii=False).encode("utf-8", "surrogatepass")
        day = -1 if self.day is None else self.day
        head = _HEAD.pack(_VERSION, day, len(self.weights) // 2, len(self.vector), len(said))
        return head + self.terms + self.weights + self.vector + said

    @classmethod
    def unpack(cls, data: bytes) -> Sketch:
        """Read what ``pack`` wrote.

        Raises:
            UnreadableError: the bytes are not a sketch.
        """
        try:
            version, day, count, width, length = _HEAD.unpack_from(data)
            at = _HEAD.size
            ends = (at + 4 * count, at + 6 * count, at + 6 * count + width, at + 6 * count + width + length)
            if version != _VERSION or len(data) != ends[-1]:
                raise UnreadableError("A stored sketch is of another version or cut short; place the article anew.")
            title = json.loads(data[ends[2] :].decode("utf-8", "surrogatepass"))
        except (struct.error, ValueError) as error:
            raise UnreadableError("A stored sketch is damaged; place the article anew.") from error
        vector = data[ends[1] : ends[2]]
        return cls(data[at : ends[0]], data[ends[0] : ends[1]], None if day < 0 else day, title, vector)

    @property
    def keys(self) -> npt.NDArray[np.uint32]:
        """Keys of its terms, rising."""
        return np.frombuffer(self.terms, dtype="<u4").astype(np.uint32, copy=False)

    @property
    def values(self) -> npt.NDArray[np.uint16]:
        """Weights of its terms."""
        return np.frombuffer(self.weights, dtype="<u2").astype(np.uint16, copy=False)


def sketch(article: Article, vector: Sequence[float] | None = None, *, without: Iterable[Span] = ()) -> Sketch:
    """Sketch an article; the same article gives the same on any machine.

    Args:
        article: its title, text and day; a missing title or day is no fault.
        vector: what a sentence encoder makes of it, of any length above 0; two articles that both have one are
            compared by it as well.
        without: stretches of the text that tell nothing of the event, such as an outlet's stock phrases.

    Raises:
        UsageError: the vector has too many dimensions.
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
    return Sketch(keys.tobytes(), values.tobytes(), day_of(article.published), title or None, _packed(vector))


def _cut(text: str, without: Iterable[Span]) -> str:
    """Return the text less the stretches given, a break in the place of each."""
    for start, end in sorted(without, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    return text


def day_of(published: str | None) -> int | None:
    """Return the day of an ISO 8601 moment, counted from 0001-01-01, or None where there is none."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _packed(vector: Sequence[float] | None) -> bytes:
    """Scale a vector to length 127 and round it."""
    if vector is None:
        return b""
    numbers = np.asarray(vector, dtype=np.float64)
    if numbers.ndim != 1 or numbers.size > _LONGEST_VECTOR or not np.isfinite(numbers).all():
        raise UsageError(f"A vector for grouping is one row of up to {_LONGEST_VECTOR} finite numbers.")
    length = float(np.linalg.norm(numbers))
    return np.rint(127 * numbers / length).astype(np.int8).tobytes() if length else b""
