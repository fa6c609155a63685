"""With several processes: the same store as with one, and nobody left behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pourparler import engines
from pourparler.collection import sync
from pourparler.storage import open_store
from tests.collection import killing, world
from tests.collection.killing import Job

if TYPE_CHECKING:
    from pourparler.protocols import Store


def test_two_processes_give_the_same_store_as_one(kept: Store, archive: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 40)
    (folder / "0007.html").write_bytes(b"")
    world.added(kept, folder)
    counts = sync(world.run_of(kept, archive))
    assert (counts.read, counts.put_aside) == (39, 1)
    with open_store(tmp_path / "two.sqlite") as other:
        world.added(other, folder)
        engine = engines.engine(2)
        assert sync(world.run_of(other, tmp_path / "two.warc", engine=engine)) == counts
        engine.close()
        assert world.exported(other, tmp_path / "two") == world.exported(kept, tmp_path / "one")


def children_of(pid: int) -> set[int]:
    """Return the processes that a process has started."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            status = (entry / "stat").read_text()
        except (OSError, NotADirectoryError):
            continue
        if entry.name.isdecimal() and int(status.rpartition(")")[2].split()[1]) == pid:
            found.add(int(entry.name))
    return found


def alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """They hold a model each: left behind, they would fill the memory."""
    import multiprocessing

    folder = world.folder_of(tmp_path / "pages", 90)
    job = Job(str(tmp_path / "store.sqlite"), str(tmp_path / "store.warc"), (str(folder),), workers=2)
    process = multiprocessing.get_context("spawn").Process(target=killing.run, args=(job,))
    process.start()
    assert process.pid is not None
    deadline = time.monotonic() + 60
    workers: set[int] = set()
    while len(workers) < 2 and time.monotonic() < deadline and process.is_alive():
        time.sleep(0.05)
        workers = children_of(process.pid)
    assert len(workers) >= 2
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    deadline = time.monotonic() + 30
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    killing.finished(job)
    with open_store(job.address) as store:
        assert store.status().articles == 90
