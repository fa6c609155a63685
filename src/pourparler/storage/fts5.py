"""The index of words on SQLite: FTS5 tables that keep no copy of the text.

Text arrives as plain words (see ``words``), so that the simplest tokenizer is exact. Rows are never deleted from an
index without content; numbers are never used twice, and what is gone from its table is passed over when found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from pourparler.storage.query import Facet, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from pourparler.rows import Found
    from pourparler.storage.documents import Document
    from pourparler.storage.query import Query

__all__ = ["Fts5", "match"]

# Matches above which a word says nothing of relevance and is not ranked by: bm25 reads all of them to weigh the word,
# and 100,000 take some 5 ms (generated statements, 2026-11). Where only such words are sought, the newest come first.
_FREQUENT = 100_000
_PLACES = 3
_SAMPLE = 300


def _term(term: Words | Facet) -> str:
    """Return a term of a query; its words are letters and digits only, so that nothing needs escaping."""
    if isinstance(term, Facet):
        return f"facets : ({' OR '.join(term.tokens)})"
    where = "source" if term.where == "source" else "{head body source}"
    return f'{where} : "{" ".join(term.tokens)}"{" *" if term.prefix else ""}'


def _either(terms: Iterable[Words | Facet]) -> str:
    return f"({' OR '.join(f'({_term(term)})' for term in terms)})"


def match(query: Query) -> str:
    """Return a query in FTS5's language."""
    sought = " AND ".join(_either(clause) for clause in query.clauses)
    return f"({sought}) NOT {_either(query.without)}" if query.without else sought


class Fts5:
    """SQLite's index of words."""

    def add(self, connection: Connection, found: Found, documents: Sequence[Document]) -> None:
        """Index rows."""
        columns = "(rowid, head, body, source, facets)"
        insert = text(f"INSERT INTO {found}_words {columns} VALUES (:n, :h, :b, :s, :f)")  # noqa: S608 - a table of ours
        parts = ("head", "body", "source", "facets")
        rows = [{"n": one.number, **{part[0]: " ".join(getattr(one, part)) for part in parts}} for one in documents]
        if rows:
            connection.execute(insert, rows)

    def drop(self, connection: Connection, found: Found, numbers: Sequence[int]) -> None:
        """Leave them: see above."""

    def candidates(self, connection: Connection, found: Found, query: Query) -> tuple[str, dict[str, str | int]]:
        """Return SQL for the last rows that match."""
        table = f"{found}_words"
        values: dict[str, str | int] = {"match": match(query)}
        last = f"FROM {table} WHERE {table} MATCH :match ORDER BY rowid DESC LIMIT :most"
        # a word of the title weighs four; who is quoted is in the text as well; facets say nothing of relevance
        score = f"-bm25({table}, 4.0, 1.0, 1.0, 0.0)"
        newest = connection.scalar(text(f"SELECT max(number) FROM {found}")) or 0  # noqa: S608 - a table of ours
        small = newest <= _FREQUENT
        telling = list(query.sought) if small else _telling(connection, found, query, newest)
        if not telling:
            return f"SELECT rowid AS number, 0.0 AS score {last}", values
        if small or (len(telling) == len(query.sought) and not _more_than_words(query)):
            return f"SELECT rowid AS number, {score} AS score {last}", values
        # bm25 reads all matches of every word of its query, however few rows it is asked for: it is asked about words
        # that tell something, apart from the query; "+" keeps SQLite from asking once a row
        select = (
            f"WITH last AS MATERIALIZED (SELECT rowid AS number {last}), "  # noqa: S608 - a table of ours
            f"ranked AS MATERIALIZED (SELECT rowid AS number, {score} AS score FROM {table} "
            f"WHERE {table} MATCH :telling AND rowid >= (SELECT min(number) FROM last) "
            "AND +rowid IN (SELECT number FROM last)) "
            "SELECT last.number AS number, coalesce(score, 0.0) AS score FROM last LEFT JOIN ranked USING (number)"
        )
        return select, {**values, "telling": _either(telling)}


def _telling(connection: Connection, found: Found, query: Query, newest: int) -> list[Words]:
    """Return the words of a query that are not so frequent that they say nothing of relevance."""
    single = {word for term in query.sought for word in _alone(term)}
    # of a beginning, asking would cost as much as ranking by it: all words so begun are put together first
    frequent = {w for w in single if not w.prefix and _matches(connection, found, w, newest) > _FREQUENT}
    # words side by side cost as much as the least frequent of them
    return [term for term in query.sought if not frequent.issuperset(_alone(term))]


def _alone(term: Words) -> list[Words]:
    """Return each word of words side by side."""
    *firsts, last = term.tokens
    return [*(Words(term.where, (token,)) for token in firsts), Words(term.where, (last,), prefix=term.prefix)]


def _more_than_words(query: Query) -> bool:
    """Say whether something is asked for that bm25 would read and that adds nothing to a score."""
    return bool(query.without) or any(isinstance(term, Facet) for clause in query.clauses for term in clause)


def _matches(connection: Connection, found: Found, word: Words, newest: int) -> float:
    """Estimate how many rows have a word, from how far apart they are at three places of the index."""
    query = text(
        f"SELECT rowid FROM {found}_words WHERE {found}_words MATCH :word AND rowid <= :last "  # noqa: S608 - as above
        "ORDER BY rowid DESC LIMIT 1 OFFSET :sample"
    )
    estimate = 0.0
    for part in range(1, _PLACES + 1):
        last = newest * part // _PLACES
        values = {"word": _term(word), "last": last, "sample": _SAMPLE - 1}
        first = connection.scalar(query, values)
        if first is not None:
            estimate += newest / _PLACES * _SAMPLE / (last - first + 1)
    return estimate
