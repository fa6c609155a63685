"""The commands and their options; the work itself is in the modules beside this one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler import __version__
from pourparler.cli.telling import FAULT, STOPPED, ended, fault, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main"]

_EPILOG = """\b
Exit codes:
  0    everything was read, or is in order
  1    something went wrong in Pourparler itself
  2    the call is wrong: an unknown option, no input
  3    at least one input could not be read; the others were
  4    the reader's model is missing or damaged
  130  stopped with Ctrl-C
"""
_INPUTS = (
    "Addresses (http, https), HTML or text files, - for standard input, "
    "and .jsonl or .jsonl.gz files with one article a line."
)

app = typer.Typer(
    name="pourparler",
    help="Reads the news of a conflict and shows who would talk, on what conditions, and on whose word.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=_INPUTS, show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write to FILE, whole or not at all, instead of standard output."),
]
MinScore = Annotated[
    float | None,
    typer.Option(
        "--min-score", metavar="SCORE", min=0, max=1, help="Leave out statements and positions below this score."
    ),
]
ModelPath = Annotated[
    Path | None, typer.Option("--model-path", metavar="FOLDER", help="Read with the model in FOLDER.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List what was cut, and say how long each input took.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar; what fails is still told.")]


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


@app.command(epilog=_EPILOG, short_help="List statements and positions, or give them as JSON.")
def read(
    inputs: Inputs,
    as_json: Json = False,
    out: Out = None,
    min_score: MinScore = None,
    model_path: ModelPath = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Give the statements and positions of each input: a listing, or records for programs with --json."""

    def work() -> int:
        from pourparler.cli.running import Wanted, run, settings_of

        form = "json" if as_json else "listing"
        return run(
            Wanted(tuple(inputs), form, out, None, None, verbose, quiet),
            settings_of(min_score=min_score, model=model_path),
        )

    raise typer.Exit(ended(work))


@app.command(epilog=_EPILOG, short_help="Show a brief: terminal, HTML or Markdown.")
def brief(
    inputs: Inputs,
    html: Annotated[bool, typer.Option("--html", help="One self-contained HTML page.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown.")] = False,
    as_json: Json = False,
    words: Annotated[int | None, typer.Option("--words", metavar="N", min=1, help="Most words of the summary.")] = None,
    seconds: Annotated[
        int | None, typer.Option("--seconds", metavar="N", min=1, help="Most seconds that the summary takes to read.")
    ] = None,
    out: Out = None,
    min_score: MinScore = None,
    model_path: ModelPath = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Show the brief of each input to people: as a page in the terminal, or as HTML or Markdown."""

    def work() -> int:
        from pourparler.cli.running import Wanted, run, settings_of
        from pourparler.errors import UsageError

        forms = [name for name, on in (("html", html), ("markdown", markdown), ("json", as_json)) if on]
        if len(forms) > 1:
            raise UsageError("Choose one of --html, --markdown and --json.")
        if words is not None and seconds is not None:
            raise UsageError("Choose one of --words and --seconds.")
        return run(
            Wanted(tuple(inputs), forms[0] if forms else "terminal", out, words, seconds, verbose, quiet),
            settings_of(min_score=min_score, model=model_path),
        )

    raise typer.Exit(ended(work))


@app.command(epilog=_EPILOG, short_help="Say whether everything is in order.")
def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False) -> None:
    """Say whether model, libraries, terminal, settings and the network guard are in order."""

    def work() -> int:
        from pourparler.cli.doctor import examine

        return examine(as_json=as_json)

    raise typer.Exit(ended(work))


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
