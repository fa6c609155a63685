"""Third law, no drawer: modules are short and named for their job; nothing points at one machine."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.structure.sources import PACKAGE, ROOT, modules, own_files

if TYPE_CHECKING:
    from pathlib import Path

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "base", "shared", "stuff", "tools"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40  # lines, docstring and signature apart
# In parts, so that this file does not hold what it looks for.
ELSEWHERE = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "crates" + ".io",
    "proxy.go" + "lang.org",
    "/work" + "/main",
    "/work" + "/shared",
    "/tmp" + "/t/",  # noqa: S108 - looked for, not used
)


def python_files() -> list[Path]:
    """Return every Python file of the project that is code of ours."""
    folders = (ROOT / name for name in ("src", "tests", "evals", "benchmarks", "training", "docs"))
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "_build" not in path.parts)


def relative(path: Path) -> str:
    """Return a path below the project's root."""
    return str(path.relative_to(ROOT))


def test_nothing_is_named_for_a_drawer() -> None:
    named = {part for path in python_files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert {name for name in named if set(name.strip("_").split("_")) & DRAWERS} == set()


def test_modules_are_short() -> None:
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body, its docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    """What is installed from where, and where a checkout lies, is for each machine to say."""
    files = own_files()
    if not files:
        pytest.skip("git is not here to list the project's files")
    found = []
    for path in files:
        content = path.read_bytes()
        found += [f"{relative(path)}: {words}" for words in ELSEWHERE if words.encode() in content]
    assert found == []
