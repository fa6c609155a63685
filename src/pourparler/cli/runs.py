"""The commands that read: ``sync`` and ``replay``."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import Archive, ModelPath, Quiet, StoreAddress, Workers
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

__all__ = ["replay", "sync"]

Summary = Annotated[bool, typer.Option("--json", help="What the run did as one JSON object, for programs.")]


@app.command(epilog=EPILOG, short_help="Look at the sources and read what is new.")
def sync(
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="SOURCE",
            help="Only this source, by id or address; may be given again.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = 1,
    watch: Annotated[
        float | None,
        typer.Option(
            "--watch", metavar="MINUTES", min=0.01, help="Go on, with so much time from one look to the next."
        ),
    ] = None,
    archive: Archive = None,
    model_path: ModelPath = None,
    as_json: Summary = False,
    quiet: Quiet = False,
    store: StoreAddress = None,
) -> None:
    """Look at all sources, fetch what is new, read it, and group it; what was read before is not read again.

    Ctrl-C (or SIGTERM) stops it: what has begun is finished and kept, the rest waits for the next run.
    """

    def work() -> int:
        from pourparler.cli.collecting import Wanted, synced
        from pourparler.cli.running import settings_of

        settings = settings_of(store=store, archive=archive, model=model_path)
        return synced(Wanted(workers, as_json, quiet), settings, tuple(only or ()), watch)

    raise typer.Exit(ended(work))


@app.command(epilog=EPILOG, short_help="Read archives (WARC files) again, without network.")
def replay(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="WARC or JSONL files, or folders of them or of pages.", show_default=False),
    ],
    workers: Workers = 1,
    archive: Archive = None,
    model_path: ModelPath = None,
    as_json: Summary = False,
    quiet: Quiet = False,
    store: StoreAddress = None,
) -> None:
    """Read archived pages into the store, without network; what is in the store already is passed over.

    It can be stopped, or killed, and run again: it goes on where it was.
    """

    def work() -> int:
        from pourparler.cli.collecting import Wanted, replayed
        from pourparler.cli.running import settings_of

        settings = settings_of(store=store, archive=archive, model=model_path)
        return replayed(Wanted(workers, as_json, quiet), settings, tuple(files))

    raise typer.Exit(ended(work))
