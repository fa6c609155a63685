"""What a row says of itself in a feed."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from pourparler.feeds.atom import Entry
from pourparler.rows import ArticleRow, Hit, OriginRow, PositionRow, StatementRow, StoryRow

if TYPE_CHECKING:
    from pourparler.types import Span

__all__ = ["entry"]


def entry(row: Any, address: str) -> Entry:
    """Return the entry of an article, statement, position, story, origin, or of something found.

    Args:
        row: a row of ``rows``.
        address: of the page that shows it, absolute.
    """
    return _entry(row, address)


@singledispatch
def _entry(row: object, address: str) -> Entry:  # noqa: ARG001 - the others' signature
    raise TypeError(f"{type(row).__name__} has no entry in a feed.")


def _opening(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(text) for span in spans) or text[:500]


@_entry.register
def _article(row: ArticleRow, address: str) -> Entry:
    return Entry(
        id=f"articles/{row.id}",
        title=row.title or row.text[:120] or "Untitled",
        address=address,
        updated=row.published,
        summary=_opening(row.text, row.summary),
        author=row.byline or row.outlet,
        original=row.url,
    )


@_entry.register
def _statement(row: StatementRow, address: str) -> Entry:
    who = row.speaker or row.source_words or "Nobody named"
    return Entry(
        id=f"statements/{row.id}",
        title=f"{who}: {row.content_words}",
        address=address,
        updated=row.published,
        summary=row.content_words,
        author=row.outlet,
        original=row.url,
        categories=row.kinds,
    )


@_entry.register
def _position(row: PositionRow, address: str) -> Entry:
    who = row.actor or row.holder_words or "Nobody named"
    condition = f" ({row.condition_words})" if row.condition_words else ""
    return Entry(
        id=f"positions/{row.id}",
        title=f"{who}, {row.kind}: {row.act_words}{condition}",
        address=address,
        updated=row.published,
        summary=row.act_words + condition,
        author=row.outlet,
        original=row.url,
        categories=(row.kind,),
    )


@_entry.register
def _story(row: StoryRow, address: str) -> Entry:
    counts = f"{len(row.articles)} articles, {len(row.origins)} independent origins: {', '.join(row.outlets)}"
    return Entry(f"stories/{row.id}", row.title or "Untitled", address, row.last, counts)


@_entry.register
def _origin(row: OriginRow, address: str) -> Entry:
    counts = f"{len(row.copies)} articles; written by {row.agency or row.outlet or 'nobody named'}"
    return Entry(f"origins/{row.id}", row.title or "Untitled", address, row.published, counts)


@_entry.register
def _hit(row: Hit, address: str) -> Entry:
    return Entry(
        id=f"{row.found}/{row.id}",
        title=row.title or row.snippet[:120] or "Untitled",
        address=address,
        updated=row.published,
        summary=row.snippet,
        author=row.outlet,
        original=row.url,
    )
