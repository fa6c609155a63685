"""Stories: articles about one event, grouped as they come, one at a time."""

from __future__ import annotations

from pourparler.stories.index import Index, Row
from pourparler.stories.sketches import Sketch, sketch

__all__ = ["Index", "Row", "Sketch", "sketch"]
