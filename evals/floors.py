"""Floors: the least that each figure may be; raised by the measured value, never lowered."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["below", "load", "raised", "save"]

MARGIN = 0.002
"""How far a floor is set under the measured value: rounding differs a little between machines."""


def load(path: Path) -> dict[str, float]:
    """Read the floors; none where there is no file yet."""
    if not path.exists():
        return {}
    floors: dict[str, float] = json.loads(path.read_text("utf-8"))
    return floors


def save(path: Path, floors: Mapping[str, float]) -> None:
    """Write the floors, sorted by name."""
    path.write_text(json.dumps(dict(sorted(floors.items())), indent=2) + "\n", "utf-8")


def raised(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, float]:
    """Return floors raised to the figures, less the margin and rounded down to three decimals; none is lowered."""
    new = dict(floors)
    for name, value in figures.items():
        floor = math.floor(round((value - MARGIN) * 1000, 6)) / 1000
        new[name] = max(new.get(name, 0.0), floor, 0.0)
    return new


def below(floors: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure that lies under its floor, or has vanished from a measure that ran."""
    ran = {name.split(".")[0] for name in figures}
    faults = []
    for name, floor in sorted(floors.items()):
        if name in figures:
            # written so that a figure that is not a number is a fault too
            if not figures[name] >= floor:
                faults.append(f"{name} is {figures[name]:.4f}, below its floor of {floor:.3f}.")
        elif name.split(".")[0] in ran:
            faults.append(f"{name} has a floor of {floor:.3f} but was not measured.")
    return faults
