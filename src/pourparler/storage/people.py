"""Actors and the names they go by."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from pourparler.storage import tables
from pourparler.storage.identity import name_key, sort_key
from pourparler.types import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

    from pourparler.storage.counting import Counts
    from pourparler.types import Actor

__all__ = ["People", "named", "roles"]


def roles(kept: Iterable[Iterable[str | None]]) -> tuple[Role, ...]:
    """Return roles as they were before they were kept."""
    return tuple(Role(title or "", party, since, until) for title, party, since, until in kept)


def named(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the ids of the actors that go by a name, alias or id; the words themselves where none does."""
    names = tables.actor_names
    found = connection.scalars(select(names.c.actor).where(names.c.name_key == name_key(name)).order_by(names.c.actor))
    return tuple(found) or (name,)


class People:
    """Writes actors, each once a transaction unless it changes."""

    def __init__(self, connection: Connection, counts: Counts) -> None:
        self._connection = connection
        self._counts = counts
        self._seen: dict[str, Actor] = {}

    def note(self, actor: Actor) -> None:
        """Write an actor as it is described now."""
        if self._seen.get(actor.id) == actor:
            return
        table = tables.actors
        fields = {
            "name": actor.name,
            "sort_key": sort_key(actor.name, actor.id),
            "kind": actor.kind,
            "country": actor.country,
            "code": actor.code,
            "aliases": actor.aliases,
            "roles": tuple(tuple(asdict(role).values()) for role in actor.roles),
        }
        before = self._connection.execute(select(table).where(table.c.id == actor.id)).first()
        if before is None:
            self._connection.execute(insert(table).values(id=actor.id, **fields))
            self._counts.rows("actors", 1)
        elif not _same(before, actor):
            self._connection.execute(update(table).where(table.c.id == actor.id).values(**fields))
        if before is None or not _same(before, actor):
            self._name(actor)
        self._seen[actor.id] = actor

    def _name(self, actor: Actor) -> None:
        names = tables.actor_names
        self._connection.execute(delete(names).where(names.c.actor == actor.id))
        keys = {name_key(name) for name in (actor.id, actor.name, *actor.aliases)}
        self._connection.execute(insert(names), [{"name_key": key, "actor": actor.id} for key in sorted(keys)])


def _same(row: Row[tuple[object, ...]], actor: Actor) -> bool:
    """Say whether an actor stands in the store as it is described now."""
    kept = (row.name, row.kind, row.country, row.code, row.aliases, roles(row.roles))
    return kept == (actor.name, actor.kind, actor.country, actor.code, actor.aliases, actor.roles)
