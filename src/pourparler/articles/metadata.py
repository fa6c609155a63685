"""What a page says about its article: title, byline, date, outlet, address, language.

The page's visible words count first for the title; for the rest, JSON-LD, then meta tags, then mark-up.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from pourparler.articles import dates, linked_data
from pourparler.articles.characters import one_line, squeezed, wordkey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pourparler.articles.blocks import Block

__all__ = ["Metadata", "describe"]

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_PARTED = re.compile(r"\s+[|–—·•«»:-]\s+")
_BY = re.compile(r"^(?:(?:written|reported|posted|published|story|words|text|report)\s+)?by:?\s+", re.IGNORECASE)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author(?:[_-]?names?)?|contributors?)(?:$|[\s_-])", re.IGNORECASE)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
# What follows the name in a byline: a date, a time, a separator, a handle.
_AFTER_NAME = re.compile(
    rf"(?:^|\s*)(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b{_MONTHS}\.? \d|\b\d{{1,2}} {_MONTHS}\b"
    r"|[|•·]|\s[–—-]\s|\b(?:published|updated|posted)\b|\bon \d|,? \d{1,2}:\d\d|,? \d{4}|@\w+|\bBST\b|\bGMT\b).*$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300
_LONGEST_BYLINE = 160

_TITLE_META = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title")
_AUTHOR_META = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "creator",
)
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published-date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "ptime", "article.published", "og:published_time",
    "date", "originalpublicationdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; ``None`` where it does not."""

    title: str | None
    byline: str | None
    published: str | None
    outlet: str | None
    language: str | None  # as declared
    url: str | None


def describe(tree: Any, blocks: Sequence[Block], url: str | None) -> Metadata:
    """Read the metadata of the lxml document ``tree``, whose visible text is ``blocks`` and which came from ``url``."""
    meta = _meta(tree)
    data = linked_data.read(script.text or "" for script in tree.iterfind(".//script[@type='application/ld+json']"))
    address = _address(tree, meta, data, url)
    outlet = _outlet(tree, meta, data, address)
    return Metadata(
        title=_title(tree, blocks, meta, data, outlet),
        byline=_byline(tree, meta, data, outlet),
        published=_published(tree, blocks, meta, data, address),
        outlet=outlet,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale"),
        url=address,
    )


def _meta(tree: Any) -> dict[str, str]:
    """Return the page's meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        if content and not content.isspace():
            for attribute in ("property", "name", "itemprop"):
                if name := tag.get(attribute):
                    found.setdefault(name.strip().lower(), content)
    return found


def _plain(value: str | None) -> str | None:
    """Return a value of a meta tag or of JSON-LD as text: entities resolved, tags dropped, one line."""
    if not value:
        return None
    text = one_line(_TAGS.sub("", html.unescape(value[:2000])))
    return text or None


def _title(
    tree: Any,
    blocks: Sequence[Block],
    meta: dict[str, str],
    data: linked_data.LinkedData,
    outlet: str | None,
) -> str | None:
    """The page's first-level heading, if what the page declares agrees; else what it declares."""
    headings = [block.text for block in blocks if block.heading == 1 and block.zone not in ("hidden", "nav", "footer")]
    head = tree.find(".//head/title")
    named = _plain("".join(head.itertext())) if head is not None else None
    declared = [data.headline, *(meta.get(name) for name in _TITLE_META)]
    titles = [without for value in (*declared, named) if (without := _without_outlet(_plain(value), outlet))]
    known = {squeezed(title).casefold() for title in titles}
    for heading in headings:
        key = squeezed(heading).casefold()
        if key and any(key in title or title in key for title in known if len(title) > 8):
            return heading[:_LONGEST_TITLE]
    usable = [heading for heading in headings if wordkey(heading) != wordkey(outlet or "") and len(heading.split()) > 2]
    if len(usable) == 1 and len(headings) <= 2:
        return usable[0][:_LONGEST_TITLE]
    found = next(iter(titles), None) or next(iter(usable), None) or next(iter(headings), None)
    return found[:_LONGEST_TITLE] if found else None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Drop the outlet's name, and what else a page appends, from "Talks resume | World | The Paper"."""
    if not title:
        return None
    parts = _PARTED.split(title)
    if len(parts) == 1:
        return title
    if outlet and wordkey(outlet):
        kept = len(parts)
        while kept > 1 and wordkey(outlet) in (wordkey(parts[kept - 1]), wordkey(parts[kept - 1]).replace(" ", "")):
            kept -= 1
        if kept < len(parts):
            return _head(title, parts, kept)
    bar = re.split(r"\s+[|«»]\s+", title)
    return max(bar, key=len) if len(bar) > 1 else title


def _head(title: str, parts: list[str], kept: int) -> str:
    """Return ``title`` up to the end of its part number ``kept``."""
    end = 0
    for part in parts[:kept]:
        end = title.index(part, end) + len(part)
    return title[:end]


def _byline(
    tree: Any,
    meta: dict[str, str],
    data: linked_data.LinkedData,
    outlet: str | None,
) -> str | None:
    names = [name for value in data.authors if (name := _name(_plain(value), outlet))]
    if names:
        return ", ".join(dict.fromkeys(names))[:_LONGEST_BYLINE]
    for key in _AUTHOR_META:
        if name := _name(_plain(meta.get(key)), outlet):
            return name
    for text in _marked_bylines(tree):
        name = _name(text, outlet)
        if name and (len(name.split()) <= 5 or "," in name or " and " in name):
            return name
    return None


def _marked_bylines(tree: Any) -> Iterator[str | None]:
    """Yield the texts that the mark-up calls an author or a byline."""
    for link in tree.iterfind(".//a[@rel]"):
        if "author" in link.get("rel").lower().split():
            yield one_line("".join(link.itertext()))
    for tag in tree.iter("span", "p", "div", "a", "address"):
        names = tag.get("class")
        if not (names and _bylines(names)) and tag.get("itemprop") != "author":
            continue
        if next(tag.iterancestors("form"), None) is None:
            text = one_line(" ".join(tag.itertext()))
            if 2 < len(text) <= _LONGEST_BYLINE:
                yield text


@lru_cache(maxsize=4096)
def _bylines(names: str) -> bool:
    """Say whether a ``class`` attribute is that of a byline; a page repeats a few of them all over."""
    return _BYLINE_CLASS.search(names) is not None


def _name(text: str | None, outlet: str | None) -> str | None:
    """Return a byline without "By" and what follows the name; nothing for addresses, handles and the outlet itself."""
    if not text or text.startswith(("http", "@", "www.")):
        return None
    name = _AFTER_NAME.sub("", _BY.sub("", text)).strip(" ,;:-–—")
    words = name.split()
    if not 1 <= len(words) <= 16 or not any(character.isalpha() for character in name):
        return None
    if wordkey(name) in ("admin", "administrator", "editor", "author", "staff", "by", "authors") or (
        outlet and wordkey(name) == wordkey(outlet)
    ):
        return None
    return name[:_LONGEST_BYLINE]


def _published(
    tree: Any,
    blocks: Sequence[Block],
    meta: dict[str, str],
    data: linked_data.LinkedData,
    url: str | None,
) -> str | None:
    values: Iterable[object] = (data.published, *(meta.get(key) for key in _DATE_META))
    for value in values:
        if found := dates.iso(value) if value else None:
            return found
    for tag in tree.iter("time"):
        if found := dates.iso(tag.get("datetime") or one_line("".join(tag.itertext()))):
            return found
    if url and (found := dates.iso_in_address(url)):
        return found
    return _shown_date(blocks)


def _shown_date(blocks: Sequence[Block]) -> str | None:
    """Return the date in a short line just below the first heading (or at the page's start)."""
    start = next((index for index, block in enumerate(blocks) if block.heading == 1), 0)
    for block in blocks[start : start + 12]:
        if len(block.text) <= 90 and block.zone != "footer" and (found := dates.iso_in_line(block.text)):
            return found
    return None


def _outlet(
    tree: Any,
    meta: dict[str, str],
    data: linked_data.LinkedData,
    url: str | None,
) -> str | None:
    for value in (meta.get("og:site_name"), data.publisher, *(meta.get(key) for key in _OUTLET_META)):
        name = _plain(value)
        if name and not name.startswith(("http", "@")) and len(name) <= 80:
            return name
    head = tree.find(".//head/title")
    parts = re.split(r"\s+[|]\s+", _plain("".join(head.itertext())) or "") if head is not None else []
    if len(parts) > 1 and 0 < len(parts[-1].split()) <= 5:
        return parts[-1]
    host = (urlsplit(url).hostname or "") if url else ""
    return host.removeprefix("www.") or None


def _address(tree: Any, meta: dict[str, str], data: linked_data.LinkedData, url: str | None) -> str | None:
    """Return the canonical address: http or https only, never the bare front page of the host."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for value in (*links, meta.get("og:url"), data.url):
        text = one_line(value or "")
        if not text or len(text) > 2000:
            continue
        try:
            address = urljoin(url or "", text)
            parts = urlsplit(address)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path.strip("/")
        except ValueError:
            continue
        if usable:
            return address
    return url
