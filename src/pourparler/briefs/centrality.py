"""How much of what an article is about each sentence carries: the centroid method, linear in the text.

A sentence is a bag of content words weighted by term and inverse sentence frequency; its centrality is its cosine
with the whole article's vector (Radev, Jing, Styś and Tam 2004, "Centroid-based summarization of multiple
documents", Information Processing and Management 40(6)).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Vector", "centralities", "cosine", "vectors", "words_of"]

Vector = dict[str, float]

_WORD = re.compile(r"([^\W_]+)(?:[’'][^\W_]+)?")  # its group: without possessive
_STOP = """
a about after again against all also am among an and any are as at be because been before being between both but by
can could did do does doing down during each even few for from further had has have having he her here hers him his
how i if in into is it its itself just last like many may me might more most mr mrs ms much must my new no nor not
now of off on once one only or other our out over own per put said same say says she should since so some still such
than that the their theirs them then there these they this those though through to too told two under until up upon
us very was we were what when where which while who whom whose why will with within without would yet you your
"""
_STOPWORDS = frozenset(_STOP.split())


def words_of(text: str) -> list[str]:
    """Return the content words of a text: lower case, without possessive and plural endings."""
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
        for word in _WORD.findall(text.lower())
        if word not in _STOPWORDS
    ]


def vectors(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return one vector of length 1 for each text, given as its content words; empty where it has none."""
    bags = [Counter(words) for words in texts]
    seen = Counter(word for bag in bags for word in bag)
    rarity = {word: math.log(1 + len(bags) / count) for word, count in seen.items()}
    return [_unit({word: count * rarity[word] for word, count in bag.items()}) for bag in bags]


def centralities(bags: Sequence[Vector]) -> list[float]:
    """Return each vector's cosine with the sum of all, from 0 to 1, the best being 1."""
    whole: Vector = {}
    for bag in bags:
        for word, weight in bag.items():
            whole[word] = whole.get(word, 0.0) + weight
    whole = _unit(whole)
    raw = [sum([weight * whole[word] for word, weight in bag.items()]) for bag in bags]
    best = max(raw, default=0.0)
    return [value / best if best else 0.0 for value in raw]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum([weight * other[word] for word, weight in one.items() if word in other])


def _unit(bag: Vector) -> Vector:
    """Scale a vector to length 1."""
    length = math.sqrt(sum([weight * weight for weight in bag.values()]))
    return {word: weight / length for word, weight in bag.items()} if length else {}
