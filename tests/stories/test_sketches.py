"""A sketch depends on its article alone, copes with whatever comes, and is stored whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import UnreadableError
from pourparler.stories import Sketch, sketch
from pourparler.stories.background import build, key_and_rarity
from pourparler.stories.likeness import likenesses
from pourparler.stories.terms import terms
from pourparler.types import Article, Span
from tests.stories.writing import article, event, pieces


def words(text: str, title: str | None = None) -> Article:
    return Article("a", None, None, title, None, None, "en", None, None, text, (), "")


def test_names_are_words_with_a_capital_within_a_sentence() -> None:
    found = terms(None, "Officials met Anna Example in Hale. Example left. They went home.")
    assert found.names == {"anna", "example", "hale"}
    assert found.pairs == {"anna example"}
    assert found.counts["example"] == 2 * found.counts["hale"]


def test_endings_and_commas_of_numbers_count_for_nothing() -> None:
    found = terms(None, "two ministers’ aides, the minister’s aide, 12,500 cities, a city")
    assert {"minister", "12500", "city", "aide"} <= set(found.counts)


def test_addresses_are_not_words() -> None:
    assert (
        "example" not in terms(None, "See https://example.org/a/b?c=d and www.example.com or me@example.org now").counts
    )
    assert "http" not in terms(None, "http : //www.example.com/news.html talks go on").counts


def test_text_in_pieces_has_the_terms_of_the_text() -> None:
    found = article(event(1), 1)
    one, other = sketch(found), sketch(replace(found, text=pieces(found.text)))
    assert likenesses([one, other])[0, 1] > 0.97


def test_rarer_terms_weigh_more() -> None:
    assert key_and_rarity("president")[1] < key_and_rarity("ferry")[1] < key_and_rarity("qwertz")[1]


def test_the_background_holds_no_words() -> None:
    """Keys and counts alone: what is shipped gives no text back."""
    table = build([(None, "alpha beta gamma delta")] * 5)
    assert b"alpha" not in table
    assert len(table) == 8 + 4 * 5


@given(st.text(max_size=400), st.none() | st.text(max_size=80), st.none() | st.text(max_size=12))
def test_any_text_gives_a_sketch_that_is_stored_whole(text: str, title: str | None, day: str | None) -> None:
    made = sketch(replace(words(text, title), published=day))
    assert Sketch.unpack(made.pack()) == made
    assert (np.diff(made.keys.astype(np.int64)) > 0).all()


@pytest.mark.parametrize("text", ["", " \n ", "…", "the of and", "x" * 200_000, "A. " * 50_000, "@" * 50_000])
def test_odd_texts_are_like_nothing_and_cost_little(text: str) -> None:
    matrix = likenesses([sketch(words(text)), sketch(article(event(1), 1))])
    assert matrix[0, 1] < 0.1


def test_stock_phrases_left_out_do_not_count() -> None:
    text = "Envoys met in Velmund on Tuesday. Korvik and Tarsten have been at war since 1999."
    start = text.index("Korvik")
    cut = sketch(words(text), without=(Span(start, len(text)),))
    assert cut == sketch(words(text[:start]))


def test_damaged_sketches_are_said() -> None:
    data = sketch(article(event(2), 2)).pack()
    for broken in (b"", data[:5], data[:-1], data + b"x", b"\x07" + data[1:]):
        with pytest.raises(UnreadableError):
            Sketch.unpack(broken)
