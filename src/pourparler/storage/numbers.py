"""Arrival numbers, which grow and are never given out twice; how many rows there are; and the lock of the one writer.

Both stand in one table: a row named "statements" holds the last number given to a statement, "rows:statements" how many
there are now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from pourparler.storage import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Numbers", "rows"]


_ROWS = "rows:"


def rows(connection: Connection) -> dict[str, int]:
    """Return how many there are of each kind that is counted by its writers."""
    columns = (tables.counters.c.name, tables.counters.c.value)
    found = connection.execute(select(*columns).where(columns[0].startswith(_ROWS)))
    return {row.name.removeprefix(_ROWS): row.value for row in found}


class Numbers:
    """The counters, within one transaction that writes; other writers wait until it ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        columns = (tables.counters.c.name, tables.counters.c.value)
        found = connection.execute(select(*columns).order_by(columns[0]).with_for_update())
        self._values: dict[str, int] = {row.name: row.value for row in found}
        self._before = dict(self._values)

    def next(self, name: str, count: int = 1) -> int:
        """Reserve ``count`` numbers and return the first."""
        first = self._values[name] + 1
        self._values[name] += count
        return first

    def count(self, of: str, by: int) -> None:
        """Note that there are more rows of a kind, or fewer."""
        self._values[f"{_ROWS}{of}"] += by

    def keep(self) -> None:
        """Write the counters back: the last thing that a transaction does."""
        changed = [{"key": k, "now": v} for k, v in sorted(self._values.items()) if v != self._before[k]]
        if changed:
            counters = tables.counters
            statement = update(counters).where(counters.c.name == bindparam("key")).values(value=bindparam("now"))
            self._connection.execute(statement, changed)
