"""One article given as a record: a line of a JSONL file, its text taken to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pourparler.articles.extraction import from_text
from pourparler.errors import UnreadableError

if TYPE_CHECKING:
    from pourparler.types import Article

__all__ = ["from_record"]

_FIELDS = ("url", "title", "outlet", "published", "byline")


def from_record(record: dict[str, Any]) -> Article:
    """Make an article of ``{"id", "text", "url", "title", "outlet", "published", "byline"}``; only the text is a must.

    ``date`` is taken for ``published`` where that is missing.

    Raises:
        UnreadableError: there is no text, or a field has the wrong type.
    """
    if not isinstance(record.get("text"), str):
        raise UnreadableError('The field "text" is missing or is not text.')
    given: dict[str, str] = {}
    for name in _FIELDS:
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise UnreadableError(f'The field "{name}" is not text.')
        if value:
            given[name] = value
    if "published" not in given and isinstance(record.get("date"), str) and record["date"]:
        given["published"] = record["date"]
    key = record.get("id")
    if isinstance(key, bool) or (key is not None and not isinstance(key, str | int)):
        raise UnreadableError('The field "id" is neither text nor a whole number.')
    return from_text(record["text"], id=None if key in (None, "") else str(key), cut=False, **given)
