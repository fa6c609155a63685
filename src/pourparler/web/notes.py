"""Numbered source notes: on paper a link has no address, so every source that a page quotes gets a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.web.templating import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Sourced(Protocol):
        """Anything that says which article it comes from."""

        @property
        def article(self) -> str: ...
        @property
        def title(self) -> str | None: ...
        @property
        def outlet(self) -> str | None: ...
        @property
        def published(self) -> str | None: ...
        @property
        def url(self) -> str | None: ...


__all__ = ["Note", "Notes"]

_LONGEST_ADDRESS = 500  # characters of an address on paper


@dataclass(frozen=True, slots=True)
class Note:
    """One source of a page."""

    number: int
    article: str
    title: str
    outlet: str
    published: str | None
    url: str


class Notes:
    """The sources of a page, in the order in which they are first quoted."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def add(self, article: str, title: str | None, outlet: str | None, published: str | None, url: str | None) -> None:
        """Take a source in; one that is known keeps its number."""
        if article not in self._notes:
            number = len(self._notes) + 1
            shown = line(url, _LONGEST_ADDRESS)
            self._notes[article] = Note(number, article, line(title), line(outlet, 100), published, shown)

    def take(self, rows: Iterable[Sourced]) -> Notes:
        """Take in the articles that rows come from."""
        for row in rows:
            self.add(row.article, row.title, row.outlet, row.published, row.url)
        return self

    def of(self, article: str) -> int | None:
        """Return the number of an article, if the page quotes it."""
        found = self._notes.get(article)
        return found.number if found else None

    def all(self) -> tuple[Note, ...]:
        """Return all notes, in order."""
        return tuple(self._notes.values())
