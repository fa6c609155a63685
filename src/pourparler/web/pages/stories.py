"""A story: its articles in time, who said what, positions side by side, origins and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pourparler.rows import Filters
from pourparler.web import answers, figures
from pourparler.web.notes import Notes
from pourparler.web.parties import by_party
from pourparler.web.site import found, site_of
from pourparler.web.templating import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.rows import ArticleRow, OriginRow, StatementRow

__all__ = ["story"]

_ARTICLES = 100
_POSITIONS = 120
_STATEMENTS = 100
_ORIGINS = 100


def story(request: Request) -> Response:
    """Show one story.

    Raises:
        NotFoundError: there is none with this id.
    """
    site = site_of(request)
    store, key = site.store, request.path_params["id"]
    row = found(store.story(key), "story")
    if row.id != key:  # merged into another
        return answers.redirect(address(row.id, "stories"), 301)
    here = Filters(story=row.id)
    articles = store.articles(here, limit=_ARTICLES)
    once = Filters(story=row.id, counted=True)
    positions = store.positions(once, limit=_POSITIONS)
    statements = store.statements(once, limit=_STATEMENTS)
    origins = store.origins(here, limit=_ORIGINS).rows
    texts = {article.id: article.text for article in articles.rows}
    stands = site.quotes.stands(store, positions.rows, texts)
    more = articles.after is not None
    charts = (figures.coverage(articles.rows, more=more), figures.positions(positions.rows, more=more))
    context = {
        "articles": tuple(reversed(articles.rows)),
        "figures": [figure for figure in charts if figure],
        "more": {
            "articles": articles.after is not None,
            "positions": positions.after is not None,
            "statements": statements.after is not None,
        },
        "notes": _notes(articles.rows),
        "origins": _copies(origins, articles.rows),
        "parties": by_party(stands),
        "query_string": urlencode({"story": row.id}),
        "story": row,
        "tellers": _tellers(statements.rows),
    }
    here_as = address(row.id, "stories")
    atom = f"/articles.atom?{context['query_string']}"
    links = [("alternate", f"{here_as}.json"), ("alternate", f"{here_as}.csv"), ("alternate", atom)]
    return answers.page(request, "story", context, links=links)


def _notes(articles: Sequence[ArticleRow]) -> Notes:
    """Number the sources in time order, as the page lists them."""
    notes = Notes()
    for row in reversed(articles):
        notes.add(row.id, row.title, row.outlet, row.published, row.url)
    return notes


def _tellers(rows: Iterable[StatementRow]) -> list[tuple[str, str | None, list[StatementRow]]]:
    """Group statements by who says them; name, actor, and what was said."""
    grouped: dict[str, list[StatementRow]] = {}
    for row in rows:
        grouped.setdefault((row.speaker or row.source_words or "").strip(), []).append(row)
    return [
        (name or "No speaker", said[0].actors[0] if said[0].actors else None, said) for name, said in grouped.items()
    ]


def _copies(
    origins: Iterable[OriginRow], articles: Iterable[ArticleRow]
) -> list[tuple[OriginRow, list[tuple[str, ArticleRow | None]]]]:
    """Put the article behind each copy that this page has."""
    known = {row.id: row for row in articles}
    return [(origin, [(copy.kind, known.get(copy.article)) for copy in origin.copies]) for origin in origins]
