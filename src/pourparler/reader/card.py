"""The model's card, read without loading the model: which model this is, and whether this version can use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pourparler.errors import ModelError
from pourparler.reader.layout import VERSION
from pourparler.types import ModelInfo

__all__ = ["SHIPPED", "info", "remedy"]

SHIPPED = Path(__file__).parent / "model"


def remedy(folder: Path | None) -> str:
    """What to do about a model that cannot be used."""
    return (
        "install Pourparler again" if folder in (None, SHIPPED) else "check the folder that the setting `model` names"
    )


def info(folder: Path | None = None) -> ModelInfo:
    """Name, version and digest of the model in ``folder``, the shipped one by default.

    Raises:
        ModelError: the card is missing, does not say what it should, or is of a model with another output layout.
    """
    card = (folder or SHIPPED) / "card.json"
    try:
        said: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
        found = ModelInfo(str(said["name"]), str(said["version"]), str(said["sha256"]))
        layout = int(said["layout"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        cause = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        raise ModelError(f"The model's card {card} cannot be read ({cause}); {remedy(folder)}.") from error
    if layout != VERSION:
        raise ModelError(f"The model in {card.parent} has layout {layout}; this version of Pourparler reads {VERSION}.")
    return found
