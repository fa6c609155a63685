"""The model's card, read without loading the model: which model this is, and whether this version can use it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pourparler.errors import ModelError
from pourparler.reader.layout import VERSION
from pourparler.types import ModelInfo

__all__ = ["SHIPPED", "Scale", "info", "languages", "remedy", "scales"]

SHIPPED = Path(__file__).parent / "model"


def remedy(folder: Path | None) -> str:
    """What to do about a model that cannot be used."""
    return (
        "install Pourparler again" if folder in (None, SHIPPED) else "check the folder that the setting `model` names"
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """What a raw score means: the share of right ones among those that have it, on a line between measured points."""

    raw: tuple[float, ...] = (0.0, 1.0)
    share: tuple[float, ...] = (0.0, 1.0)

    def __post_init__(self) -> None:
        """Refuse what is no rising line."""
        if len(self.raw) < 2 or len(self.raw) != len(self.share) or list(self.raw) != sorted(set(self.raw)):
            raise ValueError("a scale in it is no rising line")

    def __call__(self, score: float) -> float:
        """Chance that a statement or position with this raw score is right."""
        return round(float(np.interp(score, self.raw, self.share)), 4)


def scales(folder: Path | None = None) -> dict[str, Scale]:
    """Scales of "statements" and "positions" from the card; a card without them leaves scores as they are.

    Raises:
        ModelError: the card cannot be read, or what it says of scales is none.
    """
    card = (folder or SHIPPED) / "card.json"
    try:
        said = json.loads(card.read_text(encoding="utf-8")).get("scales", {})
        found = {name: Scale(tuple(map(float, raw)), tuple(map(float, share))) for name, (raw, share) in said.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"The model's card {card} cannot be read ({error}); {remedy(folder)}.") from error
    return {"statements": Scale(), "positions": Scale()} | found


def languages(folder: Path | None = None) -> frozenset[str]:
    """ISO 639-1 codes of the languages that a model was trained on; English where its card does not say.

    Raises:
        ModelError: the card cannot be read.
    """
    card = (folder or SHIPPED) / "card.json"
    try:
        return frozenset(
            str(code).lower() for code in json.loads(card.read_text(encoding="utf-8")).get("languages", ["en"])
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"The model's card {card} cannot be read ({error}); {remedy(folder)}.") from error


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
