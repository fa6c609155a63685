"""From the text of a page to its tree, within bounds; and whether a text is a page at all."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from pourparler.articles.characters import clean_bytes
from pourparler.errors import UnreadableError

__all__ = ["lighten", "looks_like_html", "parse"]

_MOST_ELEMENTS = 200_000  # the largest of the benchmark's pages has 6,000
_SNIFFED = 4_000
_DOCUMENT = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(
    r"<(?:p|div|article|main|section|h[1-6]|title|meta|table|ul|ol|span|br|a\s+href|body|frameset|script)\b[^<>]*>",
    re.IGNORECASE,
)
_ENCODING = re.compile(r"[\s\ufeff]*<\?xml[^>]*\?>")


def looks_like_html(text: str) -> bool:
    """Say whether ``text`` begins as an HTML page, or holds mark-up early on."""
    start = text[:_SNIFFED].lstrip("\ufeff\x00 \t\r\n")
    return (
        start.startswith("<!--")
        or bool(_DOCUMENT.match(start))
        or (start.startswith("<") and bool(_MARKUP.search(start)))
    )


def parse(text: str, name: str) -> tuple[Any, list[Any]]:
    """Return the page as an lxml document, and its elements.

    lxml makes a Python object anew for each element that is looked at; whoever holds the list while the page is read
    saves a tenth of the time.

    Args:
        text: The page.
        name: What the user called it, for the error.

    Raises:
        UnreadableError: nothing can be parsed, or the page has more elements than any page needs.
    """
    from lxml import etree, html

    declaration = _ENCODING.match(text)
    source = clean_bytes(text[declaration.end() :] if declaration else text)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # lxml.html asks Python for the class of each element that is looked at; one class for all takes a fraction of it
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"{name} holds no page that can be read; check the address or the file.") from error
    elements = list(islice(tree.iter(), _MOST_ELEMENTS + 1))
    if len(elements) > _MOST_ELEMENTS:
        raise UnreadableError(
            f"{name} has more than {_MOST_ELEMENTS:,} elements, which no article needs; save its text alone."
        )
    return tree, elements


def lighten(tree: Any) -> None:
    """Drop what is never text from the tree, so that each later pass over it is shorter; JSON-LD stays."""
    from lxml import etree

    etree.strip_elements(tree, "style", "svg", "link", "template", "select", "iframe", with_tail=False)
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or ""):
            script.drop_tree()
    head = tree.find("head")
    if head is not None:  # only there: in the body an element that holds nothing but a <meta> would become empty
        etree.strip_elements(head, "meta", "title", "base", with_tail=False)
