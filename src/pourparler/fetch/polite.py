"""Fetching as a good guest: one request at a time and a rest for each host, its robots.txt, and waits that grow.

All that concerns one host is kept in one place, and whoever holds its turn holds its lock. Waiting happens within
the turn, so that whoever else wants the host waits as well; a failure that may pass makes the host's rest longer,
for everybody. A host that goes on failing is left alone for a while, so that a dead server with a thousand pages
costs a few tries and not a thousand.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pourparler.errors import PourparlerError, RetryError
from pourparler.fetch.client import ask
from pourparler.fetch.crew import crew
from pourparler.fetch.exchange import Request
from pourparler.fetch.names import shown
from pourparler.fetch.robots import Rules, without_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pourparler.fetch.crew import Outcome
    from pourparler.fetch.exchange import Accept, Answer
    from pourparler.fetch.guard import Network
    from pourparler.settings import Settings
    from pourparler.types import Capture

__all__ = ["Polite"]

FIRST_WAIT = 2.0
"""Seconds after the first failure of a host; each further one doubles them."""

LONGEST_WAIT = 60.0
"""Seconds that a run waits for one host. What takes longer is for the next run: the error says when."""

LEFT_ALONE = 600.0
"""Seconds for which a host is not asked again that has failed too often, or whose robots.txt cannot be had."""

PATIENCE = 2
"""Requests that may fail with all their retries, one after the other, before a host is left alone."""

RULES_AGE = 86_400.0
"""Seconds for which a robots.txt counts: the day of RFC 9309."""


@dataclass
class _Host:
    """All that is remembered of one host; changed only by whoever holds ``lock``."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    ready: float = 0.0  # not before this moment
    closed: float = 0.0  # left alone until this moment
    failures: int = 0  # in a row
    rules: Rules | None = None
    fetched: float = 0.0  # when the rules were


class Polite:
    """Fetches for one run; may be used from several threads.

    Args:
        settings: ``pause``, ``retries``, ``connections``, and those of ``fetch``.
        network: as for ``fetch``.
        clock: seconds that only go forward.
        sleep: waits so many seconds of that clock.
        now: the time of day, UTC, by which captures are dated.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        network: Network | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._settings = settings
        self._network = network
        self._clock = clock
        self._sleep = sleep
        self._now = now or partial(datetime.now, UTC)
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def ask(self, request: Request) -> Answer:
        """Fetch one thing, waiting and retrying as long as that is reasonable.

        Raises:
            PourparlerError: as ``fetch``; a RetryError's ``after`` says when another run may try.
        """
        for tried in range(self._settings.retries + 1):
            try:
                return ask(request, self._settings, network=self._network, gate=self, now=self._now)
            except RetryError as error:
                if tried == self._settings.retries or (error.after or 0.0) > LONGEST_WAIT:
                    raise
        raise AssertionError  # the loop returns or raises

    def get(self, url: str, accept: Accept = "feed") -> Capture:
        """Fetch one address without conditions; for ``sources.discover``.

        Raises:
            PourparlerError: as ``ask``.
        """
        capture = self.ask(Request(url, accept)).capture
        if capture is None:  # not possible: nothing was asked for on condition
            raise RetryError(f"{shown(url)} sent a broken answer: try again later.")
        return capture

    def each(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Fetch many things, several hosts at a time; what came of each is given in the order asked.

        ``requests`` is read ahead by a bounded number, and by the calling thread only.
        """
        return crew(requests, self.ask, host=_name, ready=self._ready, hands=self._settings.connections)

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Hold the turn of an address's host; see ``exchange.Gate``.

        Raises:
            RetryError: the host is left alone for now, or its robots.txt is not to be had.
        """
        host = self._host(url)
        with host.lock:
            self._check_open(host, url)
            if host.rules is None or self._clock() - host.fetched > RULES_AGE:
                host.rules, host.fetched = self._robots(host, url), self._clock()
            self._rest(host)
            try:
                yield
            except RetryError as error:
                self._failed(host, error)
                raise
            else:
                host.failures = 0
            finally:
                host.ready = max(host.ready, self._clock() + max(self._settings.pause, host.rules.delay))

    def check(self, url: str) -> None:
        """Ask the host's robots.txt; see ``exchange.Gate``.

        Raises:
            RefusedError: it does not want the address fetched.
        """
        rules = self._host(url).rules
        if rules is not None:
            rules.check(url)

    def _robots(self, host: _Host, url: str) -> Rules:
        """Fetch a robots.txt within the host's turn."""
        parts = urlsplit(url)
        request = Request(f"{parts.scheme}://{parts.netloc}/robots.txt", "robots")
        tried = 0
        while True:
            self._rest(host)
            try:
                capture = ask(request, self._settings, network=self._network, now=self._now).capture
                return Rules(capture.content if capture else b"", self._settings)
            except RetryError as error:
                tried += 1
                self._failed(host, error)
                if tried <= self._settings.retries and (error.after or 0.0) <= LONGEST_WAIT:
                    continue
                host.closed = self._clock() + (error.after or LEFT_ALONE)
                error.after = error.after or LEFT_ALONE
                raise
            except PourparlerError as error:
                if not without_file(error):
                    raise
                return Rules(b"", self._settings)
            finally:
                host.ready = max(host.ready, self._clock() + self._settings.pause)

    def _check_open(self, host: _Host, url: str) -> None:
        left = host.closed - self._clock()
        if left > 0:
            name = shown(urlsplit(url).netloc)
            error = RetryError(f"{name} is left alone for another {left:.0f} seconds, since it did not answer before.")
            error.after = left
            raise error

    def _failed(self, host: _Host, error: RetryError) -> None:
        """Make a host's rest longer, as it asks or by a wait that doubles; leave it alone if that is too long."""
        host.failures += 1
        wait = FIRST_WAIT * 2 ** min(host.failures - 1, 10) if error.after is None else error.after
        if wait > LONGEST_WAIT and error.after is not None:
            host.closed = self._clock() + wait
        elif host.failures >= PATIENCE * (self._settings.retries + 1):
            host.closed = self._clock() + LEFT_ALONE
            host.failures = 0
        host.ready = max(host.ready, self._clock() + min(wait, LONGEST_WAIT))

    def _rest(self, host: _Host) -> None:
        left = host.ready - self._clock()
        if left > 0:
            self._sleep(left)

    def _ready(self, name: str) -> float:
        """Return the moment from which a host may be asked; looked at without its lock: a hint."""
        with self._lock:
            host = self._hosts.get(name)
        return host.ready if host else 0.0

    def _host(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(_name(url), _Host())


def _name(url: str) -> str:
    """Return what politeness is owed to: a host, with its port if that is unusual; http and https are one server."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return ""  # it will be refused
    return host if port in {None, 80, 443} else f"{host}:{port}"
