"""Position frames against the annotated development sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.judging import frames
from evals.readings import POSITIONS, read
from evals.scoring import Count, dice

if TYPE_CHECKING:
    from pathlib import Path

NAME = "positions"


def measure(data: Path) -> dict[str, float]:
    """F1 of frames (kind right, act overlapping by half) and of preconditions with their condition."""
    found, full = Count(), Count()
    agree = dict.fromkeys(("holder", "condition", "addressee"), 0)
    for one in read(data / POSITIONS):
        match, gold_kinds, kinds = frames(one)
        found.add(len(match.pairs), len(match.mine), len(match.gold))
        pairs = [(g, match.gold[g], match.mine[m]) for g, m in match.pairs.items()]
        for role in agree:
            agree[role] += sum(dice(g[role], m[role]) >= 0.5 for _, g, m in pairs)
        conditions = [(g, m) for at, g, m in pairs if gold_kinds[at] == "precondition"]
        full.add(
            sum(dice(g["condition"], m["condition"]) >= 0.5 for g, m in conditions),
            kinds.count("precondition"),
            gold_kinds.count("precondition"),
        )
    return {"frames_f1": found.f1, "preconditions_f1": full.f1} | {
        f"{role}_share": count / max(1, found.hit) for role, count in agree.items()
    }
