"""Counts are kept where they were counted; long names and addresses are indexed by less than all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

from pourparler.storage.columns import Words
from pourparler.storage.identity import article_id, name_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT: sa.types.TypeEngine[Any] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LONG = 200  # characters of a name that are indexed as they are
TABLES = ("articles", "statements", "positions", "actors", "stories", "origins")
BATCH = 1_000


def upgrade() -> None:
    """Count once what is kept up to date from now on."""
    sort_actors()
    shorten_names()
    find_items()
    # searches look up when some thousand articles were published: without reading the articles themselves
    op.drop_index("articles_number", "articles")
    op.create_index("articles_number", "articles", ["number", "moment"], unique=True)
    count_rows()
    count_actors()


def sort_actors() -> None:
    """Order actors by the beginnings of their names."""
    connection = op.get_bind()
    op.drop_index("actors_name", "actors")
    op.add_column("actors", sa.Column("sort_key", TEXT, nullable=False, server_default=""))
    actors = sa.table("actors", sa.column("id", Words), sa.column("name", Words), sa.column("sort_key", Words))
    change = sa.update(actors).where(actors.c.id == sa.bindparam("key")).values(sort_key=sa.bindparam("sort"))
    for rows in batches(connection, sa.select(actors.c.id, actors.c.name)):
        connection.execute(change, [{"key": row.id, "sort": sort_key(row.name, row.id)} for row in rows])
    op.create_index("actors_sort", "actors", ["sort_key"], unique=True)
    op.create_index("actors_kind", "actors", ["kind", "sort_key"])


def find_items() -> None:
    """Look up items by the article that they lead to."""
    connection = op.get_bind()
    op.drop_index("items_key", "items")
    op.add_column("items", sa.Column("article", TEXT, nullable=False, server_default=""))
    items = sa.table("items", sa.column("number", sa.BigInteger), sa.column("key", Words), sa.column("article", Words))
    change = sa.update(items).where(items.c.number == sa.bindparam("n")).values(article=sa.bindparam("id"))
    for rows in batches(connection, sa.select(items.c.number, items.c.key)):
        connection.execute(change, [{"n": row.number, "id": article_id(row.key)} for row in rows])
    op.create_index("items_article", "items", ["article"], unique=True)


def batches(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield all rows of a query, some at a time; read before the first is changed."""
    found = connection.execute(query).all()
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))


def shorten_names() -> None:
    """Look up long names by their beginnings."""
    connection = op.get_bind()
    names = ("actor_names", "articles", "statements", "positions")
    for table, column in zip(names, ("name_key", "outlet_key", "outlet_key", "outlet_key"), strict=True):
        kept = sa.table(table, sa.column(column, Words))
        key = kept.c[column]
        for name in connection.scalars(sa.select(key).where(sa.func.length(key) > LONG).distinct()).all():
            connection.execute(sa.update(kept).where(key == name).values({column: name_key(name)}))


def count_rows() -> None:
    """Keep how many rows there are."""
    insert = "INSERT INTO counters (name, value) SELECT '{name}', count(*) FROM {table}"
    for table in TABLES:
        op.execute(insert.format(name=f"rows:{table}", table=table))
    op.execute(insert.format(name="rows:counted", table="statements WHERE counted"))


def count_actors() -> None:
    """Keep how many rows each actor has."""
    numbers = [sa.Column(name, sa.Integer(), nullable=False) for name in ("articles", "statements", "positions")]
    op.create_table("actor_counts", sa.Column("actor", TEXT, primary_key=True), *numbers)
    parts = ", ".join(f"sum(CASE WHEN found = '{name}' THEN 1 ELSE 0 END)" for name in TABLES[:3])
    op.execute(
        f"INSERT INTO actor_counts SELECT substr(facet, 7), {parts} FROM facets "  # noqa: S608 - names of ours
        "WHERE found IN ('articles', 'statements', 'positions') AND facet >= 'actor:' AND facet < 'actor;' AND counted "
        "GROUP BY facet"
    )
