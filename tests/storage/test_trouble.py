"""What is told, and what is lost (nothing), when a database is locked, full, read-only, restarted or killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL
from tests.outcomes import outcome, plain

from pourparler.errors import RefusedError, RetryError, UnreadableError
from pourparler.storage import open_store
from pourparler.storage.committing import commit
from pourparler.storage.database import Database
from pourparler.storage.numbers import Numbers
from pourparler.storage.store import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres import Server

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    open_store(path).close()
    return path


def impatient(path: Path) -> SqlStore:
    """Return a store that does not wait long for others."""
    return SqlStore(Database(URL.create("sqlite", database=str(path)), path, patience=0.1))


def test_a_locked_store_is_told_and_works_afterwards(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with impatient(path) as store:
        with pytest.raises(RetryError, match="locked by another program"):
            store.commit([outcome("a")])
        assert store.status().articles == 0  # reading goes on
        other.execute("ROLLBACK")
        store.commit([outcome("a")])
        assert store.status().articles == 1
    other.close()


def test_a_full_disk_is_told_and_nothing_is_half_there(path: Path) -> None:
    with impatient(path) as store:
        store.commit([outcome("a")])
        before = list(store.export("articles"))
        with store._database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        big = [plain(f"n{n}", f"Number {n}. " + "All of it is news. " * 500) for n in range(20)]
        with pytest.raises(RetryError, match="no room left"):
            store.commit(big)
        assert list(store.export("articles")) == before
        with store._database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        store.commit(big)
        assert store.status().articles == 21


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Return a folder while we are a user whom permissions bind; root is bound by none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        user = os.geteuid()
        if user == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if user == 0:
                os.seteuid(0)
            folder.chmod(stat.S_IRWXU)


def test_a_folder_that_may_not_be_written_is_told(as_nobody: Path) -> None:
    as_nobody.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(RefusedError, match="cannot be opened"):
        open_store(as_nobody / "store.db")
    with pytest.raises(RefusedError, match="cannot be made"):
        open_store(as_nobody / "deeper" / "store.db")


def test_a_store_that_may_not_be_written_is_told(as_nobody: Path) -> None:
    path = as_nobody / "store.db"
    with open_store(path) as store:
        store.commit([outcome("a")])
    path.chmod(stat.S_IRUSR)
    as_nobody.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(RefusedError, match=r"read-only|cannot be opened"), open_store(path) as store:
        store.commit([outcome("b")])
    as_nobody.chmod(stat.S_IRWXU)
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    with open_store(path) as store:
        assert store.status().articles == 1


def test_a_damaged_store_is_told(path: Path) -> None:
    with open_store(path) as store:
        store.commit([plain(f"n{n}", "All of it is news. " * 500) for n in range(20)])
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"damaged|not a Pourparler store"), open_store(path) as store:
        list(store.export("articles"))


KILLED = """
import sys
from pourparler.storage import open_store
from tests.outcomes import outcome
store = open_store(sys.argv[1])
print("ready", flush=True)
for shard in range(1000):
    store.commit([outcome(f"{shard}-{n}") for n in range(4)])
"""


@pytest.mark.parametrize("after", [0.02, 0.11, 0.23])
def test_a_killed_writer_leaves_whole_shards(address_of: str, after: float) -> None:
    """Every shard is there with all its rows, or not at all, and the next run goes on."""
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", KILLED, address_of], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    with open_store(address_of) as store:
        status = store.status()
        assert status.articles % 4 == 0
        assert status.statements == 3 * status.articles == status.positions
        assert status.stories == status.origins == status.articles
        shards = status.articles // 4
        store.commit([outcome(f"{shard}-{n}") for shard in range(shards + 1) for n in range(4)])
        assert store.status().articles == 4 * (shards + 1)


@pytest.fixture(params=["sqlite", "postgresql"])
def address_of(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a new store."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    server: Server = request.getfixturevalue("server")
    address: str = request.getfixturevalue("databases")[0]
    server.empty(address)
    return address


def test_a_server_that_stops_in_the_middle_is_told_and_loses_nothing(server: Server) -> None:
    with open_store(server.database()) as store:
        store.commit([outcome("a")])
        running = store.export("statements")
        assert next(running)
        server.stop()
        try:
            with pytest.raises(RetryError, match=r"cannot be reached|stopped or restarted"):
                store.commit([outcome("b")])
        finally:
            server.start()
        with pytest.raises(RetryError):
            list(running)
        assert store.status().articles == 1
        store.commit([outcome("b")])
        assert store.status().articles == 2


def test_a_server_that_stops_within_a_transaction_is_told(server: Server) -> None:
    with open_store(server.database()) as store:
        store.commit([outcome("a")])
        assert isinstance(store, SqlStore)
        told = pytest.raises(RetryError, match=r"cannot be reached|stopped or restarted")
        with told, store._database.writing() as connection:
            commit(connection, [outcome("b")], store._index)
            server.stop()
            server.start()
            commit(connection, [outcome("c")], store._index)
        assert store.status().articles == 1
        store.commit([outcome("b")])


def test_a_second_writer_waits_its_turn_and_is_told_when_it_takes_too_long(server: Server) -> None:
    address = server.database()
    with open_store(address) as store:
        assert isinstance(store, SqlStore)
        url = store._database.engine.url
        other = SqlStore(Database(url, None, patience=0.2))
        with store._database.writing() as connection:
            Numbers(connection)
            with pytest.raises(RetryError, match="locked by another program"):
                other.commit([outcome("a")])
        other.commit([outcome("a")])
        assert store.status().articles == 1
        other.close()


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(RefusedError, match="does not exist"):
        open_store(server.address("nowhere"))


def test_a_run_whose_hold_a_restarted_server_has_lost_writes_no_more(server: Server) -> None:
    """Another run may hold the store by then."""
    address = server.database()
    with open_store(address) as store, open_store(address) as other:
        with store.alone():
            store.commit([outcome("a")])
            server.stop()
            server.start()
            with other.alone(), pytest.raises(RetryError, match=r"cannot be reached|stopped or restarted"):
                store.commit([outcome("b")])
        assert other.status().articles == 1
        with store.alone():
            store.commit([outcome("b")])
        assert other.status().articles == 2
