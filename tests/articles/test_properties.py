"""What holds for any page: nothing long is cut, nothing is invented, nothing cut is left."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.articles import extract, from_text
from pourparler.articles.blocks import Block
from pourparler.articles.furniture import mark
from pourparler.errors import QuarantineError
from tests.articles.test_furniture import FURNITURE, MARKUPS, SENTENCES
from tests.articles.writing import capture, page

_WORDS = (
    "read more also share newsletter subscribe sign up for our app next previous article photo advertisement cookies we"
    " use you the minister said talks river this is only subscribers continue reading follow us on telegram via getty"
)
WORDS = _WORDS.split()
LONG = st.lists(st.sampled_from(WORDS), min_size=26, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")
LINES = st.sampled_from((*FURNITURE, *SENTENCES, "Norland waits", "Previous", "Next", "Related", "Latest news"))
ODD = st.text(st.characters(codec="utf-8", exclude_characters="<&"), max_size=60).map(
    lambda text: "".join(character for character in text if character.isprintable())
)
PIECES = st.lists(st.tuples(st.one_of(LINES, ODD, LONG), st.sampled_from(MARKUPS)), max_size=8)


def letters(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(LONG, LINES), max_size=8), st.sampled_from((None, 0.0, 1.0)))
def test_no_rule_cuts_a_long_paragraph_that_ends_as_a_sentence(lines: list[str], links: float | None) -> None:
    blocks = [Block(line, links=links) for line in lines]
    cuts, _ = mark(blocks)
    assert not [blocks[index].text for index in cuts if len(blocks[index].text.split()) > 25]


@settings(max_examples=80, deadline=None)
@given(PIECES)
def test_text_and_removed_are_the_pages_visible_words(pieces: list[tuple[str, str]]) -> None:
    html = page("".join(markup.format(escape(line)) for line, markup in pieces))
    article = extract(capture(html))
    seen = letters(" ".join(line for line, _ in pieces)) + letters(html)
    shown = letters("".join(character for character in seen if character.isalnum()))
    for line in (*article.text.split("\n\n"), *article.removed):
        words = "".join(character for character in line if character.isalnum())
        assert words in shown
    article.text.encode()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(FURNITURE), max_size=6), st.sampled_from(MARKUPS))
def test_what_was_removed_is_no_paragraph_of_the_text(lines: list[str], markup: str) -> None:
    article = extract(capture(page("".join(markup.format(escape(line)) for line in lines))))
    assert set(article.removed) & set(article.text.split("\n\n")) == set()
    assert article.removed == tuple(lines) or set(lines) <= set(article.removed)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_quarantined(text: str) -> None:
    said, found = "", ""
    try:
        found = from_text(text).text
    except QuarantineError as error:
        said = str(error)
    found.encode()
    assert said.endswith(".") or found.strip()
    assert all(paragraph == " ".join(paragraph.split()) for paragraph in found.split("\n\n"))


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=300).map(lambda text: f"a{text}"))
def test_uncut_text_keeps_every_offset(text: str) -> None:
    article = from_text(text, cut=False)
    assert len(article.text) == len(text)
    assert all(one in (other, "\ufffd") for one, other in zip(article.text, text, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(("text/html", "text/plain", None)))
def test_any_bytes_are_read_or_quarantined(content: bytes, media_type: str | None) -> None:
    said, found = "", ""
    try:
        found = extract(capture(content, media_type=media_type)).text
    except QuarantineError as error:
        said = str(error)
    assert said.endswith(".") or found.strip()
