"""What a page says about its article is read from JSON-LD, meta tags and mark-up, and never trusted blindly."""

from __future__ import annotations

import json

import pytest

from pourparler.articles import dates, extract, from_text
from tests.articles.writing import TITLE, URL, capture, page


def linked(**fields: object) -> str:
    """Return a JSON-LD script about a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def meta(**contents: str) -> str:
    """Return meta tags; ``__`` in a name stands for a colon."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in contents.items())


def test_json_ld_is_read() -> None:
    head = linked(
        headline=TITLE,
        author=[{"@type": "Person", "name": "Ada Berg"}, {"name": "Ivo Lind"}],
        datePublished="2024-11-03T10:15:00+02:00",
        publisher={"name": "The Meridian"},
    )
    article = extract(capture(page(head=head), url=URL))
    assert article.title == TITLE
    assert article.byline == "Ada Berg, Ivo Lind"
    assert article.published == "2024-11-03T10:15:00+02:00"
    assert (article.outlet, article.url, article.language) == ("The Meridian", URL, "en")


def test_json_ld_in_a_graph_is_found() -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "X"}, {"@type": ["NewsArticle"], "author": "Ada Berg"}]}
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert extract(capture(page(head=head))).byline == "Ada Berg"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":',
        "[" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"@type":5,"headline":[],"author":5}',
        '{"@type":["NewsArticle",{}],"headline":{"x":1},"author":{"name":{"x":1}},"datePublished":{"a":[]},"url":[3]}',
        '{"@type":"NewsArticle","headline":"\\ud800\\u0000","mainEntityOfPage":"http://[bad"}',
        "null",
        "",
    ],
)
def test_broken_or_hostile_json_ld_does_no_harm(script: str) -> None:
    article = extract(capture(page(head=f'<script type="application/ld+json">{script}</script>')))
    assert article.title == TITLE
    assert article.byline is None


def test_meta_tags_are_read() -> None:
    head = meta(og__site_name="The Meridian", article__published_time="2024-11-03", author="By Ada Berg")
    article = extract(capture(page(head=head)))
    assert (article.outlet, article.published, article.byline) == ("The Meridian", "2024-11-03", "Ada Berg")


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<p class="byline">By Ada Berg, 3 November 2024</p>', "Ada Berg"),
        ('<a rel="author" href="/ada">Ada Berg</a>', "Ada Berg"),
        ('<span itemprop="author">Ada Berg | The Meridian</span>', "Ada Berg"),
        ('<form><span class="author">Your name</span></form>', None),
        ('<p class="byline">3 November 2024</p>', None),
    ],
)
def test_a_byline_in_the_markup_is_read(markup: str, name: str | None) -> None:
    assert extract(capture(page(markup))).byline == name


def test_the_outlet_is_no_byline() -> None:
    head = meta(og__site_name="The Meridian", author="The Meridian")
    assert extract(capture(page(head=head))).byline is None


def test_the_heading_is_the_title_if_the_page_declares_the_same() -> None:
    head = meta(og__title="Envoys to meet in Weer before the first snow - The Meridian")
    assert extract(capture(page(head=head))).title == TITLE


def test_a_heading_that_names_the_outlet_is_not_the_title() -> None:
    article = extract(capture(page(head=meta(og__title=TITLE, og__site_name="The Meridian"), heading="The Meridian")))
    assert article.title == TITLE


def test_markup_in_a_declared_title_is_dropped() -> None:
    html = page(head=meta(og__title="&lt;b&gt;Talks&lt;/b&gt; &amp;amp; truce on the river")).replace(
        f"<h1>{TITLE}</h1>", ""
    )
    assert extract(capture(html.replace(f"<title>{TITLE}", "<title>x"))).title == "Talks & truce on the river"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://meridian.example/world/envoys", "https://meridian.example/world/envoys"),
        ("/world/envoys", "https://meridian.example/world/envoys"),
        ("javascript:alert(1)", URL),
        ("https://meridian.example/", URL),
        ("http://[::1", URL),
        ("", URL),
    ],
)
def test_the_canonical_address_is_taken_if_it_is_one(href: str, url: str) -> None:
    article = extract(capture(page(head=f'<link rel="canonical" href="{href}">'), url=URL))
    assert article.url == url


def test_the_same_address_gives_the_same_identifier() -> None:
    one, two = (extract(capture(page(middle), url=URL)) for middle in ("", "<p>Two more came, said the guard.</p>"))
    assert one.id == two.id
    assert one.sha256 != two.sha256


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-11-03T10:15:00Z", "2024-11-03T10:15:00+00:00"),
        ("2024-11-03T10:15:00.123+0200", "2024-11-03T10:15:00+02:00"),
        ("2024-11-03T10:15:00", "2024-11-03"),
        ("2024-11-03", "2024-11-03"),
        ("20241103", "2024-11-03"),
        ("Sun, 03 Nov 2024 10:15:00 GMT", "2024-11-03T10:15:00+00:00"),
        ("November 3, 2024", "2024-11-03"),
        ("3rd Nov. 2024", "2024-11-03"),
        ("1730628900000", "2024-11-03T10:15:00+00:00"),
        ("03/11/2024", None),
        ("9999-99-99", None),
        ("0001-01-01", None),
        ("soon", None),
        ("", None),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_dates_become_iso_8601(written: object, read: str | None) -> None:
    assert dates.iso(written) == read


def test_a_date_is_found_in_the_address_and_below_the_heading() -> None:
    assert extract(capture(page(), url=URL)).published == "2024-11-03"
    html = page().replace("</h1>", "</h1><p>Published: 4 November 2024, 10:15</p>")
    assert extract(capture(html)).published == "2024-11-04"


def test_a_short_text_takes_the_language_that_the_page_declares() -> None:
    html = '<html lang="uk-UA"><body><p>Переговори.</p></body></html>'
    assert extract(capture(html)).language == "uk"


def test_a_long_text_speaks_for_itself() -> None:
    html = page().replace('lang="en"', 'lang="de"')
    assert extract(capture(html)).language == "en"


def test_an_english_text_full_of_foreign_names_is_english() -> None:
    names = "Bakhtiyar Qosimboyev, Nguyễn Văn Khải, Željka Šimunović, Oyunbileg Gantömör and Sólrún Þórðardóttir"
    text = f"Letters of credence will be presented to the president by {names}. " * 4
    assert extract(capture(f"<html><body><article><p>{text}</p></article></body></html>")).language == "en"


def test_a_text_in_another_script_is_not_english_for_some_words_in_it() -> None:
    first = "お使いのパソコンで the file を開くには、 and と for と at のキーを with のキーと押してください。 "
    text = (first + "of the は不要です。 ") * 6
    assert extract(capture(f"<html><body><article><p>{text}</p></article></body></html>")).language == "ja"


def test_an_endless_title_is_cut_off() -> None:
    """Lists show it once a row: two megabytes of it would make every page slow."""
    head, body = f"<head><title>{'talks ' * 300_000}</title></head>", f"<body><p>{'Rain fell. ' * 30}</p></body>"
    for article in (extract(capture(head + body)), from_text("Rain fell.", title="talks " * 300_000, cut=False)):
        assert article.title is not None
        assert 200 <= len(article.title) <= 1_000
