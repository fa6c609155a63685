"""A run of ``sync`` or ``replay``: its parts put together, how far it is shown, and stopped when that is asked for."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pourparler import collection, engines
from pourparler.cli.keeping import archive_of, opened, source_of
from pourparler.cli.output import Output
from pourparler.cli.running import quieten
from pourparler.cli.telling import STOPPED, tell
from pourparler.cli.waiting import Waiting
from pourparler.errors import QuarantineError, RetryError, UsageError
from pourparler.fetch.names import shown
from pourparler.render.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from pourparler.protocols import Store
    from pourparler.settings import Settings
    from pourparler.types import Check, Source

__all__ = ["Wanted", "replayed", "synced"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call asks for, whatever it reads."""

    workers: int
    as_json: bool
    quiet: bool


@dataclass(slots=True)
class _Watcher:
    """Shows how far a run is, and counts the sources that failed."""

    waiting: Waiting
    failed: list[str] = field(default_factory=list)

    def looked(self, source: Source, check: Check) -> None:
        """Take note of a look at a source."""
        name = shown(source.title or source.address)
        self.waiting.at(name, 0, None)
        if check.error is not None:
            self.failed.append(source.id)
            with self.waiting.aside():
                tell(check.error if shown(source.address) in check.error else f"{shown(source.address)}: {check.error}")

    def told(self, _stage: str, done: int, of: int) -> None:
        """Take note of pages that were read."""
        self.waiting.at("reading", done, max(done, of))


@contextmanager
def _stopping(stop: collection.Stop) -> Iterator[None]:
    """Let the first signal ask the run to stop, and the second end it where it is."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        if stop.wished:
            raise KeyboardInterrupt
        with contextlib.suppress(OSError, ValueError, AttributeError):
            # not by tell: the main thread may be in the middle of writing
            os.write(sys.stderr.fileno(), b"pourparler: Stopping when what has begun is finished.\n")
        stop.wish()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _begun(wanted: Wanted, settings: Settings, store: Store) -> Iterator[tuple[collection.Run, _Watcher]]:
    """Put a run together, and take it apart when it has ended."""
    quieten(verbose=False)
    tools = collection.Tools(settings)
    stop = collection.Stop()
    engine = engines.engine(wanted.workers, prepare=partial(collection.prepare, tools))
    with Waiting(None, quiet=wanted.quiet) as waiting, _stopping(stop):
        watcher = _Watcher(waiting)
        run = collection.Run(
            store, tools, engine, archive_of(settings), told=watcher.told, looked=watcher.looked, stop=stop
        )
        try:
            yield run, watcher
        finally:
            engine.close()


def synced(wanted: Wanted, settings: Settings, only: Sequence[str], minutes: float | None) -> int:
    """Read what is new, once or again and again; return the code to end with."""
    from pourparler.fetch import Polite

    with opened(settings) as store, Output(None) as output, _begun(wanted, settings, store) as (run, watcher):
        ids = [source_of(store, one) for one in only] or None
        if not store.sources():
            raise UsageError("There are no sources yet: `pourparler add` adds one.")
        polite = Polite(settings)

        def once() -> int:
            return _told(collection.sync(run, polite=polite, only=ids), watcher, wanted, output, run.stop)

        if minutes is None:
            return _ended(once, run.stop)
        return _watched(once, run.stop, minutes * 60)


def replayed(wanted: Wanted, settings: Settings, files: Sequence[str]) -> int:
    """Read archives again; return the code to end with."""
    with (
        opened(settings, make=True) as store,
        Output(None) as output,
        _begun(wanted, settings, store) as (run, watcher),
    ):
        return _ended(lambda: _told(collection.replay(run, files), watcher, wanted, output, run.stop), run.stop)


def _ended(once: Callable[[], int], stop: collection.Stop) -> int:
    """Run once."""
    try:
        code = once()
    except RetryError:
        if not stop.wished:
            raise
        code = STOPPED  # whoever ended the run may have ended its workers too
    if stop.wished:
        tell("Stopped: what was read is kept, the rest waits for the next run.")
        return STOPPED
    return code


def _watched(once: Callable[[], int], stop: collection.Stop, seconds: float) -> int:
    """Run again and again, until a signal ends it, which is how this is meant to end."""
    while not stop.wished:
        begun = time.monotonic()
        try:
            once()
        except RetryError as error:
            if not stop.wished:
                tell(f"{error} The next look is tried as planned.")
        stop.pause(max(0.0, begun + seconds - time.monotonic()))
    return 0


def _told(counts: collection.Counts, watcher: _Watcher, wanted: Wanted, output: Output, stop: collection.Stop) -> int:
    """Say what a run did, and return the code for it."""
    failed, watcher.failed = len(watcher.failed), []
    with watcher.waiting.aside():
        if wanted.as_json:
            numbers = {name.replace(" ", "_"): count for name, count in counts.rows()}
            told = {**numbers, "failed_sources": failed, "stopped": stop.wished}
            output.write(json.dumps(told) + "\n")
        else:
            output.write(_sentence(counts, failed))
        if counts.put_aside:
            tell(f"{plural(counts.put_aside, 'item')} put aside: `pourparler quarantine list` says why.")
    return QuarantineError.exit_code if failed or counts.put_off or counts.put_aside else 0


def _sentence(counts: collection.Counts, failed: int) -> str:
    if counts == collection.Counts() and not failed:
        return "Nothing new.\n"
    parts = [f"{counts.new:,} new", f"{counts.read:,} read"]
    parts += [f"{counts.put_off:,} put off"] if counts.put_off else []
    parts += [f"{counts.put_aside:,} put aside"] if counts.put_aside else []
    parts += [f"{plural(failed, 'source')} failed"] if failed else []
    return ", ".join(parts) + ".\n"
