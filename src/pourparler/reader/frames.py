"""Span scores to position frames.

Every stretch of words of a sentence has a probability for each kind. A stretch is worth what the overlapping stretches
of its kind believe together (a soft vote over boundaries), so that doubt about one word does not lose a frame.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pourparler.reader.layout import KINDS, POINTER, POINTERS, SPAN, STANDS
from pourparler.reader.tags import log_softmax
from pourparler.types import Frame, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["frames"]

WIDEST = 40  # words of an act
MOST_VOTERS = 1000  # the likeliest ones vote: real sentences have at most 900 (2026-11); bounds time and memory
FAINT = 0.004  # stretches less likely than this do not vote
THRESHOLD = 0.3  # belief from which an act is a frame; F1 on the development sentences is flat from .24 to .4, 2026-11
TAGS_VOTE = 0.2  # weight of the word tags beside the span scores; tried 0 to .3 on the development sentences, 2026-11
WIDEST_PARTY = 12  # words of a holder or addressee; in the annotated sentences 99.5 % are shorter
_LOW = -1e9
# A stretch whose best score is below this is fainter than FAINT however its words are tagged.
_HOPELESS = log(FAINT) / (1 - TAGS_VOTE) - 1e-3


class _Act(NamedTuple):
    kind: int
    first: int
    last: int
    belief: float


def frames(
    rows: NDArray[np.float32], span: Callable[[int, int], Span], scale: Callable[[float], float] = float
) -> list[Frame]:
    """Decode one sentence.

    ``rows``: its head outputs, (words, columns of STANDS); ``span``: its words to offsets; ``scale``: belief to score.
    """
    return [_frame(rows, act, span, scale(round(act.belief, 4))) for act in _acts(rows)]


def _chances(rows: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]] | None:
    """First word, last word and probabilities by kind of every stretch that votes; none where no stretch does."""
    size, kinds = len(rows), len(KINDS)
    starts = rows[:, STANDS["act_start"]].reshape(size * kinds, SPAN)
    scores = (starts @ rows[:, STANDS["act_end"]].T).reshape(size, kinds, size) / np.sqrt(SPAN)
    scores += rows[:, STANDS["act_start_bias"], None]
    scores += rows[:, STANDS["act_end_bias"]].T
    first, last = np.nonzero((scores.max(1) > _HOPELESS) & _near(size))
    if not len(first):
        return None
    picked = scores[first, :, last]
    top = np.maximum(picked.max(-1, keepdims=True), 0)
    strength = np.exp(picked - top)
    chance = strength / (strength.sum(-1, keepdims=True) + np.exp(-top))
    chance = chance ** (1 - TAGS_VOTE) * _tagged(rows, first, last) ** TAGS_VOTE
    strong = chance.max(-1) > FAINT
    return first[strong], last[strong], chance[strong]


@lru_cache(maxsize=64)
def _near(size: int) -> NDArray[np.bool_]:
    """Which stretches of a sentence's words, (first, last), are no wider than an act."""
    width = np.arange(size)[None] - np.arange(size)[:, None]
    return (width >= 0) & (width < WIDEST)


def _tagged(rows: NDArray[np.float32], first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.float32]:
    """Geometric mean, over each stretch, of the probability that its words are tagged as an act of each kind."""
    tags = np.exp(log_softmax(rows[:, STANDS["stands"]]))
    inside = np.log(np.maximum(tags[:, 1::2] + tags[:, 2::2], 1e-4))
    sums = np.concatenate([np.zeros((1, len(KINDS)), np.float32), np.cumsum(inside, 0)])
    out: NDArray[np.float32] = np.exp((sums[last + 1] - sums[first]) / (last - first + 1)[:, None])
    return out


def _acts(rows: NDArray[np.float32]) -> list[_Act]:
    """Pick acts, the most believed first; each takes the votes of the stretches that overlap it by half."""
    stretches = _chances(rows)
    if stretches is None:
        return []
    first, last, chance = stretches
    if len(first) > MOST_VOTERS:
        kept = np.sort(np.argpartition(-chance.max(-1), MOST_VOTERS)[:MOST_VOTERS])
        first, last, chance = first[kept], last[kept], chance[kept]
    if chance.sum(0).max(initial=0) < 0.999 * THRESHOLD:  # though all voted together
        return []
    width = last - first + 1
    shared = np.minimum(last[:, None], last[None]) - np.maximum(first[:, None], first[None]) + 1
    dice = 2 * np.maximum(shared, 0) / (width[:, None] + width[None])
    votes = (dice >= 0.5).astype(chance.dtype)
    near = votes * dice
    found: list[_Act] = []
    while len(found) < 8:
        belief = votes @ chance
        # among stretches of like belief the one nearest to the votes' centre: weight votes by overlap
        centre = near @ chance
        kind = int(belief.max(0).argmax())
        best = int(
            np.where(belief[:, kind] >= belief[:, kind].max() - 0.05, centre[:, kind] + chance[:, kind], -1).argmax()
        )
        if belief[best, kind] < THRESHOLD:
            break
        found.append(_Act(kind, int(first[best]), int(last[best]), min(1.0, float(belief[best, kind]))))
        # one stretch of words takes one stand: its neighbours vote no more, whatever their kind, nor do parts of it
        within = (first >= first[best]) & (last <= last[best])
        chance[(votes[best] > 0) | within] = 0
    return sorted(found, key=lambda a: a.first)


def _point(rows: NDArray[np.float32], act: _Act) -> NDArray[np.float32]:
    """Log probability of each pointer on each word and, last column, on none: (POINTERS, words + 1)."""
    size = len(rows)
    keys = rows[:, STANDS["point_key"]].reshape(size, POINTERS, POINTER)
    query = (rows[act.first, STANDS["point_first"]] + rows[act.last, STANDS["point_last"]]).reshape(POINTERS, POINTER)
    scores = np.einsum("pd,wpd->pw", query, keys) / np.sqrt(POINTER)
    none = rows[act.first, STANDS["point_none"]][:POINTERS] + rows[act.last, STANDS["point_none"]][POINTERS:]
    return log_softmax(np.concatenate([scores, none[:, None]], -1))


def _span(
    start: NDArray[np.float32], end: NDArray[np.float32], widest: int, *, must: bool = False, may: bool = True
) -> tuple[int, int] | None:
    """Best stretch by two pointers, or none where that is likelier (never where it ``must`` be there)."""
    if not may:
        return None
    size = len(start) - 1
    width = np.arange(size)[None] - np.arange(size)[:, None]
    table = np.where((width >= 0) & (width < widest), start[:size, None] + end[None, :size], _LOW)
    best = int(table.argmax())
    if not must and start[-1] + end[-1] > table.flat[best]:
        return None
    return best // size, best % size


def _frame(rows: NDArray[np.float32], act: _Act, span: Callable[[int, int], Span], score: float) -> Frame:
    """Find an act's holder, condition and addressee. A precondition has a condition; an offer or refusal has none."""
    kind = KINDS[act.kind]
    logs = _point(rows, act)
    condition = _span(logs[2], logs[3], len(rows), must=kind == "precondition", may=kind not in ("offer", "refusal"))
    holder, addressee = (_span(logs[at], logs[at + 1], WIDEST_PARTY) for at in (0, 4))
    query = rows[act.first, STANDS["trigger_first"]] + rows[act.last, STANDS["trigger_last"]]
    marks = rows[:, STANDS["trigger_key"]] @ query / np.sqrt(POINTER) > 2.0  # the loss is centred there
    for part in ((act.first, act.last), condition, holder, addressee):
        if part:
            marks[part[0] : part[1] + 1] = False  # a trigger stands outside what it ties together

    def place(words: tuple[int, int] | None) -> Span | None:
        return span(words[0], words[1] + 1) if words else None

    return Frame(
        kind=kind,
        holder=place(holder),
        act=span(act.first, act.last + 1),
        condition=place(condition),
        addressee=place(addressee),
        trigger=tuple(span(a, b) for a, b in _runs(marks)),
        hedged=bool(rows[act.first, STANDS["hedged"]][0] > 2.0),
        score=score,
    )


def _runs(marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Unbroken stretches of marked words, as [begin, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
