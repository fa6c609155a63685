"""``python -m evals``: measure everything, print a table, fail below a floor.

``python -m evals errors`` and ``python -m evals scores`` print tables for the documentation instead: where the reader
errs, and what its scores are worth. With --write they go into the documentation's pages.

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
from evals.tables import markdown, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
FLOORS = HERE / "floors.json"
PINS = HERE / "data.json"


def data_folder() -> Path:
    """Return the data folder: POURPARLER_DATA, or ``../shared/data`` beside the checkout."""
    return Path(os.environ.get("POURPARLER_DATA") or HERE.parent.parent / "shared" / "data")


def modules(verb: str) -> Iterator[ModuleType]:
    """Yield the modules of this package that have a NAME and a function called ``verb``, by name."""
    for info in sorted(pkgutil.iter_modules(evals.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"evals.{info.name}")
        if hasattr(module, "NAME") and verb in vars(module):
            yield module


def run(data: Path, only: Sequence[str]) -> tuple[dict[str, float], set[str]]:
    """Measure, saying on standard error what was skipped and how long each measure took.

    Returns:
        Figures by ``measure.figure``, and the names of those that get no floor.
    """
    figures: dict[str, float] = {}
    unguarded: set[str] = set()
    for module in modules("measure"):
        if only and module.NAME not in only:
            continue
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


def report(data: Path, only: Sequence[str], *, as_json: bool, into_docs: bool) -> int:
    """Print tables for the documentation, or write them into its pages; return the exit code."""
    from pourparler.reader import info
    from pourparler.settings import Settings

    faults = pins.changed(data, PINS)
    model = info(Settings().model)
    head = f"Model {model.name} {model.version} ({model.sha256[:12]}), on the development files."
    for module in modules("tables"):
        if module.NAME not in only:
            continue
        try:
            tables = module.tables(data)
        except FileNotFoundError as error:
            print(f"{module.NAME}: skipped, {error.filename or error} is not there.", file=sys.stderr)
            continue
        text = f"{head}\n\n{markdown(tables)}"
        if into_docs and not faults:
            write(DOCS / module.PAGE, text)
        elif as_json:
            print(json.dumps({"model": model.sha256, "tables": [one._asdict() for one in tables]}, ensure_ascii=False))
        else:
            print(text)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line; ``reports`` says whether tables are asked for."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("measure", nargs="*", help="measures to run, all by default; or: errors, scores")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise floors to what was measured")
    parser.add_argument("--pin", action="store_true", help="write the digests of the data that is there")
    parser.add_argument("--write", action="store_true", help="put the tables of errors and scores into the docs")
    options = parser.parse_args(given)
    known = {module.NAME for module in modules("measure")}
    shown = {module.NAME for module in modules("tables")}
    if unknown := sorted(set(options.measure) - known - shown):
        parser.error(f"no measure is called {unknown[0]!r}; there are {', '.join(sorted(known | shown))}")
    options.reports = bool(options.measure) and set(options.measure) <= shown
    if set(options.measure) & shown and not options.reports:
        parser.error(f"{' and '.join(sorted(shown))} cannot be asked for together with measures")
    if options.reports and (options.lift or options.pin):
        parser.error("--raise and --pin go with measures")
    if options.write and not options.reports:
        parser.error(f"--write goes with {' and '.join(sorted(shown))}")
    return options


def main(given: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = arguments(given)
    data = data_folder()
    if not data.is_dir():
        print(f"No data folder at {data}: nothing measured. POURPARLER_DATA may name another.", file=sys.stderr)
        return 0
    if options.reports:
        return report(data, options.measure, as_json=options.json, into_docs=options.write)
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
