"""Options and arguments that several commands take, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Actor",
    "After",
    "Archive",
    "Copies",
    "Csv",
    "Inputs",
    "Json",
    "Kind",
    "Limit",
    "MinScore",
    "ModelPath",
    "Out",
    "Outlet",
    "Quiet",
    "Since",
    "Source",
    "Sourcing",
    "StoreAddress",
    "Story",
    "Until",
    "Verbose",
    "Workers",
]

# what is read

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Addresses (http, https), HTML or text files, - for standard input, "
        "and .jsonl or .ndjson files (packed with gzip or not) with one article a line.",
        show_default=False,
    ),
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
Workers = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, max=64, help="Processes that read at the same time.")
]

# where it is kept

StoreAddress = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="SQLite file or postgresql://user@host/database; by default POURPARLER_STORE, else your data folder.",
        show_default=False,
    ),
]
Archive = Annotated[
    Path | None,
    typer.Option("--archive", metavar="FOLDER", help="Keep pages as fetched in FOLDER; by default beside the store."),
]

# how it is shown

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
Csv = Annotated[bool, typer.Option("--csv", help="CSV with one line of names, for tables.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write to FILE, whole or not at all, instead of standard output."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List what was cut, and say how long each input took.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar; what fails is still told.")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=500, help="Most rows.")]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="CURSOR", help="Go on where a list ended; it says so on standard error."),
]

# what a list is narrowed to

Actor = Annotated[str | None, typer.Option("--actor", metavar="ACTOR", help="Only of this actor: its id, or a name.")]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="Only of this kind of position: precondition, demand, offer ..."),
]
Sourcing = Annotated[
    str | None,
    typer.Option("--sourcing", metavar="CLASS", help="Only so sourced: named, office, unnamed, document, none."),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only from this outlet.")]
Source = Annotated[
    str | None, typer.Option("--source", metavar="SOURCE", help="Only read from this source: its id or address.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only from this day, month or year on: 2024-09.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only up to this day, month or year, inclusive.")
]
Story = Annotated[str | None, typer.Option("--story", metavar="ID", help="Only of this story.")]
Copies = Annotated[
    bool, typer.Option("--copies", help="Also what copies repeat; otherwise each origin is counted once.")
]
