"""What an answer's status and headers mean: decisions only."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, PourparlerError, RefusedError, RetryError, UnreadableError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from pourparler.fetch.unpacking import Packing

__all__ = ["check_media_type", "check_status", "content_type", "packing_of", "seconds_of", "validator"]

GONE = frozenset({404, 410})
DENIED = {
    401: "asks for a login",
    402: "asks for a payment",
    403: "does not let us read the page",
    407: "asks for a proxy login",
    451: "withholds the page for legal reasons",
}
LATER = frozenset({202, 408, 421, 423, 425, 429})
"""Answers that pass: not ready, time-out, locked, too early, too many requests. All of 5xx as well."""
NO_PAGE = frozenset({204, 205, 206})
"""Answers that are no page, or a part that nobody asked for."""

LONGEST_REST = 86_400.0
"""Seconds: no server is left alone for more than a day on its own word."""

_MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100})", re.ASCII)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)
_READ = frozenset({"text/html", "text/plain", "text/xml", "application/xml"})


def check_status(status: int, retry_after: str | None, name: str, *, now: datetime | None = None) -> None:
    """Pass an answer that brings a page.

    Args:
        status: the three digits.
        retry_after: the header of that name; seconds are repeated in the message, dates are not.
        name: what the user called the page.
        now: the moment from which a date in that header is counted.

    Raises:
        NotFoundError: 404, 410.
        RefusedError: access is denied, or another 4xx.
        RetryError: 5xx, 429 and others that may pass; ``after`` says how long the server wants to be left alone.
        UnreadableError: no page comes with this status.
    """
    error = _error_of(status, retry_after, name)
    if error is None:
        return
    error.status = status
    if isinstance(error, RetryError):
        error.after = seconds_of(retry_after, now or datetime.now(UTC))
    raise error


def _error_of(status: int, retry_after: str | None, name: str) -> PourparlerError | None:
    if status in GONE:
        return NotFoundError(f"{shown(name)} is not there: the server answers {status}; check the address.")
    if status in DENIED:
        return RefusedError(
            f"{shown(name)} cannot be read: the server {DENIED[status]} ({status}); save the page in a browser instead."
        )
    if status in LATER or status >= 500:
        wait = f" in {retry_after} seconds" if retry_after and re.fullmatch(r"[0-9]{1,6}", retry_after) else " later"
        return RetryError(f"{shown(name)} is not to be had now: the server answers {status}; try again{wait}.")
    if 400 <= status < 500:
        return RefusedError(f"{shown(name)} cannot be read: the server refuses the request ({status}).")
    if status in NO_PAGE or not 200 <= status < 300:
        return UnreadableError(f"{shown(name)} cannot be read: the server answers {status} without a page.")
    return None


def seconds_of(retry_after: str | None, now: datetime) -> float | None:
    """Read a Retry-After header, which holds seconds or a date.

    Returns:
        Seconds from ``now``, at least 0 and at most a day; None for what is neither.
    """
    text = (retry_after or "").strip()[:100]
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(float(text), LONGEST_REST)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((moment - now).total_seconds(), 0.0), LONGEST_REST)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def validator(header: str | None) -> str | None:
    """Return an ETag or Last-Modified header if it can be sent back as it came, or None."""
    text = (header or "").strip()
    return text if 0 < len(text) <= 1000 and text.isascii() and text.isprintable() else None


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Take a Content-Type header apart.

    Returns:
        Media type in lower case without parameters, and the charset as declared; None where there is none.
    """
    if not header:
        return None, None
    header = header[:1000]
    kind = _MEDIA_TYPE.match(header)
    charset = _CHARSET.search(header)
    return (kind[1].lower() if kind else None), (charset[1] if charset else None)


def check_media_type(media_type: str | None, name: str) -> None:
    """Pass HTML, plain text and XML, and what has no label: that is looked at when it is decoded.

    Raises:
        RefusedError: for everything else.
    """
    if media_type is None or media_type in _READ:
        return
    if media_type.startswith("application/") and media_type.endswith("+xml"):
        return
    raise RefusedError(f"{shown(name)} is {media_type}, not a page: only HTML, plain text and XML are read.")


def packing_of(header: str | None, name: str) -> Packing:
    """Read a Content-Encoding header.

    Raises:
        UnreadableError: a packing that was not asked for, or several on top of each other: nobody needs that for
            a page, and it multiplies what a bomb can do.
    """
    packings = [part.strip().lower() for part in (header or "").split(",")]
    packings = [part for part in packings if part not in {"", "identity"}]
    if not packings:
        return "identity"
    if packings in (["gzip"], ["x-gzip"]):
        return "gzip"
    if packings == ["deflate"]:
        return "deflate"
    raise UnreadableError(f"{shown(name)} cannot be unpacked: it is packed as {shown(', '.join(packings))[:60]}.")
