"""Most rows count: what counts is looked for among what a list is narrowed to, never the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from pourparler.rows import Filters
from pourparler.storage import open_store
from pourparler.storage.store import SqlStore

if TYPE_CHECKING:
    from pathlib import Path

NARROWED = [
    {"story": "a"},
    {"origin": "a"},
    {"article": "a"},
    {"outlet": "A"},
    {"source": "a"},
    {"sourcing": "named"},
    {"actor": "a"},
    {"kind": "offer"},
]


def plan(store: SqlStore, name: str, filters: Filters) -> str:
    """Return how SQLite reads the list."""
    asked: list[tuple[str, Any]] = []
    engine = store._database.engine

    def note(_connection: object, _cursor: object, sql: str, values: object, *_: object) -> None:
        asked.append((sql, values))

    event.listen(engine, "before_cursor_execute", note)
    getattr(store, name)(filters)
    event.remove(engine, "before_cursor_execute", note)
    sql, values = asked[-1]
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    return " ".join(row[-1] for row in rows)


@pytest.mark.parametrize("name", ["statements", "positions"])
@pytest.mark.parametrize("given", NARROWED, ids=lambda given: next(iter(given)))
def test_a_narrowed_list_is_not_read_from_the_index_of_what_counts(
    tmp_path: Path, name: str, given: dict[str, Any]
) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        assert isinstance(store, SqlStore)
        assert "_counted" not in plan(store, name, Filters(**given, counted=True))


@pytest.mark.parametrize("name", ["statements", "positions"])
def test_all_that_counts_is_read_from_its_index(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        assert isinstance(store, SqlStore)
        assert f"{name}_counted" in plan(store, name, Filters(counted=True, since="2024"))
