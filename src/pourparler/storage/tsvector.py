"""The index of words on PostgreSQL: text vectors with a GIN index.

Vectors are written by us word by word (labels: A title, B who is quoted, C properties, D text), so that words are the
same as on SQLite whatever the server's language settings.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import text

from pourparler.storage.query import Facet, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from pourparler.rows import Found
    from pourparler.storage.documents import Document
    from pourparler.storage.query import Query

__all__ = ["TextVectors", "vector"]

_LAST_PLACE = 16_383  # of a word in a vector; words after it are found, but not side by side
_MOST_PLACES = 255  # of one word
_GAP = 10  # so that no phrase runs from one part into the next


def vector(document: Document) -> str:
    """Return a document as the server reads text vectors; words are letters and digits only."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for label, words in (("A", document.head), ("D", document.body), ("B", document.source), ("C", document.facets)):
        for word in words:
            at += 1
            if len(places[word]) < _MOST_PLACES:
                places[word].append(f"{min(at, _LAST_PLACE)}{label}")
        at += _GAP
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def _term(term: Words | Facet) -> str:
    if isinstance(term, Facet):
        return " | ".join(f"'{word}':C" for word in term.tokens)
    labels = "B" if term.where == "source" else "ABD"
    *firsts, last = term.tokens
    words = [*(f"'{word}':{labels}" for word in firsts), f"'{last}':{'*' if term.prefix else ''}{labels}"]
    return " <-> ".join(words)


def _either(terms: Iterable[Words | Facet]) -> str:
    return f"({' | '.join(f'({_term(term)})' for term in terms)})"


def match(query: Query) -> str:
    """Return a query in the server's language."""
    sought = " & ".join(_either(clause) for clause in query.clauses)
    return f"{sought} & !{_either(query.without)}" if query.without else sought


class TextVectors:
    """PostgreSQL's index of words."""

    def add(self, connection: Connection, found: Found, documents: Sequence[Document]) -> None:
        """Index rows."""
        insert = text(f"INSERT INTO {found}_words VALUES (:number, CAST(:words AS tsvector))")  # noqa: S608 - ours
        rows = [{"number": document.number, "words": vector(document)} for document in documents]
        if rows:
            connection.execute(insert, rows)

    def drop(self, connection: Connection, found: Found, numbers: Sequence[int]) -> None:
        """Forget rows."""
        if numbers:
            delete = text(f"DELETE FROM {found}_words WHERE number = :number")  # noqa: S608 - a table of ours
            connection.execute(delete, [{"number": number} for number in numbers])

    def candidates(self, connection: Connection, found: Found, query: Query) -> tuple[str, dict[str, str | int]]:  # noqa: ARG002 - as the other has it
        """Return SQL for the last rows that match."""
        # weights of D, C, B, A: see fts5
        score = "ts_rank('{0.25, 0, 0.25, 1}', words, CAST(:match AS tsquery), 1)" if query.sought else "0.0"
        select = (
            f"SELECT number, {score} AS score FROM {found}_words "  # noqa: S608 - a table of ours
            "WHERE words @@ CAST(:match AS tsquery) ORDER BY number DESC LIMIT :most"
        )
        return select, {"match": match(query)}
