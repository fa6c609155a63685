"""One statement, one position: the quotation in its paragraph, and everything that says why it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from pourparler.errors import NotFoundError
from pourparler.render import quoting, wording
from pourparler.rows import Filters
from pourparler.web import answers, citing, forms, passages
from pourparler.web.notes import Notes
from pourparler.web.site import found, site_of
from pourparler.web.templating import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.protocols import Store
    from pourparler.rows import PositionRow, StatementRow
    from pourparler.types import Reading

    Said: TypeAlias = StatementRow | PositionRow

__all__ = ["position", "report_position", "report_statement", "statement"]

_LONGEST_NOTE = 2_000
_COPIES = 50
_LONGEST_STRETCH = 400
# What a reader can say is wrong: the field's name as records have it, and its name in words.
_WRONG: Mapping[str, tuple[tuple[str, str], ...]] = {
    "statement": (
        ("content", "what was said"),
        ("speaker", "who speaks"),
        ("role", "the speaker’s role"),
        ("party", "the party spoken for"),
        ("sourcing", "how it is sourced"),
        ("occasion", "the occasion"),
        ("hedges", "whether it is hedged"),
        ("everything", "all of it: this is no statement"),
    ),
    "position": (
        ("kind", "the kind of position"),
        ("holder", "whose position it is"),
        ("act", "what will be done or not"),
        ("condition", "the condition"),
        ("addressee", "whom it is addressed to"),
        ("hedged", "whether it is hedged"),
        ("everything", "all of it: this is no position"),
    ),
}


def statement(request: Request) -> Response:
    """Show one statement.

    Raises:
        NotFoundError: there is none with this id.
    """
    store, key = site_of(request).store, request.path_params["id"]
    row = found(store.statement(key), "statement")
    reading = _reading(store, row)
    text = reading.article.text
    within = reading.statements[row.place] if row.place < len(reading.statements) else None
    positions = [one for one in store.positions(Filters(article=row.article), limit=200).rows if one.statement == key]
    pieces = quoting.content_pieces(text, row.content)
    context = {
        "hedges": [span.of(text) for span in row.hedges],
        "paragraphs": passages.around_statement(reading, within) if within else (),
        "pieces": pieces,
        "stands": site_of(request).quotes.stands(store, positions, {row.article: text}),
        **_shared(request, store, row, reading, quoting.joined(pieces) or row.cue_words),
    }
    return _answer(request, "statement", row, context)


def position(request: Request) -> Response:
    """Show one position.

    Raises:
        NotFoundError: there is none with this id.
    """
    store, key = site_of(request).store, request.path_params["id"]
    row = found(store.position(key), "position")
    reading = _reading(store, row)
    text = reading.article.text
    held = reading.positions[row.place] if row.place < len(reading.positions) else None
    act = quoting.act_pieces(text, held) if held else ()
    condition = quoting.condition_pieces(text, held) if held else ()
    context = {
        "act": act,
        "condition": condition,
        "holder": wording.holder(text, held) if held else row.actor,
        "paragraphs": passages.around_position(reading, held) if held else (),
        "said": store.statement(row.statement) if row.statement else None,
        "towards": row.addressee_words,
        **_shared(request, store, row, reading, _stretch(row, text)),
    }
    return _answer(request, "position", row, context)


def _stretch(row: PositionRow, text: str) -> str:
    """Quote from the first word of a position to its last; its act alone where they stand far apart."""
    spans = [span for span in (row.act, row.condition, *row.trigger) if span]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    near = end - start <= _LONGEST_STRETCH and "\n" not in text[start:end]
    return text[start:end] if near and row.act.of(text) == row.act_words else row.act_words


def _reading(store: Store, row: Said) -> Reading:
    reading = store.reading(row.article)
    if reading is None:
        raise NotFoundError("The article that this stands in has gone.")
    return reading


def _shared(request: Request, store: Store, row: Said, reading: Reading, quoted: str) -> dict[str, Any]:
    """Return what the pages of statements and positions have in common."""
    origin = store.origin(row.origin) if row.origin else None
    copies = store.articles(Filters(origin=row.origin), limit=_COPIES).rows if origin and len(origin.copies) > 1 else ()
    kinds = {copy.article: copy.kind for copy in origin.copies} if origin else {}
    return {
        "citations": citing.cite(row, quoted, reading.article.byline, site_of(request).clock()),
        "copies": [(kinds.get(article.id, "original"), article) for article in reversed(copies)],
        "language": wording.language(reading.article.language),
        "model": reading.model,
        "notes": Notes().take([row]),
        "origin": origin,
        "reported": request.query_params.get("reported") == "yes",
        "row": row,
    }


def _answer(request: Request, target: str, row: Said, context: dict[str, Any]) -> Response:
    here = address(row.id, f"{target}s")
    links = [("alternate", f"{here}.json"), ("alternate", f"{here}.csv")]
    return answers.page(request, target, {**context, "wrongs": _WRONG[target], "here": here}, links=links)


async def report_statement(request: Request) -> Response:
    """Keep a report that a statement is wrong."""
    return await _report(request, "statement")


async def report_position(request: Request) -> Response:
    """Keep a report that a position is wrong."""
    return await _report(request, "position")


async def _report(request: Request, target: Literal["statement", "position"]) -> Response:
    fields = await forms.read(request)
    wrong, note = forms.field(fields, "wrong", 40), forms.field(fields, "note", _LONGEST_NOTE)
    if wrong not in dict(_WRONG[target]):
        raise HTTPException(400, "Say what is wrong: choose one of the fields in the form.")
    site, key = site_of(request), request.path_params["id"]
    known = site.store.statement if target == "statement" else site.store.position
    found(await run_in_threadpool(known, key), target)
    await run_in_threadpool(site.store.correct, target, key, wrong, note, site.now())
    return answers.redirect(f"{address(key, f'{target}s')}?reported=yes#report")
