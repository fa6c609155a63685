"""An article: its text with who says what marked, its summary, its positions, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pourparler.errors import NotFoundError
from pourparler.render import highlighting, quoting, wording
from pourparler.rows import Filters
from pourparler.web import answers
from pourparler.web.notes import Notes
from pourparler.web.site import site_of
from pourparler.web.templating import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.protocols import Store
    from pourparler.rows import ArticleRow, PositionRow, StatementRow
    from pourparler.types import Reading, Span

__all__ = ["article"]

_MOST = 500  # statements and positions that get a page of their own from here: as many as one list gives


def article(request: Request) -> Response:
    """Show one article.

    Raises:
        NotFoundError: there is none with this id.
    """
    store, key = site_of(request).store, request.path_params["id"]
    row, reading = store.article(key), store.reading(key)
    if row is None or reading is None:
        raise NotFoundError("There is no article with this id.")
    quoting.checked(reading)
    said = {one.place: one for one in store.statements(Filters(article=key), limit=_MOST).rows}
    held = {one.place: one for one in store.positions(Filters(article=key), limit=_MOST).rows}
    order = quoting.ranked(reading.positions)
    notes = Notes()
    notes.add(row.id, row.title, row.outlet, row.published, row.url)
    context = {
        "article": row,
        "captures": store.captures(key),
        "caution": wording.caution(reading.article),
        "model": wording.model(reading),
        "neighbours": _neighbours(store, row),
        "notes": notes,
        "origin": _origin(store, row),
        "paragraphs": _numbered(highlighting.paragraphs(reading, order)),
        "positions": [_position(reading, at, held.get(at)) for at in order],
        "revisions": store.revisions(key),
        "statements": _statements(reading, said),
        "summary": _quotes(reading, reading.brief.summary),
        "unclear": _quotes(reading, reading.brief.unclear),
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


def _quotes(reading: Reading, spans: Sequence[Span]) -> list[tuple[str, int | None]]:
    text = reading.article.text
    return [(span.of(text), quoting.sentence_of(reading.sentences, span.start)) for span in spans]


def _position(reading: Reading, at: int, row: PositionRow | None) -> dict[str, Any]:
    text, position = reading.article.text, reading.positions[at]
    index = position.statement
    within = reading.statements[index] if index is not None and 0 <= index < len(reading.statements) else None
    return {
        "act": quoting.act_pieces(text, position),
        "actor": row.actors[0] if row and row.actors else None,
        "condition": quoting.condition_pieces(text, position),
        "hedged": position.hedged,
        "holder": wording.holder(text, position),
        "id": row.id if row else None,
        "kind": position.kind,
        "label": wording.KINDS[position.kind],
        "sourcing": within and wording.SOURCING[within.sourcing],
        "statement": index + 1 if within and index is not None else None,
        "teller": within and wording.word_of(text, within),
        "towards": quoting.towards(text, position),
    }


def _statements(reading: Reading, said: dict[int, StatementRow]) -> list[dict[str, Any]]:
    text = reading.article.text
    found = []
    for at, statement in enumerate(reading.statements):
        row = said.get(at)
        found.append(
            {
                "actor": row.actors[0] if row and row.actors else None,
                "content": quoting.content_pieces(text, statement.content),
                "cue": statement.cue[0].of(text) if statement.cue else None,
                "hedges": [span.of(text) for span in statement.hedges],
                "id": row.id if row else None,
                "occasion": statement.occasion and statement.occasion.of(text),
                "placed": any(s.of(text).strip() for s in statement.content or statement.cue or statement.source),
                "sourcing": wording.SOURCING[statement.sourcing],
                "teller": wording.word_of(text, statement),
            }
        )
    return found


def _numbered(
    paragraphs: Sequence[Sequence[highlighting.Block]],
) -> list[list[tuple[str | None, highlighting.Block]]]:
    """Give each sentence its anchor; one that runs over a paragraph's end has it once."""
    seen: set[int] = set()
    result: list[list[tuple[str | None, highlighting.Block]]] = []
    for paragraph in paragraphs:
        blocks: list[tuple[str | None, highlighting.Block]] = []
        for block in paragraph:
            fresh = block.sentence is not None and block.sentence not in seen
            if block.sentence is not None:
                seen.add(block.sentence)
            blocks.append((f"s{block.sentence}" if fresh else None, block))
        result.append(blocks)
    return result
