"""The pages: one module for what each shows, and one that says what stands at which address."""

from __future__ import annotations

from pourparler.web.pages.routing import routes

__all__ = ["routes"]
