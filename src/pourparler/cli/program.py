"""The application that every command is hung onto, and what holds for all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from pourparler import __version__
from pourparler.cli.telling import ended, tell

__all__ = ["EPILOG", "app", "group"]

EPILOG = """\b
Exit codes:
  0    everything was read, or is in order
  1    something went wrong in Pourparler itself
  2    the call is wrong: an unknown option, no input
  3    at least one input could not be read, and the others were;
       or the store cannot be used just now
  4    the reader's model is missing or damaged
  130  stopped with Ctrl-C
"""

_ORDER = (
    *("read", "brief"),
    *("add", "sources", "sync", "replay", "quarantine", "status"),
    *("stories", "statements", "positions", "actors", "search", "export", "serve"),
    "doctor",
)
_CONTEXT = {"help_option_names": ["--help", "-h"]}


class _Ordered(TyperGroup):
    """Lists the commands in the order in which somebody meets them."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return their names."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)


app = typer.Typer(
    name="pourparler",
    cls=_Ordered,
    help="Reads the news of a conflict and shows who would talk, on what conditions, and on whose word.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)


def group(name: str, summary: str, *, alone: bool = False) -> typer.Typer:
    """Hang a command onto the application that has commands of its own; with ``alone`` it also works without one."""
    made = typer.Typer(
        help=summary, invoke_without_command=alone, no_args_is_help=not alone, rich_markup_mode=None, epilog=EPILOG
    )
    app.add_typer(made, name=name, short_help=summary, context_settings=_CONTEXT)
    return made


def _print_version(wanted: bool) -> None:
    """Print program and model; a model that cannot be found is told, and is no failure here."""
    if not wanted:
        return

    def work() -> int:
        from pourparler import reader
        from pourparler.errors import ModelError

        folder = os.environ.get("POURPARLER_MODEL")  # straight from there: all settings take longer than the rest
        try:
            info = reader.info(Path(folder) if folder else None)
        except ModelError as error:
            typer.echo(f"pourparler {__version__}, no model")
            tell(str(error))
            return 0
        typer.echo(f"pourparler {__version__}, model {info.name} {info.version} (sha256 {info.sha256[:12]})")
        return 0

    raise typer.Exit(ended(work))


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print version and model, and leave."),
    ] = False,
) -> None:
    """Read the news of a conflict: who would talk, on what conditions, and on whose word."""
