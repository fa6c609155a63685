"""Plain text: paragraphs, titles, and texts that are taken to the letter."""

from __future__ import annotations

import pytest

from pourparler.articles import from_text
from pourparler.errors import UnreadableError
from tests.articles.writing import PARAGRAPHS, TITLE, URL, plain


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The foreign minister of Norland said on Monday that talks\n"
        "with Sudmark could resume within weeks if both sides kept\n"
        "to the truce.\n\nBoth agreed."
    )
    assert from_text(wrapped).text.split("\n\n")[0].endswith("if both sides kept to the truce.")


def test_short_lines_stand_for_themselves() -> None:
    assert from_text("The points are these.\n\n- Withdrawal\n- Prisoners").text.split("\n\n")[1:] == [
        "- Withdrawal",
        "- Prisoners",
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_line_endings_of_every_kind_are_understood(ending: str) -> None:
    assert from_text(plain("Share").replace("\n", ending)).text.split("\n\n") == list(PARAGRAPHS)


def test_a_first_line_that_ends_as_a_sentence_is_no_title() -> None:
    article = from_text(f"Talks were broken off.\n\n{PARAGRAPHS[0]}")
    assert article.title is None
    assert article.text.startswith("Talks were broken off.")


def test_a_first_line_without_an_empty_line_after_it_is_no_title() -> None:
    assert from_text(f"{TITLE}\n{PARAGRAPHS[0]}").title is None


def test_a_text_of_one_line_is_a_text() -> None:
    article = from_text("Kyiv will not sit down with Moscow")
    assert (article.title, article.text) == (None, "Kyiv will not sit down with Moscow")


def test_fields_that_are_given_are_kept() -> None:
    article = from_text(
        plain(), id="n-1", url=URL, title="Given", outlet="The Meridian", published="2024-11-03", byline="Ada Berg"
    )
    assert (article.id, article.url, article.title, article.outlet) == ("n-1", URL, "Given", "The Meridian")
    assert (article.published, article.byline) == ("2024-11-03", "Ada Berg")


def test_a_given_title_is_not_repeated_in_the_text() -> None:
    assert from_text(plain(), title=TITLE).text == "\n\n".join(PARAGRAPHS)


def test_uncut_text_is_taken_to_the_letter() -> None:
    text = "  Share\n\nThe  envoy said\tso.\r\n\r\n\r\nRead more \ufeff"
    article = from_text(text, cut=False)
    assert article.text == text
    assert article.removed == ()


def test_what_no_store_can_hold_is_replaced_one_for_one() -> None:
    article = from_text("a\ud800b\0c said so.", cut=False)
    assert article.text == "a\ufffdb\ufffdc said so."
    article.text.encode()


@pytest.mark.parametrize("text", ["", " \n ", "\ufeff", "- - -"])
@pytest.mark.parametrize("cut", [True, False])
def test_a_text_without_words_is_unreadable(text: str, cut: bool) -> None:
    with pytest.raises(UnreadableError):
        from_text(text, cut=cut)
