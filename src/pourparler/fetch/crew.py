"""Several hands that work through a list, never two at one host, and results in the order of the list."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pourparler.fetch.exchange import Answer, Request

__all__ = ["Outcome", "crew"]

AHEAD = 8
"""Requests taken ahead for each hand: enough to find other hosts, few enough that what waits stays small."""

LOOK = 1.0
"""Seconds after which a waiting caller looks up, so that an interrupt is seen on every system."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request: an answer or an error."""

    request: Request
    answer: Answer | None
    error: PourparlerError | None


def crew(
    requests: Iterable[Request],
    work: Callable[[Request], Answer],
    *,
    host: Callable[[str], str],
    ready: Callable[[str], float],
    hands: int,
) -> Iterator[Outcome]:
    """Work through ``requests``.

    Args:
        requests: read by the calling thread, at most ``8 * hands`` ahead of what has been given out.
        work: fetches one; called from several threads.
        host: the name under which an address is queued.
        ready: the moment from which a host may be asked: of several, the earliest comes first.
        hands: threads.

    Yields:
        What came of each, in the order asked.
    """
    board = _Board(host, ready)
    threads = [
        threading.Thread(target=board.labour, args=(work,), name=f"fetch-{n}", daemon=True) for n in range(hands)
    ]
    for thread in threads:
        thread.start()
    source = iter(requests)
    given, taken, more = 0, 0, True
    try:
        while True:
            while more and taken - given < AHEAD * hands:
                request = next(source, None)
                if request is None:
                    more = False
                else:
                    board.add(taken, request)
                    taken += 1
            if given == taken:
                return
            yield board.result(given)
            given += 1
    finally:
        board.stop()


class _Board:
    """What waits, what is being done and what is done; every change under one lock."""

    def __init__(self, host: Callable[[str], str], ready: Callable[[str], float]) -> None:
        self._host = host
        self._ready = ready
        self._waiting: dict[str, deque[tuple[int, Request]]] = {}
        self._busy: set[str] = set()
        self._done: dict[int, Outcome | BaseException] = {}
        self._stopped = False
        self._changed = threading.Condition()

    def add(self, number: int, request: Request) -> None:
        with self._changed:
            self._waiting.setdefault(self._host(request.url), deque()).append((number, request))
            self._changed.notify_all()

    def result(self, number: int) -> Outcome:
        """Wait for one result; an error that is not ours, and so a fault of the program, is raised here."""
        with self._changed:
            while number not in self._done:
                self._changed.wait(LOOK)
            outcome = self._done.pop(number)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def stop(self) -> None:
        """Let the hands go; what they have begun they finish, and nobody waits for it."""
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify_all()

    def labour(self, work: Callable[[Request], Answer]) -> None:
        """One hand: take, do, put down, until there is no more."""
        while (job := self._take()) is not None:
            name, number, request = job
            outcome: Outcome | BaseException
            try:
                outcome = Outcome(request, work(request), None)
            except PourparlerError as error:
                outcome = Outcome(request, None, error)
            except BaseException as error:  # noqa: BLE001 - raised again where the result is taken
                outcome = error
            with self._changed:
                self._busy.discard(name)
                self._done[number] = outcome
                self._changed.notify_all()

    def _take(self) -> tuple[str, int, Request] | None:
        with self._changed:
            while not self._stopped:
                free = [name for name in self._waiting if name not in self._busy]
                if free:
                    name = min(free, key=self._ready)  # of equals, the one that has waited longest
                    number, request = self._waiting[name].popleft()
                    if not self._waiting[name]:
                        del self._waiting[name]
                    self._busy.add(name)
                    return name, number, request
                self._changed.wait()
        return None
