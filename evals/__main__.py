"""``python -m evals``: measure everything, print a table, fail below a floor.

Exit codes: 0 all well, or no data folder; 1 a figure below its floor, or data that is not the pinned data.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import evals
from evals import floors as floor_file
from evals import pins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
PINS = HERE / "data.json"


def data_folder() -> Path:
    """Return the data folder: POURPARLER_DATA, or ``../shared/data`` beside the checkout."""
    return Path(os.environ.get("POURPARLER_DATA") or HERE.parent.parent / "shared" / "data")


def measures(only: Sequence[str]) -> Iterator[ModuleType]:
    """Yield the measure modules of this package by name, all or those asked for."""
    for info in sorted(pkgutil.iter_modules(evals.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"evals.{info.name}")
        if hasattr(module, "measure") and (not only or module.NAME in only):
            yield module


def run(data: Path, only: Sequence[str]) -> tuple[dict[str, float], set[str]]:
    """Measure, saying on standard error what was skipped and how long each measure took.

    Returns:
        Figures by ``measure.figure``, and the names of those that get no floor.
    """
    figures: dict[str, float] = {}
    unguarded: set[str] = set()
    for module in measures(only):
        began = time.monotonic()
        try:
            found: dict[str, float] = module.measure(data)
        except FileNotFoundError as error:
            print(f"{module.NAME}: skipped, {error.filename or error} is not there.", file=sys.stderr)
            continue
        print(f"{module.NAME}: {time.monotonic() - began:.1f} s", file=sys.stderr)
        figures |= {f"{module.NAME}.{name}": value for name, value in found.items()}
        unguarded |= {f"{module.NAME}.{name}" for name in getattr(module, "UNGUARDED", ())}
    return figures, unguarded


def table(figures: Mapping[str, float], floors: Mapping[str, float]) -> str:
    """Return the figures beside their floors, one a line."""
    width = max((len(name) for name in figures), default=6)
    lines = [f"{'figure':<{width}}   value   floor"]
    for name, value in figures.items():
        floor = f"{floors[name]:.3f}" if name in floors else "-"
        lines.append(f"{name:<{width}}  {value:.4f}  {floor:>6}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("measure", nargs="*", help="measures to run; all by default")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise floors to what was measured")
    parser.add_argument("--pin", action="store_true", help="write the digests of the data that is there")
    options = parser.parse_args(arguments)
    known = {module.NAME for module in measures(())}
    if unknown := sorted(set(options.measure) - known):
        parser.error(f"no measure is called {unknown[0]!r}; there are {', '.join(sorted(known))}")
    data = data_folder()
    if not data.is_dir():
        print(f"No data folder at {data}: nothing measured. POURPARLER_DATA may name another.", file=sys.stderr)
        return 0
    if options.pin:
        pins.pin(data, PINS)
    faults = pins.changed(data, PINS)
    figures, unguarded = run(data, options.measure)
    floors = floor_file.load(FLOORS)
    if options.lift and not faults:
        guarded = {name: value for name, value in figures.items() if name not in unguarded}
        floors = floor_file.raised(floors, guarded)
        floor_file.save(FLOORS, floors)
    faults += floor_file.below(floors, figures)
    print(json.dumps(figures) if options.json else table(figures, floors))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
