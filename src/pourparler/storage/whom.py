"""Sources, how they are, and the runs that read them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from pourparler.errors import UsageError
from pourparler.rows import Run, SourceRow
from pourparler.storage import mapping, tables
from pourparler.storage.numbers import Numbers
from pourparler.types import Check, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

__all__ = ["add", "begin", "end", "note", "remove", "runs", "sources"]

_NOT_MODIFIED = 304


def add(connection: Connection, given: Sequence[Source]) -> int:
    """Add sources that are not there yet; known ones take a title and site that are given."""
    table = tables.sources
    numbers = Numbers(connection)
    known = set(connection.scalars(select(table.c.id)))
    added = 0
    for source in given:
        named = {key: value for key, value in (("title", source.title), ("site", source.site)) if value is not None}
        if source.id not in known:
            fields = {name: getattr(source, name) for name in ("id", "kind", "address", "title", "site")}
            connection.execute(insert(table).values(number=numbers.next("sources"), **fields))
            known.add(source.id)
            added += 1
        elif named:
            connection.execute(update(table).where(table.c.id == source.id).values(**named))
    numbers.keep()
    return added


def sources(connection: Connection) -> tuple[SourceRow, ...]:
    """Return every source with its health."""
    table, checks, items = tables.sources, tables.checks, tables.items
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    grouped = select(items.c.source, items.c.state, func.count()).group_by(items.c.source, items.c.state)
    for source, state, count in connection.execute(grouped):
        counts[source][state] = count
    last = {row.source: row for row in connection.execute(select(checks))}
    found = connection.execute(select(table).order_by(table.c.number))
    return tuple(_row(row, last.get(row.id), counts[row.id]) for row in found)


def _row(row: Row[tuple[object, ...]], check: Row[tuple[object, ...]] | None, counts: dict[str, int]) -> SourceRow:
    return SourceRow(
        source=mapping.record(row, Source),
        check=check and mapping.record(check, Check),
        failures=check.failures if check else 0,
        waiting=counts.get("waiting", 0),
        read=counts.get("done", 0),
        quarantined=counts.get("quarantined", 0),
    )


def remove(connection: Connection, source: str) -> None:
    """Forget a source and what waits to be read from it."""
    _known(connection, source)
    items = tables.items
    connection.execute(delete(items).where(items.c.source == source, items.c.state != "done"))
    connection.execute(delete(tables.checks).where(tables.checks.c.source == source))
    connection.execute(delete(tables.sources).where(tables.sources.c.id == source))


def _known(connection: Connection, source: str) -> None:
    if connection.scalar(select(tables.sources.c.id).where(tables.sources.c.id == source)) is None:
        raise UsageError(f"There is no source {source[:80]}; `pourparler sources` lists them.")


def note(connection: Connection, check: Check) -> None:
    """Record the last look at a source; validators of the last good answer outlive failures and "not modified"."""
    _known(connection, check.source)
    checks = tables.checks
    before = connection.execute(select(checks).where(checks.c.source == check.source)).first()
    fields = {name: getattr(check, name) for name in ("moment", "status", "found", "error", "again")}
    fields |= {"etag": check.etag, "modified": check.modified, "failures": 0}
    if check.error is not None:
        fields["failures"] = (before.failures if before else 0) + 1
    if before is not None and (check.error is not None or check.status == _NOT_MODIFIED):
        fields["etag"] = check.etag or before.etag
        fields["modified"] = check.modified or before.modified
    if before is None:
        connection.execute(insert(checks).values(source=check.source, **fields))
    else:
        connection.execute(update(checks).where(checks.c.source == check.source).values(**fields))


def begin(connection: Connection, command: str, moment: str) -> str:
    """Note that a run begins."""
    numbers = Numbers(connection)
    number = numbers.next("runs")
    connection.execute(insert(tables.runs).values(number=number, command=command, began=moment, counts=()))
    numbers.keep()
    return str(number)


def end(connection: Connection, run: str, moment: str, counts: Sequence[tuple[str, int]]) -> None:
    """Note that a run has ended."""
    table = tables.runs
    number = int(run) if run.isdecimal() and len(run) < 18 else -1
    done = connection.execute(
        update(table).where(table.c.number == number).values(ended=moment, counts=tuple(tuple(c) for c in counts))
    )
    if not done.rowcount:
        raise UsageError(f"There is no run {run[:40]}.")


def runs(connection: Connection, limit: int) -> tuple[Run, ...]:
    """Return the last runs, newest first."""
    table = tables.runs
    found = connection.execute(select(table).order_by(table.c.number.desc()).limit(limit))
    return tuple(
        Run(str(row.number), row.command, row.began, row.ended, tuple((name, count) for name, count in row.counts))
        for row in found
    )
