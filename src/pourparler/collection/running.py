"""One run: sources are looked at, the queue is worked off shard by shard, each shard one commit."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pourparler.collection.alone import alone
from pourparler.collection.checking import check
from pourparler.collection.fetching import Fetching, pages
from pourparler.collection.grouping import Groups
from pourparler.collection.runs import Counts
from pourparler.collection.shards import Page, read_shard
from pourparler.errors import UsageError
from pourparler.fetch import Polite
from pourparler.fetch.names import shown
from pourparler.sources import discover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pourparler.collection.runs import Run
    from pourparler.collection.shards import Result
    from pourparler.collection.stopping import Stop
    from pourparler.fetch.warc import Writer
    from pourparler.types import Source

__all__ = ["replay", "sync", "work"]

# Pages of one task and of one commit. A kill costs the reading of what is not committed: one shard, or, with a pool,
# all that are taken ahead, workers * 3 + 1; those of their pages that came from a server, and what was fetched behind
# them, are fetched again.
SHARD = 16
AT_ONCE = 500  # items of the queue taken at a time: as many as a store gives
LOCAL = ("folder", "warc", "jsonl")


def sync(run: Run, *, polite: Polite | None = None, only: Sequence[str] | None = None) -> Counts:
    """Look at the sources, then read everything that waits.

    Args:
        run: its parts.
        polite: fetches; one with the settings of the run by default.
        only: ids of the sources to look at and to read from; all by default.

    Raises:
        ModelError: nothing can be read.
        RetryError: another run works on the store, or the store or the disk cannot be written just now; what was
            committed stays.
        RefusedError: store or folder may not be written.
    """
    polite = polite or Polite(run.tools.settings, now=run.now)
    with alone(run.store, run.folder):
        noted = run.store.begin_run("sync", run.moment)
        new = check(run, polite=polite, only=only)
        counts = replace(work(run, polite=polite, only=only), new=new)
        run.store.end_run(noted, run.moment, counts.rows())
    return counts


def replay(run: Run, files: Iterable[str]) -> Counts:
    """Read archives again, without network; pages that were read already are passed over.

    Pages that wait, or were put aside, under another source are read from the archive. They do not count as new.

    Args:
        run: its parts.
        files: WARC and JSONL files, and folders of them or of pages; they become sources of the store.

    Raises:
        UsageError: a file leads to the network.
        QuarantineError: a file is not there, or is no archive.
        PourparlerError: as ``sync``.
    """
    with alone(run.store, run.folder):
        found = [source for file in files for source in _archives(file, run)]
        noted = run.store.begin_run("replay", run.moment)
        run.store.add_sources(found)
        ids = [source.id for source in found]
        new = check(run, polite=None, only=ids, replayed=ids)
        counts = replace(work(run, polite=None, only=ids), new=new)
        run.store.end_run(noted, run.moment, counts.rows())
    return counts


def work(run: Run, *, polite: Polite | None, only: Sequence[str] | None = None) -> Counts:
    """Read everything that waits, or what waits of the sources in ``only``, in the order in which it came.

    Raises:
        PourparlerError: as ``sync``.
    """
    store, begun = run.store, run.moment
    total: Counter[str] = Counter()
    fetching = Fetching(polite or Polite(run.tools.settings, now=run.now), run.stop)
    groups: Groups | None = None
    with ExitStack() as held:
        archive = _Archive(run, held)
        while not run.stop.wished and (batch := store.waiting(AT_ONCE, begun, sources=only)):
            groups = groups or Groups(store)
            rows = [row for row in store.sources() if only is None or row.source.id in only]
            known, of = {row.source.id: row.source for row in rows}, total.total() + sum(row.waiting for row in rows)
            found = pages(run, batch, known, fetching, archive.writer)
            for results in run.engine.map(partial(read_shard, run.tools), _shards(found, run.stop)):
                archive.sync()
                store.commit([groups.outcome(result, run.moment) for result in results])
                total.update(map(_kind, results))
                run.told("read", total.total(), of)
    return Counts(0, total["read"], total["put off"], total["put aside"])


def _archives(file: str, run: Run) -> tuple[Source, ...]:
    """Return the sources that a file or folder of archives makes.

    Raises:
        UsageError: it leads to the network.
    """
    found = discover(file, run.tools.settings)
    if any(source.kind not in LOCAL for source in found):
        raise UsageError(f"{shown(file)} leads to the network and is no archive: give it to the command add.")
    return found


def _kind(result: Result) -> str:
    if result.failure is None:
        return "read"
    return "put off" if result.failure.retry else "put aside"


def _shards(found: Iterable[Page], stop: Stop) -> Iterator[tuple[Page, ...]]:
    shard: list[Page] = []
    for page in found:
        shard.append(page)
        if stop.wished:
            break
        if len(shard) == SHARD:
            yield tuple(shard)
            shard = []
    if shard:
        yield tuple(shard)


class _Archive:
    """The folder of fetched pages, opened with the first of them."""

    def __init__(self, run: Run, held: ExitStack) -> None:
        self._run, self._held = run, held
        self._writer: Writer | None = None

    def writer(self) -> Writer:
        """Return its one writer."""
        if self._writer is None:
            from pourparler.fetch.warc import Writer

            self._writer = self._held.enter_context(Writer(self._run.folder, self._run.tools.settings))
        return self._writer

    def sync(self) -> None:
        """Have all that was written put on the disk, before the store says that it is there."""
        if self._writer is not None:
            self._writer.sync()
