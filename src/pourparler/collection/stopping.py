"""How a run is asked to stop: what has begun is finished and committed, and waiting for servers ends at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

__all__ = ["Stop"]


class _Woken(BaseException):
    """Leaves a wait in the main thread; nothing catches it but the wait itself."""


class Stop:
    """A wish to stop; ``wish`` may be called by a signal's handler."""

    def __init__(self) -> None:
        self._wished = threading.Event()
        self._asleep = False

    @property
    def wished(self) -> bool:
        """Whether the run is to end."""
        return self._wished.is_set()

    def wish(self) -> None:
        """Ask the run to end; in the main thread, also wakes it where it waits."""
        self._wished.set()
        if self._asleep and threading.current_thread() is threading.main_thread():
            self._asleep = False
            raise _Woken

    def pause(self, seconds: float) -> bool:
        """Wait so long, or until the wish comes; return whether it came."""
        return self._wished.wait(seconds)

    def waited(self, call: Callable[[], Result]) -> Result | None:
        """Return what ``call`` gives, or None where the wish comes while it waits; nothing in it may need finishing."""
        try:
            self._asleep = True  # before the look: a wish that comes behind it wakes us
            try:
                return None if self.wished else call()
            finally:
                self._asleep = False
        except _Woken:
            return None
