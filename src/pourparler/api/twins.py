"""Rows, pages of rows and readings as the bytes of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pourparler import render
from pourparler.exports import as_csv
from pourparler.exports import record as plain
from pourparler.exports.records import to_json
from pourparler.rows import Page
from pourparler.types import Reading

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["as_csv", "as_json", "record"]


def record(value: Any, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a row, a page or a reading as plain dicts and lists; a reading as every surface gives it.

    Args:
        value: a row of ``rows``, a ``Page`` of them, or a ``Reading``.
        without: fields of rows to leave out.
    """
    if isinstance(value, Reading):
        return render.record(value)
    if isinstance(value, Page):
        return {"rows": [record(row, without=without) for row in value.rows], "after": value.after}
    made = plain(value)
    for name in without:
        del made[name]
    return made


def as_json(value: Any, *, without: Collection[str] = ()) -> bytes:
    """Return a row, a page (``{"rows": [...], "after": cursor or null}``) or a reading as JSON in UTF-8."""
    return to_json(record(value, without=without)).encode("utf-8")
