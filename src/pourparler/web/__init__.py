"""Serves the pages that people read: one application over a store, without any build step.

``app`` gives the ASGI application, ``serve`` runs it until it is told to stop, ``Access`` says whom it lets in.
"""

from __future__ import annotations

from pourparler.web.access import Access
from pourparler.web.building import app
from pourparler.web.serving import serve

__all__ = ["Access", "app", "serve"]
