"""An httpx2 transport whose connection pool connects through the guard, and through nothing else.

It is built on the public classes of httpcore2 alone. To reach into ``httpx2.HTTPTransport`` and swap its pool would
be shorter, but if that attribute were ever renamed, the guard would be gone without a sound; here nothing works
without it.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from pourparler.errors import UsageError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from pourparler.fetch.guard import GuardedBackend

__all__ = ["GuardedTransport"]


_AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


class GuardedTransport(httpx2.BaseTransport):
    """Speaks HTTP/1.1 over the guard's connections; no proxy, no kept connections, always verified TLS."""

    def __init__(self, backend: GuardedBackend) -> None:
        # No connection is kept for the next request: every redirect is resolved and checked anew.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_verified(*(os.environ.get(name) for name in _AUTHORITIES)),
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            retries=0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; the body of the answer is read by whoever asked.

        Raises:
            PourparlerError: what the guard says.
            Exception: httpcore2's own, which ``client`` wraps.
        """
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        stream: Iterable[bytes] = self._answer.iter_stream()
        yield from stream

    def close(self) -> None:
        self._answer.close()


@cache
def _verified(*_authorities: str | None) -> ssl.SSLContext:
    """Return a context that checks certificate and host name, by the system's authorities.

    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` count, as everywhere: whoever runs a machine may add an authority to it,
    and that, unlike a proxy, does not take the guard's check out of our hands. To read all authorities takes 25 ms,
    so it is done once for each value of these variables.

    Raises:
        UsageError: those variables name something that holds no certificates.
    """
    try:
        return httpx2.create_ssl_context(verify=True, trust_env=True)
    except OSError as error:  # ssl.SSLError is one
        raise UsageError("The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be loaded.") from error
