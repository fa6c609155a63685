"""Which network addresses may be fetched from: decisions only, no input and no output.

The lists follow IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890 and its updates, as of
2026-11). They stand here in full, and not as ``ipaddress.is_global``, because that property has changed between
patch releases of Python and calls some multicast and wrapped addresses global.

For IPv6 the rule is turned round: only 2000::/3, the one block from which public addresses are given out, is
open, less the special blocks inside it. So every form that wraps an IPv4 address (mapped, compatible, NAT64,
6to4, Teredo, ISATAP) is refused whatever it wraps, and so is everything that is not assigned yet. The price: on
a network that reaches IPv4 servers only by NAT64 names (DNS64), such servers cannot be fetched.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

__all__ = ["Address", "host_refusal", "literal", "refusal"]

Address = IPv4Address | IPv6Address

_REFUSED_V4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-internal"),  # RFC 6598, shared address space
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),  # cloud machines hand out credentials at 169.254.169.254
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved"),  # AS112
        ("192.52.193.0/24", "reserved"),  # AMT
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),  # AS112
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),  # broadcast 255.255.255.255 included
    )
)

_PUBLIC_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        # Inside 2000::/3.
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved"),  # IETF protocol assignments: ORCHID, benchmarking, anycast
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "reserved"),  # AS112
        ("3fff::/20", "documentation"),  # RFC 9637
        # Outside it: named only so that the message can say what they are.
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard-only"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
"""Upper half of the interface identifier of an ISATAP address (RFC 5214); the lower half is an IPv4 address."""

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def refusal(address: Address) -> str | None:
    """Say why ``address`` may not be connected to.

    Args:
        address: what a name was resolved to, or what an URL names itself.

    Returns:
        One adjective or noun for a message ("loopback", "6to4"), or None for a public address.
    """
    if isinstance(address, IPv4Address):
        return next((what for network, what in _REFUSED_V4 if address in network), None)
    plain = IPv6Address(int(address))  # without a zone such as %eth0
    for network, what in _REFUSED_V6:
        if plain in network:
            return what
    if plain not in _PUBLIC_V6 or address.scope_id is not None:
        return "not public"
    if (int(plain) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "ISATAP"
    return None


def literal(host: str) -> Address | None:
    """Return the address that ``host`` spells in its one canonical form, or None for a name.

    ``ipaddress`` is strict here: ``0177.0.0.1``, ``127.1`` and ``2130706433`` are no addresses to it.
    """
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except AddressValueError:
        return None


def host_refusal(host: str) -> str | None:
    """Say why ``host`` is not in a form that may be fetched.

    An address must be spelled canonically: decimal, octal, hexadecimal and shortened forms are read differently by
    different libraries, and serve nobody but those who want to slip by a check. As in the WHATWG URL standard, a
    host whose last label is a number is meant as an IPv4 address.

    Args:
        host: lower case, international names already in their ASCII form, IPv6 without brackets.

    Returns:
        The rest of a sentence that begins with the host, or None if the form is right.
    """
    if literal(host) is not None:
        return None
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return "is a disguised number address"
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):  # 253: RFC 1035
        return "is not a host name"
    return None
