"""XML from outside, parsed without entities, external files or network, and bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.errors import UnreadableError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["attributes", "check_size", "local_name", "root_of"]

MOST_TAGS = 600_000
"""Of one document. A sitemap of 50,000 addresses, the most that its protocol allows, has 450,000 with all of news."""

MOST_ENTITIES = 1_000_000
MOST_ATTRIBUTES = 200
"""Of one element, as far as that is longer than 1,000 characters; OPML has about 10."""

LONG = 1000

# Quoted values may hold ">"; what is quoted and not closed makes no match, and all of it is counted.
_TAG = re.compile(r"""(?:[^'">]++|'[^']*+'|"[^"]*+")*+>""")
_ATTRIBUTE = re.compile(r"""[\w:.-]\s{0,20}=""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*\?>", re.IGNORECASE)


def root_of(text: str, name: object) -> _Element:
    """Parse XML that may be broken: as far as it goes, the rest left out.

    Args:
        text: decoded; what it declares of its encoding no longer counts.
        name: what messages call it.

    Returns:
        The root; entities of its own are not resolved.

    Raises:
        UnreadableError: nothing in it can be read, or it is larger than ``check_size`` lets pass.
    """
    from lxml import etree

    check_size(text, name)
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    text = _DECLARATION.sub("", text).lstrip()
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{shown(name)} cannot be read: it is not XML.") from error
    if root is None:
        raise UnreadableError(f"{shown(name)} cannot be read: it is not XML.")
    return root


def check_size(text: str, name: object) -> None:
    """Pass what can be parsed within seconds: parsers take the square of the attributes of one element.

    Raises:
        UnreadableError: it has more than 600,000 elements, more than a million entities, or 200 attributes in one.
    """
    if text.count("<") - text.count("</") > MOST_TAGS:
        raise UnreadableError(f"{shown(name)} cannot be read: it has more than {MOST_TAGS:,} elements.")
    if text.count("&") > MOST_ENTITIES:
        raise UnreadableError(f"{shown(name)} cannot be read: it has more than {MOST_ENTITIES:,} entities.")
    for part in text.split("<"):
        if len(part) < LONG or not part[0].isalpha():
            continue
        tag = _TAG.match(part)
        if len(_ATTRIBUTE.findall(tag[0] if tag else part)) > MOST_ATTRIBUTES:
            raise UnreadableError(f"{shown(name)} cannot be read: an element has too many attributes.")


def local_name(element: _Element) -> str:
    """Return an element's name in lower case, without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def attributes(element: _Element) -> dict[str, str]:
    """Return an element's attributes by their names in lower case: many programs write xmlURL."""
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}
