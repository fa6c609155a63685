"""Do scores mean what they say? One minus the expected calibration error on the development documents.

The error is that of Naeini et al. (2015, *Obtaining well calibrated probabilities using Bayesian binning*), over ten
groups of equally many items: how far the mean score of a group lies from the share of it that is right. The shipped
scale was fitted on these very documents, so the honest figures are the crossed ones: a scale fitted on one half of the
documents, tried on the other, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from training.isotonic import fit

from evals.judging import half, verdicts
from evals.readings import ATTRIBUTIONS, POSITIONS, read
from pourparler.reader.card import scales
from pourparler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evals.judging import Verdict
    from pourparler.reader.card import Scale

__all__ = ["Group", "crossed", "error", "groups", "judged", "measure"]

NAME = "calibration"
GROUPS = 10


class Group(NamedTuple):
    """Items of like score."""

    size: int
    score: float  # mean
    right: float  # share


def groups(items: Sequence[Verdict], count: int = GROUPS) -> list[Group]:
    """Put items in order of score into groups of equal size; fewer items than groups give fewer groups."""
    scores, right = _columns(items)
    order = np.argsort(scores, kind="stable")
    parts = [part for part in np.array_split(order, count) if len(part)]
    return [Group(len(part), float(scores[part].mean()), float(right[part].mean())) for part in parts]


def error(items: Sequence[Verdict]) -> float:
    """Return the expected calibration error, 0 to 1; none where there are no items."""
    return sum(g.size * abs(g.score - g.right) for g in groups(items)) / max(1, len(items))


def _columns(items: Sequence[Verdict]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([v.score for v in items], np.float64), np.array([v.right for v in items], np.float64)


def crossed(items: Sequence[Verdict], scale: Scale) -> list[Verdict]:
    """Return the items with the scores that a scale fitted on the other half of the documents gives them.

    ``scale`` is the shipped one, through which the scores went: it is undone first.
    """
    found: list[Verdict] = []
    for side in (0, 1):
        mine = [v for v in items if half(v.document) == side]
        others = [v for v in items if half(v.document) != side]
        line = fit(list(_raw(others, scale)), [v.right for v in others])
        found += [v._replace(score=float(s)) for v, s in zip(mine, line(_raw(mine, scale)), strict=True)]
    return found


def _raw(items: Sequence[Verdict], scale: Scale) -> np.ndarray:
    """Undo a strictly rising scale."""
    raw: np.ndarray = np.interp(_columns(items)[0], scale.share, scale.raw)
    return raw


def judged(data: Path) -> dict[str, tuple[list[Verdict], list[Verdict]]]:
    """Return statements and positions with their verdicts, each with shipped and with crossed scores."""
    of = scales(Settings().model)
    found = verdicts(read(data / ATTRIBUTIONS), read(data / POSITIONS))
    return {name: (items, crossed(items, of[name])) for name, items in found.items()}


def measure(data: Path) -> dict[str, float]:
    """One minus the calibration error of statements and positions, shipped and crossed."""
    figures = {}
    for name, (shipped, honest) in judged(data).items():
        figures[name] = 1 - error(shipped)
        figures[f"{name}_crossed"] = 1 - error(honest)
    return figures
