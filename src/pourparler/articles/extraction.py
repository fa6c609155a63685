"""The room's verbs: a capture or a text becomes an Article."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pourparler.articles import plain
from pourparler.articles.blocks import walk
from pourparler.articles.characters import clean, legible, one_line, squeezed
from pourparler.articles.language import identify
from pourparler.articles.page import lighten, looks_like_html, parse
from pourparler.articles.selection import Selection, from_page, from_text_blocks
from pourparler.errors import RefusedError, UnreadableError
from pourparler.fetch import decode
from pourparler.fetch.names import shown
from pourparler.types import Article

if TYPE_CHECKING:
    from pourparler.types import Capture

__all__ = ["extract", "from_text"]

MOST_BYTES = 16_000_000  # of a page or text; beyond, it is refused before it is parsed; to fetch, less by default
_HTML = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_LONGEST_TITLE, _TITLE = 1_000, 20_000  # characters of a title that are kept, and that are looked at for them
_BINARY_SHARE = 0.1  # of the first characters, as controls or replacement characters


def extract(capture: Capture) -> Article:
    """Return the article that ``capture`` holds, HTML or plain text, without page furniture.

    The title of a page is not part of the text. For plain text the first line is the title, and not part of the text,
    if it is short, does not end as a sentence does and is followed by an empty line.

    Raises:
        RefusedError: more than 16 MB.
        UnreadableError: not text, or no article in it.
    """
    name = shown(capture.name or "The input")
    _check_size(len(capture.content), name)
    text = decode(capture)
    _check_text(text, name)
    if capture.media_type in _HTML or looks_like_html(text):
        try:
            return _from_html(text, name, capture.url)
        except RecursionError as error:
            raise UnreadableError(f"{name} is nested too deep to be read; save its text alone.") from error
    return _from_plain(text, name=name, url=capture.url)


def from_text(  # noqa: PLR0913 - the fields of an article
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the field's name in every surface
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    byline: str | None = None,
    cut: bool = True,
) -> Article:
    """Return an article of words that are already at hand.

    Args:
        text: The words; with ``cut=True`` a plain text as from a file, paragraphs parted by empty lines.
        id: Identifier to keep; made from ``url``, or else from the text, where it is missing.
        url: Where the text comes from.
        title: Title; with ``cut=True`` found in the text where it is missing.
        outlet: Who published it.
        published: When, ISO 8601.
        byline: Who wrote it.
        cut: Cut page furniture and tidy white space. ``False`` takes the text to the letter: only NUL and lone
            surrogates, which no store can hold, become U+FFFD, one for one.

    Raises:
        RefusedError: more than 16 MB.
        UnreadableError: no words in it.
    """
    name = shown(id or url or title or "The text")
    _check_size(len(text), name)
    if cut:
        _check_text(text, name)
        article = _from_plain(text, name=name, url=url, title=title)
    else:
        text = legible(text)
        if not _has_words(text):
            raise UnreadableError(f"{name} is empty; give a text with words in it.")
        article = _article(text, url=url, title=title)
    return replace(article, id=id or article.id, outlet=outlet or article.outlet, published=published, byline=byline)


def _check_size(size: int, name: str) -> None:
    if size > MOST_BYTES:
        raise RefusedError(
            f"{name} is {size / 1e6:.0f} MB, more than the {MOST_BYTES // 1_000_000} MB that one article may have;"
            " save its text alone."
        )


def _check_text(text: str, name: str) -> None:
    start = text[:4000]
    if not text.strip("\ufeff\x00 \t\r\n\f\v"):
        raise UnreadableError(f"{name} is empty; check the address or the file.")
    strange = len(start) - len(clean(start)) + start.count("\ufffd")
    if strange > max(4, _BINARY_SHARE * len(start)):
        raise UnreadableError(f"{name} is not text; give a web page or a plain text file.")


def _from_html(text: str, name: str, url: str | None) -> Article:
    from pourparler.articles.metadata import describe

    tree, held = parse(text, name)
    body = tree.find("body")
    blocks = walk(body) if body is not None else []
    if not blocks:
        raise UnreadableError(f"{name} is a page without any text; it may need a browser to show its article.")
    about = describe(tree, blocks, url)
    del held
    lighten(tree)
    found = from_page(tree, blocks, about.title, about.byline, about.url)
    _check_found(found, name)
    return replace(
        _article(found.text, url=about.url, title=about.title, declared=about.language),
        outlet=about.outlet,
        byline=about.byline,
        published=about.published,
        previous=found.previous,
        next=found.next,
        removed=found.removed,
    )


def _from_plain(text: str, *, name: str, url: str | None, title: str | None = None) -> Article:
    blocks = plain.paragraphs(text)
    if title is None:
        title, blocks = plain.split_title(blocks, text)
    elif blocks and squeezed(blocks[0].text) == squeezed(title):
        blocks = blocks[1:]
    found = from_text_blocks(blocks)
    _check_found(found, name)
    outlet = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    return replace(
        _article(found.text, url=url, title=title),
        outlet=outlet or None,
        previous=found.previous,
        next=found.next,
        removed=found.removed,
    )


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _check_found(found: Selection, name: str) -> None:
    if not _has_words(found.text):
        what = "only page furniture (menus, share bars, calls to subscribe)" if found.removed else "no article text"
        raise UnreadableError(f"{name} holds {what}; open it in a browser and save the article's text.")


def _article(text: str, *, url: str | None, title: str | None, declared: str | None = None) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(
        id=sha256(url.encode("utf-8", "replace")).hexdigest()[:16] if url else digest[:16],
        url=url,
        outlet=None,
        title=one_line(title[:_TITLE])[:_LONGEST_TITLE].rstrip() or None if title else None,
        byline=None,
        published=None,
        language=identify(text, declared),
        previous=None,
        next=None,
        text=text,
        removed=(),
        sha256=digest,
    )
