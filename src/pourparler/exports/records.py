"""A row as a record: plain dicts, lists, strings and numbers, field for field as the row has them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pourparler.exports.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.exports.shapes import Shape

__all__ = ["line", "record", "to_json"]

_DIGITS = 4  # of a score, as in a reading's record: more would claim a precision that no model has
# letters that JSON allows and that line-wise readers (str.splitlines) break a line at
_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def _number(value: float) -> float:
    return round(value, _DIGITS)


@cache
def _plain(shape: Shape) -> Callable[[Any], Any] | None:
    """Return what makes a value of this shape plain; None where it is."""
    made: Callable[[Any], Any] | None = None
    if shape.form == "number":
        made = _number
    elif shape.form == "span":
        made = list
    elif shape.form == "counts":
        made = dict
    elif shape.form == "list" and shape.item is not None:
        inner = _plain(shape.item)
        made = list if inner is None else lambda values: [inner(value) for value in values]
    elif shape.form == "record":
        parts = [(name, _plain(part)) for name, part in shape.fields]
        made = lambda row: _fields(row, parts)  # noqa: E731 - one of several that are chosen from
    if made is None or not shape.optional:
        return made
    sure = made
    return lambda value: None if value is None else sure(value)


def _fields(row: Any, parts: list[tuple[str, Callable[[Any], Any] | None]]) -> dict[str, Any]:
    return {name: getattr(row, name) if make is None else make(getattr(row, name)) for name, make in parts}


def record(row: Any) -> dict[str, Any]:
    """Return a row of ``rows`` as a dict with its fields, in their order.

    Spans are pairs, records within it dicts, scores rounded to four digits as on every surface.
    """
    kind: type = type(row)
    make = _plain(shape_of(kind))
    assert make is not None  # noqa: S101 - a record always has one
    made: dict[str, Any] = make(row)
    return made


def to_json(value: Any) -> str:
    r"""Return plain data as JSON in one line, letters as they are, valid UTF-8.

    The one thing that UTF-8 cannot carry, half of a surrogate pair, is written as the JSON escape for it.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if not text.isascii():
        text = text.translate(_BREAKS).encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def line(row: Any) -> str:
    """Return a row as one line of JSON, without the line's end."""
    return to_json(record(row))
