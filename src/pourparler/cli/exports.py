"""The command ``export``: everything in the store as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pourparler.cli.options import Json, StoreAddress
from pourparler.cli.program import EPILOG, app
from pourparler.cli.telling import ended

__all__ = ["export"]


@app.command(epilog=EPILOG, short_help="Write everything in the store as files, one a table.")
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Made where there is none.", show_default=False)],
    form: Annotated[
        Literal["parquet", "csv", "jsonl"], typer.Option("--format", help="What the files are; parquet needs pyarrow.")
    ] = "jsonl",
    as_json: Json = False,
    store: StoreAddress = None,
) -> None:
    """Write articles, statements, positions, actors, stories and origins, every row and field, one file each."""

    def work() -> int:
        import json

        from pourparler import exports
        from pourparler.cli.keeping import opened
        from pourparler.cli.output import Output
        from pourparler.cli.running import settings_of

        with opened(settings_of(store=store)) as kept, Output(None) as output:
            for one in exports.write(kept, folder, form):
                if as_json:
                    told = {"table": one.table, "path": str(one.path), "rows": one.rows}
                    output.write(json.dumps(told, ensure_ascii=False) + "\n")
                else:
                    output.write(f"{one.path}: {one.rows:,} {one.table}\n")
        return 0

    raise typer.Exit(ended(work))
