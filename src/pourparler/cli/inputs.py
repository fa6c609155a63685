"""From what stands on the command line to articles, one after the other, in the order given."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, QuarantineError, UnreadableError
from pourparler.sources.lines import is_lines, lines_of, record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pourparler.settings import Settings
    from pourparler.types import Article

__all__ = ["Item", "items"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_STDIN = "standard input"  # as messages call it: "-" would be taken for a dash


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be had: its name for messages, and the call that gets it or raises."""

    name: str
    load: Callable[[], Article]


def _page(name: str, settings: Settings) -> Article:
    """Get a page from the web or a file, and its article."""
    from pourparler import articles, fetch

    web = bool(_WEB.match(name) or _SCHEME.match(name))
    return articles.extract(fetch.fetch(name, settings) if web else fetch.from_file(name, settings))


def _standard_input(settings: Settings) -> Article:
    from pourparler import articles, fetch

    if sys.stdin is None or sys.stdin.closed:
        raise UnreadableError("Standard input is closed: give a file or an address.")
    return articles.extract(fetch.from_stream(sys.stdin.buffer, settings, name=_STDIN))


def _line(line: bytes, place: str) -> Article:
    """Make an article of one line; its text is taken as it stands, to the letter."""
    from pourparler import articles

    return articles.from_record(record_of(line, place))


def _failing(error: Exception) -> Callable[[], Article]:
    def fail() -> Article:
        raise error

    return fail


def _lines(name: str, settings: Settings) -> Iterator[Item]:
    empty = True
    try:
        for number, line in lines_of(name, settings):
            empty = False
            place = f"{name}:{number}"
            yield Item(place, _failing(line) if isinstance(line, Exception) else partial(_line, line, place))
    except QuarantineError as error:
        yield Item(name, _failing(error))
    else:
        if empty:
            yield Item(name, _failing(UnreadableError("There is no line in it: each line holds one article.")))


def items(names: Sequence[str], settings: Settings) -> Iterator[Item]:
    """Yield every article that ``names`` stand for; nothing is fetched or opened before it is its turn.

    Args:
        names: Addresses, paths, "-" for standard input, paths of files with one article a line.
        settings: Bounds and the fetcher's settings.
    """
    spent = False
    for name in names:
        if not name.strip():
            yield Item("an input", _failing(NotFoundError("An input is an empty name: name a file or an address.")))
        elif name == "-":
            error = UnreadableError("Standard input was already read: name it once.")
            yield Item(_STDIN, _failing(error) if spent else partial(_standard_input, settings))
            spent = True
        elif is_lines(name) and not _SCHEME.match(name):
            yield from _lines(name, settings)
        else:
            yield Item(name, partial(_page, name, settings))
