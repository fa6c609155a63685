"""Words and shingles are the same however a text is set, and their offsets point into the text as it stands."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.duplicates.words import SHINGLE, shingles, words_of


@given(st.text(max_size=200))
def test_offsets_are_rising_and_within_the_text(text: str) -> None:
    words = words_of(text)
    assert (words.starts < words.ends).all()
    assert (words.ends[:-1] <= words.starts[1:]).all()
    assert len(words.hashes) == len(words.starts)
    assert all(text[s:e].strip() == text[s:e] != "" for s, e in zip(words.starts, words.ends, strict=True))


def test_words_are_runs_of_letters_and_digits() -> None:
    text = "Kyiv’s “24 drones”, İzmir — naïve\u00a0café 5,000"
    words = words_of(text)
    found = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    assert found == re.findall(r"\w+", text)


def test_letters_beyond_the_first_planes_and_broken_halves_are_read() -> None:
    assert len(words_of("a \U0001f600 \U00030000\U00030001 \ud800 z").hashes) == 3


def test_a_script_without_blanks_has_a_word_a_character() -> None:
    assert len(words_of("東京で会談").hashes) == 5


def test_case_and_punctuation_count_for_nothing() -> None:
    one, other = words_of("“Peace,” the Minister SAID."), words_of("peace the minister said")
    assert one.hashes.tolist() == other.hashes.tolist()


def test_the_same_word_has_one_hash_wherever_it_stands() -> None:
    words = words_of("wolf " * 50_000)
    assert len(set(words.hashes.tolist())) == 1


def test_hashes_are_the_same_on_every_machine() -> None:
    """Stored fingerprints would be lost otherwise."""
    assert words_of("peace talks").hashes.tolist() == PINNED
    assert len(set(words_of("listen silent tinsel enlist").hashes.tolist())) == 4


PINNED = [5085162712652493435, 1933815582093685355]


@pytest.mark.parametrize(("count", "runs"), [(0, 0), (1, 1), (SHINGLE - 1, 1), (SHINGLE, 1), (SHINGLE + 2, 3)])
def test_shingles_of_short_texts(count: int, runs: int) -> None:
    assert len(shingles(np.arange(1, count + 1, dtype=np.uint64))) == runs
