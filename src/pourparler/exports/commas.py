"""Rows as CSV that a table program can open without running what an article says.

RFC 4180: a line of names, then one line a row, CRLF, text in quotation marks. null is empty without marks; a list, span
or record is JSON. Text that a table program would take for a formula gets one apostrophe in front; so does text that
begins with apostrophes and goes on like one, and so the apostrophe can be taken off again without loss.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pourparler.exports.records import record, to_json
from pourparler.exports.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["as_csv", "guarded", "representable", "unguarded"]

_CHUNK = 65_536  # characters handed over at a time
# signs that begin a formula, their wide forms, and white space that programs leave out before them or end a cell at
_FORMULA = re.compile("'*(?:[\\s\x00\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def representable(text: str) -> str:
    """Return text with U+FFFD for what UTF-8 or table programs cannot carry: half surrogate pairs and NUL."""
    return _UNFIT.sub("\ufffd", text)


def guarded(text: str) -> str:
    """Return text so that no table program takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def _cell(value: Any) -> str:
    """Return a value as it stands between two commas."""
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = guarded(value) if isinstance(value, str) else to_json(value)
    return '"' + representable(text).replace('"', '""') + '"'


def as_csv(rows: Iterable[Any], kind: type, *, without: Collection[str] = ()) -> Iterator[bytes]:
    """Yield rows of one kind as CSV in UTF-8, a piece at a time: memory stays flat.

    Args:
        rows: all of the class ``kind``, such as ``rows.StatementRow``.
        kind: says what the columns are, where there are no rows.
        without: columns to leave out.
    """
    names = [name for name, _ in shape_of(kind).fields if name not in without]
    pieces, size = [",".join(names) + "\r\n"], 0
    for row in rows:
        values = record(row)
        pieces.append(",".join(_cell(values[name]) for name in names) + "\r\n")
        size += len(pieces[-1])
        if size >= _CHUNK:
            yield "".join(pieces).encode("utf-8")
            pieces, size = [], 0
    yield "".join(pieces).encode("utf-8")
