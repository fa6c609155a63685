"""Column types that give back exactly what was put in, on every database."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from pourparler.types import Span

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine

__all__ = ["Spans", "Texts", "Words"]

# What UTF-8 (lone surrogates) or PostgreSQL (NUL) cannot carry, and the sign that announces it.
_ODD = re.compile("[\x00\ud800-\udfff\ufdd0]")
_ESCAPED = re.compile("\ufdd0([0-9a-f]{4})")


def _escape(text: str) -> str:
    return _ODD.sub(lambda found: f"\ufdd0{ord(found[0]):04x}", text) if _ODD.search(text) else text


def _restore(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "\ufdd0" in text else text


class Words(TypeDecorator[str]):
    """Any Python string, NUL and half surrogate pairs included."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the text type, sorted byte by byte as SQLite does: lists and exports have one order everywhere."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as the parent has it
        """Escape on the way in."""
        return None if value is None else _escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Restore on the way out."""
        return None if value is None else _restore(value)


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as a JSON list of pairs; an empty list stands for none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        """Write JSON."""
        return json.dumps([[span.start, span.end] for span in value or ()], separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Span, ...]:  # noqa: ARG002
        """Read JSON."""
        return () if value in {None, "[]"} else tuple(Span(*pair) for pair in json.loads(str(value)))


class Texts(TypeDecorator[tuple[Any, ...]]):
    """Strings, or lists of them, as JSON in ASCII."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        """Write JSON."""
        return json.dumps(value or (), separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...]:  # noqa: ARG002
        """Read JSON."""
        return () if value in {None, "[]"} else tuple(json.loads(str(value)))
