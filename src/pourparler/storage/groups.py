"""Actors, stories and origins together with what belongs to them, many at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pourparler.rows import ActorRow, OriginRow, StoryRow
from pourparler.storage import mapping, tables
from pourparler.storage.identity import stamp
from pourparler.storage.people import roles
from pourparler.types import Copy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row, Select

__all__ = ["actor_rows", "origin_rows", "story_rows"]

_FOUND = ("articles", "statements", "positions")


def actor_rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[ActorRow, ...]:
    """Return actors with how much is known of each; statements and positions once an origin."""
    table = tables.actor_counts
    query = select(table).where(table.c.actor.in_([row.id for row in rows]))
    counts = {row.actor: row for row in connection.execute(query)}
    return tuple(
        mapping.record(
            row,
            ActorRow,
            roles=roles(row.roles),
            **{found: getattr(counts[row.id], found) if row.id in counts else 0 for found in _FOUND},
        )
        for row in rows
    )


def story_rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[StoryRow, ...]:
    """Return stories with their articles in time order."""
    a = tables.articles.c
    within: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    query: Select[Any] = select(a.id, a.story, a.arrival, a.published, a.origin, a.outlet)
    for row in connection.execute(query.where(a.story.in_([row.id for row in rows]))):
        within[row.story].append(row)
    return tuple(_story(row, within[row.id]) for row in rows)


def _story(row: Row[Any], articles: Sequence[Row[Any]]) -> StoryRow:
    ordered = _in_time(articles)
    times = sorted((stamp(article.published) or "", article.published) for article in ordered if article.published)
    return StoryRow(
        id=row.id,
        title=row.title,
        articles=tuple(article.id for article in ordered),
        origins=tuple(dict.fromkeys(article.origin for article in ordered if article.origin)),
        outlets=tuple(sorted({article.outlet for article in ordered if article.outlet})),
        first=times[0][1] if times else None,
        last=times[-1][1] if times else None,
    )


def _in_time(articles: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Order a story's articles by what they say of their time, never by when they were fetched.

    One without a date stands behind the one that came in before it, wherever that stands.
    """
    timed: list[tuple[str, int, Row[Any]]] = []
    time = ""
    for article in sorted(articles, key=lambda row: row.arrival):
        time = stamp(article.published) or time
        timed.append((time, article.arrival, article))
    return [article for *_, article in sorted(timed, key=lambda one: one[:2])]


def origin_rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[OriginRow, ...]:
    """Return origins with their copies in the order in which they were placed."""
    a = tables.articles.c
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    query = select(a.id, a.origin, a.copy, a.added).where(a.origin.in_([row.id for row in rows])).order_by(a.arrival)
    for row in connection.execute(query):
        copies[row.origin].append(Copy(row.id, row.copy, row.added))
    query = select(a.id, a.story, a.title, a.outlet, a.published).where(a.id.in_([row.article for row in rows]))
    shown = {row.id: row for row in connection.execute(query)}
    return tuple(
        mapping.record(
            row,
            OriginRow,
            copies=tuple(copies[row.id]),
            **{
                name: getattr(shown[row.article], name) if row.article in shown else None
                for name in ("story", "title", "outlet", "published")
            },
        )
        for row in rows
    )
