"""How fast, and how much memory: ratios measured within one run, since machines differ and are noisy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["report"]


def report(figures: Mapping[str, object], *, as_json: bool) -> None:
    """Print figures: one JSON object, or one a line."""
    if as_json:
        print(json.dumps(figures))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        print(f"{name:<{width}} {value}")
