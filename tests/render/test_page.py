"""The HTML page: self-contained, escaped, every line linked to its place."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.render import html
from tests import readings
from tests.render.hostile import hostile_reading

if TYPE_CHECKING:
    from pourparler.types import Reading

VOID = {"br", "meta"}
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><style>*{display:none}</style>{{7*7}}"


class Page(HTMLParser):
    """Collects elements, ids and links, and checks that every element is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for _, attributes in self.tags for key, value in attributes.items() if key == name and value]


def test_the_page_is_well_formed_and_names_its_language(reading: Reading) -> None:
    source = html(reading)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>")
    assert page.tags[0] == ("html", {"lang": "en"})
    assert page.tags[2] == ("meta", {"charset": "utf-8"})


def test_every_id_is_unique_and_every_inner_link_leads_somewhere(reading: Reading) -> None:
    page = Page(html(reading, reading, readings.plain("Rain fell.")))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = [link.removeprefix("#") for link in page.values("href") if link.startswith("#")]
    assert set(inner) <= set(ids)
    assert {"s0", "q1", "p1", "statement-1", "position-3", "a2-s0", "a2-position-1"} <= set(ids)


def test_summary_lines_lead_to_their_sentence(reading: Reading) -> None:
    assert (
        '<a href="#s1">“We are ready to talk about everything once the last soldier has left,” she said.</a>'
        in html(reading)
    )


def test_nothing_is_loaded_and_nothing_runs(reading: Reading) -> None:
    source = html(reading)
    page = Page(source)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "base", "svg"}
    assert page.values("src") == page.values("style") == []
    assert "url(" not in source
    assert "@import" not in source


def test_the_policy_allows_the_one_style_sheet_only(reading: Reading) -> None:
    source = html(reading)
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in source.replace(
        "&#39;", "'"
    )


def test_markup_in_any_field_is_shown_not_obeyed() -> None:
    source = html(hostile_reading(SCRIPT))
    page = Page(source)
    assert "script" not in {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("style") == 1
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert "".join(page.words).count("alert(1)") > 20
    assert "".join(page.words).count("{{7*7}}") > 20


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//other.example/",
        "http://",
        "http://[::1",
        "https://a b.example/",
        "\x01https://outlet.example",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    page = Page(html(readings.plain("Rain fell.", url=address)))
    assert [link for link in page.values("href") if not link.startswith("#")] == []


def test_a_web_address_becomes_a_link_that_tells_nothing(reading: Reading) -> None:
    page = Page(html(reading))
    (link,) = [attributes for tag, attributes in page.tags if tag == "a" and attributes.get("rel")]
    assert link["href"] == "https://observer.example/world/sorn?a=1&b=2"
    assert link["rel"] == "noopener nofollow noreferrer"
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in page.tags


def test_the_article_stands_to_the_letter() -> None:
    """Without the numbers of the notes, the paragraphs are the article's text."""
    source = html(readings.reading())
    text = source[source.index('<div class="text"') : source.index("</article>")]
    text = re.sub(r'<a class="note.*?</a>', "", text)
    shown = " ".join(re.sub(r"<[^>]+>", "", text).split())
    assert shown == " ".join(readings.TEXT.split())


@pytest.mark.parametrize("code", ["en", "uk", "zh-Hant"])
def test_a_language_is_named_on_the_article(code: str) -> None:
    assert code in Page(html(readings.plain("Rain fell.", language=code))).values("lang")


@pytest.mark.parametrize("code", ["", None, '"><script>', "e", "en us"])
def test_what_is_no_language_is_left_out(code: str | None) -> None:
    assert set(Page(html(readings.plain("Rain fell.", language=code))).values("lang")) == {"en"}


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=40))
def test_any_text_in_every_field_gives_a_page(odd: str) -> None:
    source = html(hostile_reading(odd))
    Page(source)
    source.encode("utf-8")
    assert not set(source) & set("\x00\x1b\x9b\u202e\u2066")
