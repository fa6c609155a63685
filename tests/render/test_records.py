"""A record has the fields that the reference promises, and one line of JSON carries it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.render import line, record
from pourparler.types import Brief, Span
from tests import readings

if TYPE_CHECKING:
    from pourparler.types import Reading


def test_the_fields_are_those_of_the_reference(reading: Reading) -> None:
    found = record(reading)
    assert list(found) == ["article", "statements", "positions", "summary", "unclear", "removed", "model"]
    assert list(found["article"]) == [
        "id",
        "url",
        "outlet",
        "title",
        "byline",
        "published",
        "language",
        "previous",
        "next",
        "text",
    ]
    assert list(found["statements"][0]) == [
        "source",
        "cue",
        "content",
        "speaker",
        "sourcing",
        "occasion",
        "hedges",
        "score",
    ]
    assert list(found["statements"][0]["speaker"]) == ["name", "role", "actor"]
    assert list(found["positions"][0]) == [
        "kind",
        "holder",
        "act",
        "condition",
        "addressee",
        "trigger",
        "hedged",
        "statement",
        "actor",
        "score",
    ]
    assert list(found["model"]) == ["name", "version", "sha256"]


def test_every_pair_of_offsets_opens_its_words(reading: Reading) -> None:
    """A program that knows only the record finds the words by slicing the text."""
    found = json.loads(line(reading))
    text = found["article"]["text"]
    position = found["positions"][1]
    (start, end) = position["condition"]
    assert text[start:end] == "Arkan troops hold the Sorn valley"
    assert [text[s:e] for s, e in found["statements"][1]["content"]][1] == "“Not a day before.”"
    assert found["statements"][2]["speaker"] is None
    assert found["positions"][0]["condition"] is None


def test_scores_have_four_digits(reading: Reading) -> None:
    assert record(reading)["statements"][0]["score"] == 0.9877


def test_letters_stand_as_they_are() -> None:
    assert "Київ" in line(readings.plain("Київ will talk."))


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\n", "\r", "\x0c", "\x1c", "\x00"])
def test_a_record_is_one_line_however_lines_are_counted(odd: str) -> None:
    text = f"One{odd}two. Three."
    written = line(readings.plain(text))
    assert len(written.splitlines()) == 1
    assert json.loads(written)["article"]["text"] == text


def test_half_a_surrogate_pair_comes_back_to_the_letter() -> None:
    written = line(readings.plain("A \ud83d half."))
    assert json.loads(written.encode("utf-8"))["article"]["text"] == "A \ud83d half."


@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1))
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    reading = readings.plain(text, title=text)
    found = json.loads(line(reading).encode("utf-8"))
    assert found["article"]["text"] == text
    assert found["article"]["title"] == text


def test_a_summary_that_is_not_in_the_text_is_refused() -> None:
    """Neither a record nor a page is made of a line that cannot be opened at its source."""
    outside = readings.reading(brief=Brief(summary=(Span(0, 10_000),), unclear=()))
    with pytest.raises((PourparlerError, ValueError)):
        record(outside)
