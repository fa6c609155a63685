"""Tags to fragments: the best legal sequence of tags (Viterbi 1967), all windows of a batch at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pourparler.reader.layout import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["LEGAL", "Fragment", "fragments", "log_softmax"]

_NEVER = -1e4


class Fragment(NamedTuple):
    """An unbroken stretch of words with one role: words [begin, end) and the mean probability of their tags."""

    role: int
    begin: int
    end: int
    score: float


def _transitions() -> NDArray[np.float32]:
    """Score of going from one tag to another: an I follows only its own B or I."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for here, name in enumerate(TAGS):
        if name.startswith("I-"):
            for before, other in enumerate(TAGS):
                if other[2:] != name[2:]:
                    table[before, here] = _NEVER
    return table


LEGAL = np.concatenate([_transitions(), [[_NEVER if name.startswith("I-") else 0.0 for name in TAGS]]]).astype(
    np.float32
)


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log of the softmax over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    out: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def fragments(
    windows: Sequence[NDArray[np.float32]], transitions: NDArray[np.float32] | None = None
) -> list[list[Fragment]]:
    """Decode each window's tag scores, shape (words, tags), into fragments in word order.

    ``transitions``: learned scores of one tag after another, (tags + 1, tags), the last row of the first tag; none
    means that every legal sequence is as good as its tags.
    """
    if not windows:
        return []
    lengths = [len(window) for window in windows]
    logs = np.split(log_softmax(np.concatenate(windows)), np.cumsum(lengths)[:-1])
    steps = LEGAL if transitions is None else LEGAL + transitions
    found: list[list[Fragment]] = [[] for _ in windows]
    order = sorted(range(len(windows)), key=lambda number: -lengths[number])
    for number, tags in zip(order, _best([logs[number] for number in order], steps), strict=True):
        found[number] = _collect(tags, logs[number])
    return found


def _best(windows: Sequence[NDArray[np.float32]], steps: NDArray[np.float32]) -> list[list[int]]:
    """Tags of the best path through each window, the longest window first; a step is taken in all of them at once."""
    lengths, count, size = [len(window) for window in windows], len(windows), len(TAGS)
    logs = np.zeros((lengths[0], count, size), dtype=np.float32)
    for place, window in enumerate(windows):
        logs[: len(window), place] = window
    into = np.ascontiguousarray(steps[:size].T)  # so that what is compared lies together
    best = logs[0] + steps[size]
    back = np.zeros((lengths[0], count, size), dtype=np.intp)
    at = 1
    for going in range(count, 0, -1):  # as many windows are longer than ``at``
        end = lengths[going - 1]
        paths, live = np.empty((going, size, size), dtype=np.float32), best[:going]
        for here, before in zip(logs[at:end, :going], back[at:end, :going], strict=True):
            np.add(live[:, None], into, out=paths)
            paths.argmax(-1, out=before)
            np.maximum.reduce(paths, -1, out=live)
            np.add(live, here, out=live)
        at = max(at, end)
    return [
        _traced(back[1 : len(window), place].tolist(), int(best[place].argmax())) if len(window) else []
        for place, window in enumerate(windows)
    ]


def _traced(back: list[list[int]], tag: int) -> list[int]:
    """The path that ends with ``tag``; ``back``: for each word but the first, the tag before each of its tags."""
    tags = [tag]
    for before in reversed(back):
        tag = before[tag]
        tags.append(tag)
    return tags[::-1]


def _collect(tags: Sequence[int], logs: NDArray[np.float32]) -> list[Fragment]:
    """Join B and I tags into fragments."""
    found: list[Fragment] = []
    chances = np.exp(logs[np.arange(len(tags)), tags]) if any(tags) else logs
    for begin, tag in enumerate(tags):
        if tag % 2 == 0:
            continue
        end = begin + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        found.append(Fragment((tag - 1) // 2, begin, end, float(np.add.reduce(chances[begin:end]) / (end - begin))))
    return found
