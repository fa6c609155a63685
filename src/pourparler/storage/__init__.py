"""Keeps what is read: one store behind one address, on SQLite or PostgreSQL."""

from __future__ import annotations

from pourparler.storage.identity import article_id
from pourparler.storage.opening import open_store

__all__ = ["article_id", "open_store"]
