"""The commands that list what was read: stories, statements, positions, actors, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pourparler.cli.options import (
    Actor,
    After,
    Copies,
    Csv,
    Json,
    Kind,
    Limit,
    Outlet,
    Since,
    Source,
    Sourcing,
    StoreAddress,
    Story,
    Until,
)
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

if TYPE_CHECKING:
    from pourparler.cli.asking import Listed

__all__ = ["actors", "positions", "search", "statements", "stories"]


def _listed(
    of: Listed, place: str | None, limit: int, after: str | None, as_json: bool, as_csv: bool, **asked: object
) -> None:
    """Show a page of a list, and leave."""

    def work() -> int:
        from pourparler.cli.asking import listed

        return listed(of, place, limit=limit, after=after, as_json=as_json, as_csv=as_csv, **asked)

    raise typer.Exit(ended(work))


@app.command(epilog=EPILOG, short_help="List stories, newest first, or show one with its articles.")
def stories(
    story: Annotated[
        str | None, typer.Argument(metavar="[STORY]", help="Id of a story to show with its articles.")
    ] = None,
    actor: Actor = None,
    kind: Kind = None,
    sourcing: Sourcing = None,
    outlet: Outlet = None,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List stories, that with the newest article first; with the id of one, show its articles and their copies."""

    def one() -> int:
        from pourparler.cli.asking import story_shown

        return story_shown(story or "", store, as_json=as_json, as_csv=as_csv)

    if story is not None:
        raise typer.Exit(ended(one))
    narrowed = {"actor": actor, "kind": kind, "sourcing": sourcing, "outlet": outlet, "source": source}
    _listed("stories", store, limit, after, as_json, as_csv, since=since, until=until, **narrowed)


@app.command(epilog=EPILOG, short_help="List statements: who said what, newest first.")
def statements(
    actor: Actor = None,
    kind: Kind = None,
    sourcing: Sourcing = None,
    outlet: Outlet = None,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    copies: Copies = False,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List statements, those of the newest article first; what copies repeat is left out unless asked for."""
    narrowed = {"actor": actor, "kind": kind, "sourcing": sourcing, "outlet": outlet, "source": source, "story": story}
    counted = None if copies else True
    _listed("statements", store, limit, after, as_json, as_csv, since=since, until=until, counted=counted, **narrowed)


@app.command(epilog=EPILOG, short_help="List positions: who would do what, on what condition.")
def positions(
    actor: Actor = None,
    kind: Kind = None,
    sourcing: Sourcing = None,
    outlet: Outlet = None,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    copies: Copies = False,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List positions, those of the newest article first; what copies repeat is left out unless asked for."""
    narrowed = {"actor": actor, "kind": kind, "sourcing": sourcing, "outlet": outlet, "source": source, "story": story}
    counted = None if copies else True
    _listed("positions", store, limit, after, as_json, as_csv, since=since, until=until, counted=counted, **narrowed)


@app.command(epilog=EPILOG, short_help="List actors by name, or print the table of aliases.")
def actors(
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="Only of this kind: state, organisation, group, office, person ..."
        ),
    ] = None,
    table: Annotated[
        bool,
        typer.Option("--table", help="The table of names and aliases by which actors are known, your own included."),
    ] = False,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """List the actors of the store by name; with --table all those that are known, and by which names."""

    def known() -> int:
        from pourparler.cli.asking import table_shown

        return table_shown(kind, as_json=as_json, as_csv=as_csv)

    if table:
        raise typer.Exit(ended(known))
    _listed("actors", store, limit, after, as_json, as_csv, kind=kind)


@app.command(epilog=EPILOG, short_help="Find articles, statements or positions by their words.")
def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help='Words, "words side by side", a OR b, -without, begin*, actor: source: kind: sourcing: outlet: '
            "date:2024-09..2024-10. Put -- before a query that begins with -.",
            show_default=False,
        ),
    ],
    found: Annotated[
        Literal["articles", "statements", "positions"], typer.Option("--in", help="What is looked for.")
    ] = "articles",
    limit: Limit = 20,
    after: After = None,
    as_json: Json = False,
    as_csv: Csv = False,
    store: StoreAddress = None,
) -> None:
    """Find by words, best match first; where the query has only operators, newest first."""

    def work() -> int:
        from pourparler.cli.asking import found_in

        return found_in(" ".join(query), store, found=found, limit=limit, after=after, as_json=as_json, as_csv=as_csv)

    raise typer.Exit(ended(work))
