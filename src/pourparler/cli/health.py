"""The commands on how things are: ``status`` of what was read, ``doctor`` for the program itself."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import Archive, StoreAddress
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

__all__ = ["doctor", "status"]


@app.command(epilog=EPILOG, short_help="Say how much there is, and how the last run went.")
def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    archive: Archive = None,
    store: StoreAddress = None,
) -> None:
    """Say how much the store holds, what waits, what fails, and how the last run went."""

    def work() -> int:
        from pourparler.cli.standing import standing

        return standing(store, archive, as_json=as_json)

    raise typer.Exit(ended(work))


@app.command(epilog=EPILOG, short_help="Say whether everything is in order.")
def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False) -> None:
    """Say whether model, libraries, terminal, settings and the network guard are in order."""

    def work() -> int:
        from pourparler.cli.doctor import examine

        return examine(as_json=as_json)

    raise typer.Exit(ended(work))
