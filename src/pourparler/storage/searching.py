"""Full-text search: a query is read once, the database finds and ranks, and what it found is shown to the letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from pourparler.errors import UsageError
from pourparler.rows import Hit, Page
from pourparler.storage import mapping, paging, people
from pourparler.storage.query import Facet, Query, Words, parse
from pourparler.storage.snippets import snippet
from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from pourparler.rows import Found
    from pourparler.storage.database import Database
    from pourparler.storage.documents import WordIndex

__all__ = ["SqlSearch"]

# Ranking looks at the last matches only: with a million statements a frequent word has several 100,000, and who
# searches the news wants what is new. Measured on generated statements (2026-11): 5,000 take 10 to 20 ms.
_MOST = 5_000


class SqlSearch:
    """Search over a store."""

    def __init__(self, database: Database, index: WordIndex) -> None:
        self._database = database
        self._index = index

    def find(self, query: str, *, found: Found = "articles", limit: int = 20, after: str | None = None) -> Page[Hit]:
        """Return the best matches of a query: see ``protocols.Search``."""
        if found not in {"articles", "statements", "positions"}:
            raise UsageError(f"There is no search for {found[:40]}; choose articles, statements or positions.")
        parsed = parse(query)
        limit = paging.bounded(limit)
        skip = int(paging.decode(f"search {found}", after, (int,))[0]) if after is not None else 0
        if not 0 <= skip <= _MOST:
            raise UsageError("The cursor does not belong to this list; begin again without it.")
        with self._database.reading() as connection:
            resolved = _resolved(connection, parsed)
            ranked = self._ranked(connection, found, resolved, (limit + 1, skip))
            hits = _hits(connection, found, resolved, ranked[:limit])
        more = len(ranked) > limit
        return Page(hits, paging.encode(f"search {found}", (skip + limit,)) if more else None)

    def _ranked(
        self, connection: Connection, found: Found, query: Query, window: tuple[int, int]
    ) -> list[tuple[int, float]]:
        """Return number and score of the matches that are still there, best first, newest first among equals."""
        candidates, values = self._index.candidates(connection, found, query)
        limit, skip = window
        ranked = text(
            f"SELECT c.number, c.score FROM ({candidates}) AS c "  # noqa: S608 - tables of ours
            f"JOIN {found} AS t ON t.number = c.number "
            "ORDER BY c.score DESC, t.moment DESC, c.number DESC LIMIT :limit OFFSET :skip"
        )
        rows = connection.execute(ranked, {**values, "most": _MOST, "limit": limit, "skip": skip})
        return [(number, float(score)) for number, score in rows]


def _resolved(connection: Connection, query: Query) -> Query:
    """Put ids for names of actors."""

    def resolve(term: Words | Facet) -> Words | Facet:
        if not isinstance(term, Facet) or term.field != "actor":
            return term
        return replace(term, values=tuple(actor for name in term.values for actor in people.named(connection, name)))

    clauses = tuple(tuple(resolve(term) for term in clause) for clause in query.clauses)
    return Query(clauses, tuple(resolve(term) for term in query.without))


def _hits(connection: Connection, found: Found, query: Query, ranked: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """Return what is shown of the rows of a page."""
    table, base, _ = mapping.FOUND[found]
    here = base.where(table.c.number.in_([number for number, _ in ranked]))
    rows = {row.number: row for row in connection.execute(here)}
    return tuple(_hit(found, query, rows[number], score) for number, score in ranked)


def _hit(found: Found, query: Query, row: Row[Any], score: float) -> Hit:
    words, base = _text(found, row)
    window, marks = snippet(words, query.sought)
    return Hit(
        found=found,
        id=row.id,
        article=row.id if found == "articles" else row.article,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        snippet=window.of(words),
        marks=marks,
        span=None if base is None else Span(base + window.start, base + window.end),
        score=score,
    )


def _text(found: Found, row: Row[Any]) -> tuple[str, int | None]:
    """Return the words to show, and where in the article's text they begin; None where they are in pieces."""
    if found == "articles":
        return row.text, 0
    if found == "statements":
        pieces = row.content
        return row.content_words, pieces[0].start if len(pieces) == 1 else None
    parts = sorted((*row.act, *row.condition))
    words = " … ".join(row.act_words if span in row.act else row.condition_words for span in parts)
    return words, parts[0].start if len(parts) == 1 else None
