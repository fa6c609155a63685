"""Ids and times that come from content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import UsageError
from pourparler.storage import article_id
from pourparler.storage.identity import fold, moment, period, revision_id, row_ids
from pourparler.storage.paging import decode, encode

FETCHED = "2026-03-11T08:00:00Z"


@pytest.mark.parametrize(
    ("published", "hint", "expected"),
    [
        ("2026-03-10", None, "2026-03-10"),
        ("2026-03-10T09:00:00+02:00", None, "2026-03-10T07:00:00Z"),
        ("2026-03-10T09:00", None, "2026-03-10T09:00:00Z"),
        ("2026-03-10T09:00:00.5Z", None, "2026-03-10T09:00:00Z"),
        (None, "2026-03-09", "2026-03-09"),
        ("last week", "2026-03-09", "2026-03-09"),
        (None, None, FETCHED),
        ("", "never", FETCHED),
        ("2099-01-01", "2026-03-09", FETCHED),
        ("2026-03-12T07:59:00Z", None, "2026-03-12T07:59:00Z"),
        ("0001-01-01T00:00:00+14:00", None, FETCHED),
        ("9999-12-31T23:59:59-14:00", None, FETCHED),
    ],
)
def test_when_something_counts_as_published(published: str | None, hint: str | None, expected: str) -> None:
    assert moment(published, hint, FETCHED) == expected


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_time_breaks_it(published: str, hint: str, fetched: str) -> None:
    assert isinstance(moment(published, hint, fetched), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("2024-01-01", "2025-01-01")),
        ("2024-02", ("2024-02-01", "2024-03-01")),
        ("2024-12", ("2024-12-01", "2025-01-01")),
        ("2024-02-29", ("2024-02-29", "2024-03-01")),
        ("2023-02-29", None),
        ("2024-13", None),
        ("24", None),
        ("", None),
        ("0000", None),
        ("9999", None),
    ],
)
def test_a_period_has_a_first_day_and_a_day_after(text: str, expected: tuple[str, str] | None) -> None:
    assert period(text) == expected


def test_ids_are_sixteen_hex_digits_of_the_content() -> None:
    one = article_id("https://observer.example/a")
    assert one == article_id("https://observer.example/a") != article_id("https://observer.example/b")
    assert len(one) == 16
    assert int(one, 16) >= 0
    assert revision_id(one, "a") != revision_id(one, "b")
    assert article_id("\ud800")


def test_rows_with_the_same_words_have_ids_of_their_own() -> None:
    first, second, third = row_ids("a", ["Never.", "Never.", "Yes."])
    assert len({first, second, third}) == 3
    assert row_ids("a", ["Yes.", "Never."]) == (third, first)


def test_names_are_compared_apart_from_case_and_spacing() -> None:
    assert fold("  The\tKESSEL  Observer ") == "the kessel observer"
    assert fold(None) == ""


@given(st.lists(st.text(max_size=20) | st.integers(-(2**63), 2**63 - 1), max_size=4))
def test_a_cursor_gives_back_what_it_was_made_of(values: list[str | int]) -> None:
    kinds = [type(value) for value in values]
    assert decode("list", encode("list", values), kinds) == values


@pytest.mark.parametrize(
    "cursor",
    ["", "!", "bm9wZQ", encode("other", [1]), encode("list", ["1"]), encode("list", [2**70]), "x" * 9_999, "é"],
)
def test_a_cursor_of_anything_else_is_told(cursor: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        decode("list", cursor, [int])
