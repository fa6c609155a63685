"""What of an article, a statement and a position goes into the index of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pourparler.storage.identity import fold
from pourparler.storage.words import date_tokens, facet_token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from pourparler.rows import Found
    from pourparler.storage.query import Query

__all__ = ["Document", "WordIndex", "document", "facets_of"]


@dataclass(frozen=True, slots=True)
class Document:
    """The words of one row, in four parts, ready to be indexed."""

    number: int
    head: tuple[str, ...]  # title
    body: tuple[str, ...]
    source: tuple[str, ...]  # who is quoted
    facets: tuple[str, ...]  # one word a property: what it is narrowed to


class WordIndex(Protocol):
    """Where a database keeps words."""

    def add(self, connection: Connection, found: Found, documents: Sequence[Document]) -> None:
        """Index rows."""

    def drop(self, connection: Connection, found: Found, numbers: Sequence[int]) -> None:
        """Forget rows."""

    def candidates(self, connection: Connection, found: Found, query: Query) -> tuple[str, dict[str, str | int]]:
        """Return SQL for number and score of the last ``:most`` rows that match, and its other parameters.

        A higher score is better; some numbers may be of rows that are gone.
        """


def document(
    number: int, *, head: str = "", body: str = "", source: Iterable[str | None] = (), facets: Sequence[str] = ()
) -> Document:
    """Cut the parts of a row into words."""
    names = " . ".join(part for part in source if part)
    return Document(number, tuple(tokens(head)), tuple(tokens(body)), tuple(tokens(names)), tuple(facets))


def facets_of(moment: str, outlets: Iterable[str | None], properties: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the words for the properties of a row: when, by which outlet, and its fields' values."""
    named = {fold(outlet) for outlet in outlets if outlet}
    found = [facet_token("outlet", outlet) for outlet in sorted(named)]
    for field, values in properties.items():
        found += [facet_token(field, value) for value in sorted(set(values))]
    return (*date_tokens(moment), *found)
