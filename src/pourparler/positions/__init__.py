"""What parties will do, on what condition, what they demand: linked to who says so, and to the party."""

from __future__ import annotations

from pourparler.positions.linking import link

__all__ = ["link"]
