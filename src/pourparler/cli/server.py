"""The command ``serve``: the store as pages in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.options import StoreAddress
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

__all__ = ["serve"]


@app.command(epilog=EPILOG, short_help="Show the store as pages in a browser.")
def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Address to listen at; others than this machine need a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Port to listen at; 0 takes a free one.")
    ] = 8000,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Further name under which browsers ask; may be given again."),
    ] = None,
    store: StoreAddress = None,
) -> None:
    """Serve the store as pages until it is stopped; readers from elsewhere give the secret of POURPARLER_TOKEN."""

    def work() -> int:
        from functools import partial

        from pourparler import web
        from pourparler.cli.adding import added_from_web
        from pourparler.cli.keeping import opened
        from pourparler.cli.output import Output
        from pourparler.cli.running import settings_of

        settings = settings_of(store=store)
        token = settings.token.get_secret_value() if settings.token else None
        access = web.Access(host, port, token, tuple(names or ()))
        with opened(settings, make=True) as kept, Output(None) as output:
            web.serve(
                kept,
                settings,
                access=access,
                add_source=partial(added_from_web, kept, settings),
                announce=lambda address: output.write(f"Serving at {address} (Ctrl-C stops it)\n"),
            )
        return 0

    raise typer.Exit(ended(work))
