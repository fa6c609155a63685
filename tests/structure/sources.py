"""The files of the project, and what each module of the package imports."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "pourparler"

# The pipeline, read downwards; a room may import those above it, never those below.
ORDER = (
    "types",
    "rows",
    "errors",
    "settings",
    "protocols",
    "fetch",
    "sources",
    "articles",
    "duplicates",
    "sentences",
    "reader",
    "actors",
    "statements",
    "positions",
    "events",
    "stories",
    "timeline",
    "barometer",
    "briefs",
    "pipeline",
    "storage",
    "engines",
    "collection",
    "render",
    "exports",
    "feeds",
    "api",
    "web",
    "mcp",
    "spacy_component",
    "cli",
)
OUTER = ("storage", "engines", "collection", "exports", "feeds", "api", "web", "mcp", "spacy_component", "cli")
FACES = ("__init__.py", "__main__.py")  # the package's own face names every room


def modules() -> list[Path]:
    """Return every module of the package but its face."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE or path.name not in FACES]


def packages() -> list[Path]:
    """Return every folder of the package that has modules, the package itself first."""
    return sorted({path.parent for path in PACKAGE.rglob("__init__.py")})


def room_of(path: Path) -> str:
    """Return the room that a module lives in: its folder below the package, or its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported_rooms(source: str) -> set[str]:
    """Return the rooms that ``source`` imports anywhere, type-checking blocks included; "." for a relative import."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("pourparler.")}
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                found.add(".")
            elif node.module == "pourparler":
                found |= {name.name for name in node.names if not name.name.startswith("__")}
            elif node.module and node.module.startswith("pourparler."):
                found.add(node.module.split(".")[1])
    return found


def own_files() -> list[Path]:
    """Return the project's files as git knows them (new ones included), or none where there is no git."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout  # noqa: S603 - our own words
    except (OSError, subprocess.SubprocessError):
        return []
    return [
        path
        for name in listed.decode("utf-8", "surrogateescape").split("\0")
        if name and (path := ROOT / name).is_file()
    ]
