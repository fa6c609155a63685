"""An actor: roles with dates, the latest positions, statements, and how much of each over time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pourparler.rows import Filters
from pourparler.web import answers, figures
from pourparler.web.notes import Notes
from pourparler.web.parties import by_kind, plain_name
from pourparler.web.site import found, site_of
from pourparler.web.templating import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.rows import PositionRow

__all__ = ["actor"]

# As far as the charts go back; the page shows fewer, and leads to the lists for the others.
_POSITIONS = 200
_STATEMENTS = 200
_SHOWN_STATEMENTS = 15
_SHOWN_STANDS = 40
_SHOWN_A_KIND = 6


def actor(request: Request) -> Response:
    """Show one actor.

    Raises:
        NotFoundError: there is none with this id.
    """
    site = site_of(request)
    store, key = site.store, request.path_params["id"]
    row = found(store.actor(key), "actor")
    once = Filters(actor=key, counted=True)
    positions = store.positions(once, limit=_POSITIONS)
    statements = store.statements(once, limit=_STATEMENTS)
    shown = _first_of_each_kind(positions.rows)
    said = statements.rows[:_SHOWN_STATEMENTS]
    more = positions.after is not None or statements.after is not None
    charts = (figures.statements(statements.rows, more=more), figures.positions(positions.rows, more=more))
    context = {
        "actor": row,
        "figures": [figure for figure in charts if figure],
        "kinds": by_kind(site.quotes.stands(store, shown)),
        "notes": Notes().take(shown).take(said),
        "query_string": urlencode({"actor": key}),
        "roles": [(role, plain_name(role.party) if role.party else None) for role in row.roles],
        "statements": said,
    }
    here = address(key, "actors")
    atom = f"/positions.atom?{context['query_string']}"
    links = [("alternate", f"{here}.json"), ("alternate", f"{here}.csv"), ("alternate", atom)]
    return answers.page(request, "actor", context, links=links)


def _first_of_each_kind(rows: Iterable[PositionRow]) -> list[PositionRow]:
    """Return the newest positions of every kind: a party that criticises daily has conditions all the same."""
    seen: dict[str, int] = {}
    shown: list[PositionRow] = []
    for row in rows:
        seen[row.kind] = seen.get(row.kind, 0) + 1
        if seen[row.kind] <= _SHOWN_A_KIND and len(shown) < _SHOWN_STANDS:
            shown.append(row)
    return shown
