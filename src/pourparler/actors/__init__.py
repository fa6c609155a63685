"""Whom words stand for: "the Kremlin", "Kyiv", "a U.S. official" -> Russia, Ukraine, United States."""

from __future__ import annotations

from pourparler.actors.naming import lookup, resolve

__all__ = ["lookup", "resolve"]
