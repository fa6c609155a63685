"""An article: its text with who says what marked, its summary, its positions, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pourparler.render import highlighting, listed, quoting, wording
from pourparler.rows import Filters
from pourparler.web import answers
from pourparler.web.notes import Notes
from pourparler.web.site import found, site_of
from pourparler.web.templating import address

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.protocols import Store
    from pourparler.rows import ArticleRow, PositionRow, StatementRow

__all__ = ["article"]

_MOST = 500  # statements and positions that get a page of their own from here: as many as one list gives


def article(request: Request) -> Response:
    """Show one article.

    Raises:
        NotFoundError: there is none with this id.
    """
    store, key = site_of(request).store, request.path_params["id"]
    row, reading = found(store.article(key), "article"), found(store.reading(key), "article")
    quoting.checked(reading)
    said = {one.place: one for one in store.statements(Filters(article=key), limit=_MOST).rows}
    held = {one.place: one for one in store.positions(Filters(article=key), limit=_MOST).rows}
    order = quoting.ranked(reading.positions)
    notes = Notes()
    notes.add(row.id, row.title, row.outlet, row.published, row.url)
    context = {
        "article": row,
        "captures": store.captures(key),
        "caution": wording.caution(reading),
        "model": wording.model(reading),
        "neighbours": _neighbours(store, row),
        "notes": notes,
        "origin": _origin(store, row),
        "paragraphs": highlighting.anchored(highlighting.paragraphs(reading, order)),
        "positions": [
            {**listed.position(reading, number, at), **_kept(held.get(at))} for number, at in enumerate(order, 1)
        ],
        "revisions": store.revisions(key),
        "statements": [{**one, **_kept(said.get(at))} for at, one in enumerate(listed.statements(reading))],
        "summary": listed.quotes(reading, reading.brief.summary),
        "unclear": listed.quotes(reading, reading.brief.unclear),
    }
    here = address(key, "articles")
    return answers.page(
        request, "article", context, links=[("alternate", f"{here}.json"), ("alternate", f"{here}.csv")]
    )


def _neighbours(store: Store, row: ArticleRow) -> dict[str, Any] | None:
    """Find the articles before and after this one in its story."""
    story = store.story(row.story) if row.story else None
    if story is None or row.id not in story.articles:
        return None
    at = story.articles.index(row.id)
    before = store.article(story.articles[at - 1]) if at else None
    after = store.article(story.articles[at + 1]) if at + 1 < len(story.articles) else None
    return {"story": story, "place": at + 1, "previous": before, "next": after}


def _origin(store: Store, row: ArticleRow) -> dict[str, Any] | None:
    """Find what this article is a copy of, and its other copies; None where it stands alone."""
    origin = store.origin(row.origin) if row.origin else None
    if origin is None or (len(origin.copies) < 2 and not origin.agency):
        return None
    known = {one.id: one for one in store.articles(Filters(origin=origin.id), limit=50).rows}
    copies = [(copy.kind, known[copy.article]) for copy in origin.copies if copy.article in known]
    return {"row": origin, "copies": copies, "more": len(origin.copies) - len(copies)}


def _kept(row: StatementRow | PositionRow | None) -> dict[str, Any]:
    """Return where a statement or position that the store has leads to: its page, and that of its actor."""
    return {"id": row.id if row else None, "actor": row.actors[0] if row and row.actors else None}
