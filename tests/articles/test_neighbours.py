"""The previous and the next article are read from the page, and the lines that name them are cut."""

from __future__ import annotations

import pytest

from pourparler.articles import extract, from_text
from tests.articles.writing import PARAGRAPHS, capture, page, plain

OLD, NEW = "The harvest that never came", "Who pays for the bridge?"
LAYOUTS = {
    "four paragraphs": f"<p>Previous Article</p><p>{OLD}</p><p>Next Article</p><p>{NEW}</p>",
    "labels with their titles": f"<p>Previous article: {OLD}</p><p>Next article: {NEW}</p>",
    "labels first": f"<p>Previous Article</p><p>Next Article</p><p>{OLD}</p><p>{NEW}</p>",
    "bare labels": f"<p>Previous</p><p>{OLD}</p><p>Next</p><p>{NEW}</p>",
    "a navigation": f'<nav><span>Previous post</span><p><a href="/o">{OLD}</a></p>'
    f'<span>Next post</span><p><a href="/n">{NEW}</a></p></nav>',
    "relations of links": f'<p><a rel="prev" href="/o">{OLD}</a></p><p><a rel="next" href="/n">{NEW}</a></p>',
    "relations with spans": f'<div><a rel="prev" href="/o"><span>Previous</span><span>{OLD}</span></a></div>'
    f'<div><a rel="next" href="/n"><span>Next</span><span>{NEW}</span></a></div>',
    "headings": f'<h4>Previous story</h4><h3><a href="/o">{OLD}</a></h3>'
    f'<h4>Next story</h4><h3><a href="/n">{NEW}</a></h3>',
    "arrows": f'<p>← Previous Story</p><p><a href="/o">{OLD}</a></p><p>Newer Story →</p><p><a href="/n">{NEW}</a></p>',
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_both_neighbours_are_named_and_cut(layout: str) -> None:
    article = extract(capture(page(after=layout)))
    assert (article.previous, article.next) == (OLD, NEW)
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert article.removed


@pytest.mark.parametrize(
    "after",
    [
        f"Previous Article\n\n{OLD}\n\nNext Article\n\n{NEW}",
        f"Previous Article\n{OLD}\nNext Article\n{NEW}",
        f"Previous article: {OLD}\nNext article: {NEW}",
    ],
)
def test_plain_text_names_them_too(after: str) -> None:
    article = from_text(plain(after=after))
    assert (article.previous, article.next) == (OLD, NEW)
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert " ".join(after.split()) == " ".join(article.removed)


def test_a_label_does_not_take_the_sentence_after_it() -> None:
    article = from_text(plain("Next Article"))
    assert article.next is None
    assert PARAGRAPHS[1] in article.text


def test_next_without_previous_is_no_label() -> None:
    """A line "Next" in a text is a word of it unless a page makes it a link."""
    assert "Next" in from_text(plain("Next")).text.split("\n\n")


@pytest.mark.parametrize("line", ["Next page", "2", "›"])
def test_page_numbers_are_no_neighbours(line: str) -> None:
    assert extract(capture(page(after=f'<p><a rel="next" href="?page=2">{line}</a></p>'))).next is None


def test_a_date_under_a_label_is_no_title() -> None:
    assert extract(capture(page(after="<p>Previous Article</p><p>October 9, 2024</p>"))).previous is None
