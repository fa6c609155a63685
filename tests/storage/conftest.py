"""Stores on each database."""

from __future__ import annotations

from tests.stores import address, blank, databases, lasting, server, store

__all__ = ["address", "blank", "databases", "lasting", "server", "store"]
