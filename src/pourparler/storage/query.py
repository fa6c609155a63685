"""What people type into a search box, read once into a record that every database understands.

::

    ceasefire talks             both words
    "prison exchange"           side by side
    truce OR ceasefire          either; binds tighter than the space
    -football                   not
    negotiat*                   any word so begun
    actor:russia                by somebody (id, name or alias)
    source:lavrov               who is quoted, in the text's words
    kind:precondition  sourcing:unnamed  outlet:"The Observer"
    date:2024  date:2024-09..2024-10  date:2024-09-03..
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from pourparler.errors import UsageError
from pourparler.storage.identity import fold, period
from pourparler.storage.words import facet_token, tokens
from pourparler.types import Kind, Sourcing

__all__ = ["Facet", "Query", "Words", "parse"]

_MOST_SIGNS = 1_000
_MOST_TERMS = 32
_LEAST_PREFIX = 3  # a shorter beginning would fetch half the dictionary
_YEARS = (1900, 2100)
_FIELDS = ("actor", "source", "kind", "sourcing", "outlet", "date")
_CHOICES = {"kind": get_args(Kind), "sourcing": get_args(Sourcing)}

_PIECE = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<field>[A-Za-z]+):)?
        (?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side, in the text or in the names of those quoted; the last may be a beginning only."""

    where: Literal["text", "source"]
    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A property that has one of some values; a date has years, months and days that together fill the period."""

    field: Literal["actor", "kind", "sourcing", "outlet", "date"]
    values: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """Words that stand for the values in the index."""
        if self.field == "date":
            return tuple(f"{'ymd'[value.count('-')]}{value.replace('-', '')}" for value in self.values)
        return tuple(facet_token(self.field, value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses must hold, each by one of its terms, and none of ``without``."""

    clauses: tuple[tuple[Words | Facet, ...], ...]
    without: tuple[Words | Facet, ...] = ()

    @property
    def sought(self) -> tuple[Words, ...]:
        """Words that matches are ranked by and marked in the text."""
        terms = (term for clause in self.clauses for term in clause)
        return tuple(term for term in terms if isinstance(term, Words))


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        UsageError: it is empty, too long, or an operator's value makes no sense.
    """
    if len(text) > _MOST_SIGNS:
        raise UsageError(f"The query has {len(text):,} characters; at most {_MOST_SIGNS:,} are read.")
    clauses: list[tuple[Words | Facet, ...]] = []
    without: list[Words | Facet] = []
    joins = False
    count = 0
    for found in _PIECE.finditer(text):
        if found[0] == "OR":
            joins = bool(clauses)
            continue
        terms = _terms(found)
        count += len(terms)
        if found["minus"]:
            without += terms
        elif joins and terms:
            clauses[-1] += tuple(terms)
        else:
            clauses += [(term,) for term in terms]
        joins = joins and not terms
    if count > _MOST_TERMS:
        raise UsageError(f"The query has {count} terms; at most {_MOST_TERMS} are read.")
    if not clauses:
        what = "only words to leave out" if without else "no word to look for"
        raise UsageError(f"The query has {what}; give at least one word, or an operator such as kind:offer.")
    return Query(tuple(clauses), tuple(without))


def _terms(found: re.Match[str]) -> list[Words | Facet]:
    """Read one piece of a query; a piece without letters and digits is none."""
    field = (found["field"] or "").lower()
    value = found["phrase"] if found["phrase"] is not None else found["word"]
    if field and field not in _FIELDS:
        if found["phrase"] is None:
            return _words("text", f"{found['field']}:{value}")
        return [*_words("text", found["field"]), *_words("text", value)]
    if field in {"", "source"}:
        return _words("source" if field else "text", value)
    if not value.strip():
        raise UsageError(f"The operator {field}: has no value; write it without a space: {field}:value.")
    if field == "date":
        return [Facet("date", _dates(value))]
    return [_facet(field, fold(value))]


def _words(where: Literal["text", "source"], value: str) -> list[Words | Facet]:
    found = tuple(tokens(value))
    if not found:
        return []
    prefix = value.endswith("*")
    if prefix and len(found[-1]) < _LEAST_PREFIX:
        raise UsageError(f"Give at least {_LEAST_PREFIX} letters before the asterisk in {_shown(value)}.")
    return [Words(where, found, prefix)]


def _facet(field: str, value: str) -> Facet:
    """Check the value of an operator."""
    choices = _CHOICES.get(field)
    if choices is not None and value not in choices:
        raise UsageError(f"There is no {field} {_shown(value)}; choose from {', '.join(choices)}.")
    if field == "actor":
        return Facet("actor", (value,))
    if field == "kind":
        return Facet("kind", (value,))
    return Facet("sourcing", (value,)) if field == "sourcing" else Facet("outlet", (value,))


def _shown(value: str) -> str:
    """Return a value as a message can show it."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in value)
    return f"“{shown[:40]}”"


def _dates(value: str) -> tuple[str, ...]:
    """Return the years, months and days that fill a period: few, however long it is."""
    begins, dots, ends = value.partition("..")
    if dots and not begins and not ends:
        raise UsageError("The operator date: has no date; write date:2024-09 or date:2024-09..2024-10.")
    first = _edge(begins, value)[0] if begins else date(_YEARS[0], 1, 1)
    closes = ends if dots else begins
    last = _edge(closes, value)[1] if closes else date(_YEARS[1], 12, 31)
    if last < first:
        raise UsageError(f"The period {_shown(value)} ends before it begins.")
    return tuple(_cover(first, last))


def _edge(text: str, whole: str) -> tuple[date, date]:
    """Return the first and last day of one side of a period."""
    found = period(text.strip())
    if found is None or not _YEARS[0] <= int(found[0][:4]) <= _YEARS[1]:
        raise UsageError(
            f"{_shown(whole)} is not a period; write date:2024, date:2024-09, date:2024-09-03 or two of them with .. "
            f"between, in the years {_YEARS[0]} to {_YEARS[1]}."
        )
    return date.fromisoformat(found[0]), date.fromisoformat(found[1]) - timedelta(days=1)


def _cover(first: date, last: date) -> list[str]:
    """Fill a period with whole years, whole months and days."""
    values = []
    day = first
    while day <= last:
        for pattern in ("%Y", "%Y-%m", "%Y-%m-%d"):
            begins, after = period(day.strftime(pattern)) or ("", "")
            end = date.fromisoformat(after) - timedelta(days=1)
            if begins == day.isoformat() and end <= last:
                values.append(day.strftime(pattern))
                day = end + timedelta(days=1)
                break
    return values
