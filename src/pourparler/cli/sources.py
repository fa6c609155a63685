"""The commands on whom we read: ``add`` and ``sources``."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import Csv, Json, Quiet, StoreAddress
from pourparler.cli.program import EPILOG, app, group
from pourparler.cli.telling import ended

__all__ = ["add", "sources"]


@app.command(epilog=EPILOG, short_help="Add sources: feeds, sites, OPML, lists, folders, archives.")
def add(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Addresses of feeds, sitemaps or sites, OPML files, lists of addresses, folders of pages, "
            "WARC and JSONL files.",
            show_default=False,
        ),
    ],
    as_json: Json = False,
    quiet: Quiet = False,
    store: StoreAddress = None,
) -> None:
    """Add sources to the store, and say what was found at each; the next sync reads them."""

    def work() -> int:
        from pourparler.cli.adding import add_all

        return add_all(given, store, as_json=as_json, quiet=quiet)

    raise typer.Exit(ended(work))


sources = group("sources", "List the sources and how they are, write them as OPML, or remove one.", alone=True)


@sources.callback()
def listing(
    context: typer.Context,
    opml: Annotated[bool, typer.Option("--opml", help="Feeds and sitemaps as OPML, for other programs.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List the sources with their health: when each was looked at, what it had, what went wrong."""
    if context.invoked_subcommand is not None:
        return

    def work() -> int:
        from pourparler.cli.keeping import opened
        from pourparler.cli.listing import form_of, show
        from pourparler.cli.output import Output
        from pourparler.cli.running import settings_of
        from pourparler.errors import UsageError
        from pourparler.rows import SourceRow

        form = form_of(as_json=as_json, as_csv=as_csv)
        if opml and form != "text":
            raise UsageError("Choose one of --opml, --json and --csv.")
        with opened(settings_of(store=store)) as kept:
            rows = kept.sources()
        if opml:
            from pourparler.sources import opml as written

            with Output(None) as output:
                output.write(written([row.source for row in rows]))
        else:
            show(rows, SourceRow, form, "There are no sources yet: `pourparler add` adds one.")
        return 0

    raise typer.Exit(ended(work))


@sources.command(epilog=EPILOG, short_help="Read a source no more.")
def remove(
    given: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Ids or addresses.", show_default=False)],
    store: StoreAddress = None,
) -> None:
    """Read sources no more: what waits from them goes, what was read stays."""

    def work() -> int:
        from pourparler.cli.keeping import opened, source_of
        from pourparler.cli.output import Output
        from pourparler.cli.running import settings_of
        from pourparler.render.shown import one_line

        with opened(settings_of(store=store)) as kept, Output(None) as output:
            for name in given:
                kept.remove(source_of(kept, name))
                output.write(f"removed  {one_line(name)}\n")
        return 0

    raise typer.Exit(ended(work))
