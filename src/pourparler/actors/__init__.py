"""Whom words stand for: "the Kremlin", "Kyiv", "a U.S. official" -> Russia, Ukraine, United States.

Within one article ``resolve`` and ``lookup`` name parties; over articles a ``Directory`` finds actors.
"""

from __future__ import annotations

from pourparler.actors.directory import Directory
from pourparler.actors.mentions import Mentions
from pourparler.actors.naming import lookup, resolve

__all__ = ["Directory", "Mentions", "lookup", "resolve"]
