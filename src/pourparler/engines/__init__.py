"""How many hands do the work: in this process, or in a pool of processes. Rooms never know which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.protocols import Engine

__all__ = ["engine"]


def engine(workers: int = 1, *, prepare: Callable[[], object] | None = None) -> Engine:
    """Return an engine with this many workers; one worker works in this process.

    ``prepare`` is called once in each worker before its first task (loading a model); it must be a module's function,
    or a partial of one, as it goes to other processes.
    """
    if workers > 1:
        from pourparler.engines.pool import PoolEngine

        return PoolEngine(workers, prepare)
    from pourparler.engines.inline import InlineEngine

    return InlineEngine(prepare)
