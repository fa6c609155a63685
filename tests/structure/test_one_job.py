"""Second law, one job: a room exports its verb and little else, and importing the package loads nothing heavy."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.structure.sources import PACKAGE, packages

if TYPE_CHECKING:
    from pathlib import Path

MOST = 8  # names that a room may export
HEAVY = ("trafilatura", "httpx2", "onnxruntime", "numpy", "lxml", "rich", "typer", "pydantic", "jinja2", "tokenizers")


def named(path: Path) -> str:
    """Return a room's dotted name."""
    return ".".join(("pourparler", *path.relative_to(PACKAGE).parts))


@pytest.mark.parametrize("path", packages(), ids=named)
def test_exports_are_sorted_and_there(path: Path) -> None:
    package = importlib.import_module(named(path))
    exported = getattr(package, "__all__", None)
    assert exported is not None
    assert list(exported) == sorted(set(exported))
    assert [name for name in exported if not hasattr(package, name)] == []


@pytest.mark.parametrize("path", [path for path in packages() if path != PACKAGE], ids=named)
def test_a_room_exports_little(path: Path) -> None:
    assert 1 <= len(importlib.import_module(named(path)).__all__) <= MOST


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh Python has loaded after ``statement``."""
    program = f"{statement}; import json, sys; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)  # noqa: S603
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import pourparler") & set(HEAVY) == set()


def test_the_command_line_starts_without_what_reading_needs() -> None:
    """--help and --version must not wait for parser, model runtime and network."""
    heavy = set(HEAVY) - {"typer"}
    assert loaded_by("import pourparler.cli") & heavy == set()
