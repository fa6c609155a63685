"""What a page declares about its own encoding, in its first bytes."""

from __future__ import annotations

import re

from pourparler.fetch.labels import codec_of

__all__ = ["declared"]

HEAD = 8192
"""Bytes looked at. The standard asks for 1024; pages put scripts before the declaration all the same."""

MOST = 3
"""Declarations that count: each is tried on the whole page, so a page may not ask for all there are."""

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML = re.compile(rb"""<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:+-]{1,40})["']""", re.IGNORECASE)
_META = re.compile(rb"<meta[\s/]([^<>]{0,500})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""(?:\A|[\s"'/])charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*["']?[^"'<>]{0,200}?charset\s*=\s*([\w.:+-]{1,40})""", re.IGNORECASE)


def declared(data: bytes) -> list[str]:
    """Find the declarations of a page: ``<?xml encoding>``, ``<meta charset>``, ``<meta http-equiv>``.

    Declarations within comments do not count. As in the standard, UTF-16 declared in bytes that can be read as
    ASCII is UTF-8.

    Args:
        data: the page; what is not HTML or XML declares nothing.

    Returns:
        Python codecs, in page order, each once.
    """
    head = _COMMENT.sub(b"", data[:HEAD])
    labels = []
    xml = _XML.match(head.lstrip())
    if xml:
        labels.append(xml[1])
    for meta in _META.finditer(head):
        found = _ATTRIBUTE.search(meta[1]) or _CONTENT.search(meta[1])
        if found:
            labels.append(found[1])
    codecs = [codec_of(label.decode("ascii", "replace")) for label in labels]
    return list(dict.fromkeys("utf_8" if codec.startswith("utf_16") else codec for codec in codecs if codec))[:MOST]
