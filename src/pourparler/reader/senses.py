"""Entities of words, and hedge, event class and embedding of sentences, from the trunk's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pourparler.reader.layout import ENTITIES, EVENTS, SENTENCES, WORDS
from pourparler.reader.tags import log_softmax
from pourparler.types import Entity, Sense, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["entities", "senses", "vector"]

EVEN = 0.5  # mean chance of a name's words; with less it is wrong more often than right (F1 on names .62, else .60)


def entities(rows: NDArray[np.float32], span: Callable[[int, int], Span]) -> Iterator[Entity]:
    """Names in one window: runs of words whose likeliest tag is of one kind; ``rows``: (words, columns of WORDS)."""
    chance = np.exp(log_softmax(rows[:, WORDS["entities"]]))
    tags = chance.argmax(-1)
    sure = chance.max(-1)
    kinds = (tags + 1) // 2  # 0 none, 1 the first kind ...
    begins = (kinds > 0) & ((tags % 2 == 1) | (np.concatenate([[0], kinds[:-1]]) != kinds))
    for begin in np.flatnonzero(begins):
        end = int(begin) + 1
        while end < len(tags) and kinds[end] == kinds[begin] and not begins[end]:
            end += 1
        score = round(float(sure[begin:end].mean()), 4)
        if score >= EVEN:
            yield Entity(ENTITIES[kinds[begin] - 1], span(int(begin), end), score)


def senses(rows: NDArray[np.float32], numbers: Sequence[int]) -> tuple[Sense, ...]:
    """Hedge and event class of sentences; ``rows``: (sentences, columns of SENTENCES), ``numbers``: their indices."""
    hedges = 1 / (1 + np.exp(-rows[:, SENTENCES["hedge"]][:, 0]))
    events = np.exp(log_softmax(rows[:, SENTENCES["event"]]))
    best = events.argmax(-1)
    return tuple(
        Sense(number, round(float(hedge), 4), EVENTS[event], round(float(row[event]), 4))
        for number, hedge, event, row in zip(numbers, hedges, best, events, strict=True)
    )


def vector(rows: NDArray[np.float32], pieces: NDArray[np.int64]) -> tuple[float, ...]:
    """Mean of the sentences' embeddings, weighted by their length in pieces, scaled to length 1."""
    if not len(rows):
        return ()
    mean = (pieces[:, None] * rows[:, SENTENCES["embedding"]]).sum(0)
    return tuple(np.round(mean / max(float(np.linalg.norm(mean)), 1e-9), 5).tolist())
