"""Text from outside may neither steer a terminal nor turn words around."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.render.shown import one_line, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("a\x00b\x7f", "a␀b␡"),
        ("back\x08space", "back␈space"),
        ("over\rwritten", "over written"),
        ("one\u2028two", "one two"),
        ("\ufeffstart", "⟨U+FEFF⟩start"),
        ("half \ud83d", "half ⟨U+D83D⟩"),
        ("tag \U000e0041", "tag ⟨U+E0041⟩"),
    ],
)
def test_what_steers_is_made_visible(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


@pytest.mark.parametrize(
    "text", ["Привіт, світе", "שלום\u200f!", "می\u200cخواهم", "👩\u200d👩\u200d👧", "a\tb\nc", "é"]
)
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    """Right-to-left marks and joiners belong to ordinary writing, tab and line feed to ordinary text."""
    assert visible(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_nothing_that_steers_is_left(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\t\n"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode("utf-8")
    assert visible(shown) == shown


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
