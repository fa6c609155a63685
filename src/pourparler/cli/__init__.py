"""The command line: ``pourparler read``, ``pourparler brief``, ``pourparler doctor``."""

from __future__ import annotations

from pourparler.cli.commands import app, main

__all__ = ["app", "main"]
