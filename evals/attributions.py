"""Attributions against PolNeAR's development articles: exact spans by role, and whole attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.judging import ROLES, linked
from evals.readings import ATTRIBUTIONS, read
from evals.scoring import Count, runs

if TYPE_CHECKING:
    from pathlib import Path

NAME = "attributions"


def measure(data: Path) -> dict[str, float]:
    """F1 of each role's exact spans, and of linked attributions (overlap of half or more)."""
    exact = {role: Count() for role in ROLES}
    whole = Count()
    for one in read(data / ATTRIBUTIONS):
        match = linked(one)
        for role in ROLES:
            g = {run for parts in match.gold for run in runs(parts[role])}
            m = {run for parts in match.mine for run in runs(parts[role])}
            exact[role].add(len(g & m), len(m), len(g))
        whole.add(len(match.pairs), len(match.mine), len(match.gold))
    return {f"{role}_f1": exact[role].f1 for role in ROLES} | {"linked_f1": whole.f1}
