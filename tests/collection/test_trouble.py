"""A full disk, a folder that may not be written, a locked store, another run: one sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sqlite3
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL

from pourparler.collection import Counts, running, sync
from pourparler.collection.alone import alone
from pourparler.collection.fetching import MOST_TRIES
from pourparler.errors import PourparlerError, RefusedError, RetryError
from pourparler.fetch import Polite
from pourparler.storage import open_store
from pourparler.storage.database import Database
from pourparler.storage.store import SqlStore
from tests.collection import killing, world
from tests.collection.killing import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pourparler.protocols import Store
    from tests.collection.site import Site
    from tests.postgres import Server


@pytest.fixture
def full() -> Iterator[object]:
    """Return what makes every file end at some size, as a full disk would; undone afterwards."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def undisturbed(tmp_path: Path, *given: object, get: object = None) -> dict[str, bytes]:
    with open_store(tmp_path / "undisturbed.sqlite") as store:
        world.added(store, *given, get=get)
        sync(world.run_of(store, tmp_path / "undisturbed.warc"))
        return world.exported(store, tmp_path / "undisturbed")


def test_a_disk_that_fills_up_under_the_store(kept: Store, archive: Path, tmp_path: Path, full: object) -> None:
    folder = world.folder_of(tmp_path / "pages", 60)
    expected = undisturbed(tmp_path, folder)
    world.added(kept, folder)
    size = max(file.stat().st_size for file in tmp_path.glob("kept.sqlite*"))
    full(size + 200_000)  # type: ignore[operator]
    with pytest.raises(PourparlerError) as told:
        sync(world.run_of(kept, archive))
    assert isinstance(told.value, RetryError)
    assert str(tmp_path / "kept.sqlite") in str(told.value)
    full(resource.getrlimit(resource.RLIMIT_FSIZE)[1])  # type: ignore[operator]
    sync(world.run_of(kept, archive))
    assert world.exported(kept, tmp_path / "after") == expected


def test_a_disk_that_fills_up_under_the_archive(
    kept: Store, archive: Path, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that found no room is fetched again when there is some; the archive holds whole records only."""
    get, right, room = Polite(world.settings()).get, os.write, iter([1, 1, 1, 1])
    expected = undisturbed(tmp_path, f"{site.address}/feed.xml", get=get)
    world.added(kept, f"{site.address}/feed.xml", get=get)

    def some_room(file: int, data: bytes) -> int:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return right(file, data)

    with monkeypatch.context() as patched:
        patched.setattr(running, "SHARD", 2)
        patched.setattr("pourparler.fetch.warc.writing.os.write", some_room)
        with pytest.raises(RetryError, match="is full"):
            sync(world.run_of(kept, archive))
    assert kept.status().articles == 4
    assert sync(world.run_of(kept, archive)).read == 5
    assert world.exported(kept, tmp_path / "after") == expected


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Return a folder while we are a user whom permissions bind; root is bound by none."""
    with tempfile.TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        if user == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if user == 0:
                os.seteuid(0)
            folder.chmod(stat.S_IRWXU)


def test_an_archive_folder_that_may_not_be_written(as_nobody: Path) -> None:
    folder = world.folder_of(as_nobody / "pages", 2)
    with open_store(as_nobody / "store.sqlite") as store:
        world.added(store, folder)
        locked = as_nobody / "archive"
        locked.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
        with pytest.raises(RefusedError, match="cannot be written to"):
            sync(world.run_of(store, locked))
        locked.chmod(stat.S_IRWXU)
        assert sync(world.run_of(store, locked)).read == 2


def test_a_store_that_somebody_else_has_locked(tmp_path: Path, archive: Path) -> None:
    path = tmp_path / "store.sqlite"
    open_store(path).close()
    folder = world.folder_of(tmp_path / "pages", 20)
    with SqlStore(Database(URL.create("sqlite", database=str(path)), path, patience=0.1)) as store:
        world.added(store, folder)
        other = sqlite3.connect(path, isolation_level=None)
        # as soon as the first shard is committed, somebody else begins to write
        run = world.run_of(store, archive, told=lambda *_: other.execute("BEGIN IMMEDIATE"))
        with pytest.raises(RetryError, match="locked by another program"):
            sync(run)
        assert store.status().articles == 16
        other.execute("ROLLBACK")
        other.close()
        assert sync(world.run_of(store, archive)).read == 4


def test_a_second_run_on_the_same_store_is_refused(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 2))
    with alone(kept, archive), pytest.raises(RetryError, match="Another run"):
        sync(world.run_of(kept, archive))
    assert sync(world.run_of(kept, archive)) == Counts(new=2, read=2)


def test_two_runs_with_two_archives_are_still_two_runs_on_one_store(address: Callable[[], str], tmp_path: Path) -> None:
    """Side by side they would read every page twice; the second is told, and does its work when the first has ended."""
    place, told = address(), []
    with open_store(place) as one, open_store(place) as two:
        world.added(one, world.folder_of(tmp_path / "pages", 3))

        def beside(*_: object) -> None:
            with pytest.raises(RetryError) as refused:
                sync(world.run_of(two, tmp_path / "two.warc"))
            told.append(str(refused.value))

        assert sync(world.run_of(one, tmp_path / "one.warc", told=beside)) == Counts(new=3, read=3)
        assert len(told) == 1
        assert told[0].startswith("Another run works on the store ")
        assert told[0].endswith(": wait until it has ended.")
        assert sync(world.run_of(two, tmp_path / "two.warc")) == Counts()
        assert one.status().articles == 3


def test_two_stores_do_not_share_an_archive_at_the_same_time(kept: Store, archive: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.sqlite") as other, alone(other, archive):
        world.added(kept, world.folder_of(tmp_path / "pages", 2))
        with pytest.raises(RetryError, match="Another run has the archive"):
            sync(world.run_of(kept, archive))


@pytest.mark.skipif(os.name == "nt", reason="killed as on POSIX")
def test_a_run_that_was_killed_holds_no_store(address: Callable[[], str], tmp_path: Path) -> None:
    job = Job(address(), str(tmp_path / "one.warc"), (str(world.folder_of(tmp_path / "pages", 60)),))
    assert killing.killed_after(job, 0.15)[1] == -signal.SIGKILL
    with open_store(job.address) as store:
        sync(world.run_of(store, tmp_path / "two.warc"))
        assert store.status().waiting == 0


@pytest.mark.parametrize("seam", ["pourparler.sources.local.Local.capture", "pourparler.pipeline.read_article"])
def test_a_local_page_that_may_be_readable_later_is_put_off(
    kept: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seam: str
) -> None:
    """As one on a server is: tried again when it is time, and put aside after too many tries."""
    clock, again = [world.MOMENT], []
    world.added(kept, world.folder_of(tmp_path / "pages", 1))

    def busy(*_: object, **__: object) -> object:
        raise RetryError("The disk is busy: try again later.")

    with monkeypatch.context() as patched:
        patched.setattr(seam, busy)
        assert sync(world.run_of(kept, archive, now=lambda: clock[0])) == Counts(new=1, put_off=1)
        assert sync(world.run_of(kept, archive, now=lambda: clock[0])) == Counts()
        while (moment := kept.next_retry()) is not None:
            again.append(moment)
            clock[0] = datetime.fromisoformat(moment)
            last = sync(world.run_of(kept, archive, now=lambda: clock[0]))
    assert last == Counts(put_aside=1)
    assert len(again) == MOST_TRIES - 1
    assert clock[0] - world.MOMENT > timedelta(days=4)
    assert kept.retry() == 1
    assert sync(world.run_of(kept, archive, now=lambda: clock[0])).read == 1


def test_a_server_that_goes_away_and_comes_back(server: Server, databases: list[str], tmp_path: Path) -> None:
    """The run ends with one sentence while it is away, and the next goes on where it was."""
    folder = world.folder_of(tmp_path / "pages", 40)
    expected = undisturbed(tmp_path, folder)
    server.empty(databases[0])
    gone: list[bool] = []

    def stopped(*_: object) -> None:
        if not gone:
            server.stop()
            gone.append(True)

    try:
        with open_store(databases[0]) as store:
            world.added(store, folder)
            with pytest.raises(RetryError, match="run the same again"):
                sync(world.run_of(store, tmp_path / "pg.warc", told=stopped))
    finally:
        if gone:
            server.start()
    with open_store(databases[0]) as store:
        assert store.status().articles == 16
        assert sync(world.run_of(store, tmp_path / "pg.warc")).read == 24
        assert world.exported(store, tmp_path / "after") == expected
