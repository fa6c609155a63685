"""What a link may look like before anything is fetched from it: scheme, host, port, no credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2

from pourparler.errors import RefusedError
from pourparler.fetch.addresses import host_refusal, literal, refusal
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from pourparler.settings import Settings

__all__ = ["allowed", "check_target", "parse"]

PORTS = frozenset({80, 443})
DEFAULT_PORT = {"http": 80, "https": 443}


def allowed(host: str, settings: Settings) -> bool:
    """Say whether ``settings.allow_hosts`` names ``host``, to the letter but for case, brackets and a last dot."""
    return _plain(host) in {_plain(name) for name in settings.allow_hosts}


def _plain(host: str) -> str:
    return host.strip().lower().removeprefix("[").removesuffix("]").removesuffix(".")


def parse(link: str, settings: Settings, *, base: httpx2.URL | None = None) -> httpx2.URL:
    """Read a link and check all that can be checked without asking the network.

    Args:
        link: an absolute address, or with ``base`` the target of a redirect, which may be relative.
        settings: ``allow_hosts`` counts.
        base: the page that redirects.

    Returns:
        The very object the request is made with, so that no second parser can read it differently.

    Raises:
        RefusedError: another scheme than http and https, credentials, a disguised host, another port than 80 and 443.
    """
    try:
        url = httpx2.URL(link.strip()) if base is None else base.join(link.strip())
        url = url.copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:  # UnicodeError is a ValueError
        raise RefusedError(f"{shown(link)} is not an address that can be fetched: check how it is spelled.") from error
    if url.scheme not in DEFAULT_PORT:
        raise RefusedError(f"{shown(link)} cannot be fetched: only http:// and https:// addresses are.")
    host = url.raw_host.decode("ascii")
    if url.userinfo:
        raise RefusedError(
            f"The address on {shown(host)} carries a user name or password: take out what stands before the @."
        )
    check_target(host, DEFAULT_PORT[url.scheme] if url.port is None else url.port, settings)
    return url


def check_target(host: str, port: int, settings: Settings) -> None:
    """Check the form of a host, and the port.

    Raises:
        RefusedError: for a form or a port that is not fetched from, unless ``allow_hosts`` names the host.
    """
    if not host:
        raise RefusedError("The address names no host: write it as https://host/path.")
    if not 0 < port < 65536:
        raise RefusedError(f"{shown(host)} cannot be fetched from: {port} is not a port.")
    if allowed(host, settings):
        return
    reason = host_refusal(host)
    if reason is not None:
        raise RefusedError(f"{shown(host)} {reason}, which is not fetched from: use the site's name.")
    address = literal(host)
    reason = refusal(address) if address else None
    if reason is not None:
        raise RefusedError(
            f"{shown(host)} is not fetched from: the address is {reason}, not public, and the setting allow_hosts "
            "does not name it."
        )
    if port not in PORTS:
        raise RefusedError(
            f"{shown(host)} is not fetched from on port {port}: only ports 80 and 443 are, "
            "unless the setting allow_hosts names the host."
        )
