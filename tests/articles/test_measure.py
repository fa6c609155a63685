"""The benchmark's measure, as the evaluation of pages takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evals.pages import compare, measure, scores

if TYPE_CHECKING:
    from pathlib import Path


def test_equal_texts_score_one() -> None:
    assert scores([compare("one two three four five", "One".lower() + " two, three four: five!")]) == (1.0, 1.0, 1.0)


def test_shares_are_taken_page_by_page() -> None:
    right, extra, missing = compare("a b c d e", "a b c d x y")
    assert (right, extra, missing) == (0.25, 0.5, 0.25)


def test_an_empty_result_costs_recall_and_leaves_precision() -> None:
    precision, recall, _ = scores([compare("a b c d", "a b c d"), compare("a b c d", "")])
    assert (precision, recall) == (1.0, 0.5)


def test_absent_pages_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        measure(tmp_path)
