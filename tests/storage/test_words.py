"""Words, snippets, and what they are made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.storage.query import Words, parse
from pourparler.storage.snippets import snippet
from pourparler.storage.words import LONGEST, date_tokens, facet_token, tokens, tokens_with_places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cease-fire, NOW!", ["cease", "fire", "now"]),
        ("Zürich Straße ŁÓDŹ", ["zurich", "strasse", "łodz"]),
        ("e\u0301te\u0301", ["ete"]),
        ("snake_case 3.5", ["snake", "case", "3", "5"]),
        ("停戦 talks", ["停", "戦", "talks"]),
        ("ﬁne ½", ["fine", "12"]),
        ("\ud800 \x00 👍", []),
        ("x" * 200, ["x" * 64]),
    ],
)
def test_text_becomes_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@given(st.text(max_size=300))
def test_words_have_letters_and_digits_only_and_stand_where_they_say(text: str) -> None:
    found = list(tokens_with_places(text))
    assert [word for word, _, _ in found] == tokens(text)
    for word, start, end in found:
        assert word.isalnum()
        assert tokens(text[start:end]) == [word]


def test_only_so_much_of_a_text_is_indexed() -> None:
    assert len(tokens("a " * LONGEST)) == LONGEST // 2


def test_properties_are_words_that_no_text_has() -> None:
    one = facet_token("outlet", "the echo")
    assert tokens(one) == [one]
    assert one != facet_token("actor", "the echo")
    assert date_tokens("2026-03-01T10:00:00Z") == ["y2026", "m202603", "d20260301"]
    assert date_tokens("") == []


@given(text=st.text(max_size=400), query=st.text(min_size=1, max_size=5))
def test_a_snippet_stands_in_the_text_to_the_letter(text: str, query: str) -> None:
    sought = tuple(Words("text", (word,)) for word in tokens(query))
    span, marks = snippet(text, sought)
    assert 0 <= span.start <= span.end <= len(text)
    shown = span.of(text)
    for mark in marks:
        assert tokens(mark.of(shown))[0] in tokens(query)
    assert list(marks) == sorted(marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


def test_a_snippet_shows_where_most_of_the_words_are() -> None:
    text = "Truce. " + "Bread was sold. " * 50 + "A truce and an exchange of prisoners. " + "Bread was sold. " * 50
    span, marks = snippet(text, parse("truce exchange prisoners").sought)
    assert [mark.of(span.of(text)) for mark in marks] == ["truce", "exchange", "prisoners"]
    assert len(tokens(span.of(text))) == 32


def test_a_snippet_without_finds_is_the_beginning() -> None:
    assert snippet("Bread was sold.", ())[0].of("Bread was sold.") == "Bread was sold."
    assert snippet("", parse("truce").sought) == ((0, 0), ())
