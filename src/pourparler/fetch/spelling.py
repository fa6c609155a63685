"""One spelling for each address, so that the same page is known again: decisions only.

What is changed cannot change the page: case of scheme and host, default port, fragment, the spelling of percent
escapes, and parameters that only tell a site which advertisement or newsletter somebody came from. Everything else
stays as it stands, order of parameters and AMP addresses included.

courlan and w3lib do the like and were looked at (2026-11). courlan drops whatever parameter holds ``cid``, ``eid``,
``source``, ``keyword`` or ``ref``, and every parameter without a value, and with them the article's number on many
older sites; w3lib sorts parameters but knows no trackers.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import httpx2

from pourparler.errors import RefusedError
from pourparler.fetch.names import shown

__all__ = ["canonical"]

LONGEST = 4000
"""Characters of an address; browsers and servers give up between 2,000 and 8,000."""

_TRACKER = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|vero|oly|at|itm|stm)_\w+|ns_(?:campaign|mchannel|source|linkname|fee)|"
    r"(?:fb|g|d|y|tw|tt)clid|(?:msclk|igsh|wbra|gbra|srslt|li_fat_)id|gad_source|_hs(?:enc|mi)|hsctatracking|mc_[ce]id|mkt_tok|ocid|smid|smtyp|cmpid|cmp|s_cid|wt\.?_?mc|xtor|spm|scm|"
    r"ref_src|ref_url|ftag|traffic_source|guc(?:counter|e_referrer(?:_sig)?)|_openstat|__twitter_impression|"
    r"_branch_match_id|feedtype|feedname",
    re.IGNORECASE | re.ASCII,
)
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ROUNDS = 4  # an unescaped dot can make a segment "..", which the parser then takes out: twice is the most seen


def canonical(url: str) -> str:
    """Return the one spelling of an address; a second call changes nothing.

    >>> canonical("HTTPS://Daily.Example:443/talks?id=7&utm_source=mail#top")
    'https://daily.example/talks?id=7'

    Args:
        url: an absolute http or https address, as a feed or a person writes it.

    Returns:
        ASCII, at most 4,000 characters.

    Raises:
        RefusedError: it is none, carries a user name or password, or is too long.
    """
    address = _spelled(url)
    for _ in range(_ROUNDS):
        again = _spelled(address)
        if again == address:
            return address
        address = again
    raise RefusedError(f"{shown(url)} is not an address that can be fetched: check how it is spelled.")


def _spelled(url: str) -> str:
    try:
        parsed = httpx2.URL("".join(url.split("\n")).strip())
        host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
        path, _, query = parsed.raw_path.decode("ascii").partition("?")
        port = parsed.port
    except (httpx2.InvalidURL, ValueError, TypeError) as error:  # UnicodeError is a ValueError
        raise RefusedError(f"{shown(url)} is not an address that can be fetched: check how it is spelled.") from error
    if parsed.scheme not in {"http", "https"} or not host:
        raise RefusedError(f"{shown(url)} is not an address that can be fetched: only http:// and https:// ones are.")
    if parsed.userinfo:
        raise RefusedError(f"The address on {shown(host)} carries a user name or password: take them out.")
    host = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parsed.scheme]
    place = host if port in {None, default} else f"{host}:{port}"
    query = "&".join(part for part in _unescaped(query).split("&") if part and not _tracks(part))
    path = _SESSION.sub("", _unescaped(path)) or "/"
    address = f"{parsed.scheme}://{place}{path}" + (f"?{query}" if query else "")
    if len(address) > LONGEST:
        raise RefusedError(f"{shown(url)} is longer than {LONGEST:,} characters, which is not fetched.")
    return address


def _tracks(part: str) -> bool:
    """Say whether a parameter only says where a reader came from."""
    return _TRACKER.fullmatch(unquote(part.partition("=")[0])) is not None


def _unescaped(text: str) -> str:
    """Spell out escapes of plain letters, and write all others in upper case (RFC 3986, 6.2.2)."""

    def spelled(escape: re.Match[str]) -> str:
        char = chr(int(escape[1], 16))
        return char if char in _UNRESERVED else f"%{escape[1].upper()}"

    return _ESCAPE.sub(spelled, text)
