"""The whole command line: every command, and the way in and out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from pourparler.cli import exports, health, lists, pages, quarantine, runs, server, sources  # noqa: F401 - their commands
from pourparler.cli.program import app
from pourparler.cli.telling import FAULT, STOPPED, fault, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main", "run_app"]


def run_app(arguments: Sequence[str]) -> int:
    """Run the command line and return the code to end with."""
    try:
        code = app(args=list(arguments), prog_name="pourparler", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        tell("Stopped.")
        return STOPPED
    except Exception as error:  # noqa: BLE001 - the last resort: a user never meets a traceback
        return _misused(error)
    return code if isinstance(code, int) else 0


def _misused(error: Exception) -> int:
    """Tell what is wrong with the call, if that is what ``error`` is about."""
    message = getattr(error, "format_message", None)
    if message is None:
        tell(fault(error))
        return FAULT
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(str(message()), err=True)
    else:
        context = getattr(error, "ctx", None)
        command = getattr(context, "command_path", "pourparler")
        told = str(message())
        tell(f"{told}{'' if told.endswith(('.', '?', '!')) else '.'} Try '{command} --help'.")
    return int(getattr(error, "exit_code", 2))


def main() -> None:
    """Run the command line and leave Python with its code."""
    sys.exit(run_app(sys.argv[1:]))
