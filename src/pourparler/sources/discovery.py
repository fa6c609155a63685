"""Finds out what somebody named: an address of a feed, a site or a list, or a file or folder on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pourparler.errors import NotFoundError, QuarantineError, UnreadableError, UsageError
from pourparler.fetch import canonical, from_file
from pourparler.fetch.names import shown
from pourparler.fetch.robots import Rules
from pourparler.sources.feeds import entries
from pourparler.sources.lines import is_lines
from pourparler.sources.links import feeds_of
from pourparler.sources.local import is_archive, is_page
from pourparler.sources.making import source_of
from pourparler.sources.outlines import outlines
from pourparler.sources.sitemaps import further, is_news
from pourparler.sources.sniffing import form_of, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.settings import Settings
    from pourparler.types import Capture, Source

__all__ = ["discover"]

MOST_TRIED = 10
"""Sitemaps of one site that are looked at to find the one of its news."""

MOST_FILES = 10_000
"""Files and folders directly in a folder that are looked at for archives."""

_WEB = re.compile(r"https?:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_FILES = (".xml", ".opml", ".rss", ".atom", ".json", ".warc")
"""Ends of names of files that can be added, beside those of pages and of lines; none is a top-level domain."""

_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d][\w-]{1,62}(?::\d{1,5})?(?:[/?#]\S*)?")


def discover(given: str, settings: Settings, *, get: Callable[[str], Capture] | None = None) -> tuple[Source, ...]:
    """Find the sources that somebody means.

    An address may be that of a feed, a sitemap, an OPML file, a list of addresses, or a page: then its feeds are
    taken, or, where it declares none, the sitemap of the site's news, or else that of the site. A path may be that of
    an OPML file, a list of addresses, a WARC or JSONL file, or a folder with pages, archives or both. A host may stand
    without its scheme, unless its name is one that a file would have.

    Args:
        given: the address or path.
        settings: bounds for what is read.
        get: fetches an address as it is, whatever its type: ``fetch.Polite(...).get``.

    Returns:
        At least one source.

    Raises:
        NotFoundError: there is no such file, or the site has neither feed nor sitemap.
        UnreadableError: it is nothing of all that.
        UsageError: it is neither an address nor a path, or an address and ``get`` is missing.
        PourparlerError: what ``get`` raises.
    """
    given = given.strip()
    if _WEB.match(given):
        return _from_web(given, settings, get)
    if _SCHEME.match(given):
        raise UsageError(f"{shown(given)} cannot be added: only http:// and https:// addresses are fetched.")
    if not given:
        raise UsageError("An empty name was given: name an address, a file or a folder.")
    try:
        there = Path(given).exists()
    except (OSError, ValueError):  # too long, or a NUL in it
        there = False
    if there:
        return _from_disk(Path(given).absolute(), settings)
    if _HOST.fullmatch(given) and not _names_file(given):
        return _from_web(f"https://{given}", settings, get)
    raise NotFoundError(f"{shown(given)} is not there: check the path, or write an address with https:// before it.")


def _names_file(given: str) -> bool:
    """Say whether what is not there looks like a file's name rather than a host's; Moldova's hosts end in ".md"."""
    name = given.lower().removesuffix(".gz")
    if "/" in name or name.endswith(".md"):
        return False
    return is_page(name) or is_lines(name) or name.endswith(_FILES)


def _from_web(given: str, settings: Settings, get: Callable[[str], Capture] | None) -> tuple[Source, ...]:
    if get is None:
        raise UsageError(f"{shown(given)} is an address, and nothing is fetched here.")
    capture = get(given)
    form, text = form_of(capture)
    address = canonical(capture.url or given)
    if form == "feed":
        source = source_of("feed", canonical(given))
        return (source_of("feed", source.address, entries(source, capture, text, capture.fetched)[1]),)
    if form in {"sitemap", "index"}:
        return (_newest(source_of("site", canonical(given)), capture),)
    if form == "opml":
        return outlines(text, given)
    if form == "addresses":
        return (source_of("list", canonical(given)),)
    if form == "html":
        found = feeds_of(text, address) or _from_sitemaps(address, settings, get)
        if found:
            return found
        raise NotFoundError(f"{shown(given)} names no feed and has no sitemap: give the address of a feed.")
    raise UnreadableError(f"{shown(given)} cannot be added: it is neither a feed nor a page.")


def _from_sitemaps(site: str, settings: Settings, get: Callable[[str], Capture]) -> tuple[Source, ...]:
    """Look for a site's sitemap: those that robots.txt names, else the usual place; that of the news before others."""
    try:
        rules = Rules(get(urljoin(site, "/robots.txt")).content, settings)
        named_there = [urljoin(site, link) for link in rules.sitemaps]
    except QuarantineError:
        named_there = []
    candidates = sorted(named_there, key=lambda link: not is_news(link)) or [urljoin(site, "/sitemap.xml")]
    found: list[Source] = []
    for link in candidates[:MOST_TRIED]:
        try:
            capture = get(link)
            form, _ = form_of(capture)
            if form not in {"sitemap", "index"}:
                continue
            source = _newest(source_of("site", canonical(link), None, site), capture)
        except QuarantineError:
            continue
        found.append(source)
        if is_news(source.address) or b"schemas/sitemap-news" in capture.content[:2000]:
            return (source,)
    return tuple(found[:1])


def _newest(source: Source, capture: Capture) -> Source:
    """Take an index's sitemap of the news for it, if it has one."""
    news = [address for address in further(capture) if is_news(address)]
    return source_of("site", news[0], source.title, source.site) if news else source


def _from_disk(path: Path, settings: Settings) -> tuple[Source, ...]:
    if path.is_dir():
        return _from_folder(path)
    if is_lines(path.name):
        return (source_of("jsonl", str(path)),)
    if is_archive(path):
        return (source_of("warc", str(path)),)
    capture = from_file(path, settings)
    form, text = form_of(capture)
    if form == "opml":
        return outlines(text, path)
    if form == "addresses":
        return (source_of("list", str(path)),)
    advice = "read it with the command read, or add its folder" if form == "html" else "add the address it came from"
    what = named(form) if form != "other" else "none of the files that can be added"
    raise UnreadableError(f"{shown(path)} is {what}: {advice}.")


def _from_folder(path: Path) -> tuple[Source, ...]:
    """Take the archives in a folder each for itself, and the folder for the pages in it and below."""
    try:
        inside = sorted(path.iterdir())[:MOST_FILES]
        found = [source_of("jsonl", str(file)) for file in inside if is_lines(file.name) and file.is_file()]
        found += [source_of("warc", str(file)) for file in inside if not is_lines(file.name) and is_archive(file)]
        if not found or any(is_page(file.name) or file.is_dir() for file in inside):
            found.insert(0, source_of("folder", str(path), path.name))
    except OSError as error:
        raise UnreadableError(f"{shown(path)} cannot be read ({shown(error.strerror or error)}).") from error
    return tuple(found)
