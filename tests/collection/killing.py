"""Runs in a process of their own, which may be killed at any moment.

The process is forked from a server that has everything loaded, so that what is killed is the run and not the imports.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

SHARD = 3  # pages of a commit: many commits in a short run
GRACE = 120  # seconds after which a run hangs


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do: ``given`` are sources to sync, or archives to replay."""

    address: str
    archive: str
    given: tuple[str, ...]
    command: str = "sync"
    workers: int = 1


def run(job: Job, begun: Connection | None = None) -> None:
    """Do a job from its beginning, whatever an earlier run of it has left."""
    from pourparler import collection, engines
    from pourparler.collection import running
    from pourparler.fetch import Polite
    from pourparler.storage import open_store
    from tests.collection import world

    running.SHARD = SHARD
    engine = engines.engine(job.workers)
    if begun is not None:
        begun.send(True)
    with open_store(job.address) as store:
        run = world.run_of(store, Path(job.archive), engine=engine)
        if job.command == "replay":
            collection.replay(run, job.given)
        else:
            world.added(store, *job.given, get=Polite(world.settings()).get)
            collection.sync(run)
    engine.close()


def _context() -> multiprocessing.context.BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pourparler.collection", "pourparler.exports", "pourparler.storage", "tests.collection.world", __name__]
    )
    return context


def finished(job: Job) -> float:
    """Do a job to its end, and return how many seconds it took."""
    seconds, code = killed_after(job, None)
    assert code == 0, "the run failed by itself"
    return seconds


def killed_after(job: Job, seconds: float | None) -> tuple[float, int]:
    """Do a job and kill it after some time; return how long it ran and how it ended (-9: killed)."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = _context().Process(target=run, args=(job, theirs))  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    ours.recv()
    began = time.monotonic()
    process.join(seconds if seconds is not None else GRACE)
    if process.is_alive():
        assert seconds is not None, "the run hangs"
        os.kill(process.pid, signal.SIGKILL)
    process.join(GRACE)
    took, code = time.monotonic() - began, process.exitcode
    process.close()
    ours.close()
    return took, code or 0


def harried(job: Job, moments: Sequence[float]) -> int:
    """Do a job that is killed at these moments, one run after another, and then let it end; return how often it was."""
    killed = sum(killed_after(job, moment)[1] == -signal.SIGKILL for moment in moments)
    finished(job)
    return killed


def moments(seed: int, count: int, longest: float) -> list[float]:
    """Return moments within a run, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.uniform(0.0, longest) for _ in range(count)]
