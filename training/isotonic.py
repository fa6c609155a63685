"""From raw scores to chances: a rising line through what was right among like scores.

Isotonic regression by pool-adjacent-violators (Ayer et al. 1955), as Zadrozny and Elkan (2002, *Transforming classifier
scores into accurate multiclass probability estimates*) use it to calibrate classifiers, then smoothed to a few points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["KNOTS", "Line", "fit", "pooled"]

KNOTS = 12  # most points of a line
FEWEST = 60  # scores behind one point between the ends; with 40 a line fitted on half of the positions errs by 1 % more
ROUNDS = 4  # in which points are moved until each group's mean is met
SURE = 150  # scores of a group whose mean is worth meeting; to meet those of fewer made lines worse on other documents
STEP = 0.001  # least rise between two points: scores keep their order, also when rounded to four decimals


class Line(NamedTuple):
    """Points of a rising line from raw score 0 to 1."""

    raw: tuple[float, ...]
    share: tuple[float, ...]

    def __call__(self, scores: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance at each raw score."""
        found: NDArray[np.float64] = np.interp(scores, self.raw, self.share)
        return found


def pooled(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the non-decreasing sequence nearest to ``values`` by least squares."""
    means: list[float] = []
    sizes: list[int] = []
    for value in values:
        means.append(float(value))
        sizes.append(1)
        while len(means) > 1 and means[-2] >= means[-1]:
            size = sizes[-2] + sizes[-1]
            means[-2:] = [(means[-2] * sizes[-2] + means[-1] * sizes[-1]) / size]
            sizes[-2:] = [size]
    return np.repeat(means, sizes)


def fit(scores: Sequence[float], right: Sequence[bool], knots: int = KNOTS) -> Line:
    """Fit a strictly rising line from raw scores to the share that is right.

    Between the ends, which stand at raw scores 0 and 1, each point is the mean of as many scores as any other.

    Args:
        scores: Raw scores, 0 to 1.
        right: Whether each of them was right.
        knots: Most points, the two ends included.

    Raises:
        ValueError: there are fewer than ``FEWEST`` scores.
    """
    if len(scores) < FEWEST:
        raise ValueError(f"{len(scores)} scores are too few for a line; {FEWEST} are needed.")
    order = np.argsort(np.asarray(scores), kind="stable")
    x = np.asarray(scores, np.float64)[order]
    # Scores that are equal get the same value, whatever their order.
    _, level, sizes = np.unique(x, return_inverse=True, return_counts=True)
    means = np.bincount(level, np.asarray(right, np.float64)[order]) / sizes
    y = pooled(means[level])
    groups = max(1, min(knots - 2, len(x) // FEWEST))
    raw = [float(part.mean()) for part in np.array_split(x, groups)]
    wanted = [float(part.mean()) for part in np.array_split(y, groups)]
    share, line = wanted, _line(raw, wanted)
    for _ in range(
        ROUNDS if len(x) >= SURE * groups else 0
    ):  # a line through the means of groups does not itself have these means
        given = [float(part.mean()) for part in np.array_split(line(x), groups)]
        share = [min(1.0, max(0.0, s + w - g)) for s, w, g in zip(share, wanted, given, strict=True)]
        line = _line(raw, pooled(share).tolist())
    return line


def _line(raw: list[float], share: list[float]) -> Line:
    """Add the ends to points in order, and make the line rise at every point, within 0 and 1."""
    points = [(0.0, 0.0)]
    top = None
    for x, y in zip(raw, share, strict=True):
        if x >= 1 - STEP:
            top = max(y, points[-1][1] + STEP)  # many scores are 1
        elif x > points[-1][0] + STEP:
            points.append((x, max(y, points[-1][1] + STEP)))
    points.append((1.0, _top(points) if top is None else top))
    # room above each point for those after it to rise
    ceiling = [1 - STEP * (len(points) - 1 - at) for at in range(len(points))]
    return Line(
        tuple(round(x, 4) for x, _ in points),
        tuple(round(min(y, most), 4) for (_, y), most in zip(points, ceiling, strict=True)),
    )


def _top(points: list[tuple[float, float]]) -> float:
    """Go on from the last two points to raw score 1, but never more than half of the way to certainty."""
    (x0, y0), (x1, y1) = points[-2:] if len(points) > 1 else ((-1.0, 0.0), points[-1])
    rise = (y1 - y0) / (x1 - x0) * (1 - x1)
    return y1 + max(STEP, min(rise, (1 - y1) / 2))
