"""Feeds are well formed and valid whatever stands in a title, and the same bytes for the same entries."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pourparler import feeds
from tests.libraries import HOSTILE

SITE = "http://127.0.0.1:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENTRY = feeds.Entry("articles/1", "Talks", f"{SITE}/articles/1", "2026-03-10T10:00:00+02:00")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

texts = st.text(st.characters(), max_size=60)
entries = st.builds(
    feeds.Entry,
    id=texts,
    title=texts,
    address=st.just(f"{SITE}/articles/1"),
    updated=st.none() | texts | st.datetimes().map(str) | st.dates().map(str),
    summary=st.none() | texts,
    author=st.none() | texts,
    original=st.none() | texts | texts.map(lambda text: f"https://{text}"),
    categories=st.lists(texts, max_size=2).map(tuple),
)


def parsed(content: bytes) -> Any:
    """Return a feed's root; a parser that forgives nothing reads it."""
    return etree.fromstring(content, etree.XMLParser(recover=False, resolve_entities=False))


def held(content: bytes, path: str) -> list[Any]:
    """Return what stands at a path of the feed."""
    found: list[Any] = parsed(content).xpath(path, namespaces=ATOM)
    return found


def valid(content: bytes) -> None:
    """Check what RFC 4287 asks of a feed and its entries."""
    feed = parsed(content)
    for node in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1
            assert node.findtext(f"a:{name}", namespaces=ATOM)
        assert TIME.fullmatch(node.findtext("a:updated", namespaces=ATOM))
        assert node.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")
        assert len(node.findall("a:link[@rel='alternate']", ATOM)) == 1
    assert len(feed.findall("a:author", ATOM)) == 1
    assert len(feed.findall("a:link[@rel='self']", ATOM)) == 1


@given(title=texts, made=st.lists(entries, max_size=4))
def test_a_feed_of_anything_is_valid(title: str, made: list[feeds.Entry]) -> None:
    content = feeds.atom(title, f"{SITE}/articles", made)
    valid(content)
    assert len(held(content, "a:entry")) == len(made)
    assert content == feeds.atom(title, f"{SITE}/articles", made)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stand_as_text_in_every_field(words: str) -> None:
    made = replace(ENTRY, title=words, summary=words, author=words, original=words, categories=(words,))
    content = feeds.atom(words, f"{SITE}/articles", [made])
    valid(content)
    assert held(content, "//a:script") == []
    assert held(content, "//a:link[@rel='via']") == []
    assert "\u202e" not in content.decode()
    assert len(content) < 10_000


def test_a_feed_reader_understands_it() -> None:
    made = replace(
        ENTRY,
        title="A < B & “C”",
        summary="Who said what.",
        author="Mara Lindqvist",
        original="https://observer.example/a?b=1&c=2",
        categories=("offer",),
    )
    read = feedparser.parse(feeds.atom("Talks", f"{SITE}/articles", [made]))
    assert not read.bozo
    assert (read.feed.title, read.feed.updated) == ("Talks", "2026-03-10T08:00:00Z")
    (entry,) = read.entries
    assert (entry.title, entry.summary, entry.author) == (made.title, made.summary, made.author)
    assert (entry.link, entry.published, entry.tags[0].term) == (made.address, "2026-03-10T08:00:00Z", "offer")
    assert [link.href for link in entry.links if link.rel == "via"] == [made.original]


def test_names_stay_when_the_site_moves() -> None:
    """An entry's id comes from the row, so that no reader shows it twice."""
    moved = replace(ENTRY, address="https://elsewhere.example/articles/1")
    ids = [held(feeds.atom("A", SITE, [entry]), "a:entry/a:id/text()") for entry in (ENTRY, moved)]
    assert ids[0] == ids[1]
    assert ids[0] != held(feeds.atom("A", SITE, [replace(ENTRY, id="articles/2")]), "a:entry/a:id/text()")


@pytest.mark.parametrize(
    ("given_time", "shown"),
    [
        ("2026-03-10", "2026-03-10T00:00:00Z"),
        ("2026-03-10T10:00:00", "2026-03-10T10:00:00Z"),
        ("2026-03-10T00:30:00+02:00", "2026-03-09T22:30:00Z"),
        ("2026-03-10T10:00:00.5Z", "2026-03-10T10:00:00Z"),
    ],
)
def test_times_get_their_zone(given_time: str, shown: str) -> None:
    content = feeds.atom("A", SITE, [replace(ENTRY, updated=given_time)])
    assert held(content, "//a:updated/text()") == [shown, shown]


@pytest.mark.parametrize(
    "unknown", [None, "", "soon", "2026-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_an_entry_without_time_takes_that_of_the_feed(unknown: str | None) -> None:
    content = feeds.atom("A", SITE, [ENTRY, replace(ENTRY, id="b", updated=unknown)])
    assert set(held(content, "//a:updated/text()")) == {"2026-03-10T08:00:00Z"}
    assert len(held(content, "//a:published")) == 1


def test_an_empty_feed_is_valid_and_always_the_same() -> None:
    content = feeds.atom("", f"{SITE}/articles", [])
    valid(content)
    assert content == feeds.atom("", f"{SITE}/articles", [])


def test_the_feed_names_itself() -> None:
    own = held(feeds.atom("A", f"{SITE}/statements", []), "a:link[@rel='self']/@href")
    assert own == [f"{SITE}/statements.atom"]
    given = feeds.atom("A", f"{SITE}/statements?a=1", [], own=f"{SITE}/statements.atom?a=1")
    assert held(given, "a:link[@rel='self']/@href") == [f"{SITE}/statements.atom?a=1"]


def test_boundless_entries_and_titles_are_bounded() -> None:
    began = time.process_time()
    huge = replace(ENTRY, title="x " * 1_000_000, summary="\u202e" * 2_000_000, original="https://a/" + "b" * 1_000_000)
    content = feeds.atom("A", SITE, (huge for _ in iter(int, 1)))
    assert len(held(content, "a:entry")) == 500
    assert len(content) < 1_000_000
    assert time.process_time() - began < 10
