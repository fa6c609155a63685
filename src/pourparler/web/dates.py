"""Moments as people read them: a date in words, a time with its zone, and the machine's form beside it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from markupsafe import Markup, escape

from pourparler.render.shown import one_line
from pourparler.render.wording import MONTHS

__all__ = ["day_of", "in_words", "tag"]

_PART = re.compile(r"(\d{4})(?:-(\d\d))?")
_LONGEST = 60  # characters of a date that cannot be read


def _day(found: date) -> str:
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _zone(found: datetime) -> str:
    offset = found.utcoffset()
    if offset is None:
        return "zone not stated"
    if offset == timedelta(0):
        return "UTC"
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _part(text: str) -> str | None:
    """Return a year as it is and a year with its month in words; None for anything else."""
    found = _PART.fullmatch(text)
    if found is None:
        return None
    month = int(found[2] or 1)
    return None if not 1 <= month <= 12 else f"{MONTHS[month - 1]} {found[1]}" if found[2] else found[1]


def _read(text: str) -> date | datetime | None:
    try:
        if len(text) == len("2026-03-10"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def in_words(text: str | None) -> str:
    """Return "10 March 2026" or "10 March 2026, 14:05 UTC"; what is no date as it is, shortened; "" for none."""
    if not text:
        return ""
    found = _read(text)
    if found is None:
        return _part(text) or one_line(text[:_LONGEST])
    if not isinstance(found, datetime):
        return _day(found)
    return f"{_day(found)}, {found:%H:%M} {_zone(found)}"


def tag(text: str | None, *, short: bool = False) -> Markup:
    """Return the element ``<time>`` for a moment; the words alone where it is no date.

    Args:
        text: ISO 8601, or what a page says instead.
        short: Leave out the time of day (it stays in ``datetime`` and in the hint).
    """
    # nothing long from outside is kept in memory
    return (_tag if len(text or "") <= _LONGEST else _tag.__wrapped__)(text, short)


@lru_cache(maxsize=4096)  # the rows of a page share few moments, and each takes as long as the rest of its line
def _tag(text: str | None, short: bool) -> Markup:
    words = in_words(text)
    found = _read(text) if text else None
    if text is not None and _part(text) is not None:
        return Markup('<time datetime="{}">{}</time>').format(text, words)
    if found is None or text is None:
        return escape(words)
    if isinstance(found, datetime):
        machine = found.replace(microsecond=0).isoformat().replace("+00:00", "Z")
        if short:
            return Markup('<time datetime="{}" title="{}">{}</time>').format(machine, words, _day(found))
    else:
        machine = found.isoformat()
    return Markup('<time datetime="{}">{}</time>').format(machine, words)


def day_of(text: str | None) -> date | None:
    """Return the day (in UTC, where a zone is given) on which something counts as published; None for no date."""
    found = _read(text) if text else None
    if not isinstance(found, datetime):
        return found
    try:
        return (found.astimezone(UTC) if found.tzinfo else found).date()
    except OverflowError:
        return None
