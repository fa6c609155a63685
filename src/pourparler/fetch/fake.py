"""A network in memory, for tests: the guard, HTTP and the limits are the real ones, only the wire is not.

>>> from pourparler.fetch import fetch
>>> from pourparler.settings import Settings
>>> network = FakeNetwork({"https://daily.example/talks": Page(b"<p>They met.</p>")})
>>> fetch("https://daily.example/talks", Settings(), network=network).content
b'<p>They met.</p>'
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore2

from pourparler.errors import RetryError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence

__all__ = ["FakeNetwork", "Page"]

PUBLIC = "93.184.215.14"
"""What names resolve to unless told otherwise: an address that the guard lets pass, and that nobody connects to."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answers: body and headers as sent, without regard to whether they agree."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)

    @classmethod
    def redirect(cls, location: str, status: int = 302) -> Page:
        """Return a redirect to ``location``."""
        return cls(status=status, headers=(("Location", location),))

    def wire(self) -> bytes:
        """Return the answer as HTTP/1.1 sends it."""
        names = {name.lower() for name, _ in self.headers}
        lines = [f"HTTP/1.1 {self.status} Said so", *(f"{name}: {value}" for name, value in self.headers)]
        if not names & {"content-length", "transfer-encoding"}:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join((*lines, "", "")).encode("latin-1") + self.body


Served = Page | Callable[[bytes], Page]


class FakeNetwork:
    """Names and connections in memory; fulfils ``pourparler.fetch.guard.Network``.

    Args:
        pages: what is served, by full address: a page, or a function from the request's bytes to one; any other
            address is answered 404.
        names: the successive answers for a name, the last one again and again. Unlisted names are public.
    """

    def __init__(self, pages: Mapping[str, Served], names: Mapping[str, Sequence[Sequence[str]]] | None = None) -> None:
        self.pages: Mapping[str, Served] = dict(pages)
        self._names = {name: deque(tuple(answer) for answer in answers) for name, answers in (names or {}).items()}
        self.resolved: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.secured: list[str | None] = []
        self.requests: list[bytes] = []

    def resolve(self, host: str, port: int, timeout: float) -> tuple[str, ...]:  # noqa: ARG002
        """Answer as listed.

        Raises:
            RetryError: the list for this name is empty.
        """
        self.resolved.append(host)
        answers = self._names.get(host, deque([(PUBLIC,)]))
        if not answers:
            raise RetryError(f"The name {host} is not known.")
        return answers.popleft() if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:  # noqa: ARG002
        """Note the address and connect to the pages."""
        self.connected.append((address, port))
        return _Wire(self)


class _Wire(httpcore2.NetworkStream):
    """One connection: takes a request, gives the page."""

    def __init__(self, network: FakeNetwork) -> None:
        self._network = network
        self._scheme = "http"
        self._asked = bytearray()
        self._answer: bytes | None = None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._asked += buffer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        if self._answer is None:
            self._network.requests.append(bytes(self._asked))
            served = self._network.pages.get(self._address(), Page(status=404))
            self._answer = (served if isinstance(served, Page) else served(bytes(self._asked))).wire()
        part, self._answer = self._answer[:max_bytes], self._answer[max_bytes:]
        return part

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        self._network.secured.append(server_hostname)
        self._scheme = "https"
        return self

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:  # noqa: ARG002
        return None

    def _address(self) -> str:
        """Read the full address off the request."""
        first, *lines = bytes(self._asked).decode("latin-1").split("\r\n")
        host = next(line[6:] for line in lines if line.lower().startswith("host: "))
        return f"{self._scheme}://{host}{first.split(' ')[1]}"
