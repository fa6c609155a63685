"""The seams that have more than one implementation: Protocols, no code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Labels, ModelInfo, Sentence

__all__ = ["Reader"]


class Reader(Protocol):
    """Marks attributions and position frames in a text."""

    @property
    def info(self) -> ModelInfo:
        """Name, version and digest of the model."""

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        """Mark ``text``, whose sentences are given; all offsets are into ``text``.

        The result for a text does not depend on any other text read before or beside it.
        """
