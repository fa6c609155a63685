"""The engine with many hands: a pool of processes.

Results come in the order of the tasks, and only a few tasks are taken ahead, so that memory stays flat however long the
row of tasks is. A worker that dies (killed, out of memory) ends the run with one sentence; what was committed stays.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, TypeVar

from pourparler.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

__all__ = ["PoolEngine"]

AHEAD = 2  # tasks taken a worker beyond the one it works on: enough that none waits, little to hold in memory

_unprepared: list[Exception] = []  # in a worker: why it cannot work


def _begin(prepare: Callable[[], object] | None) -> None:
    """Run in each new worker: leave interrupts to the parent, end with it, and prepare."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    try:
        if prepare:
            prepare()
    except Exception as error:  # noqa: BLE001 - raised again by the first task; here it would only break the pool
        _unprepared.append(error)


def _do(work: Callable[[Task], Result], task: Task) -> Result:
    """Do one task in a worker."""
    if _unprepared:
        raise _unprepared[0]
    return work(task)


def _end_with_parent() -> None:
    """Leave when the parent is gone: a parent that is killed cannot say so, and its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class PoolEngine:
    """Does tasks in ``workers`` processes, started when first needed."""

    def __init__(self, workers: int, prepare: Callable[[], object] | None = None) -> None:
        self.workers = workers
        self._prepare = prepare
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield each task's result, in order; ``work`` must be a module's function or a partial of one.

        Raises:
            RetryError: a worker died.
            Exception: what ``prepare`` or ``work`` raised.
        """
        if self._pool is None:
            # spawned, not forked: threads of the parent (fetching, onnxruntime) do not survive a fork
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, _begin, (self._prepare,))
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(_do, work, task))
                # what is done is handed on with the next task: where tasks come slowly, it is not to wait for many
                while waiting and (waiting[0].done() or len(waiting) > self.workers * (1 + AHEAD)):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            self._pool = None
            raise RetryError(
                "A worker process died (killed, or out of memory); what was done is kept. Run the command again, "
                "with fewer workers if memory is short."
            ) from error
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """End the workers; tasks that have not begun are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
