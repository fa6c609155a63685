"""The command line: ``pourparler`` and its commands."""

from __future__ import annotations

from pourparler.cli.commands import app, main

__all__ = ["app", "main"]
