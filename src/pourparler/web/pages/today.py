"""Today: the newest stories, the newest positions, and what the last run brought."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pourparler.render import wording
from pourparler.rows import Filters
from pourparler.web import answers, dates
from pourparler.web.notes import Notes
from pourparler.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.rows import PositionRow

__all__ = ["today"]

_STORIES = 12
_POSITIONS = 60  # as many are looked at to say what the newest day brought; 15 of them are shown
_SHOWN = 15


def today(request: Request) -> Response:
    """Show what is new."""
    site = site_of(request)
    stories = site.store.stories(limit=_STORIES)
    found = site.store.positions(Filters(counted=True), limit=_POSITIONS).rows
    shown = found[:_SHOWN]
    context = {
        "day": _newest_day(found),
        "notes": Notes().take(shown),
        "stands": site.quotes.stands(site.store, shown),
        "status": site.status(),
        "stories": stories.rows,
        "more_stories": stories.after is not None,
    }
    links = [("alternate", f"/{name}") for name in ("stories.json", "stories.csv", "stories.atom", "positions.atom")]
    return answers.page(request, "today", context, links=links)


def _newest_day(found: Sequence[PositionRow]) -> dict[str, object] | None:
    """Count the positions of the newest day, by kind."""
    days = [day for row in found if (day := dates.day_of(row.published)) is not None]
    if not days:
        return None
    newest = max(days)
    kinds: Counter[str] = Counter(row.kind for row in found if dates.day_of(row.published) == newest)
    total = sum(kinds.values())
    return {
        "date": newest.isoformat(),
        "more": total == len(found) == _POSITIONS,
        "kinds": [(kind, kinds[kind]) for kind in wording.KINDS if kind in kinds],
        "total": total,
    }
