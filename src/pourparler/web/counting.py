"""Counts over time: days, weeks, months or years, whichever gives a chart that can be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pourparler.render.wording import MONTHS
from pourparler.web import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Series", "Table", "table"]

_MOST_BINS = 31  # more columns than that are no wider than the gap between them on a phone
_MONTHS = [name[:3] for name in MONTHS]


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one thing, one for each bin."""

    name: str
    mark: str  # what the style sheet knows it by
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Series over the same bins."""

    unit: str  # "day", "week", "month", "year"
    bins: tuple[str, ...]
    series: tuple[Series, ...]
    undated: int  # things without a date, which are in no bin

    @property
    def rows(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Each bin that has anything, with the count of each series in it."""
        columns = zip(*(series.counts for series in self.series), strict=True)
        return tuple((name, counts) for name, counts in zip(self.bins, columns, strict=True) if any(counts))

    @property
    def total(self) -> int:
        """All that is counted in a bin."""
        return sum(sum(series.counts) for series in self.series)


def _day(day: date) -> tuple[date, str]:
    return day, f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _week(day: date) -> tuple[date, str]:
    monday = day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else day
    return monday, f"week of {monday.day} {_MONTHS[monday.month - 1]} {monday.year}"


def _month(day: date) -> tuple[date, str]:
    return day.replace(day=1), f"{_MONTHS[day.month - 1]} {day.year}"


def _year(day: date) -> tuple[date, str]:
    return day.replace(month=1, day=1), str(day.year)


_UNITS: tuple[tuple[str, Callable[[date], tuple[date, str]], int], ...] = (
    ("day", _day, 1),
    ("week", _week, 7),
    ("month", _month, 31),
    ("year", _year, 366),
)


def _bins(first: date, last: date) -> tuple[str, Callable[[date], tuple[date, str]], list[tuple[date, str]]]:
    days = (last - first).days
    unit, cut, step = next((one for one in _UNITS if days // one[2] < _MOST_BINS), _UNITS[-1])
    bins: dict[date, str] = {}
    day = first
    while day <= last and len(bins) <= _MOST_BINS:
        start, name = cut(day)
        bins[start] = name
        ahead = 32 - day.day if unit == "month" else 367 if unit == "year" else step
        if date.max - day <= timedelta(days=ahead):
            break
        day = cut(day + timedelta(days=ahead))[0]
    start, name = cut(last)
    bins[start] = name
    return unit, cut, sorted(bins.items())


def table(things: Iterable[tuple[str | None, str]], names: Sequence[tuple[str, str]]) -> Table | None:
    """Count things over time.

    Args:
        things: When each was published (ISO 8601), and its mark.
        names: Name and mark of each series, in order; one that has nothing is left out.

    Returns:
        The counts; None where nothing has a date. Where things lie too far apart for one chart, the newest are counted.
    """
    known = [(dates.day_of(published), mark) for published, mark in things]
    days = [(day, mark) for day, mark in known if day is not None]
    if not days:
        return None
    last = max(day for day, _ in days)
    # an article that claims the year 1 must not press all others into one column
    first = max(min(day for day, _ in days), date(max(1, last.year - _MOST_BINS + 1), 1, 1))
    unit, cut, bins = _bins(first, last)
    counts = Counter((cut(day)[0], mark) for day, mark in days)
    series = tuple(Series(name, mark, tuple(counts[start, mark] for start, _ in bins)) for name, mark in names)
    kept = tuple(one for one in series if any(one.counts))
    return Table(unit, tuple(name for _, name in bins), kept, len(known) - len(days))
