"""The data that figures stand on, pinned by digest: other data would give other figures."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["changed", "digest", "pin"]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's list of file names and digests."""
    if path.is_dir():
        lines = [f"{child.relative_to(path)} {digest(child)}\n" for child in sorted(path.rglob("*")) if child.is_file()]
        return hashlib.sha256("".join(lines).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed(data: Path, pins: Path) -> list[str]:
    """Return a sentence for each pinned file or folder that is there and is not what was pinned."""
    wanted: dict[str, str] = json.loads(pins.read_text("utf-8"))
    return [
        f"{name} in the data folder is not the pinned one (sha256 {found[:12]}..., pinned {sha[:12]}...)."
        for name, sha in wanted.items()
        if (data / name).exists() and (found := digest(data / name)) != sha
    ]


def pin(data: Path, pins: Path) -> None:
    """Write the digest of each file and folder already named in ``pins`` and present in ``data``."""
    wanted: dict[str, str] = json.loads(pins.read_text("utf-8"))
    found = {name: digest(data / name) if (data / name).exists() else sha for name, sha in wanted.items()}
    pins.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
