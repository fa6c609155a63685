"""How a store stands: what it holds, what waits, what fails, and the last run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pourparler.cli.keeping import archive_of, opened, place_of
from pourparler.cli.output import Output
from pourparler.cli.running import settings_of
from pourparler.render.shown import one_line
from pourparler.render.wording import plural

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.rows import Run, Status

__all__ = ["standing"]


def standing(place: str | None, archive: Path | None, *, as_json: bool) -> int:
    """Show how a store stands."""
    from pourparler.exports import record

    settings = settings_of(store=place, archive=archive)
    with opened(settings) as store:
        found, again = store.status(), store.next_retry()
    with Output(None) as output:
        if as_json:
            places = {"store": place_of(settings), "archive": str(archive_of(settings))}
            told = {**places, **record(found), "next_retry": again}
            output.write(json.dumps(told, ensure_ascii=False) + "\n")
        else:
            lines = (("store", place_of(settings)), ("archive", str(archive_of(settings))), *_lines(found, again))
            for name, words in lines:
                output.write(f"{name:<11}{one_line(words)}\n")
    return 0


def _lines(found: Status, again: str | None) -> tuple[tuple[str, str], ...]:
    failing = f", {found.failing:,} of them failing" if found.failing else ""
    later = f"; some are put off, the first until {again}" if again else ""
    aside = f", {found.quarantined:,} put aside (`pourparler quarantine list`)" if found.quarantined else ""
    repeated = found.statements - found.counted
    return (
        ("sources", f"{found.sources:,}{failing}"),
        ("queue", f"{found.waiting:,} waiting{aside}{later}"),
        ("articles", f"{found.articles:,} of {plural(found.origins, 'independent origin')}"),
        ("stories", f"{found.stories:,}"),
        ("statements", f"{found.counted:,}" + (f", and {repeated:,} that copies repeat" if repeated else "")),
        ("positions", f"{found.positions:,}"),
        ("actors", f"{found.actors:,}"),
        ("last run", _run(found.run)),
    )


def _run(run: Run | None) -> str:
    if run is None:
        return "none yet"
    if run.ended is None:
        return f"{run.command}, begun {run.began}, not ended: it is still running, or was killed and can be run again"
    did = ", ".join(f"{count:,} {name}" for name, count in run.counts)
    return f"{run.command}, {run.began} to {run.ended}: {did}"
