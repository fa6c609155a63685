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
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from pourparler.errors import RefusedError, RetryError, UnreadableError, UsageError
from pourparler.fetch.answers import check_media_type, check_status, content_type, packing_of
from pourparler.fetch.guard import Deadline, GuardedBackend, Internet
from pourparler.fetch.links import parse
from pourparler.fetch.names import shown
from pourparler.fetch.transport import GuardedTransport
from pourparler.fetch.unpacking import too_large, unpack
from pourparler.types import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.fetch.guard import Network
    from pourparler.settings import Settings

__all__ = ["fetch"]

log = logging.getLogger("pourparler.fetch")
log.addHandler(logging.NullHandler())

REDIRECTS = frozenset({301, 302, 303, 307, 308})


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
    if not (settings.user_agent.isascii() and settings.user_agent.isprintable()):
        raise UsageError("The setting user_agent must be plain ASCII text on one line.")
    deadline = Deadline(settings.timeout)
    backend = GuardedBackend(settings, deadline, network or Internet())
    target = parse(url, settings)
    with _wrapped(url), GuardedTransport(backend) as transport:
        return _follow(transport, target, url, settings)


def _follow(transport: GuardedTransport, target: httpx2.URL, name: str, settings: Settings) -> Capture:
    """Go from redirect to redirect; the body of a redirect or an error is not read."""
    cookies = httpx2.Cookies()
    seen = {target}
    circle = False
    for _ in range(settings.max_redirects + 1):
        response = _ask(transport, target, settings, cookies)
        try:
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return _capture(response, target, name, settings)
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


def _ask(
    transport: GuardedTransport, target: httpx2.URL, settings: Settings, cookies: httpx2.Cookies
) -> httpx2.Response:
    """Send one request and return the answer with its body still to come.

    The transport is asked directly. ``httpx2.Client`` would look for proxies and read the target of a redirect
    itself, with a parser of its own and errors of its own, before our checks see it.
    """
    headers = {
        "User-Agent": settings.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8",
        "Accept-Encoding": "gzip, deflate",  # what unpacking.py undoes with a bound
        "Connection": "close",
    }
    request = httpx2.Request("GET", target, headers=headers)
    with suppress(UnicodeError):  # a server may set cookies that nobody can send back
        cookies.set_cookie_header(request)
    response = transport.handle_request(request)
    response.request = request
    cookies.extract_cookies(response)
    return response


def _capture(response: httpx2.Response, target: httpx2.URL, name: str, settings: Settings) -> Capture:
    """Check what the answer says of itself, then read its body within the limits."""
    check_status(response.status_code, response.headers.get("retry-after"), name)
    media_type, charset = content_type(response.headers.get("content-type"))
    check_media_type(media_type, name)
    packing = packing_of(response.headers.get("content-encoding"), name)
    length = response.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 18 or int(length) > settings.max_bytes):
        raise too_large(name, settings.max_bytes)
    content = unpack(response.iter_raw(), packing, limit=settings.max_bytes, name=name)
    if not content:
        raise UnreadableError(f"{shown(name)} is empty: the server sent no page.")
    return Capture(
        content=content,
        url=str(target),
        name=name,
        media_type=media_type,
        charset=charset,
        fetched=datetime.now(UTC),
        sha256=hashlib.sha256(content).hexdigest(),
    )


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
