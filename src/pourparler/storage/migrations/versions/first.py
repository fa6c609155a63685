"""The first tables.

A column is written ``name``, ``name:type`` where it is not text, with ``*`` in the primary key and ``?`` where it may
be empty.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = {
    "actor_names": "name_key* actor*",
    "actors": "id* name kind country? code? aliases roles",
    "articles": (
        "id* number:number arrival:big moment revision source external_id? url? outlet? outlet_key title? "
        "byline? published? language? previous? next? origin? copy? added story? statements:int positions:int "
        "fingerprint:bytes sketch:bytes"
    ),
    "captures": "number:number* article place sha256 fetched url?",
    "checks": "source* moment status:int? etag? modified? found:int error? again? failures:int",
    "corrections": "number:number* id target row article words wrong note moment",
    "counters": "name* value:big",
    "facets": "found* facet* moment* number:number* counted:bool",
    "items": (
        "number:number* key source address title? published? external_id? state tries:int again? cause? "
        "sentence? moment? sha256?"
    ),
    "origins": "id* article agency? moment",
    "positions": (
        "number:number* id article place:int moment feed outlet_key counted:bool kind hedged:bool "
        "statement_place:int? statement? speaker? sourcing? actor? actors addressees score:double holder act "
        "condition addressee trigger holder_words? act_words condition_words? addressee_words?"
    ),
    "redirects": "old* new",
    "revisions": "id* article number:number seen title? sha256 removed summary unclear model sentences text",
    "runs": "number:number* command began ended? counts",
    "sources": "id* number:number kind address title? site?",
    "statements": (
        "number:number* id article place:int moment feed outlet_key counted:bool sourcing speaker? role? "
        "party? actors kinds score:double source cue content occasion hedges source_words cue_words "
        "content_words occasion_words?"
    ),
    "stories": "id* title moment",
}
INDEXES = (
    ("actor_names_actor", "actor_names", "actor", False),
    ("actors_name", "actors", "name id", False),
    ("articles_arrival", "articles", "arrival", True),
    ("articles_moment", "articles", "moment number", False),
    ("articles_number", "articles", "number", True),
    ("articles_origin", "articles", "origin moment number", False),
    ("articles_outlet", "articles", "outlet_key moment number", False),
    ("articles_source", "articles", "source moment number", False),
    ("articles_story", "articles", "story moment number", False),
    ("captures_article", "captures", "article number", False),
    ("corrections_id", "corrections", "id", True),
    ("corrections_row", "corrections", "row", False),
    ("facets_number", "facets", "found number", False),
    ("items_key", "items", "key", True),
    ("items_source", "items", "source state", False),
    ("items_state", "items", "state number", False),
    ("origins_moment", "origins", "moment id", False),
    ("positions_article", "positions", "article place", False),
    ("positions_counted", "positions", "counted moment number", False),
    ("positions_feed", "positions", "feed moment number", False),
    ("positions_id", "positions", "id", True),
    ("positions_kind", "positions", "kind moment number", False),
    ("positions_moment", "positions", "moment number", False),
    ("positions_outlet", "positions", "outlet_key moment number", False),
    ("positions_sourcing", "positions", "sourcing moment number", False),
    ("redirects_new", "redirects", "new", False),
    ("revisions_article", "revisions", "article number", False),
    ("statements_article", "statements", "article place", False),
    ("statements_counted", "statements", "counted moment number", False),
    ("statements_feed", "statements", "feed moment number", False),
    ("statements_id", "statements", "id", True),
    ("statements_moment", "statements", "moment number", False),
    ("statements_outlet", "statements", "outlet_key moment number", False),
    ("statements_sourcing", "statements", "sourcing moment number", False),
    ("stories_moment", "stories", "moment id", False),
)
COUNTED = ("articles", "captures", "corrections", "items", "positions", "runs", "sources", "statements")
SEARCHED = ("articles", "statements", "positions")
NO_ROWID = {"facets"}  # on SQLite: the primary key is all there is to it, and it is kept once

TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "": sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
    "number": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    "big": sa.BigInteger(),
    "int": sa.Integer(),
    "bool": sa.Boolean(),
    "double": sa.Double(),
    "bytes": sa.LargeBinary(),
}


def column(written: str) -> sa.Column[Any]:
    """Read one column."""
    name, _, kind = written.rstrip("*?").partition(":")
    key, empty = written.endswith("*"), written.endswith("?")
    return sa.Column(name, TYPES[kind], primary_key=key, nullable=empty, autoincrement=False)


def upgrade() -> None:
    """Make the tables, their indexes, and the indexes of words."""
    for name, written in TABLES.items():
        columns = [column(part) for part in written.split()]
        op.create_table(name, *columns, sqlite_with_rowid=name not in NO_ROWID)
    for index, table, names, unique in INDEXES:
        op.create_index(index, table, names.split(), unique=unique)
    counters = sa.table("counters", sa.column("name", sa.Text()), sa.column("value", sa.BigInteger()))
    op.bulk_insert(counters, [{"name": name, "value": 0} for name in COUNTED])
    for name in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE VIRTUAL TABLE {name}_words USING "
                "fts5(head, body, source, facets, content='', tokenize='ascii')"
            )
        else:
            op.execute(f"CREATE TABLE {name}_words (number bigint PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX {name}_words_words ON {name}_words USING gin (words)")
