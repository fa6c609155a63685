"""What a host's robots.txt says to us (RFC 9309): decisions only; who fetches it is ``polite``.

A file that is not there (any 4xx but 429) allows everything. A server that fails (5xx, 429, no answer) allows
nothing for the time being: the pages are tried again later.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from protego import Protego

from pourparler.errors import NotFoundError, PourparlerError, RefusedError, UnreadableError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from pourparler.settings import Settings

__all__ = ["Rules", "without_file"]

MOST_BYTES = 512 * 1024
"""Bytes of the file that count: RFC 9309 asks for at least 500 KiB."""

LONGEST_DELAY = 60.0
"""Seconds between requests at most. Some files ask for an hour, and mean "go away" without saying it."""


class Rules:
    """The rules of one host for us.

    Args:
        content: the file's bytes; anything else than rules in it, such as an HTML page, allows everything.
        settings: ``user_agent``, whose first word before the slash is the name that rules are looked up under.
    """

    def __init__(self, content: bytes, settings: Settings) -> None:
        self._agent = settings.user_agent.split("/")[0].split(" ")[0] or "*"
        self._rules = Protego.parse(content[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests, 0 to 60."""
        asked = self._rules.crawl_delay(self._agent)
        rate = self._rules.request_rate(self._agent)
        if asked is None and rate is not None and rate.requests:
            asked = rate.seconds / rate.requests
        return min(max(float(asked), 0.0), LONGEST_DELAY) if asked is not None and not math.isnan(asked) else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of sitemaps, as the file names them; they belong to everybody."""
        return tuple(dict.fromkeys(self._rules.sitemaps))

    def check(self, url: str) -> None:
        """Pass an address.

        Raises:
            RefusedError: the host does not want it fetched by programs.
        """
        if not self._rules.can_fetch(url, self._agent):
            raise RefusedError(
                f"{shown(url)} is not fetched: the site's robots.txt asks programs to leave it alone; "
                "save the page in a browser instead."
            )


def without_file(error: PourparlerError) -> bool:
    """Say whether a failed request for robots.txt means that there is no such file, so that all is allowed."""
    if isinstance(error, NotFoundError | UnreadableError):
        return True
    return isinstance(error, RefusedError) and error.status is not None and 400 <= error.status < 500
