"""The commands for single pages: ``read`` and ``brief``."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import Inputs, Json, MinScore, ModelPath, Out, Quiet, Verbose
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

__all__ = ["brief", "read"]


@app.command(epilog=EPILOG, short_help="List statements and positions, or give them as JSON.")
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


@app.command(epilog=EPILOG, short_help="Show a brief: terminal, HTML or Markdown.")
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
