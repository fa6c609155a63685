"""An article as it was read, written in place of what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from pourparler.storage import tables
from pourparler.storage.documents import document, facets_of
from pourparler.storage.grouping import Groups
from pourparler.storage.identity import article_id, moment, name_key, revision_id
from pourparler.storage.said import position_rows, statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from pourparler.rows import Found
    from pourparler.storage.counting import Counts
    from pourparler.storage.documents import WordIndex
    from pourparler.storage.numbers import Numbers
    from pourparler.types import Outcome, Reading

__all__ = ["Writer"]

_CHUNK = 500  # values in one query: below the least limit of any database


class Writer:
    """Writes readings within one transaction."""

    def __init__(self, connection: Connection, numbers: Numbers, counts: Counts, index: WordIndex) -> None:
        self._connection = connection
        self._numbers = numbers
        self._counts = counts
        self._index = index

    def capture(self, outcome: Outcome) -> None:
        """Note where a capture is kept."""
        capture = outcome.capture
        if capture is None:
            return
        fields = {name: getattr(capture, name) for name in ("place", "sha256", "fetched", "url")}
        number = self._numbers.next("captures")
        article = article_id(outcome.item.key)
        self._connection.execute(insert(tables.captures).values(number=number, article=article, **fields))

    def write(self, outcome: Outcome, reading: Reading) -> None:
        """Write an article with all that was read in it; it replaces what was read in it before."""
        articles = tables.articles
        key = article_id(outcome.item.key)
        before = self._connection.execute(select(articles).where(articles.c.id == key)).first()
        if before is not None:
            self._clear(before)
        fetched = outcome.capture.fetched if outcome.capture else outcome.moment
        when = moment(reading.article.published, outcome.item.published, fetched)
        number = self._numbers.next("articles")
        row = _article_row(outcome, reading, number, when)
        if before is None:
            self._connection.execute(insert(articles).values(id=key, arrival=number, **row))
            self._counts.rows("articles", 1)
        else:
            self._connection.execute(update(articles).where(articles.c.id == key).values(**row))
        self._revise(key, number, outcome, reading)
        self._say(key, number, when, outcome, reading)
        self._place(key, when, outcome, before)

    def _clear(self, before: Row[tuple[Any, ...]]) -> None:
        """Take away what was read in the revision that stood so far; its text stays."""
        self._forget("articles", [before.number])
        said: list[tuple[Found, Any]] = [("statements", tables.statements), ("positions", tables.positions)]
        for found, table in said:
            here = table.c.article == before.id
            rows = self._connection.execute(select(table.c.number, table.c.counted).where(here)).all()
            self._forget(found, [row.number for row in rows])
            self._connection.execute(delete(table).where(here))
            self._counts.rows(found, -len(rows))
            if found == "statements":
                self._counts.rows("counted", -sum(row.counted for row in rows))

    def _forget(self, found: Found, numbers: Sequence[int]) -> None:
        """Take away words and properties of rows."""
        self._index.drop(self._connection, found, numbers)
        facets = tables.facets
        for start in range(0, len(numbers), _CHUNK):
            here = facets.c.number.in_(numbers[start : start + _CHUNK])
            gone = self._counts.with_facets(found, here, facets.c.counted)
            self._counts.facets(found, [(facet, -count) for facet, count in gone])
            self._connection.execute(delete(facets).where(facets.c.found == found, here))

    def _revise(self, article: str, number: int, outcome: Outcome, reading: Reading) -> None:
        """Write the revision; one whose text was there before becomes the current one again."""
        table = tables.revisions
        text = reading.article
        key = revision_id(article, text.sha256)
        model = reading.model
        fields = {
            "number": number,
            "title": text.title,
            "removed": text.removed,
            "summary": reading.brief.summary,
            "unclear": reading.brief.unclear,
            "model": (model.name, model.version, model.sha256),
            "sentences": tuple((*sentence.span, sentence.paragraph) for sentence in reading.sentences),
        }
        done = self._connection.execute(update(table).where(table.c.id == key).values(**fields))
        if not done.rowcount:
            new = {"article": article, "seen": outcome.moment, "sha256": text.sha256, "text": text.text}
            self._connection.execute(insert(table).values(id=key, **new, **fields))

    def _say(self, article: str, number: int, when: str, outcome: Outcome, reading: Reading) -> None:
        """Write statements and positions, and the words and properties of all."""
        outlet = reading.article.outlet
        shared = {"article": article, "moment": when, "feed": outcome.item.source, "outlet_key": name_key(outlet)}
        said = statement_rows(article, outcome, reading)
        stands = position_rows(article, outcome, reading, said)
        # numbers grow against reading order: lists show the highest first
        for name, rows in (("statements", said), ("positions", stands)):
            last = self._numbers.next(name, len(rows)) + len(rows) - 1
            for at, row in enumerate(rows):
                row.update(shared, number=last - at)
        for table, rows in ((tables.statements, said), (tables.positions, stands)):
            if rows:
                self._connection.execute(insert(table), rows)
            self._counts.rows(table.name, len(rows))
        self._counts.rows("counted", sum(row["counted"] for row in said))
        self._keep("articles", when, outlet, [_article_entry(number, outcome, said, stands)])
        self._keep("statements", when, outlet, [_statement_entry(row) for row in said])
        self._keep("positions", when, outlet, [_position_entry(row) for row in stands])

    def _keep(self, found: Found, when: str, outlet: str | None, entries: Sequence[dict[str, Any]]) -> None:
        """Write the words of rows, and the properties that lists are narrowed by."""
        facets, documents = [], []
        for entry in entries:
            number, properties = entry["number"], entry["properties"]
            row = {"found": found, "moment": when, "number": number, "counted": entry["counted"]}
            named = {f"{field}:{value}" for field, values in properties.items() for value in values}
            facets += [{"facet": facet, **row} for facet in sorted(named)]
            if entry["counted"]:
                self._counts.facets(found, [(facet, 1) for facet in named])
            words = facets_of(when, [outlet], properties)
            parts = {name: entry[name] for name in ("head", "body", "source")}
            documents.append(document(number, facets=words, **parts))
        if facets:
            self._connection.execute(insert(tables.facets), facets)
        self._index.add(self._connection, found, documents)

    def _place(self, article: str, when: str, outcome: Outcome, before: Row[tuple[Any, ...]] | None) -> None:
        """Write the article's origin and story, and tidy those it was in before."""
        groups, origin, story = Groups(self._connection, self._counts), outcome.origin, outcome.story
        if origin is not None:
            groups.put_origin(article, when, origin)
        if story is not None:
            groups.put_story(story)
        if before is not None and before.origin != (origin.origin if origin else None):
            groups.tidy_origin(before.origin)
        if before is not None and before.story is not None:
            groups.tidy_story(before.story, story.story if story else None)


def _names(row: dict[str, Any]) -> Iterable[str | None]:
    """Return the words for who is quoted in a statement."""
    return row["source_words"], row["speaker"], row["role"], row["party"]


def _article_entry(
    number: int, outcome: Outcome, said: Sequence[dict[str, Any]], stands: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    everyone = [actor.id for actor in outcome.actors]
    everyone += [actor for row in (*said, *stands) for actor in row["actors"]]
    kinds, sourcings = [row["kind"] for row in stands], [row["sourcing"] for row in said]
    article = outcome.reading.article if outcome.reading else None
    return {
        "number": number,
        "counted": True,
        "properties": {"actor": everyone, "kind": kinds, "sourcing": sourcings},
        "head": (article.title or "") if article else "",
        "body": article.text if article else "",
        "source": [name for row in said for name in _names(row)],
    }


def _statement_entry(row: dict[str, Any]) -> dict[str, Any]:
    properties = {"actor": row["actors"], "kind": row["kinds"], "sourcing": [row["sourcing"]]}
    parts = {"head": "", "body": row["content_words"], "source": _names(row)}
    return {"number": row["number"], "counted": row["counted"], "properties": properties, **parts}


def _position_entry(row: dict[str, Any]) -> dict[str, Any]:
    sourcing = [row["sourcing"]] if row["sourcing"] else []
    properties = {"actor": row["actors"], "kind": [row["kind"]], "sourcing": sourcing}
    body = " . ".join(row[name] or "" for name in ("act_words", "condition_words", "addressee_words"))
    parts = {"head": "", "body": body, "source": (row["holder_words"], row["actor"], row["speaker"])}
    return {"number": row["number"], "counted": row["counted"], "properties": properties, **parts}


def _article_row(outcome: Outcome, reading: Reading, number: int, when: str) -> dict[str, Any]:
    article, item, origin = reading.article, outcome.item, outcome.origin
    named = ("url", "outlet", "title", "byline", "published", "language", "previous", "next")
    return {
        "number": number,
        "moment": when,
        "revision": revision_id(article_id(item.key), article.sha256),
        "source": item.source,
        "external_id": item.external_id,
        "outlet_key": name_key(article.outlet),
        "origin": origin.origin if origin else None,
        "copy": origin.kind if origin else None,
        "added": origin.added if origin else (),
        "story": outcome.story.story if outcome.story else None,
        "statements": len(reading.statements),
        "positions": len(reading.positions),
        "fingerprint": outcome.fingerprint,
        "sketch": outcome.sketch,
        **{name: getattr(article, name) for name in named},
    }
