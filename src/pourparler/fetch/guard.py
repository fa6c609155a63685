"""The guard on the connection itself: no page can make us talk to the machine or the network we run in.

A link, or a redirect of a page, may name anything: ``http://169.254.169.254/`` hands out a cloud machine's
credentials, ``http://localhost:9200/`` a private index. To check the name is not enough, since whoever owns a name
decides what it resolves to, and may answer differently the second time (DNS rebinding). So the guard stands where
the connection is made: it resolves the name once, checks *every* address of the answer, and connects to one of
these addresses and to nothing else. TLS goes on verifying the certificate against the name.

The same place is where the clock of the whole fetch is kept: each read, write and handshake gets only what is
left of it, so that a server that sends one byte a second gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Protocol

import httpcore2

from pourparler.errors import RefusedError, RetryError
from pourparler.fetch.addresses import literal, refusal
from pourparler.fetch.links import allowed, check_target
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pourparler.fetch.addresses import Address
    from pourparler.settings import Settings

__all__ = ["Deadline", "GuardedBackend", "Internet", "Network"]

MOST_TRIED = 6
"""Addresses of one name that are tried in turn; all are checked. Large sites publish two to eight."""


class Network(Protocol):
    """What the guard stands in front of: names and connections. ``fetch.fake`` ships one in memory."""

    def resolve(self, host: str, port: int, timeout: float) -> tuple[str, ...]:
        """Return the addresses of ``host``, best first, within ``timeout`` seconds."""

    def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        """Connect to a numeric address within ``timeout`` seconds."""


class Deadline:
    """Wall-clock time that one fetch may take, redirects included."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @contextmanager
    def held(self) -> Iterator[None]:
        """Stop the clock: to wait for one's turn at a host costs nothing."""
        begun = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - begun

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            RetryError: none are.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise RetryError(
                f"The page was not there after {self.seconds:g} seconds: try again later, or raise the setting timeout."
            )
        return left


class Internet:
    """The network itself."""

    def resolve(self, host: str, port: int, timeout: float) -> tuple[str, ...]:
        """Ask the system's resolver.

        ``getaddrinfo`` knows no time limit, so it runs in a thread that is left behind when the time is up.

        Raises:
            RetryError: the name is not known, or there is no answer in time.
        """
        answers: list[tuple[str, ...] | OSError | UnicodeError] = []

        def ask() -> None:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                answers.append(tuple(str(sockaddr[0]) for *_, sockaddr in found))
            except (OSError, UnicodeError) as error:
                answers.append(error)

        thread = threading.Thread(target=ask, name="resolve", daemon=True)
        thread.start()
        thread.join(timeout)
        if not answers:
            raise RetryError(f"The name {shown(host)} was not resolved in time: try again later.")
        if isinstance(answers[0], Exception):
            raise RetryError(
                f"The name {shown(host)} is not known to the network: check its spelling and your connection."
            ) from answers[0]
        return answers[0]

    def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        """Open a TCP connection; a numeric address is not resolved again."""
        return httpcore2.SyncBackend().connect_tcp(address, port, timeout=timeout, socket_options=())


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only; put into the connection pool of a transport."""

    def __init__(self, settings: Settings, deadline: Deadline, network: Network) -> None:
        self._settings = settings
        self._deadline = deadline
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline of the whole fetch counts
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Resolve ``host`` once, check every address, connect to the first that answers.

        Raises:
            RefusedError: the host's form, its port or one of its addresses is refused.
            RetryError: the time is up or the name is not known.
            httpcore2.ConnectError: no address answers.
        """
        check_target(host, port, self._settings)
        numeric = literal(host)
        answers = (str(numeric),) if numeric else self._network.resolve(host, port, self._deadline.left())
        addresses = self._checked(host, answers)
        if not addresses:
            raise RetryError(f"The name {shown(host)} has no address: check its spelling, or try again later.")
        return self._first_that_answers(addresses[:MOST_TRIED], port)

    def _checked(self, host: str, answers: tuple[str, ...]) -> list[Address]:
        """Refuse the host if *one* of its addresses is refused: an honest name does not mix them."""
        addresses = list(dict.fromkeys(ip_address(answer) for answer in answers))
        if allowed(host, self._settings):
            return addresses
        for address in addresses:
            reason = refusal(address)
            if reason is not None:
                raise RefusedError(
                    f"{shown(host)} is not fetched from: its address {shown(address)} is {reason}, not public "
                    "(the setting allow_hosts can name hosts that are fetched from all the same)."
                )
        return addresses

    def _first_that_answers(self, addresses: list[Address], port: int) -> httpcore2.NetworkStream:
        """Try in turn; each gets its share of the time left, so that one dead address does not cost all of it."""
        failure: Exception | None = None
        for tried, address in enumerate(addresses):
            share = self._deadline.left() / (len(addresses) - tried)
            try:
                return GuardedStream(self._network.connect(str(address), port, share), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError("no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Refuse: no page lives behind a socket file.

        Raises:
            RefusedError: always.
        """
        raise RefusedError(f"The socket file {shown(path)} is not fetched from: only http and https addresses are.")


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every step gets no more time than the whole fetch has left."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Read up to ``max_bytes`` bytes; ``timeout`` gives way to the deadline, here and below."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Write all of ``buffer``."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Start TLS, verified against ``server_hostname``: the name in the link, not the address connected to.

        Raises:
            RefusedError: the certificate does not hold; that is a guard's refusal, not a passing fault.
            RetryError: TLS fails in another way, as with a server that is being set up.
        """
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore2.ConnectError as error:
            cause = error.__cause__
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise RefusedError(
                    f"{shown(server_hostname)} is not fetched from: its certificate is not valid "
                    f"({cause.verify_message.rstrip('.')})."
                ) from error
            raise RetryError(
                f"{shown(server_hostname)} does not complete a secure connection: try again later."
            ) from error
        return GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)
