"""The brief in a terminal: what it shows, how wide it is, and what it never lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pourparler.render import html, listing, markdown, terminal
from tests import readings
from tests.render.hostile import hostile_reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.types import Reading

PAGES = [terminal, listing]


def flat(page: str) -> str:
    """Return the page with every run of white space squeezed: words wrap where the width has them wrap."""
    return " ".join(page.split())


def test_a_brief_shows_all_its_parts(reading: Reading) -> None:
    page = flat(terminal(reading))
    assert "Velland sets a condition for talks" in page
    assert "The Kessel Observer · 10 March 2026 · By Mara Lindqvist" in page
    assert "what will not return to the table condition while Arkan troops hold the Sorn valley" in page
    assert "word of Ilse Brandt, Foreign Minister · named person" in page
    assert "Arkan officials, who asked not to be named · unnamed source · hedged in the text" in page
    assert "told reporters in Port Kessel on Tuesday" in page
    assert "It remains unclear whether the envoys will meet again this month." in page
    assert "3 lines of page furniture (--verbose lists them)" in page
    assert "Previous: Grain prices rise for a third week" in page
    assert "Next: Bridge over the Sorn reopens" in page
    assert "fake-reader 2026.11 (sha256 0123456789ab)" in page


def test_preconditions_come_first(reading: Reading) -> None:
    page = terminal(reading)
    assert page.index("Precondition · Velland\n") < page.index("Precondition · Velland (“We”)") < page.index("Offer ·")


def test_pieces_of_a_quotation_show_what_is_left_out(reading: Reading) -> None:
    assert "has left,” … “Not a day before.”" in flat(terminal(reading))


def test_reported_speech_gets_no_quotation_marks_of_ours(reading: Reading) -> None:
    """Marks of ours would turn what the article reports into what was said word for word."""
    assert "“Velland will not" not in terminal(reading)


def test_verbose_lists_what_was_cut(reading: Reading) -> None:
    assert "No time to read?" not in terminal(reading)
    assert "▪ No time to read?" in terminal(reading, verbose=True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_no_line_is_wider_than_the_terminal(reading: Reading, page: Callable[..., str], width: int) -> None:
    assert max(map(cell_len, page(reading, width=width, verbose=True).split("\n"))) <= width


def test_a_wide_terminal_keeps_lines_readable(reading: Reading) -> None:
    assert max(map(cell_len, terminal(reading, width=300).split("\n"))) <= 100


@pytest.mark.parametrize("page", PAGES)
def test_no_escape_sequence_without_colour(reading: Reading, page: Callable[..., str]) -> None:
    assert "\x1b" not in page(reading)
    assert "\x1b[" in page(reading, colour=True)


@pytest.mark.parametrize("page", PAGES)
def test_ascii_signs_where_the_terminal_has_no_others(page: Callable[..., str]) -> None:
    shown = page(readings.plain("Talks go on. No date is set."), ascii_only=True, verbose=True)
    shown.encode("ascii")
    assert "Talks go on" in shown or "3 lines cut" in shown


@pytest.mark.parametrize("page", PAGES)
def test_escape_sequences_in_any_field_are_shown_not_obeyed(page: Callable[..., str]) -> None:
    shown = page(hostile_reading("\x1b[31m\x9b2J\u202e[bold]"), verbose=True)
    assert not set(shown) & set("\x1b\x9b\u202e")
    assert "␛[31m" in shown
    assert "[bold]" in shown


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=60))
def test_any_text_in_every_field_gives_a_page(odd: str) -> None:
    shown = terminal(hostile_reading(odd), width=60, verbose=True)
    shown.encode("utf-8")
    assert max(map(cell_len, shown.split("\n"))) <= 60
    assert "Who would talk" in shown


def test_a_long_word_is_broken_not_cut() -> None:
    assert "x" * 500 in terminal(readings.plain("x" * 500 + "."), width=60).replace("\n", "").replace(" ", "")


def test_nothing_found_says_so() -> None:
    page = terminal(readings.plain("Rain fell. It stopped.", title=None, outlet=None, byline=None, published=None))
    assert "Without a title" in page
    assert "No position was found" in page
    assert "Who said what" not in page


@pytest.mark.parametrize("show", [html, listing, markdown, terminal])
@pytest.mark.parametrize(
    ("language", "words", "warned"),
    [("uk", 60, True), ("en", 60, False), ("en-GB", 60, False), (None, 60, False), ("uk", 2, False)],
)
def test_an_article_in_a_language_that_is_not_read_is_warned_of(
    show: Callable[..., str], language: str | None, words: int, *, warned: bool
) -> None:
    """Unless it is so short that its language is a guess."""
    shown = show(readings.plain("Rain fell. " * words, language=language))
    assert ("Nothing is marked in this text" in shown) is warned
