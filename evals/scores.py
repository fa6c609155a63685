"""What a score is worth, as tables for the documentation: ``python -m evals scores``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.calibration import error, groups, judged
from evals.judging import frames, linked
from evals.readings import ATTRIBUTIONS, POSITIONS, read
from evals.scoring import Count
from evals.tables import Table, share

if TYPE_CHECKING:
    from pathlib import Path

    from evals.judging import Verdict

NAME = "scores"
PAGE = "explanation/scores.md"
LEAST = (0.0, 0.3, 0.5, 0.7, 0.9)


def tables(data: Path) -> list[Table]:
    """Thresholds with what they keep, reliability by groups, and the calibration errors."""
    found = judged(data)
    return [_thresholds(data), *(_reliability(name, honest) for name, (_, honest) in found.items()), _errors(found)]


def _thresholds(data: Path) -> Table:
    rows = []
    for least in LEAST:
        said, stands = Count(), Count()
        for one in read(data / ATTRIBUTIONS):
            match = linked(one, least)
            said.add(len(match.pairs), len(match.mine), len(match.gold))
        for one in read(data / POSITIONS):
            match = frames(one, least)[0]
            stands.add(len(match.pairs), len(match.mine), len(match.gold))
        cells = [(share(c.hit, c.mine), share(c.hit, c.gold), c.f1) for c in (said, stands)]
        rows.append((f"{least:g}", *cells[0], *cells[1]))
    header = ("`--min-score`", *(f"{kind}: {what}" for kind in ("statements", "positions") for what in _PRF))
    note = (
        "Precision: how many of those shown are right. Recall: how many of those in the texts are shown. In per cent, "
        "on the development documents."
    )
    return Table("Thresholds", note, header, tuple(rows))


_PRF = ("precision", "recall", "F1")


def _reliability(name: str, items: list[Verdict]) -> Table:
    rows = tuple((group.size, group.score, group.right) for group in groups(items))
    note = (
        f"All {name} found in the development documents in ten groups of like score, each scored by a scale that was "
        "fitted on the other half of the documents: mean score and share of right ones, in per cent."
    )
    return Table(f"Reliability of {name}", note, (name, "mean score", "right"), rows)


def _errors(found: dict[str, tuple[list[Verdict], list[Verdict]]]) -> Table:
    rows = tuple((name, len(shipped), error(shipped), error(honest)) for name, (shipped, honest) in found.items())
    note = (
        "How far the mean score lies from the share of right ones, on average over the ten groups, in points. The "
        "shipped scale was fitted on the same documents. The crossed figure is the one to expect on new ones."
    )
    return Table("Expected calibration error", note, ("what", "found", "shipped scale", "crossed"), rows)
