"""From raw scores to chances: the line rises, keeps order, and says what is right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.isotonic import FEWEST, KNOTS, fit, pooled

SCORES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=FEWEST, max_size=500)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([1], [1]),
        ([1, 2, 3], [1, 2, 3]),
        ([3, 2, 1], [2, 2, 2]),
        ([0, 1, 0, 1], [0, 0.5, 0.5, 1]),
        ([1, 0, 0, 1], [1 / 3, 1 / 3, 1 / 3, 1]),
    ],
)
def test_neighbours_out_of_order_are_pooled(values: list[float], expected: list[float]) -> None:
    assert pooled(values) == pytest.approx(expected)


@given(st.lists(st.floats(-5, 5), max_size=60))
def test_pooled_values_rise_and_keep_their_mean(values: list[float]) -> None:
    found = pooled(values)
    assert (np.diff(found) >= -1e-12).all()
    assert found.sum() == pytest.approx(sum(values), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_a_line_rises_strictly_from_0_to_1(items: list[tuple[float, bool]]) -> None:
    line = fit([score for score, _ in items], [right for _, right in items])
    assert len(line.raw) == len(line.share) <= KNOTS
    assert (line.raw[0], line.raw[-1]) == (0, 1)
    assert 0 <= line.share[0] <= line.share[-1] <= 1
    assert (np.diff(line.raw) > 0).all()
    assert (np.diff(line.share) > 0).all()


@settings(max_examples=20, deadline=None)
@given(SCORES, st.randoms())
def test_the_order_of_the_scores_does_not_matter(items: list[tuple[float, bool]], rng: object) -> None:
    shuffled = list(items)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    lines = [fit([score for score, _ in some], [right for _, right in some]) for some in (items, shuffled)]
    assert lines[0].raw == pytest.approx(lines[1].raw, abs=2e-4)
    assert lines[0].share == pytest.approx(lines[1].share, abs=2e-4)


def test_a_line_says_what_share_is_right() -> None:
    """Scores that are the square root of the chance are put right."""
    rng = np.random.default_rng(7)
    chance = rng.uniform(0, 1, 20_000)
    line = fit(np.sqrt(chance).tolist(), (rng.uniform(0, 1, 20_000) < chance).tolist())
    raw = np.array([0.3, 0.5, 0.7, 0.9])
    assert line(raw) == pytest.approx(raw**2, abs=0.03)


def test_many_scores_of_1_have_their_own_share() -> None:
    line = fit([0.5] * 100 + [1.0] * 100, [True, False] * 50 + [True] * 80 + [False] * 20)
    assert line([1.0]) == pytest.approx([0.8], abs=0.01)
    assert line([0.5]) == pytest.approx([0.5], abs=0.01)


def test_nothing_is_certain_beyond_what_was_seen() -> None:
    line = fit(np.linspace(0.1, 0.6, 400).tolist(), [False] * 200 + [True] * 200)
    assert line([0.0]) == 0
    assert line([1.0]) == 1.0 or line([1.0]) > line([0.6])


def test_too_few_scores_give_no_line() -> None:
    with pytest.raises(ValueError, match="too few"):
        fit([0.5] * (FEWEST - 1), [True] * (FEWEST - 1))
