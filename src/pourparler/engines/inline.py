"""The engine with one hand: this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Task = TypeVar("Task")
Result = TypeVar("Result")

__all__ = ["InlineEngine"]


class InlineEngine:
    """Does one task after another, each when its result is asked for."""

    workers = 1

    def __init__(self, prepare: Callable[[], object] | None = None) -> None:
        self._prepare = prepare

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield each task's result, in the order of the tasks."""
        for task in tasks:
            if self._prepare:
                self._prepare()
                self._prepare = None
            yield work(task)

    def close(self) -> None:
        """Nothing is held."""
