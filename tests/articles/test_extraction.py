"""Captures become articles: the page's own words, cleaned of nothing but control characters and white space."""

from __future__ import annotations

import hashlib
import time

import pytest

from pourparler.articles import extract, from_text
from pourparler.errors import QuarantineError, RefusedError, UnreadableError
from tests.articles.writing import PARAGRAPHS, TITLE, URL, capture, page, plain


def test_the_title_is_not_part_of_the_text() -> None:
    for article in (extract(capture(page())), extract(capture(plain(), media_type="text/plain"))):
        assert article.title == TITLE
        assert article.text == "\n\n".join(PARAGRAPHS)


def test_the_digest_is_of_the_text() -> None:
    article = extract(capture(page()))
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.id == article.sha256[:16]


def test_a_page_served_as_plain_text_is_read_as_a_page() -> None:
    assert extract(capture(page(), media_type="text/plain")).text == "\n\n".join(PARAGRAPHS)
    assert extract(capture(page(), media_type=None)).text == "\n\n".join(PARAGRAPHS)


def test_text_that_mentions_markup_is_no_page() -> None:
    article = extract(capture("The engineers wrote <p> in the margin and left.", media_type=None))
    assert article.text == "The engineers wrote <p> in the margin and left."


def test_words_and_their_unicode_form_stay_as_the_page_has_them() -> None:
    line = "Cafe\u0301 talks: “Zelenskyy” – said 👩‍👧 the שליח — \u200fنعم\u200f, naïve ﬁnish\u00ad."
    text = extract(capture(page(f"<p>{line}</p>"))).text
    assert line in text.split("\n\n")


def test_controls_and_odd_white_space_go() -> None:
    text = extract(capture(page("<p>The\x01 envoy\u00a0 said\u2028 it\x7f was\t\n over, more or\ufeff less.</p>"))).text
    assert "The envoy said it was over, more or less." in text.split("\n\n")


def test_character_references_to_nothing_do_no_harm() -> None:
    text = extract(capture(page("<p>The envoy&#xD800; said it&#0; was over for good&#x110000;.</p>"))).text
    text.encode()
    assert "\0" not in text


def test_text_after_a_script_within_a_paragraph_stays() -> None:
    text = extract(capture(page("<p>The envoy<script>var a='Share'</script> said it was over, at last.</p>"))).text
    assert "The envoy said it was over, at last." in text.split("\n\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t ",
        b"\x00" * 1000,
        bytes(range(256)) * 40,
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head></html>",
        b'<html><frameset cols="20%,80%"><frame src="a"><frame src="b"></frameset></html>',
        b"<html><body>" + b"<div>" * 100_000 + b"<p>Too deep to be read.</p>",
        b"<!--" + b"-" * 100_000,
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", None])
def test_what_holds_no_article_is_quarantined_with_a_sentence(content: bytes, media_type: str | None) -> None:
    with pytest.raises(QuarantineError) as caught:
        extract(capture(content, media_type=media_type, name="inbox/odd.html"))
    assert "inbox/odd.html" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_page_of_furniture_alone_says_so() -> None:
    with pytest.raises(UnreadableError, match="only page furniture"):
        extract(capture("<html><body><p>Share</p><p>Read more</p><p>Advertisement</p></body></html>"))
    with pytest.raises(UnreadableError, match="only page furniture"):
        from_text("Share\n\nRead more")


def test_twenty_megabytes_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(RefusedError, match="20 MB"):
        extract(capture(b"<p>" + b"a " * 10_000_000))
    with pytest.raises(RefusedError, match="20 MB"):
        from_text("a " * 10_000_000)


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(UnreadableError, match="elements"):
        extract(capture("<html><body>" + "<i>x</i>" * 250_000))


def test_a_truncated_page_gives_what_came() -> None:
    html = page()
    text = extract(capture(html[: html.index("before the month")])).text
    assert PARAGRAPHS[0] in text


def test_malformed_markup_is_read() -> None:
    html = f"<html><body><p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}</div></b><p {'a=b ' * 500}>{PARAGRAPHS[2]}"
    assert extract(capture(html)).text.split("\n\n") == list(PARAGRAPHS)


def test_one_short_paragraph_is_an_article() -> None:
    assert extract(capture("<html><body><p>Talks were broken off at noon.</p></body></html>")).text


def test_a_failing_extractor_does_not_stop_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library raises on a page, the page's own paragraphs are still there."""
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    assert extract(capture(page("<p>Share</p>"))).text == "\n\n".join(PARAGRAPHS)


def test_reading_is_the_same_every_time() -> None:
    html = page("<p>Share</p>", after="<p>Previous Article</p><p>Old news here</p>")
    assert extract(capture(html, url=URL)) == extract(capture(html, url=URL))


def test_a_page_laid_out_as_a_table_gives_its_article_alone() -> None:
    """Masthead, menu, title and byline stand above the article in the same cell."""
    cells = "".join(f"<p>{part}</p>" for part in ("Front page", "Shipping", TITLE, "By Ada Berg, 3 November 2024"))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"<html><head><title>{TITLE}</title><meta name='author' content='Ada Berg'></head><body><table><tr><td>"
    article = extract(capture(f"{html}{cells}{body}</td></tr></table></body></html>"))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.removed == ("Front page", "Shipping", "By Ada Berg, 3 November 2024")
    assert (article.byline, article.published) == ("Ada Berg", "2024-11-03")


def test_furniture_between_the_paragraphs_of_one_element_takes_no_longer_than_other_text() -> None:
    """Each line is looked at once, however many stand in one element: a page must not cost the square of its length."""
    bars = "Share<p>Rain fell on the valley again.</p>" * 4000
    started = time.process_time()
    article = extract(capture(page(after=f"<div>{bars}</div>")))
    assert time.process_time() - started < 10  # it takes one second, and took twenty when each line searched them all
    assert "Share" not in article.text
