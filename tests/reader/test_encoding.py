"""Words, pieces and windows: nothing is lost, and offsets are exact."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.card import SHIPPED
from pourparler.reader.encoding import encode, load_pieces, pack
from pourparler.sentences import split

PIECES = load_pieces(SHIPPED / "tokenizer.json")


def test_features_say_case_paragraph_and_quotation() -> None:
    text = "NATO said “we stay”.\n\nKyiv agreed."
    encoded = encode(text, split(text), PIECES)
    words = [text[a:b] for a, b in zip(encoded.starts, encoded.ends, strict=True)]
    types = dict(zip(words, encoded.features[encoded.first[:-1]], strict=True))
    assert types["NATO"] == 2 * 4 + 2
    assert types["said"] == 0
    assert types["we"] == types["stay"] == 1
    assert types["Kyiv"] == 1 * 4 + 2
    assert types["agreed"] == 0


def test_a_lost_quotation_mark_ends_with_its_paragraph() -> None:
    text = "He said “we stay.\n\nThen they left."
    encoded = encode(text, split(text), PIECES)
    assert encoded.features[-1] == 0


def test_an_endless_word_is_one_unknown_piece() -> None:
    assert PIECES("x" * 5000) == (100,)


@given(st.text(max_size=300))
def test_every_word_has_a_piece_and_exact_offsets(text: str) -> None:
    encoded = encode(text, split(text), PIECES)
    assert (np.diff(encoded.first) >= 1).all()
    assert len(encoded.pieces) == encoded.first[-1] == len(encoded.features)
    for start, end in zip(encoded.starts, encoded.ends, strict=True):
        assert text[start:end].strip() == text[start:end] != ""


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(5, 60), st.integers(1, 60))
def test_windows_cover_every_word_once_and_keep_the_limit(lengths: list[int], limit: int, shorter: int) -> None:
    text = "\n\n".join(" ".join(["troops"] * n) for n in lengths)
    encoded = encode(text, split(text), PIECES)
    windows = pack(encoded, limit, min(shorter, limit))
    assert [i for a, b in windows for i in range(a, b)] == list(range(len(encoded.starts)))
    assert all(encoded.first[b] - encoded.first[a] <= limit for a, b in windows)
