"""What every page needs: the store, the clock, the secrets, and what is kept in memory between requests."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from pourparler.errors import NotFoundError
from pourparler.web.access import Access
from pourparler.web.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from pourparler.protocols import Store
    from pourparler.rows import Status
    from pourparler.settings import Settings
    from pourparler.web.metrics import Metrics

__all__ = ["Site", "found", "site_of"]

_T = TypeVar("_T")

# Counting a million rows takes longer than showing a page; what a page says of it may be this old.
_STATUS_SECONDS = 15.0


@dataclass(slots=True)
class _Kept:
    """How much there was when somebody last asked."""

    lock: Lock = field(default_factory=Lock)
    status: Status | None = None
    moment: float = 0.0


@dataclass(frozen=True, slots=True)
class Site:
    """One served store."""

    store: Store
    settings: Settings
    metrics: Metrics
    access: Access = field(default_factory=Access)
    add_source: Callable[[str], str] | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    quotes: Quotes = field(default_factory=Quotes)
    kept: _Kept = field(default_factory=_Kept)

    def status(self) -> Status:
        """Return how much there is, at most some seconds old; one request counts for all that wait."""
        with self.kept.lock:
            if self.kept.status is None or monotonic() - self.kept.moment > _STATUS_SECONDS:
                self.kept.status, self.kept.moment = self.store.status(), monotonic()
            return self.kept.status

    def now(self) -> str:
        """Return the moment as the store keeps moments: ISO 8601, UTC, whole seconds."""
        return self.clock().astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"

    def seal(self, purpose: str, words: str) -> str:
        """Return a signature of ``words`` that only this process (or whoever has the secret) can make."""
        return hmac.new(self.secret, f"{purpose}\0{words}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def found(row: _T | None, what: str) -> _T:
    """Return what was looked up by the id in an address.

    Args:
        row: What the store returned.
        what: What it is called: "actor".

    Raises:
        NotFoundError: there is none.
    """
    if row is None:
        changed = "; its article may say something else by now" if what in {"statement", "position"} else ""
        raise NotFoundError(f"There is no {what} with this id{changed}.")
    return row


def site_of(request: Request) -> Site:
    """Return the site that a request is for."""
    site = request.app.state.site
    if not isinstance(site, Site):  # pragma: no cover - an application is only built with one
        raise TypeError("The application has no site.")
    return site
