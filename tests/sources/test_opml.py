"""OPML in and out: whatever a title holds, other programs get it right, and nested lists are read to the bottom."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from pourparler.errors import UnreadableError
from pourparler.sources import opml
from pourparler.sources.making import source_of
from pourparler.sources.outlines import outlines

FEED = source_of("feed", "https://daily.example/rss?a=1&b=2", "The Daily", "https://daily.example/")
SITE = source_of("site", "https://other.example/sitemap.xml", None, "https://other.example/")


def test_feeds_and_sitemaps_come_back() -> None:
    local = source_of("folder", "/home/reader/pages")
    assert outlines(opml([FEED, local, SITE]), "x") == (FEED, SITE)


@pytest.mark.parametrize(
    "title",
    [
        '"><script>alert(1)</script>',
        "]]>",
        "&lt;b&gt;",
        "'\"&<>",
        "<!-- -->",
        "\x00\x01\ufffe\ud800",
        "Дейли",
        "\U0001f4f0",
        "&#0;",
    ],
)
def test_hostile_title_is_escaped(title: str) -> None:
    text = opml([replace(FEED, title=title)], title=title)
    root = ET.fromstring(text.encode())  # noqa: S314 - written by us
    (outline,) = root.iter("outline")
    assert outline.attrib["xmlUrl"] == FEED.address
    kept = "".join(char for char in title if char not in "\x00\x01\ufffe\ud800")
    assert outline.attrib["text"] in {kept, FEED.address}
    assert "<script" not in text


@tuned(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_titles_make_a_file_that_is_read(titles: list[str]) -> None:
    sources = [source_of("feed", f"https://daily.example/{n}", title) for n, title in enumerate(titles)]
    text = opml(sources)
    ET.fromstring(text.encode())  # noqa: S314 - written by us
    if sources:
        assert [found.address for found in outlines(text, "x")] == [source.address for source in sources]
        assert [found.title for found in outlines(text, "x")] == [source.title for source in sources]


def test_nested_and_oddly_spelled_outlines_are_read() -> None:
    text = """<?xml version="1.0" encoding="windows-1251"?><OPML version="1.1"><body><outline text="News">
    <outline text="East"><outline TEXT="Daily" xmlurl="https://daily.example/a" HTMLURL="https://daily.example"/></outline>
    <outline title="B" type="rss" xmlUrl="https://daily.example/b"/></outline><outline xmlUrl="ftp://daily.example/c"/>
    <outline text="again" xmlUrl="https://daily.example/a#x"/><outline xmlUrl="javascript:alert(1)"/><outline/>
    </body></OPML>"""
    first, second = outlines(text, "x")
    assert (first.address, first.title, first.site) == ("https://daily.example/a", "Daily", "https://daily.example/")
    assert (second.address, second.title) == ("https://daily.example/b", "B")


def test_deep_nesting_is_no_harm() -> None:
    text = "<opml><body>" + "<outline>" * 50_000 + '<outline xmlUrl="https://daily.example/deep"/>'
    shallow = f'<opml><body><outline xmlUrl="https://daily.example/a"/>{text[12:]}'
    assert [source.address for source in outlines(shallow, "x")][:1] == ["https://daily.example/a"]


@pytest.mark.parametrize(
    "text",
    ["", "<opml/>", "not XML", "<opml><body><outline text='x'/></body></opml>", "<opml>" + "<outline>" * 700_000,
     '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline xmlUrl="&x;"/></opml>'],
)  # fmt: skip
def test_file_without_feeds_is_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        outlines(text, "feeds.opml")
    assert str(caught.value).endswith(".")


def test_entities_do_not_multiply() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE opml [<!ENTITY l0 "ha">{laughs}]><opml><body><outline text="&l9;" xmlUrl="https://daily.example/a"/>'
    try:
        found = outlines(f"{text}</body></opml>", "x")
    except UnreadableError:
        return
    assert all(len(source.title or "") < 1000 for source in found)
