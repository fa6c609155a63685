"""Addresses, and what is found there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from tests.outcomes import outcome

from pourparler.errors import PourparlerError, RefusedError, RetryError, UnreadableError, UsageError
from pourparler.storage import open_store
from pourparler.storage.opening import HEAD, VERSIONS
from pourparler.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_newest_migration_is_known_without_the_library() -> None:
    settings = Config()
    settings.set_main_option("script_location", "pourparler.storage:migrations")
    assert ScriptDirectory.from_config(settings).get_current_head() == HEAD


def test_migrations_make_the_tables_that_the_code_uses(address: Callable[[], str]) -> None:
    where = address()
    open_store(where).close()
    url = where.replace("postgresql://", "postgresql+psycopg://") if "://" in where else f"sqlite:///{where}"

    def ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or "_words" not in str(name)

    options = {"version_table": VERSIONS, "include_name": ours, "compare_type": False}
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_what_is_kept_is_there_when_opened_again(address: Callable[[], str]) -> None:
    where = address()
    with open_store(where) as store:
        store.commit([outcome("a")])
    with open_store(where) as store:
        assert store.status().articles == 1


def test_a_closed_store_opens_again_when_used(address: Callable[[], str]) -> None:
    store = open_store(address())
    store.close()
    assert store.status().articles == 0
    store.close()


def test_the_default_is_a_file_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "data" / name)
    open_store().close()
    assert (tmp_path / "data" / "pourparler" / "pourparler.sqlite").is_file()


def test_folders_are_made_on_the_way_and_odd_names_are_names(tmp_path: Path) -> None:
    for name in ("deep/er/store.db", "a b%20?x=1#y.db", ":memory:", "Zürich.db"):
        open_store(tmp_path / name).close()
        assert (tmp_path / name).is_file()
    open_store(f"sqlite:///{tmp_path}/by-address.db").close()
    assert (tmp_path / "by-address.db").is_file()


def test_a_store_writes_ahead(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db").close()
    connection = sqlite3.connect(tmp_path / "s.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize(
    "address", ["mysql://host/db", "http://host/", "postgresql://host:port/db", "postgresql://[::1/db"]
)
def test_an_address_that_makes_no_sense_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        open_store(address)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        open_store(tmp_path)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RefusedError, match="cannot be made"):
        open_store(tmp_path / "file" / "store.db")
    with pytest.raises(PourparlerError):
        open_store(f"{tmp_path}/nul\0byte.db")


def test_another_kind_of_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and long enough not to be taken for an empty database. " * 20)
    before = path.read_bytes()
    with pytest.raises(UnreadableError, match="not a Pourparler store"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    with pytest.raises(RefusedError, match="another program"):
        open_store(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    connection.close()


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE pourparler_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(RefusedError, match="newer Pourparler"):
        open_store(path)


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RetryError("Stopped.")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", fail)
        with pytest.raises(RetryError):
            open_store(tmp_path / "s.db")
    connection = sqlite3.connect(tmp_path / "s.db")
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    open_store(tmp_path / "s.db").close()


def test_two_open_a_new_store_at_once(tmp_path: Path) -> None:
    program = "import sys; from pourparler.storage import open_store; open_store(sys.argv[1]).close()"
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path / "s.db")]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - our own words
    assert [one.communicate(timeout=60)[1] for one in both] == [b"", b""]


def test_an_open_store_without_changes_does_not_load_the_migration_library(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db").close()
    program = (
        "import sys; from pourparler.storage import open_store; open_store(sys.argv[1]).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "s.db")], check=False, timeout=60)  # noqa: S603
    assert ended.returncode == 0


def test_a_server_that_is_away_is_told_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed; the extra `postgres` brings it.")
    with pytest.raises(RetryError, match="cannot be reached") as told:
        open_store("postgresql://me:secret@127.0.0.1:1/db")
    assert "secret" not in str(told.value)
