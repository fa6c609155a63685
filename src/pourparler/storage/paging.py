"""Pages of a list, and cursors: where one ended, in a form that says nothing and trusts nobody."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, TypeVar

from pourparler.errors import UsageError
from pourparler.rows import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

__all__ = ["bounded", "decode", "encode", "page"]

T = TypeVar("T")

_MOST_ROWS = 500
_MOST_SIGNS = 2_000


def bounded(limit: int) -> int:
    """Return the limit.

    Raises:
        UsageError: it is not between 1 and 500.
    """
    if not 1 <= limit <= _MOST_ROWS:
        raise UsageError(f"A page has 1 to {_MOST_ROWS} rows, not {limit}.")
    return limit


def encode(of: str, values: Sequence[str | int]) -> str:
    """Return the cursor of a list (its name) after the row whose sort values are given."""
    data = json.dumps([of, *values], separators=(",", ":")).encode("ascii")
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def page(of: str, rows: Sequence[Row[Any]], made: tuple[T, ...], limit: int, keys: tuple[str, ...]) -> Page[T]:
    """Return a page; one row more than it has tells that there is another."""
    if len(rows) <= limit:
        return Page(made, None)
    return Page(made, encode(of, [getattr(rows[limit - 1], key) for key in keys]))


def decode(of: str, after: str, kinds: Sequence[type[str] | type[int]]) -> list[str | int]:
    """Return the sort values in a cursor.

    Raises:
        UsageError: it is no cursor, or one of another list.
    """
    wrong = UsageError("The cursor does not belong to this list; begin again without it.")
    if len(after) > _MOST_SIGNS:
        raise wrong
    try:
        data = base64.b64decode(after.encode("ascii") + b"=" * (-len(after) % 4), altchars=b"-_", validate=True)
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(found, list) or found[:1] != [of] or len(found) != len(kinds) + 1:
        raise wrong
    if any(type(value) is not kind for value, kind in zip(found[1:], kinds, strict=True)):
        raise wrong
    if any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in found[1:]):
        raise wrong
    return found[1:]
