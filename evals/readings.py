"""The development documents with what Pourparler reads in them: each file is read once, however many measures ask."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pourparler.articles import from_text
from pourparler.pipeline import read_article
from pourparler.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.types import Reading

__all__ = ["ATTRIBUTIONS", "POSITIONS", "Read", "outlet", "read"]

ATTRIBUTIONS = "attribution/dev.jsonl.gz"
POSITIONS = "positions/dev.jsonl"
Read = tuple[dict[str, Any], "Reading"]


@lru_cache(maxsize=4)
def read(path: Path, model: Path | None = None) -> tuple[Read, ...]:
    """Read each document of a file, with the model in a folder or the one that the settings name.

    Raises:
        FileNotFoundError: the file is not there.
    """
    settings = Settings(model=model) if model else Settings()
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        documents = [json.loads(line) for line in file if line.strip()]
    return tuple((d, read_article(from_text(d["text"], cut=False), settings=settings)) for d in documents)


def outlet(document: dict[str, Any]) -> str:
    """Return a document's outlet: its own field, or what stands before the date in its id."""
    return str(document["outlet"]) if "outlet" in document else str(document["id"]).split("_")[0]
