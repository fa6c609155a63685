"""What is said in an article: who says it, on what occasion, how well sourced, how hedged."""

from __future__ import annotations

from pourparler.statements.linking import link

__all__ = ["link"]
