"""How much is known of each actor, kept up to date by whoever writes it: a page of actors counts nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, text

from pourparler.storage import tables
from pourparler.storage.columns import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

    from pourparler.rows import Found
    from pourparler.storage.numbers import Numbers

__all__ = ["Counts"]

_ACTOR = "actor:"  # of a facet
_ADD = text(
    "INSERT INTO actor_counts (actor, articles, statements, positions) "
    "VALUES (:actor, :articles, :statements, :positions) ON CONFLICT (actor) DO UPDATE SET "
    "articles = actor_counts.articles + excluded.articles, "
    "statements = actor_counts.statements + excluded.statements, "
    "positions = actor_counts.positions + excluded.positions"
).bindparams(bindparam("actor", type_=Words))


class Counts:
    """What one transaction adds and takes away."""

    def __init__(self, connection: Connection, numbers: Numbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._actors: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def rows(self, of: str, by: int) -> None:
        """Note that there are more rows of a kind, or fewer."""
        self._numbers.count(of, by)

    def facets(self, found: Found, facets: Iterable[tuple[str, int]]) -> None:
        """Note that more rows that count have these properties, or fewer."""
        for facet, by in facets:
            if facet.startswith(_ACTOR):
                self._actors[facet.removeprefix(_ACTOR)][found] += by

    def with_facets(self, found: Found, *held: ColumnElement[bool]) -> list[tuple[str, int]]:
        """Return how many rows have each property, of those rows of facets for which the conditions hold."""
        facets = tables.facets.c
        query = select(facets.facet, func.count()).where(facets.found == found, *held).group_by(facets.facet)
        return [(facet, count) for facet, count in self._connection.execute(query)]

    def keep(self) -> None:
        """Write the counts of actors: those of whole tables are written with the numbers."""
        none = {"articles": 0, "statements": 0, "positions": 0}
        changed = [{"actor": actor, **none, **by} for actor, by in sorted(self._actors.items()) if any(by.values())]
        if changed:
            self._connection.execute(_ADD, changed)
        self._actors.clear()
