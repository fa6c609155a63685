"""The columns of the model's outputs; training, export and decoding share this module.

Three tables: one row a word (``WORDS``: attributions, entities, and whether a position may stand there), one row a
sentence (``SENTENCES``: hedge, event class, embedding), and one row a word of each sentence that may hold a position
(``STANDS``). A change here makes another model (``VERSION``).
"""

from __future__ import annotations

from typing import get_args

from pourparler.types import EntityKind, EventClass, Kind

__all__ = [
    "ENTITIES", "ENTITY_TAGS", "EVENTS", "KINDS", "LINK", "POINTER", "POINTERS", "ROLES", "SENTENCES", "SPAN", "STANDS",
    "TAGS", "VERSION", "WORDS", "width",
]  # fmt: skip

VERSION = 2  # of this layout; written into the model's card and checked when it is loaded

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
KINDS: tuple[Kind, ...] = get_args(Kind)
ENTITIES: tuple[EntityKind, ...] = get_args(EntityKind)
ENTITY_TAGS = ("O", *(f"{edge}-{kind}" for kind in ENTITIES for edge in "BI"))
EVENTS: tuple[EventClass, ...] = get_args(EventClass)

LINK = 64  # width of the vectors that tie content to cue and cue to source
SPAN = 48  # width of the vectors that score a stretch of words as an act
POINTER = 32  # width of the vectors that point from an act to its holder, condition and addressee
POINTERS = 6  # first and last word of holder, condition, addressee


def _columns(*widths: tuple[str, int]) -> dict[str, slice]:
    found, at = {}, 0
    for name, size in widths:
        found[name] = slice(at, at + size)
        at += size
    return found


def width(columns: dict[str, slice]) -> int:
    """Columns of a table."""
    return max(int(part.stop) for part in columns.values())


WORDS = _columns(
    ("tags", len(TAGS)),
    ("cue_query", LINK),  # a content's first word asks for its cue's first word
    ("cue_key", LINK),
    ("source_query", LINK),  # a cue's first word asks for its source's first word ...
    ("source_key", LINK),
    ("no_source", 1),  # ... or for none
    ("entities", len(ENTITY_TAGS)),
    ("gate", 1),  # logit: this word is part of an act
)
SENTENCES = _columns(("hedge", 1), ("event", len(EVENTS)))
SENTENCES["embedding"] = slice(width(SENTENCES), None)  # as wide as the encoder
STANDS = _columns(
    ("act_start", len(KINDS) * SPAN),
    ("act_end", SPAN),
    ("act_start_bias", len(KINDS)),
    ("act_end_bias", len(KINDS)),
    ("stands", 2 * len(KINDS) + 1),  # BIO of acts: O, B and I of each kind
    ("point_key", POINTERS * POINTER),
    ("point_first", POINTERS * POINTER),  # query, from the act's first word
    ("point_last", POINTERS * POINTER),  # query, from the act's last word
    ("point_none", 2 * POINTERS),  # no such span: from the act's first word, from its last
    ("hedged", 1),
    ("trigger_key", POINTER),
    ("trigger_first", POINTER),
    ("trigger_last", POINTER),
)
