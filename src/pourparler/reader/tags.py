"""Tags to fragments: the best legal sequence of tags (Viterbi 1967), all windows of a batch at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pourparler.reader.layout import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Fragment", "fragments", "log_softmax"]

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


_TRANSITIONS = _transitions()
_START = np.array([_NEVER if name.startswith("I-") else 0.0 for name in TAGS], dtype=np.float32)


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log of the softmax over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    out: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def fragments(windows: Sequence[NDArray[np.float32]]) -> list[list[Fragment]]:
    """Decode each window's tag scores, shape (words, tags), into fragments in word order."""
    if not windows:
        return []
    lengths = np.array([len(w) for w in windows])
    longest, count, size = int(lengths.max()), len(windows), len(TAGS)
    logs = np.zeros((count, longest, size), dtype=np.float32)
    for row, window in enumerate(windows):
        logs[row, : len(window)] = log_softmax(window)
    best = logs[:, 0] + _START
    back = np.zeros((longest, count, size), dtype=np.int8)
    for at in range(1, longest):
        paths = best[:, :, None] + _TRANSITIONS[None]
        back[at] = paths.argmax(1)
        new = paths.max(1) + logs[:, at]
        best = np.where((at < lengths)[:, None], new, best)
    found = []
    tag = best.argmax(-1)
    sequences = np.zeros((count, longest), dtype=np.int8)
    rows = np.arange(count)
    for at in range(longest - 1, -1, -1):
        sequences[:, at] = np.where(at < lengths, tag, 0)
        if at:
            tag = np.where(at < lengths, back[at, rows, tag], tag)
    for row, length in enumerate(lengths):
        found.append(_collect(sequences[row, :length], logs[row]))
    return found


def _collect(tags: NDArray[np.int8], logs: NDArray[np.float32]) -> list[Fragment]:
    """Join B and I tags into fragments."""
    found: list[Fragment] = []
    starts = np.flatnonzero(tags % 2 == 1)
    for begin in starts:
        tag, end = int(tags[begin]), int(begin) + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        picked = logs[np.arange(begin, end), tags[begin:end]]
        found.append(Fragment((tag - 1) // 2, int(begin), end, float(np.exp(picked).mean())))
    return found
