"""The columns of the model's output: one row a word, all heads side by side.

Training, export and decoding share this module; a change here makes another model (``VERSION``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pourparler.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "KINDS", "LINK", "OUTPUTS", "POINTER", "POINTERS", "ROLES", "SPAN", "TAGS", "VERSION"]

VERSION = 1  # of this layout; written into the model's card and checked when it is loaded

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
KINDS: tuple[Kind, ...] = get_args(Kind)

LINK = 64  # width of the vectors that tie content to cue and cue to source
SPAN = 48  # width of the vectors that score a stretch of words as an act
POINTER = 32  # width of the vectors that point from an act to its holder, condition and addressee
POINTERS = 6  # first and last word of holder, condition, addressee


def _widths() -> Iterator[tuple[str, int]]:
    kinds = len(KINDS)
    yield "tags", len(TAGS)
    yield "cue_query", LINK  # a content's first word asks for its cue's first word
    yield "cue_key", LINK
    yield "source_query", LINK  # a cue's first word asks for its source's first word ...
    yield "source_key", LINK
    yield "no_source", 1  # ... or for none
    yield "act_start", kinds * SPAN
    yield "act_end", SPAN
    yield "act_start_bias", kinds
    yield "act_end_bias", kinds
    yield "stands", 2 * kinds + 1  # BIO of acts: O, B and I of each kind
    yield "point_key", POINTERS * POINTER
    yield "point_first", POINTERS * POINTER  # query, from the act's first word
    yield "point_last", POINTERS * POINTER  # query, from the act's last word
    yield "point_none", 2 * POINTERS  # no such span: from the act's first word, from its last
    yield "hedged", 1
    yield "trigger_key", POINTER
    yield "trigger_first", POINTER
    yield "trigger_last", POINTER


def _columns() -> dict[str, slice]:
    found, at = {}, 0
    for name, width in _widths():
        found[name] = slice(at, at + width)
        at += width
    return found


COLUMNS = _columns()
OUTPUTS = max(part.stop for part in COLUMNS.values())
