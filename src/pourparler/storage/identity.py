"""Names and times that come from content alone, so that a run that was killed and resumed ends with the same store."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["article_id", "fold", "moment", "name_key", "period", "revision_id", "row_ids", "sort_key", "stamp"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# Characters of a name in an index and in a cursor: PostgreSQL indexes no more than 2,700 bytes, and a cursor that holds
# a name must fit into an address.
_KEY = 200
_SORTED = 100
_AHEAD = timedelta(days=1)  # a clock that is fast, a time zone left out; later than that is a mistake of the page


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(key: str) -> str:
    """Return the id of the article that an item with this key leads to: the same over all its revisions."""
    return _digest(key)


def revision_id(article: str, sha256: str) -> str:
    """Return the id of an article's revision with this text."""
    return _digest(article, sha256)


def row_ids(article: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return ids for an article's statements or positions, which last as long as it has them in these words."""
    seen: Counter[str] = Counter()
    ids = []
    for said in words:
        ids.append(_digest(article, said, str(seen[said])))
        seen[said] += 1
    return tuple(ids)


def fold(name: str | None) -> str:
    """Return a name as it is compared: case and spacing apart."""
    return " ".join((name or "").casefold().split())


def name_key(name: str | None) -> str:
    """Return what a name is looked up by: as it is compared, and of bounded length however long it is."""
    folded = fold(name)
    return folded if len(folded) <= _KEY else f"{folded[:_KEY]} {_digest(folded)}"


def sort_key(name: str, key: str) -> str:
    """Return what a named thing is ordered by, which no other has: its name's beginning, then a digest of the rest."""
    return f"{name[:_SORTED]}\x01{_digest(name, key)}"


def stamp(text: str | None) -> str | None:
    """Return a time in the one form that sorts: a date, or a date and time in UTC; None for anything else."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            return text
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return found.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return None


def moment(published: str | None, hint: str | None, fetched: str) -> str:
    """Return when an article counts as published: the page's word, else the feed's, else when it was fetched.

    A time more than a day after the fetch is a mistake (a page that announces the year 2099 would head every list
    forever); the time of the fetch stands for it.
    """
    now = stamp(fetched) or ""
    for claimed in (stamp(published), stamp(hint)):
        if claimed:
            return now if now and claimed > _later(now) else claimed
    return now


def _later(now: str) -> str:
    """Return ``now`` and a day."""
    try:
        later = datetime.fromisoformat(now) + _AHEAD
    except (ValueError, OverflowError):
        return "9999-12-31"
    return later.replace(tzinfo=None).isoformat() + "Z"


def period(text: str) -> tuple[str, str] | None:
    """Return the first day of a year, month or day and the day after its last; None where it is none of them."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
        if day:
            after = first + timedelta(days=1)
        elif month:
            after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        else:
            after = first.replace(year=first.year + 1)
    except (ValueError, OverflowError):
        return None
    return first.date().isoformat(), after.date().isoformat()
