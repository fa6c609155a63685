"""A store as an older program left it is brought to what a newer one would have written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, create_engine, delete, insert, select, update
from tests.outcomes import FEED, check, dated, item, outcome, plain

from pourparler.rows import Filters, Table
from pourparler.storage import article_id, open_store
from pourparler.storage.identity import fold
from pourparler.types import Actor, OriginPlacement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.postgres import Server

    from pourparler.protocols import Store

LONG = "The Observer of " + "Kessel and " * 22 + "Sorn"


def filled(where: str) -> None:
    """Fill a store: copies, a revision, a queue, long names."""
    with open_store(where) as store:
        store.add_sources([FEED])
        store.note_check(check(), [item(name) for name in "abcd"])
        copy = OriginPlacement(article_id(item("a").key), "near")
        actors = tuple(
            Actor(f"unknown:n{n}", name, "person", None, None, (), ()) for n, name in enumerate((LONG, "Zoe"))
        )
        store.commit([outcome("a"), outcome("b", origin=copy), dated("c", "2026-03-01", outlet=LONG)])
        store.commit([plain("a", "Nothing."), replace(outcome("e"), actors=actors)])


def engine(where: str) -> Engine:
    """Return an engine for a store's address."""
    return create_engine(
        where.replace("postgresql://", "postgresql+psycopg://") if "://" in where else f"sqlite:///{where}"
    )


def as_first(where: str, old: str) -> None:
    """Write what is in one store into another, as the first version of the tables had it; words are left out."""
    settings = Config()
    settings.set_main_option("script_location", "pourparler.storage:migrations")
    given, made = engine(where), engine(old)
    with made.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
    here, there = MetaData(), MetaData()
    here.reflect(given)
    there.reflect(made)
    with given.connect() as source, made.begin() as target:
        for name, table in there.tables.items():
            if "_words" in name or name == "pourparler_version":
                continue
            columns = [here.tables[name].c[column.name] for column in table.columns]
            rows: list[dict[str, Any]] = [dict(row._mapping) for row in source.execute(select(*columns))]
            if name == "counters":
                rows = [row for row in rows if ":" not in row["name"]]
                target.execute(delete(table))
            if rows:
                target.execute(insert(table), rows)
        for name, column in (("actor_names", "name_key"), ("articles", "outlet_key"), ("statements", "outlet_key")):
            key = there.tables[name].c[column]
            target.execute(update(there.tables[name]).where(key.like("the observer of%")).values({column: fold(LONG)}))
    given.dispose()
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Return what gives the address of a database without tables."""
    if request.param == "sqlite":
        return lambda name: str(tmp_path / name)
    server: Server = request.getfixturevalue("server")
    return lambda _: server.database()


def everything(store: Store) -> object:
    """Return all that a store tells."""
    lists = [
        getattr(store, name)(limit=500).rows for name in ("articles", "statements", "actors", "stories", "origins")
    ]
    narrow = [store.articles(Filters(outlet=LONG)).rows, store.statements(Filters(outlet=LONG)).rows]
    exports = [list(store.export(table)) for table in get_args(Table)]
    return (store.status(), store.sources(), store.waiting(9, "2027"), lists, narrow, exports)


def test_a_store_of_the_first_version_is_as_if_newly_written(addresses: Callable[[str], str]) -> None:
    new, old = addresses("new"), addresses("old")
    filled(new)
    as_first(new, old)
    with open_store(new) as one, open_store(old) as other:
        assert everything(other) == everything(one)
        assert len(other.statements(Filters(outlet=LONG)).rows) == 3
        for store in (one, other):
            assert store.note_check(check(), [item("a"), item("z")]) == 1
            store.commit([outcome("a"), plain("b", "Less."), outcome("z")])
        assert everything(other) == everything(one)
        assert other.status().counted == 3 * 4
