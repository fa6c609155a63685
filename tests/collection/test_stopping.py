"""Asked to stop, a run finishes what it has begun, and the next goes on from there."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from pourparler.collection import Stop, running, sync
from pourparler.fetch import Polite
from tests.collection import world

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.protocols import Store
    from tests.collection.site import Site


def test_what_has_begun_is_kept_and_the_rest_waits(
    kept: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SHARD", 4)
    world.added(kept, world.folder_of(tmp_path / "pages", 12))
    stop = Stop()
    counts = sync(world.run_of(kept, archive, stop=stop, told=lambda *_: stop.wish()))
    assert 4 <= counts.read < 12
    assert kept.status().waiting == 12 - counts.read
    assert kept.runs()[0].ended is not None
    assert sync(world.run_of(kept, archive)).read == 12 - counts.read


def test_a_wish_before_the_beginning_reads_nothing(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 2))
    stop = Stop()
    stop.wish()
    assert sync(world.run_of(kept, archive, stop=stop)).read == 0
    assert sync(world.run_of(kept, archive)).read == 2


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="signals are sent as on POSIX")
def test_waiting_for_a_server_ends_at_once(kept: Store, archive: Path, site: Site) -> None:
    """A signal that comes while a server keeps us waiting does not wait for the server."""
    world.added(kept, f"{site.address}/feed.xml", get=Polite(world.settings()).get)
    site.hold.set()
    stop = Stop()
    before = signal.signal(signal.SIGUSR1, lambda *_: stop.wish())
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.7, signal.pthread_kill, (main, signal.SIGUSR1)).start()
    began = time.monotonic()
    try:
        counts = sync(world.run_of(kept, archive, stop=stop, given=world.settings(timeout=60.0)))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert time.monotonic() - began < 20
    assert counts.read == 0
    assert kept.status().waiting == 9
    site.hold.clear()
    assert sync(world.run_of(kept, archive)).read == 9


def test_a_wish_while_the_run_looks_for_one_is_not_slept_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal between the look and the waiting would otherwise be served when the server has answered."""
    stop, called = Stop(), threading.Event()

    class Late(threading.Event):
        def is_set(self) -> bool:
            seen = super().is_set()
            if not seen:
                stop.wish()  # the signal comes as soon as it was seen that there was none
            return seen

    monkeypatch.setattr(stop, "_wished", Late())
    assert stop.waited(lambda: called.set() or 1) is None  # type: ignore[func-returns-value]
    assert not called.is_set()
    assert stop.wished
    stop.wish()  # nobody sleeps any more: nothing is raised


def test_a_pause_ends_with_the_wish() -> None:
    stop = Stop()
    threading.Timer(0.05, stop.wish).start()
    assert stop.pause(30)
    assert stop.wished
    assert stop.waited(lambda: 1) is None
    assert Stop().waited(lambda: 1) == 1
    assert not Stop().pause(0)
