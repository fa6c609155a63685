"""Who may ask: where the server listens, under which names, and the secret that readers give."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from pourparler.errors import UsageError

__all__ = ["Access", "checked", "is_address"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - told apart, not listened at
_LEAST_TOKEN = 16  # characters: nobody guesses that many


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server listens, and whom it lets in."""

    host: str = "127.0.0.1"
    port: int = 8000  # 0 takes a free one
    token: str | None = None  # None lets everybody in who reaches the server
    hosts: tuple[str, ...] = ()  # further names under which readers may ask for it

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the server."""
        if self.host.lower() == "localhost":
            return True
        return is_address(self.host) and ip_address(self.host).is_loopback

    @property
    def names(self) -> frozenset[str]:
        """Names that a request may ask for."""
        own = () if self.host in _ANYWHERE else (self.host,)
        return _LOOPBACK | {name.lower() for name in (*self.hosts, *own)}

    def shown(self, port: int) -> str:
        """Return the address to open in a browser."""
        name = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def is_address(host: str) -> bool:
    """Say whether a host is an IP address, not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def checked(access: Access) -> Access:
    """Return ``access`` if it lets nobody in by mistake.

    Raises:
        UsageError: others reach the server and no token is asked for, or the token is easily guessed.
    """
    if access.token is None and not access.local:
        raise UsageError(f"Listening at {access.host or 'every address'} lets others in; give a token of your own.")
    if access.token is not None and (len(access.token) < _LEAST_TOKEN or not access.token.isascii()):
        raise UsageError(f"A token has at least {_LEAST_TOKEN} letters or digits; this one has {len(access.token)}.")
    return access
