"""The tables, as the newest migration leaves them.

``number`` columns order rows by arrival and join them with the index of words; they are never shown outside.
``moment`` is when something counts as published (see ``identity.moment``), and the order of every list.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, LargeBinary, MetaData, Table

from pourparler.storage.columns import Spans, Texts, Words

__all__ = [
    "actor_counts",
    "actor_names",
    "actors",
    "articles",
    "captures",
    "checks",
    "corrections",
    "counters",
    "facets",
    "items",
    "metadata",
    "origins",
    "positions",
    "redirects",
    "revisions",
    "runs",
    "sources",
    "statements",
    "stories",
]

metadata = MetaData()


def _number(name: str = "number", *, key: bool = True) -> Column[int]:
    # on SQLite only INTEGER is the row's own number, for which no second index is kept
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column(name, kind, primary_key=key, autoincrement=False, nullable=False)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Words, primary_key=key, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Words, nullable=True)


def _spans(name: str) -> Column[object]:
    return Column(name, Spans, nullable=False)


def _texts(name: str) -> Column[object]:
    return Column(name, Texts, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _said() -> tuple[Column[Any], ...]:
    """Return what statements and positions both have: where they stand, and what lists are ordered and narrowed by."""
    return (
        _number(),
        _text("id"),
        _text("article"),
        _count("place"),
        _text("moment"),
        _text("feed"),
        _text("outlet_key"),
        Column("counted", Boolean, nullable=False),
    )


def _said_indexes(table: str, *narrowing: str) -> tuple[Index, ...]:
    """Return their indexes; each column of ``narrowing`` has one in the order of lists, as the shared ones have."""
    return (
        Index(f"{table}_id", "id", unique=True),
        Index(f"{table}_article", "article", "place"),
        Index(f"{table}_moment", "moment", "number"),
        Index(f"{table}_outlet", "outlet_key", "moment", "number"),
        *(Index(f"{table}_{name}", name, "moment", "number") for name in ("feed", "counted", *narrowing)),
    )


# The last number given out, by table, and how many rows there are ("rows:articles"). Its rows are also the lock that
# lets one writer in at a time.
counters = Table("counters", metadata, _text("name", key=True), Column("value", BigInteger, nullable=False))

sources = Table(
    "sources",
    metadata,
    _text("id", key=True),
    _number(key=False),
    _text("kind"),
    _text("address"),
    _maybe("title"),
    _maybe("site"),
)

checks = Table(
    "checks",
    metadata,
    _text("source", key=True),
    _text("moment"),
    Column("status", Integer),
    _maybe("etag"),
    _maybe("modified"),
    _count("found"),
    _maybe("error"),
    _maybe("again"),
    _count("failures"),
)

items = Table(
    "items",
    metadata,
    _number(),
    _text("key"),
    _text("article"),  # what the key leads to: looked up by, as a key may be longer than an index takes
    _text("source"),
    _text("address"),
    _maybe("title"),
    _maybe("published"),
    _maybe("external_id"),
    _count("turn"),  # how many items its source had before it: sources take turns, so that many hosts are asked at once
    _text("state"),  # waiting, done, quarantined
    _count("tries"),
    _maybe("again"),
    _maybe("cause"),
    _maybe("sentence"),
    _maybe("moment"),
    _maybe("sha256"),
    Index("items_article", "article", unique=True),
    Index("items_state", "state", "number"),
    Index("items_turn", "state", "turn", "number"),
    Index("items_source", "source", "state"),
)

captures = Table(
    "captures",
    metadata,
    _number(),
    _text("article"),
    _text("place"),
    _text("sha256"),
    _text("fetched"),
    _maybe("url"),
    Index("captures_article", "article", "number"),
)

articles = Table(
    "articles",
    metadata,
    _text("id", key=True),
    _number(key=False),
    Column("arrival", BigInteger, nullable=False),  # the first number that it had
    _text("moment"),
    _text("revision"),
    _text("source"),
    _maybe("external_id"),
    _maybe("url"),
    _maybe("outlet"),
    _text("outlet_key"),
    _maybe("title"),
    _maybe("byline"),
    _maybe("published"),
    _maybe("language"),
    _maybe("previous"),
    _maybe("next"),
    _maybe("origin"),
    _maybe("copy"),
    _spans("added"),
    _maybe("story"),
    _count("statements"),
    _count("positions"),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Index("articles_number", "number", "moment", unique=True),
    Index("articles_arrival", "arrival", unique=True),
    Index("articles_moment", "moment", "number"),
    Index("articles_outlet", "outlet_key", "moment", "number"),
    Index("articles_source", "source", "moment", "number"),
    Index("articles_story", "story", "moment", "number"),
    Index("articles_origin", "origin", "moment", "number"),
)

revisions = Table(
    "revisions",
    metadata,
    _text("id", key=True),
    _text("article"),
    _number(key=False),
    _text("seen"),
    _maybe("title"),
    _text("sha256"),
    _texts("removed"),
    _spans("summary"),
    _spans("unclear"),
    _texts("model"),
    _texts("sentences"),
    _text("text"),
    Index("revisions_article", "article", "number"),
)

statements = Table(
    "statements",
    metadata,
    *_said(),
    _text("sourcing"),
    _maybe("speaker"),
    _maybe("role"),
    _maybe("party"),
    _texts("actors"),
    _texts("kinds"),
    Column("score", Double, nullable=False),
    _spans("source"),
    _spans("cue"),
    _spans("content"),
    _spans("occasion"),
    _spans("hedges"),
    _text("source_words"),
    _text("cue_words"),
    _text("content_words"),
    _maybe("occasion_words"),
    *_said_indexes("statements", "sourcing"),
)

positions = Table(
    "positions",
    metadata,
    *_said(),
    _text("kind"),
    Column("hedged", Boolean, nullable=False),
    Column("statement_place", Integer),
    _maybe("statement"),
    _maybe("speaker"),
    _maybe("sourcing"),
    _maybe("actor"),
    _texts("actors"),
    _texts("addressees"),
    Column("score", Double, nullable=False),
    _spans("holder"),
    _spans("act"),
    _spans("condition"),
    _spans("addressee"),
    _spans("trigger"),
    _maybe("holder_words"),
    _text("act_words"),
    _maybe("condition_words"),
    _maybe("addressee_words"),
    *_said_indexes("positions", "kind", "sourcing"),
)

# What a row can have several of: "actor:russia", "kind:offer". In the order of lists, so that a page is read from here.
facets = Table(
    "facets",
    metadata,
    _text("found", key=True),  # articles, statements, positions
    _text("facet", key=True),
    _text("moment", key=True),
    _number(),
    Column("counted", Boolean, nullable=False),
    Index("facets_number", "found", "number"),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    metadata,
    _text("id", key=True),
    _text("name"),
    _text("sort_key"),
    _text("kind"),
    _maybe("country"),
    _maybe("code"),
    _texts("aliases"),
    _texts("roles"),
    Index("actors_sort", "sort_key", unique=True),
    Index("actors_kind", "kind", "sort_key"),
)

# How many rows that count have an actor, whether the actor itself is kept or not.
actor_counts = Table(
    "actor_counts", metadata, _text("actor", key=True), _count("articles"), _count("statements"), _count("positions")
)

actor_names = Table(
    "actor_names",
    metadata,
    _text("name_key", key=True),
    _text("actor", key=True),
    Index("actor_names_actor", "actor"),
)

origins = Table(
    "origins",
    metadata,
    _text("id", key=True),
    _text("article"),
    _maybe("agency"),
    _text("moment"),
    Index("origins_moment", "moment", "id"),
)

stories = Table(
    "stories",
    metadata,
    _text("id", key=True),
    _text("title"),
    _text("moment"),
    Index("stories_moment", "moment", "id"),
)

redirects = Table("redirects", metadata, _text("old", key=True), _text("new"), Index("redirects_new", "new"))

runs = Table("runs", metadata, _number(), _text("command"), _text("began"), _maybe("ended"), _texts("counts"))

corrections = Table(
    "corrections",
    metadata,
    _number(),
    _text("id"),
    _text("target"),
    _text("row"),
    _text("article"),
    _text("words"),
    _text("wrong"),
    _text("note"),
    _text("moment"),
    Index("corrections_id", "id", unique=True),
    Index("corrections_row", "row"),
)
