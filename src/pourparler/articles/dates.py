"""Dates of publication, in the forms that pages use, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["iso", "iso_in_address", "iso_in_line"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMES})\.?,?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_PACKED = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$|\.)")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_EARLIEST, _LATEST = 1980, 2100
_LONGEST = 80  # characters of a value that is a date


def iso(value: object) -> str | None:
    """Return a machine-written date as ISO 8601: date and time where it names its zone, else the date alone."""
    text = " ".join(str(value).split()) if isinstance(value, (str, int)) else ""
    if not text or len(text) > _LONGEST:
        return None
    for parse in (_moment, _mail, _stamp):
        moment = parse(text)
        if moment is not None:
            if not _EARLIEST <= moment.year <= _LATEST:
                return None
            zoned = moment.tzinfo is not None
            return moment.replace(microsecond=0).isoformat() if zoned else moment.date().isoformat()
    return iso_in_line(text)


def iso_in_line(text: str) -> str | None:
    """Return the first full date that stands in a line of prose ("Published 3 November 2024, 10:15")."""
    if match := _NUMBERS.search(text) or _PACKED.match(text):
        return _date(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _date(match[3], _MONTHS[match[2].casefold()], match[1])
    if match := _MONTH_FIRST.search(text):
        return _date(match[3], _MONTHS[match[1].casefold()], match[2])
    return None


def iso_in_address(url: str) -> str | None:
    """Return the date in an address such as ``https://paper.example/2024/11/03/talks``."""
    match = _ADDRESS.search(url)
    return _date(match[1], match[2], match[3]) if match else None


def _date(year: str, month: str | int, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST <= found.year <= _LATEST else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if "," not in text[:5] and "GMT" not in text:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _stamp(text: str) -> datetime | None:
    if not _EPOCH.match(text):
        return None
    try:
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
