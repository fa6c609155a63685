"""From a link to a Capture: redirects, limits and statuses.

Three things are deliberate:

* The proxies of the environment (``HTTP_PROXY`` and the like) and ``.netrc`` are never used. A proxy resolves names
  itself, on its side: the guard would check the proxy's address and never see the page's, so the proxy would fetch
  from any private address it can reach. Where a proxy is the only way out, save the page and read the file.
* Redirects are followed in a loop of our own, since each target must pass the same checks as the first link. A step
  from https down to http is followed, as many old sites take it, and is put in the log as a warning.
* Cookies live for one fetch: many sites set one, redirect to the same page, and go round in circles without it.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from pourparler.errors import RefusedError, RetryError, UnreadableError, UsageError
from pourparler.fetch.answers import check_media_type, check_status, content_type, packing_of, validator
from pourparler.fetch.exchange import Answer, Request
from pourparler.fetch.guard import Deadline, GuardedBackend, Internet
from pourparler.fetch.links import parse
from pourparler.fetch.names import shown
from pourparler.fetch.transport import GuardedTransport
from pourparler.fetch.unpacking import GZIP_MAGIC, too_large, unpack
from pourparler.types import Capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pourparler.fetch.exchange import Gate, Headers
    from pourparler.fetch.guard import Network
    from pourparler.settings import Settings

__all__ = ["ask", "fetch"]

log = logging.getLogger("pourparler.fetch")
log.addHandler(logging.NullHandler())

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
ACCEPTED = {
    "page": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8",
    "feed": (
        "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
    ),
    "robots": "text/plain,*/*;q=0.5",
}


def fetch(url: str, settings: Settings, *, network: Network | None = None) -> Capture:
    """Fetch one page.

    Args:
        url: an http or https address.
        settings: ``timeout`` (seconds for everything, redirects included), ``max_bytes`` (unpacked),
            ``max_redirects``, ``allow_hosts``, ``user_agent``.
        network: where names are resolved and connections made; the real network by default. The guard stands
            before any other as well: see ``pourparler.fetch.fake``.

    Returns:
        The page as it came: bytes unpacked but not decoded; ``url`` is where the redirects ended.

    Raises:
        RefusedError: the guard or a limit forbids it, the certificate does not hold, the server denies access, or
            what it sends is not a page.
        NotFoundError: the server says it is not there.
        UnreadableError: the packing is broken or unknown, or there is no body.
        RetryError: time-out, network, a busy or failing server.
        UsageError: a setting cannot be used.
    """
    capture = ask(Request(url), settings, network=network).capture
    if capture is None:  # not possible: nothing was asked for on condition
        raise UnreadableError(f"{shown(url)} is empty: the server sent no page.")
    return capture


def ask(
    request: Request,
    settings: Settings,
    *,
    network: Network | None = None,
    gate: Gate | None = None,
    now: Callable[[], datetime] | None = None,
) -> Answer:
    """Fetch what ``request`` names, on its condition and in its host's turn.

    Args:
        request: address, what is wanted, and the validators of the last time.
        settings: as for ``fetch``.
        network: as for ``fetch``.
        gate: asked before every request, redirects to other hosts included; none by default.
        now: the clock by which captures are dated; UTC.

    Returns:
        The answer, its capture None if the server says that nothing has changed.

    Raises:
        PourparlerError: as ``fetch``, and what the gate raises.
    """
    if not (settings.user_agent.isascii() and settings.user_agent.isprintable()):
        raise UsageError("The setting user_agent must be plain ASCII text on one line.")
    deadline = Deadline(settings.timeout)
    backend = GuardedBackend(settings, deadline, network or Internet())
    target = parse(request.url, settings)
    with GuardedTransport(backend) as transport, ExitStack() as turn, _wrapped(request.url):
        chase = _Chase(request, settings, transport, deadline, gate, turn, now or partial(datetime.now, UTC))
        return chase.follow(target)


@dataclass
class _Chase:
    """One request through all its redirects."""

    request: Request
    settings: Settings
    transport: GuardedTransport
    deadline: Deadline
    gate: Gate | None
    turn: ExitStack
    now: Callable[[], datetime]
    cookies: httpx2.Cookies = field(default_factory=httpx2.Cookies)
    host: tuple[bytes, int | None] | None = None

    def follow(self, target: httpx2.URL) -> Answer:
        """Go from redirect to redirect; the body of a redirect or an error is not read."""
        name, settings = self.request.url, self.settings
        seen = {target}
        circle = False
        for _ in range(settings.max_redirects + 1):
            self._wait(target)
            response = self._ask(target)
            try:
                if response.status_code not in REDIRECTS or "location" not in response.headers:
                    return self._answer(response, target)
            finally:
                response.close()
            further = parse(response.headers["location"], settings, base=target)
            if target.scheme == "https" and further.scheme == "http":
                log.warning("%s redirects from https to http: what follows is not encrypted.", shown(name))
            circle = circle or further in seen
            seen.add(further)
            target = further
        how = "in a circle" if circle else f"more than {settings.max_redirects} times"
        raise RefusedError(f"{shown(name)} redirects {how}: open it in a browser and save the page.")

    def _wait(self, target: httpx2.URL) -> None:
        """Wait for the host's turn, and give back that of the host before: nobody holds two."""
        if self.gate is None:
            return
        host = (target.raw_host, target.port)
        if host != self.host:
            self.host = None
            self.turn.close()
            with self.deadline.held():
                self.turn.enter_context(self.gate.turn(str(target)))
            self.host = host
        self.gate.check(str(target))

    def _ask(self, target: httpx2.URL) -> httpx2.Response:
        """Send one request and return the answer with its body still to come.

        The transport is asked directly. ``httpx2.Client`` would look for proxies and read the target of a redirect
        itself, with a parser of its own and errors of its own, before our checks see it.
        """
        headers = {
            "User-Agent": self.settings.user_agent,
            "Accept": ACCEPTED[self.request.accept],
            "Accept-Encoding": "gzip, deflate",  # what unpacking.py undoes with a bound
            "Connection": "close",
        }
        etag, modified = validator(self.request.etag), validator(self.request.modified)
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        request = httpx2.Request("GET", target, headers=headers)
        with suppress(UnicodeError):  # a server may set cookies that nobody can send back
            self.cookies.set_cookie_header(request)
        response = self.transport.handle_request(request)
        response.request = request
        self.cookies.extract_cookies(response)
        return response

    def _answer(self, response: httpx2.Response, target: httpx2.URL) -> Answer:
        """Check what the answer says of itself, then read its body within the limits."""
        request, status, now = self.request, response.status_code, self.now()
        unchanged = status == NOT_MODIFIED and bool(request.etag or request.modified)
        if not unchanged:
            check_status(status, response.headers.get("retry-after"), request.url, now=now)
        return Answer(
            url=str(target),
            status=status,
            capture=None if unchanged else self._capture(response, target, now),
            etag=validator(response.headers.get("etag")),
            modified=validator(response.headers.get("last-modified")),
            asked=_pairs(response.request.headers),
            answered=_pairs(response.headers),
        )

    def _capture(self, response: httpx2.Response, target: httpx2.URL, now: datetime) -> Capture:
        name, limit, accept = self.request.url, self.settings.max_bytes, self.request.accept
        media_type, charset = content_type(response.headers.get("content-type"))
        if accept == "page":
            check_media_type(media_type, name)
        packing = packing_of(response.headers.get("content-encoding"), name)
        length = response.headers.get("content-length", "")
        if length.isdecimal() and (len(length) > 18 or int(length) > limit):
            raise too_large(name, limit)
        content = unpack(response.iter_raw(), packing, limit=limit, name=name)
        if accept != "page" and content.startswith(GZIP_MAGIC):
            content = unpack((content,), "gzip", limit=limit, name=name)
        if not content and accept != "robots":
            raise UnreadableError(f"{shown(name)} is empty: the server sent no page.")
        digest = hashlib.sha256(content).hexdigest()
        return Capture(content, str(target), name, media_type, charset, now, digest)


def _pairs(headers: httpx2.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


@contextmanager
def _wrapped(name: str) -> Iterator[None]:
    """Turn the errors of the libraries below into our own."""
    try:
        yield
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise RetryError(f"{shown(name)} did not answer in time: try again later.") from error
    except (httpcore2.NetworkError, httpx2.NetworkError) as error:
        raise RetryError(f"{shown(name)} could not be reached ({_cause(error)}): try again later.") from error
    except (httpcore2.ProtocolError, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL) as error:
        raise RetryError(f"{shown(name)} sent a broken answer, or broke it off: try again later.") from error
    except (httpcore2.UnsupportedProtocol, httpcore2.ConnectionNotAvailable) as error:
        raise RetryError(f"{shown(name)} could not be reached: try again later.") from error


def _cause(error: BaseException) -> str:
    """Return the operating system's words, such as "connection refused", if there are any."""
    cause = error.args[0] if error.args else None
    words = getattr(cause, "strerror", None)
    return shown(str(words).lower()) if words else "the connection failed"
