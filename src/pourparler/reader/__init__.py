"""The reader: one pass of a small encoder over an article marks attributions and position frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.protocols import Reader
    from pourparler.settings import Settings
    from pourparler.types import ModelInfo

__all__ = ["info", "load"]


def load(settings: Settings) -> Reader:
    """Return the reader that the settings name; the shipped one by default.

    Raises:
        ModelError: its files are missing or damaged.
    """
    from pourparler.reader.session import OnnxReader

    return OnnxReader(settings.model, settings.threads)


def info(folder: Path | None = None) -> ModelInfo:
    """Name, version and digest of a model, without loading it."""
    from pourparler.reader.card import info as read_card

    return read_card(folder)
