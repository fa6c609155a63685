"""What a run is made of, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pourparler.collection.stopping import Stop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pourparler.collection.shards import Tools
    from pourparler.protocols import Engine, Store
    from pourparler.types import Check, Source

__all__ = ["Counts", "Run", "stamp"]


def stamp(moment: datetime) -> str:
    """Return a moment as the store keeps it."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def _unseen(_source: Source, _check: Check) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Run:
    """The parts of a run, whatever it reads."""

    store: Store  # where all of it is kept
    tools: Tools  # what workers need
    engine: Engine  # who works
    folder: Path  # where fetched pages are kept, as WARC files; held by one run at a time
    now: Callable[[], datetime] = _now  # the time of day, UTC
    told: Callable[[str, int, int], None] = _silent  # gets the stage, how much of it is done, and of how much
    looked: Callable[[Source, Check], None] = _unseen  # gets each source with how the look at it went
    stop: Stop = field(default_factory=Stop)  # ends it early: what has begun is committed, what waits stays

    @property
    def moment(self) -> str:
        """The time of day, as the store keeps it."""
        return stamp(self.now())


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did."""

    new: int = 0  # items that sources showed for the first time
    read: int = 0  # articles read and committed
    put_off: int = 0  # items to be tried again
    put_aside: int = 0  # items that went to quarantine

    def rows(self) -> tuple[tuple[str, int], ...]:
        """Return the counts by name, as a store keeps them."""
        return (("new", self.new), ("read", self.read), ("put off", self.put_off), ("put aside", self.put_aside))
