"""The queue of items: what waits, what is done, what was put aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from pourparler.rows import Quarantined, Waiting
from pourparler.storage import mapping, paging, tables
from pourparler.storage.identity import article_id, stamp
from pourparler.types import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Row

    from pourparler.rows import Page
    from pourparler.storage.numbers import Numbers
    from pourparler.types import Outcome

__all__ = ["append", "look_again", "next_retry", "quarantine", "requeue", "retry", "settle", "waiting"]

_CHUNK = 500  # values in one query: below the least limit of any database
# A source whose items all seem changed has a clock in that place: then nothing is read again.
_MANY, _FOLLOWED = 20, timedelta(days=30)  # and an article that was read longer ago is followed no more
_FIELDS = ("key", "source", "address", "title", "published", "external_id")
_FRESH: dict[str, object] = {"tries": 0, "again": None, "cause": None, "sentence": None}


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _known(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Return those of the keys that have an item."""
    items = tables.items.c
    return {
        key
        for chunk in _chunks(keys)
        for key in connection.scalars(select(items.key).where(items.article.in_(map(article_id, chunk))))
    }


def append(connection: Connection, items: Sequence[Item], numbers: Numbers, replayed: Sequence[str] = ()) -> int:
    """Put items at the end of their source's queue unless their key is known; return how many."""
    fresh = {item.key: item for item in reversed(items)}  # the first of those with one key stands
    known = _known(connection, list(fresh))
    new = [item for item in items if item.key not in known and fresh[item.key] is item]
    if replayed:
        _take_over(connection, [item for item in fresh.values() if item.key in known], replayed)
    if new:
        first, turns = numbers.next("items", len(new)), _turns(connection, new)
        connection.execute(
            insert(tables.items),
            [
                {
                    "number": first + at,
                    "turn": next(turns[item.source]),
                    "article": article_id(item.key),
                    "state": "waiting",
                    **_FRESH,
                    **{name: getattr(item, name) for name in _FIELDS},
                }
                for at, item in enumerate(new)
            ],
        )
    return len(new)


def _turns(connection: Connection, new: Sequence[Item]) -> dict[str, count[int]]:
    """Return, for each source, the turns of its next items."""
    items = tables.items
    ended = select(func.coalesce(func.max(items.c.turn), -1))
    return {
        source: count((connection.scalar(ended.where(items.c.source == source)) or 0) + 1)
        for source in {item.source for item in new}
    }


def _take_over(connection: Connection, given: Sequence[Item], replayed: Sequence[str]) -> None:
    """Let items that are not done, of other sources than those replayed, wait at their place to be read from here."""
    items, ours = tables.items, set(replayed)
    by_id = {article_id(item.key): item for item in given}
    unread = select(items.c.article, items.c.source).where(items.c.state != "done")
    rows = [
        {"here": row.article, "now": by_id[row.article].source, "place": by_id[row.article].address}
        for chunk in _chunks(list(by_id))
        for row in connection.execute(unread.where(items.c.article.in_(chunk)))
        if row.source not in ours
    ]
    if rows:
        taken = update(items).where(items.c.article == bindparam("here"))
        changed = {"source": bindparam("now"), "address": bindparam("place"), "state": "waiting"}
        connection.execute(taken.values(**changed, **_FRESH), rows)


def waiting(
    connection: Connection, limit: int, moment: str, sources: Sequence[str] | None = None
) -> tuple[Waiting, ...]:
    """Return the first items that may be tried now; with ``sources``, of those."""
    items = tables.items
    due = select(items).where(
        items.c.state == "waiting", or_(items.c.again.is_(None), items.c.again <= (stamp(moment) or moment))
    )
    if sources is not None:
        due = due.where(items.c.source.in_(sources))
    found = connection.execute(due.order_by(items.c.turn, items.c.number).limit(limit))
    return tuple(mapping.record(row, Waiting, item=_item(row)) for row in found)


def _item(row: Row[Any]) -> Item:
    return mapping.record(row, Item, changed=None)


def next_retry(connection: Connection) -> str | None:
    """Return when the first item that was put off may be tried again."""
    items = tables.items
    first: str | None = connection.scalar(select(func.min(items.c.again)).where(items.c.state == "waiting"))
    return first


def look_again(connection: Connection, items: Sequence[Item], moment: str) -> int:
    """Let done items wait that were changed since they were read, as their source says at ``moment``."""
    table = tables.items
    told = {article_id(item.key): (item.key, changed) for item in items if (changed := stamp(item.changed))}
    now = stamp(moment) or moment
    oldest = stamp((datetime.fromisoformat(now) - _FOLLOWED).isoformat()) or now
    known, later = 0, []
    read = select(table.c.article, table.c.moment).where(table.c.state == "done", table.c.moment.is_not(None))
    for chunk in _chunks(list(told)):
        for row in connection.execute(read.where(table.c.article.in_(chunk))):
            known += 1
            key, changed = told[row.article]
            if oldest < row.moment < changed <= now:
                later.append(key)
    if len(later) > _MANY and 2 * len(later) > known:
        return 0
    return requeue(connection, later)


def settle(connection: Connection, outcome: Outcome) -> None:
    """Write what became of an item's try."""
    items = tables.items
    here = items.c.article == article_id(outcome.item.key)
    failure = outcome.failure
    if failure is None:
        captured = {} if outcome.capture is None else {"sha256": outcome.capture.sha256}
        connection.execute(update(items).where(here).values(state="done", moment=outcome.moment, **_FRESH, **captured))
    else:
        connection.execute(
            update(items)
            .where(here)
            .values(
                state="waiting" if failure.retry else "quarantined",
                tries=items.c.tries + 1,
                again=stamp(failure.again) if failure.retry else None,
                cause=failure.cause,
                sentence=failure.sentence,
                moment=outcome.moment,
            )
        )


def _again(connection: Connection, keys: Sequence[str] | None, state: str) -> int:
    """Let items in a state wait again, where they stood before."""
    items = tables.items
    back = update(items).where(items.c.state == state).values(state="waiting", **_FRESH)
    if keys is None:
        return connection.execute(back).rowcount
    return sum(
        connection.execute(back.where(items.c.article.in_(map(article_id, chunk)))).rowcount for chunk in _chunks(keys)
    )


def requeue(connection: Connection, keys: Sequence[str]) -> int:
    """Read done items again."""
    return _again(connection, keys, "done")


def retry(connection: Connection, keys: Sequence[str] | None) -> int:
    """Try quarantined items again."""
    return _again(connection, keys, "quarantined")


def quarantine(connection: Connection, limit: int, after: str | None) -> Page[Quarantined]:
    """Return items that were put aside."""
    items = tables.items
    query = select(items).where(items.c.state == "quarantined").order_by(items.c.number).limit(limit + 1)
    if after is not None:
        query = query.where(items.c.number > paging.decode("quarantine", after, (int,))[0])
    found = connection.execute(query).all()
    rows = tuple(mapping.record(row, Quarantined, item=_item(row)) for row in found[:limit])
    return paging.page("quarantine", found, rows, limit, ("number",))
