"""A bar on standard error for whoever waits longer than two seconds, and only on a terminal."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from pourparler.cli.output import is_terminal
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

__all__ = ["Waiting"]

_PATIENCE = 2.0  # seconds before the bar comes


class Waiting:
    """Shows what is being read; made when it is first needed, gone while results are printed."""

    def __init__(self, total: int | None, *, quiet: bool) -> None:
        self._total = total
        self._wanted = not quiet and is_terminal(sys.stderr)
        self._name = ""
        self._done = 0
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self.resume()
        return self

    def __exit__(self, *_: object) -> None:
        self.pause()

    def step(self, name: str) -> None:
        """Say that ``name`` is read now."""
        with self._lock:
            self._name = shown(name)[:40]
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, description=self._name, completed=self._done)

    def advance(self) -> None:
        """Say that one more is done."""
        self._done += 1

    def at(self, name: str, done: int, total: int | None) -> None:
        """Say what is being done, and how much of how much is."""
        with self._lock:
            self._name, self._done, self._total = shown(name)[:40], done, total
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, description=self._name, completed=done, total=total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Keep the bar away while something is printed on the same screen, and for two seconds after."""
        self.pause()
        yield
        self.resume()

    def resume(self) -> None:
        """Let the bar come in two seconds."""
        if not self._wanted or self._timer is not None:
            return
        self._timer = threading.Timer(_PATIENCE, self._show)
        self._timer.daemon = True
        self._timer.start()

    def pause(self) -> None:
        """Take the bar away, and do not let it come."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._timer is None:  # paused in the meantime
                return
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._bar.add_task(self._name, total=self._total, completed=self._done)
            self._bar.start()
