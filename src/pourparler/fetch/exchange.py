"""What is asked of a server, and what it answers: the records that pass between client, politeness and archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pourparler.types import Capture

__all__ = ["Accept", "Answer", "Gate", "Headers", "Request"]

Accept = Literal["page", "feed", "robots"]
"""``page``: HTML, plain text, XML. ``feed``: whatever type it is labelled as, unpacked if it is a gzip file, since
sitemaps often are. ``robots``: the same, and it may be empty."""

Headers = tuple[tuple[str, str], ...]
"""Names and values as sent, in order; bytes beyond ASCII are read as Latin-1."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch; with a validator of the last time, only if it has changed since."""

    url: str
    accept: Accept = "page"
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as the server wrote it


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: ``capture`` is None if nothing has changed (304)."""

    url: str  # after redirects
    status: int
    capture: Capture | None
    etag: str | None
    modified: str | None
    asked: Headers  # of the request that brought it
    answered: Headers


class Gate(Protocol):
    """Stands before each request: decides whether and when it may be made."""

    def turn(self, url: str) -> AbstractContextManager[None]:
        """Hold the turn of the address's host, after waiting for it."""

    def check(self, url: str) -> None:
        """Raise RefusedError if the host whose turn is held does not want this address fetched."""
