"""Cited summaries: sentences of the source, and the check that each stands there to the letter."""

from __future__ import annotations

from pourparler.briefs.checking import UnsupportedLineError, check
from pourparler.briefs.writing import brief

__all__ = ["UnsupportedLineError", "brief", "check"]
