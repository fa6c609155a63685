"""The commands on what was put aside: ``quarantine list`` and ``quarantine retry``."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import After, Csv, Json, Limit, StoreAddress  # noqa: TC001 - read at run time
from pourparler.cli.program import EPILOG, group
from pourparler.cli.telling import ended

__all__ = ["quarantine"]

quarantine = group("quarantine", "Show what could not be read and why, or let it be tried again.")


@quarantine.command(name="list", epilog=EPILOG, short_help="List what was put aside, and why.")
def list_(
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List items that could not be read, in the order in which they came, each with its cause."""

    def work() -> int:
        from pourparler.cli.keeping import opened
        from pourparler.cli.listing import form_of, show_page
        from pourparler.cli.running import settings_of
        from pourparler.rows import Quarantined

        form = form_of(as_json=as_json, as_csv=as_csv)
        with opened(settings_of(store=store)) as kept:
            return show_page(kept.quarantine(limit=limit, after=after), Quarantined, form, "Nothing was put aside.")

    raise typer.Exit(ended(work))


@quarantine.command(epilog=EPILOG, short_help="Put items back, for the next sync to try.")
def retry(
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ITEM]...", help="Items as the list names them; all by default.", show_default=False),
    ] = None,
    store: StoreAddress = None,
) -> None:
    """Put items back into the queue, where the next sync tries them again."""

    def work() -> int:
        from pourparler.cli.keeping import opened
        from pourparler.cli.output import Output
        from pourparler.cli.running import settings_of
        from pourparler.errors import UsageError
        from pourparler.render.wording import plural

        with opened(settings_of(store=store)) as kept, Output(None) as output:
            count = kept.retry(items or None)
            if items and count < len(set(items)):
                raise UsageError(
                    f"{count:,} of {len(set(items)):,} items wait again; the others were not put aside: "
                    "`pourparler quarantine list` names those that are."
                )
            output.write(f"{plural(count, 'item')} put back: `pourparler sync` tries them again.\n")
        return 0

    raise typer.Exit(ended(work))
