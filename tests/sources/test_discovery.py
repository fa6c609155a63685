"""Whatever somebody names, it is found out what it is, or said what it is not."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import NotFoundError, PourparlerError, UnreadableError, UsageError
from pourparler.fetch import Polite
from pourparler.fetch.fake import FakeNetwork, Page
from pourparler.settings import Settings
from pourparler.sources import discover, further, items, opml
from pourparler.sources.links import feeds_of
from pourparler.sources.making import source_of
from tests.sources.test_feeds import ATOM, capture, entry, rss

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pourparler.types import Capture, Source

SETTINGS = Settings(allow_hosts=(), max_bytes=1_000_000, pause=0)
HOME = "https://daily.example/"
NOW = datetime(2024, 9, 2, 12, 0, tzinfo=UTC)
XML = (("Content-Type", "application/xml"),)


def page(head: str = "", body: str = "<p>Front page") -> Page:
    return Page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def xml(text: str) -> Page:
    return Page(text.encode(), headers=XML)


def find(given: str, pages: Mapping[str, Page]) -> list[tuple[str, str, str | None]]:
    polite = Polite(SETTINGS, network=FakeNetwork(dict(pages)))
    return [(source.kind, source.address, source.title) for source in discover(given, SETTINGS, get=polite.get)]


LINK = '<link rel="alternate" type="application/{}+xml" title="{}" href="{}">'


def test_feed_is_taken_with_its_title() -> None:
    pages = {f"{HOME}rss": xml(rss(entry())), f"{HOME}atom": xml(ATOM)}
    assert find(f"{HOME}rss?utm_source=x", {f"{HOME}rss?utm_source=x": pages[f"{HOME}rss"]}) == [
        ("feed", f"{HOME}rss", "The Daily")
    ]
    assert find("Daily.example/atom", pages) == [("feed", f"{HOME}atom", "The Daily")]


def test_feeds_of_a_page_are_taken_and_those_of_comments_are_not() -> None:
    head = (
        LINK.format("rss", "News", "/rss")
        + LINK.format("atom", "Comments", "/comments/feed")
        + LINK.format("atom", "East", "//feeds.example/east?a=1&amp;b=2")
        + LINK.format("rss", "News again", "https://daily.example/rss#x")
        + LINK.format("json+oembed", "x", "/oembed")
        + LINK.format("rss", "x", "javascript:alert(1)")
        + '<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/rss.css">'
    )
    assert find(HOME, {HOME: page(head)}) == [
        ("feed", f"{HOME}rss", "News"),
        ("feed", "https://feeds.example/east?a=1&b=2", "East"),
    ]


def test_links_are_relative_to_the_base_of_the_page() -> None:
    text = '<base href="/section/"><LINK REL="Alternate home" TYPE="application/rss+xml; charset=x" HREF="rss"><p><p>'
    (source,) = feeds_of(text, f"{HOME}a/b")
    assert (source.address, source.site) == (f"{HOME}section/rss", f"{HOME}a/b")


def test_page_of_nothing_but_feeds_is_bounded() -> None:
    text = "".join(LINK.format("rss", "x", f"/{n}") for n in range(50_000))
    assert len(feeds_of(text, HOME)) == 20


NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://daily.example/talks</loc><news:news>'
    "<news:publication><news:name>The Daily</news:name></news:publication><news:title>Talks &amp; terms</news:title>"
    "<news:publication_date>2024-09-02T10:00+02:00</news:publication_date></news:news></url></urlset>"
)
PLAIN = (
    "<urlset><url><loc>https://daily.example/</loc></url><url><loc> https://daily.example/a?utm_source=x </loc>"
    "<lastmod>2024-09-01</lastmod></url><url><loc>https://daily.example/a</loc></url><url/><url><loc>/b</loc></url></urlset>"
)


def index(*children: str) -> str:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{HOME}{child}</loc></sitemap>' for child in children)}</sitemapindex>"
    )


def test_site_without_a_feed_gives_the_sitemap_of_its_news() -> None:
    robots = Page(f"Sitemap: {HOME}all.xml\nSitemap: /news.xml\n".encode())
    pages = {HOME: page(), f"{HOME}robots.txt": robots, f"{HOME}all.xml": xml(PLAIN), f"{HOME}news.xml": xml(NEWS)}
    assert find(HOME, pages) == [("site", f"{HOME}news.xml", None)]
    pages[f"{HOME}news.xml"] = Page(status=404)
    assert find(HOME, pages) == [("site", f"{HOME}all.xml", None)]


def test_usual_place_and_index_are_looked_at() -> None:
    pages = {HOME: page(), f"{HOME}sitemap.xml": xml(index("posts.xml", "google-news.xml"))}
    assert find(HOME, pages) == [("site", f"{HOME}google-news.xml", None)]
    pages[f"{HOME}sitemap.xml"] = xml(index("posts.xml"))
    assert find(HOME, pages) == [("site", f"{HOME}sitemap.xml", None)]
    assert find(f"{HOME}sitemap.xml", pages) == [("site", f"{HOME}sitemap.xml", None)]


def test_site_with_neither_says_what_to_do() -> None:
    with pytest.raises(NotFoundError, match="give the address of a feed"):
        find(HOME, {HOME: page()})


def test_news_sitemap_is_read() -> None:
    source = source_of("site", f"{HOME}news.xml")
    ((item,), _) = items(source, capture(NEWS), now=NOW)
    assert (item.key, item.title, item.published) == (f"{HOME}talks", "Talks & terms", "2024-09-02T08:00:00+00:00")


def test_plain_sitemap_is_read_and_its_changes_are_no_dates() -> None:
    source = source_of("site", f"{HOME}all.xml")
    assert [(item.key, item.published) for item in items(source, capture(PLAIN), now=NOW)[0]] == [(f"{HOME}a", None)]
    text = f"{HOME}a\n{HOME}b\n"
    assert [item.key for item in items(source, capture(text), now=NOW)[0]] == [f"{HOME}a", f"{HOME}b"]


def test_large_sitemap_is_bounded() -> None:
    body = "<urlset>" + "".join(f"<url><loc>{HOME}{n}</loc></url>" for n in range(52_000)) + "</urlset>"
    assert len(items(source_of("site", HOME), capture(body), now=NOW)[0]) == 50_000


def test_index_leads_to_the_newest_first() -> None:
    dates = {"old": "2024-01-01", "new": "2024-09-02T10:00:00Z", "middle": "2024-08-01", "never": "", "odd": "soon"}
    text = "".join(f"<sitemap><loc>{HOME}{n}</loc><lastmod>{d}</lastmod></sitemap>" for n, d in dates.items())
    found = capture(f"<sitemapindex>{text}<sitemap><loc>{HOME}news</loc></sitemap></sitemapindex>")
    assert [link.removeprefix(HOME) for link in further(found)] == ["news", "new", "middle", "old", "never", "odd"]
    assert len(further(capture(index(*map(str, range(500)))))) == 50
    assert further(capture(PLAIN)) == ()
    assert items(source_of("site", HOME), found, now=NOW) == ((), None)


def test_opml_and_list_are_taken_from_the_web_and_from_files(tmp_path: Path) -> None:
    outline = opml([source_of("feed", f"{HOME}rss", "The Daily")])
    addresses = f"# ours\n\n{HOME}a\n  {HOME}b?fbclid=x  note\nnot an address\nftp://daily.example/\n{HOME}a#x\n"
    pages = {f"{HOME}feeds.opml": xml(outline), f"{HOME}list.txt": Page(addresses.encode())}
    assert find(f"{HOME}feeds.opml", pages) == [("feed", f"{HOME}rss", "The Daily")]
    assert find(f"{HOME}list.txt", pages) == [("list", f"{HOME}list.txt", None)]
    (tmp_path / "feeds.xml").write_text(outline)
    (tmp_path / "list").write_text(addresses)
    assert found_in(tmp_path / "feeds.xml") == [("feed", f"{HOME}rss")]
    assert found_in(tmp_path / "list") == [("list", str(tmp_path / "list"))]
    source = source_of("list", f"{HOME}list.txt")
    assert [item.key for item in items(source, capture(addresses), now=NOW)[0]] == [f"{HOME}a", f"{HOME}b"]


def found_in(path: Path) -> list[tuple[str, str]]:
    return [(source.kind, source.address) for source in discover(str(path), SETTINGS)]


WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2019-05-01T00:00:00Z\r\nWARC-Target-URI: https://daily.example/a\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: 49\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hi\r\n\r\n\r\n"
)


def test_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": "x"}))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    (tmp_path / "c.warc.gz").write_bytes(gzip.compress(WARC))
    (tmp_path / "d").write_bytes(gzip.compress(WARC))
    (tmp_path / "e").write_bytes(WARC)
    assert found_in(tmp_path / "a.jsonl") == [("jsonl", str(tmp_path / "a.jsonl"))]
    assert found_in(tmp_path / "d") == [("warc", str(tmp_path / "d"))]
    files = [("jsonl", "a.jsonl"), ("jsonl", "b.jsonl.gz"), ("warc", "c.warc.gz"), ("warc", "d"), ("warc", "e")]
    assert found_in(tmp_path) == [(kind, str(tmp_path / name)) for kind, name in files]
    (tmp_path / "page.html").write_text("<p>Hi")
    assert found_in(tmp_path)[0] == ("folder", str(tmp_path))
    assert len(found_in(tmp_path)) == 6
    (tmp_path / "below").mkdir()
    assert found_in(tmp_path / "below") == [("folder", str(tmp_path / "below"))]


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("page.html", b"<html><p>Hi", "is an HTML page: read it with"),
        ("rss.xml", rss(entry()).encode(), "is a feed: add the address"),
        ("note", b"Just words.", "none of the files"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" * 99, "JPEG"),
        ("empty", b"", "is empty"),
        ("feeds.opml", b"<opml><body/></opml>", "names no feed"),
    ],
)
def test_file_that_cannot_be_added_says_why(name: str, content: bytes, match: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=match):
        discover(str(tmp_path / name), SETTINGS)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("", UsageError),
        ("  ", UsageError),
        ("ftp://daily.example/", UsageError),
        ("file:///etc/passwd", UsageError),
        ("javascript:alert(1)", NotFoundError),
        ("no/such/file.opml", NotFoundError),
        ("nothing", NotFoundError),
        ("a\0b", NotFoundError),
        ("x" * 5000, NotFoundError),
        ("\x1b[2J", NotFoundError),
        ("https://169.254.169.254/latest", PourparlerError),
        ("http://127.0.0.1/", PourparlerError),
        ("https://user:secret@daily.example/", PourparlerError),
    ],
)
def test_what_names_nothing_is_a_sentence(given: str, error: type[PourparlerError]) -> None:
    polite = Polite(SETTINGS, network=FakeNetwork({}))
    with pytest.raises(error) as caught:
        discover(given, SETTINGS, get=polite.get)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["nothere.xml", "NOTHERE.XML", "my.feeds.opml", "page.html", "notes.txt", "a.jsonl", "b.jsonl.gz", "c.warc.gz"],
)
def test_name_of_a_file_that_is_not_there_is_no_host(name: str) -> None:
    def never(_url: str) -> Capture:
        raise AssertionError

    with pytest.raises(NotFoundError, match="is not there: check the path"):
        discover(name, SETTINGS, get=never)


def test_host_that_ends_like_a_file_is_asked() -> None:
    pages = {"https://daily.md/": page(LINK.format("rss", "News", "/rss"))}
    assert find("daily.md", pages) == [("feed", "https://daily.md/rss", "News")]
    assert find("daily.example/map.xml", {f"{HOME}map.xml": xml(PLAIN)}) == [("site", f"{HOME}map.xml", None)]


def test_addresses_need_a_network() -> None:
    with pytest.raises(UsageError, match="nothing is fetched"):
        discover(HOME, SETTINGS)


def test_same_source_has_the_same_identifier() -> None:
    def one(address: str) -> Source:
        return discover(address, SETTINGS, get=Polite(SETTINGS, network=network).get)[0]

    network = FakeNetwork({f"{HOME}rss": xml(rss(entry()))})
    assert one(f"{HOME}rss").id == one("HTTPS://DAILY.example:443/rss#x").id == source_of("feed", f"{HOME}rss").id
