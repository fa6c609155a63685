"""Feeds as they come: large, endless, mislabelled, in old encodings, with impossible dates, and hostile."""

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from pourparler.errors import RefusedError, UnreadableError
from pourparler.fetch import Polite, from_bytes
from pourparler.fetch.fake import FakeNetwork, Page
from pourparler.settings import Settings
from pourparler.sources import items
from pourparler.sources.making import source_of
from pourparler.types import Capture, Item

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2024, 9, 2, 12, 0, tzinfo=UTC)
FEED = source_of("feed", "https://daily.example/rss")


def rss(*entries: str, head: str = "<title>The Daily</title>", start: str = '<?xml version="1.0"?>') -> str:
    return f'{start}<rss version="2.0"><channel>{head}{"".join(entries)}</channel></rss>'


def entry(link: str = "https://daily.example/a", title: str = "Talks", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def capture(data: str | bytes, charset: str | None = None) -> Capture:
    data = data.encode() if isinstance(data, str) else data
    return from_bytes(data, name=FEED.address, url=FEED.address, media_type="application/rss+xml", charset=charset)


def read(data: str | bytes, charset: str | None = None) -> tuple[Item, ...]:
    return items(FEED, capture(data, charset), now=NOW)[0]


def test_rss_is_read() -> None:
    more = "<pubDate>Mon, 02 Sep 2024 10:00:00 +0200</pubDate><guid>7</guid>"
    found, title = items(FEED, capture(rss(entry("https://Daily.example/a?utm_source=rss", more=more))), now=NOW)
    assert title == "The Daily"
    (item,) = found
    assert item == Item(
        "https://daily.example/a",
        FEED.id,
        "https://Daily.example/a?utm_source=rss",
        "Talks",
        "2024-09-02T08:00:00+00:00",
        None,
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title><entry>
<title type="html">A &amp;lt;b&amp;gt; b</title><link rel="enclosure" href="https://daily.example/a.mp3"/>
<link href="/a"/><updated>2024-09-01T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Daily</title></channel><item><title>A b</title>
<link>https://daily.example/a</link><dc:date>2024-09-01T10:00:00Z</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [ATOM, RDF])
def test_atom_and_rdf_are_read(feed: str) -> None:
    """Relative links are those of the feed's own address; markup in titles goes."""
    (item,) = read(feed)
    assert (item.key, item.title, item.published) == ("https://daily.example/a", "A b", "2024-09-01T10:00:00+00:00")


def test_feed_of_five_thousand_entries_is_read() -> None:
    begun = time.process_time()
    found = read(rss(*(entry(f"https://daily.example/{n}", f"Talks, day {n}") for n in range(5000))))
    assert [item.key for item in found] == [f"https://daily.example/{n}" for n in range(5000)]
    assert time.process_time() - begun < 20


def test_feed_that_never_ends_is_refused_at_the_limit() -> None:
    """The body is longer than the limit; no more than that is held."""
    body = rss(*(entry(f"https://daily.example/{n}") for n in range(20_000))).encode()
    settings = Settings(allow_hosts=(), max_bytes=200_000, pause=0)
    parts = (body[n : n + 4096] for n in range(0, len(body), 4096))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    endless = Page(chunks, headers=(("Transfer-Encoding", "chunked"),))
    with pytest.raises(RefusedError, match="larger than 200,000 bytes") as caught:
        Polite(settings, network=FakeNetwork({FEED.address: endless})).get(FEED.address)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<!DOCTYPE html><html><head><title>Log in</title></head><body>Who are you?</body></html>", "an HTML page"),
        ("<html><body><p>Gone</p></body></html>", "an HTML page"),
        ("<!-- x --><!doctype HTML PUBLIC '-//W3C//DTD'><p>Gone", "an HTML page"),
        ("<p>Gone", "an HTML page"),
        ("<urlset></urlset>", "a sitemap"),
        ("<opml></opml>", "an OPML file"),
        ("Not found.", "something else"),
        ('{"version": "1"}', "something else"),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(body: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=f"is {what}, not a feed"):
        read(body)


@pytest.mark.parametrize("codec", ["koi8-r", "windows-1251", "utf-8", "utf-16", "iso-8859-5"])
@pytest.mark.parametrize("where", ["header", "declaration", "nowhere"])
def test_encoding_is_found(codec: str, where: str) -> None:
    """KOI8-R and others, declared in the header, in the feed, or not at all."""
    title = "Министр заявил, что переговоры невозможны, пока войска остаются в области."
    start = f'<?xml version="1.0" encoding="{codec}"?>' if where == "declaration" else '<?xml version="1.0"?>'
    (item,) = read(rss(entry(title=title), start=start).encode(codec), codec if where == "header" else None)
    assert item.title == title


def dated(moment: datetime) -> str | None:
    (item,) = read(rss(entry(more=f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} +0000</pubDate>")))
    return item.published


def test_dates_in_the_future_are_not_believed() -> None:
    """Less than a day ahead: the moment of the check; more: no date."""
    assert dated(NOW - timedelta(hours=1)) == "2024-09-02T11:00:00+00:00"
    assert dated(NOW + timedelta(hours=3)) == NOW.isoformat()
    assert dated(NOW + timedelta(days=1)) == NOW.isoformat()
    assert dated(NOW + timedelta(days=1, seconds=1)) is None
    assert dated(NOW + timedelta(days=4000)) is None
    assert dated(datetime(1970, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("date", ["", "yesterday", "99 Foo 2024", "0000-00-00", "2 Sep 99999", "-1", "x" * 10_000])
def test_odd_dates_are_no_dates(date: str) -> None:
    (item,) = read(rss(entry(more=f"<pubDate>{date}</pubDate>")))
    assert item.published is None


def test_entry_without_a_link_is_left_out_unless_its_identifier_is_one() -> None:
    found = read(
        rss(
            "<item><title>None</title></item>",
            "<item><title>Number</title><guid>17</guid></item>",
            "<item><guid>https://daily.example/guid</guid></item>",
            "<item><link>javascript:alert(1)</link><guid isPermaLink='false'>https://daily.example/second</guid></item>",
            "<item><link>mailto:a@daily.example</link></item>",
            "<item/>",
        )
    )
    assert [item.key for item in found] == ["https://daily.example/guid", "https://daily.example/second"]


def test_article_that_stands_twice_is_one_item() -> None:
    found = read(
        rss(
            entry("https://daily.example/a?utm_medium=feed", "First", "<guid>1</guid>"),
            entry("https://daily.example/b", "Same guid", "<guid>1</guid>"),
            entry("https://daily.example/a#top", "Again", "<guid>2</guid>"),
        )
    )
    assert [(item.key, item.title) for item in found] == [
        ("https://daily.example/a", "First"),
        ("https://daily.example/b", "Same guid"),
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Talks &amp;amp; terms", "Talks & terms"),
        ("<![CDATA[<b>Talks</b> on]]>", "Talks on"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("  Talks\n\t on ", "Talks on"),
        ("\u202eTalks", "\u202eTalks"),
        ("", None),
        ("x" * 5000, "x" * 500),
    ],
)
def test_titles_are_plain_words(title: str, shown: str | None) -> None:
    (item,) = read(rss(entry(title=title)))
    assert item.title == shown


@pytest.mark.parametrize(
    "body",
    [
        rss(entry())[:-20],
        rss(entry()).replace("</channel>", "&nbsp;&bogus;</channel>"),
        "Warning: something in line 3\n" + rss(entry()),
        "\ufeff\n\n" + rss(entry()),
        "<!-- made by hand -->" + rss(entry()),
        rss(entry()).replace("Talks", "Talks & <b>terms"),
        rss(entry()).replace("Talks", "Talks\x01"),
    ],
)
def test_broken_feed_is_read_as_far_as_it_goes(body: str) -> None:
    assert [item.key for item in read(body)] == ["https://daily.example/a"]


def test_feed_opens_nothing(tmp_path: Path) -> None:
    """Entities of a feed reach neither files nor network, and do not multiply."""
    (tmp_path / "secret").write_text("not for you")
    outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    billion = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    tracemalloc.start()
    for doctype, name in ((outside, "x"), (billion, "l9")):
        for body in (
            rss(entry(title=f"Talks &{name};"), start=doctype),
            doctype + ATOM.replace("A &amp;", f"A &{name}; &amp;"),
        ):
            found = read(body)
            assert all("not for you" not in (item.title or "") for item in found)
            assert all("haha" not in (item.title or "") for item in found)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel>" + "<a>" * 1_000_000,
        "<rss>" + "<item>" * 700_000,
        "<rss><channel><title>" + "&lt;" * 1_100_000,
        "<rss><channel " + " ".join(f"a{n}='>'" for n in range(300_000)) + ">",
        "<rss><channel x=' " + " ".join(f'a{n}="1"' for n in range(300_000)) + ">",
    ],
    ids=["tags", "items", "entities", "attributes", "attributes behind an open quotation mark"],
)
def test_feed_that_would_take_minutes_is_refused_quickly(body: str) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableError, match=r"more than (600,000|1,000,000 entities)|too many attributes"):
        read(body)
    assert time.process_time() - begun < 5


def test_long_text_is_no_element() -> None:
    text = "Talks a=1 b='2' " * 5000
    (item,) = read(rss(entry(more=f"<description><![CDATA[{text}< b {text}]]></description><x>{text}</x>")))
    assert item.title == "Talks"


@tuned(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_feed_brings_another_error_than_ours(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from([rss(entry(), entry("https://daily.example/b")), ATOM, RDF]))
    at = data.draw(st.integers(0, len(body)))
    until = data.draw(st.integers(at, min(len(body), at + 20)))
    body = body[:at] + data.draw(st.text(max_size=20)) + body[until:]
    try:
        found = read(body.encode("utf-8", "surrogatepass"))
    except UnreadableError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert all(item.key.startswith("http") for item in found)


JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The <b>Daily</b>",
    "items": [
        {
            "id": "7",
            "url": "https://daily.example/a",
            "title": "Talks",
            "date_published": "2024-09-02T10:00:00+02:00",
            "date_modified": "2024-09-02T09:30:00Z",
        },
        {"id": "https://daily.example/b", "date_modified": "2099-01-01T00:00:00Z"},
        {"id": 9, "url": 10, "title": ["x"]},
        "no entry",
    ],
}


def test_json_feed_is_read() -> None:
    found, title = items(FEED, capture(json.dumps(JSON)), now=NOW)
    assert title == "The Daily"
    assert [(item.key, item.title, item.published, item.changed) for item in found] == [
        ("https://daily.example/a", "Talks", "2024-09-02T08:00:00+00:00", "2024-09-02T09:30:00+00:00"),
        ("https://daily.example/b", None, None, None),
    ]


@pytest.mark.parametrize("items_said", [None, {}, "x", 3])
def test_json_feed_without_a_list_of_items_is_refused(items_said: object) -> None:
    with pytest.raises(UnreadableError, match="cannot be read as a feed"):
        read(json.dumps({**JSON, "items": items_said}))


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_json_feed_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableError):
        read(json.dumps(JSON)[:-cut])


def test_other_json_is_no_feed() -> None:
    with pytest.raises(UnreadableError, match="something else, not a feed"):
        read('{"items": []}')


def test_entry_says_when_it_was_changed() -> None:
    dates = "<published>2024-09-01T10:00:00Z</published><updated>2024-09-02T10:00:00Z</updated>"
    link = '<link href="https://daily.example/a"/>'
    (item,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{link}{dates}</entry></feed>')
    assert (item.published, item.changed) == ("2024-09-01T10:00:00+00:00", "2024-09-02T10:00:00+00:00")
