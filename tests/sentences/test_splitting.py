"""Spans: exact, disjoint, complete, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.sentences import split

_SPACES = ["\n", "\r\n", "\u2028", "\x85", "\x1f", " \u00a0", "\t", "  "]
_MARKS = ["“", "”", '"', "‘", "’", ". ", "...", "… ", "? ", "! ", "(", ")", ",", ":)", "--", "،", "。"]
_WORDS = ["Mr. ", "U.S. ", "said ", "Kyiv ", "the ", "The ", "5 p.m. ", "No. ", "1. ", "agreed.The ", "A. ", "etc. "]
_ODD = ["\u200f", "\U0001f1fa\U0001f1e6", "e\u0301", "\ud800", "\x00", "ß", "İ"]
PIECES = st.sampled_from([*_SPACES, *_MARKS, *_WORDS, *_ODD])
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=60).map("".join), st.text(st.characters(categories=None), max_size=80)
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_spans_are_ordered_disjoint_trimmed_and_complete(text: str) -> None:
    sentences = split(text)
    covered: set[int] = set()
    for sentence in sentences:
        words = sentence.span.of(text)
        assert words
        assert words == words.strip()
        covered.update(range(*sentence.span))
    for before, after in pairwise(sentences):
        assert before.span.end <= after.span.start
        assert before.paragraph <= after.paragraph
    assert all(i in covered for i, letter in enumerate(text) if not letter.isspace())
    assert [s.paragraph for s in sentences[:1]] in ([], [0])


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_sentence_runs_over_a_line_break(text: str) -> None:
    assert all(len(sentence.span.of(text).splitlines()) == 1 for sentence in split(text))


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_line_is_split_alike_wherever_it_stands(first: str, second: str) -> None:
    alone = [s.span.of(second) for s in split(second)]
    text = first + "\n\n" + second
    assert [s.span.of(text) for s in split(text) if s.span.start >= len(first) + 2] == alone


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\r\n", "\u2029", "\u00a0"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split(text) == ()


def test_paragraphs_are_counted_by_lines_that_are_not_blank() -> None:
    text = "A headline without a stop\n\n \nKyiv spoke. Moscow did not.\r\n- first point\n- second point"
    assert [(s.span.of(text), s.paragraph) for s in split(text)] == [
        ("A headline without a stop", 0),
        ("Kyiv spoke.", 1),
        ("Moscow did not.", 1),
        ("- first point", 2),
        ("- second point", 3),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "word and ",
        ".",
        "a.",
        "x",
        '"',
        "“",
        "... ",
        "A. ",
        "(a. ",
        "?! ",
        "1.2 ",
        "Mr. X ",
        ".\u00a0",
        "p.m. A",
        "said.The ",
        "a.\n",
    ],
)
def test_a_million_characters_of_anything_are_split(unit: str) -> None:
    """No pattern backtracks over the text: such a text takes a second or two, not hours."""
    text = (unit * (1_000_000 // len(unit))).strip()
    sentences = split(text)
    assert sentences[0].span.start == 0
    assert sentences[-1].span.end == len(text)
