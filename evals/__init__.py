"""What is right? Quality on pinned data, against floors that only rise: ``python -m evals``.

A measure is a module of this package with ``NAME`` (one word) and ``measure(data: Path) -> dict[str, float]``.
Every figure is a share between 0 and 1, and more is better. ``measure`` raises ``FileNotFoundError`` where its
data is absent. ``UNGUARDED``, optional, names figures that are shown for comparison and get no floor.

A report is a module with ``NAME``, ``PAGE`` (a page of the documentation) and ``tables(data: Path) -> list[Table]``.
"""

from __future__ import annotations
