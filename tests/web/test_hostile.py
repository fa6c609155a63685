"""A hundred and twenty hostile articles, stored and shown: nothing of them becomes markup, and nothing breaks."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from pourparler import web
from pourparler.rows import Filters
from pourparler.storage import article_id, open_store
from pourparler.types import (
    Actor,
    Captured,
    Check,
    Failure,
    Item,
    OriginPlacement,
    Outcome,
    Role,
    Source,
    Span,
    StoryPlacement,
)
from tests.render.hostile import hostile_reading
from tests.web.looking import Look
from tests.web.world import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.protocols import Store

PAYLOADS = (
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "<svg onload=window.owned=1>",
    "<svg><animate onbegin=window.owned=1 attributeName=x>",
    "<style>*{display:none}</style>",
    "<div style='position:fixed;inset:0;background:red'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<form action=//evil.example><input name=token autofocus onfocus=window.owned=1>",
    "<details open ontoggle=window.owned=1>",
    "</title></head><body onload=window.owned=1>",
    "</textarea></select></option></script><script>window.owned=1</script>",
    "<!--<script>window.owned=1//--></script>",
    "<![CDATA[<script>window.owned=1</script>]]>",
    "javascript:window.owned=1",
    "JaVaScRiPt\t:window.owned=1//https://a.example/",
    "data:text/html,<script>window.owned=1</script>",
    "//evil.example/x",
    'https://evil.example/" onmouseover="window.owned=1',
    "{{ 1337*77 }}{% for a in b %}{{ self.__init__ }}",
    "%}}{#\\u003cscript\\u003e${1337*77}",
    "\u202e\u2066evil\u2069\u202c gpj.exe\x1b]0;owned\x07",
)
DRESSES = ("{}", '"><b>{}', "' x='{}", "&lt;{}&#62;&amp;", "A fair title. {} And more \u05e9\u05dc\u05d5\u05dd.")
ODD = [dress.format(payload) if "{}" in dress else payload for payload in PAYLOADS for dress in DRESSES]


def outcome(number: int, odd: str) -> Outcome:
    """Return what a sync commits for an article with ``odd`` in every field that comes from outside."""
    key = f"https://hostile.example/{number}/{odd}"
    person, place = f"unknown:{odd}", f"unknown:place {number}"
    actors = (
        Actor(person, odd, "person", odd, odd, (odd, f"{odd}2"), (Role(odd, person, odd, odd),)),
        Actor(place, f"Place {odd}", "unknown", None, None, (), ()),
    )
    return Outcome(
        item=Item(key, "feed", odd, odd, odd, odd),
        moment=NOW,
        capture=Captured(odd, odd, NOW, odd),
        reading=hostile_reading(odd),
        fingerprint=str(number).encode(),
        sketch=str(number).encode(),
        origin=OriginPlacement(article_id(key), "original", odd, (Span(0, 3),)),
        story=StoryPlacement(article_id(key), odd),
        speakers=((person, place),),
        holders=((person, place),),
        addressees=((person,),),
        actors=actors,
    )


def fill(store: Store) -> None:
    """Put 120 hostile articles, sources, failures, runs and reports into a store."""
    store.add_sources([Source("feed", "feed", ODD[0], ODD[1], ODD[2])])
    store.note_check(Check("feed", NOW, 500, ODD[0], ODD[1], 1, ODD[2], None), [])
    run = store.begin_run(ODD[0], NOW)
    store.end_run(run, NOW, ((ODD[3], 1),))
    store.commit([outcome(number, odd) for number, odd in enumerate(ODD)])
    failed = [Item(f"{odd} {number}", "feed", odd, odd, None, None) for number, odd in enumerate(ODD[:20])]
    store.commit([Outcome(item, NOW, failure=Failure(item.address, item.address, retry=False)) for item in failed])
    for row in store.positions(limit=20).rows:
        store.correct("position", row.id, "kind", ODD[0] + ODD[-1], NOW)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, TestClient]]:
    """Serve the hostile store."""
    with open_store(tmp_path_factory.mktemp("hostile") / "store.sqlite") as store:
        fill(store)
        with TestClient(web.app(store), base_url="http://localhost", follow_redirects=False) as client:
            yield store, client


def check(client: TestClient, path: str) -> Look:
    """Open a page in which there may be nothing but our own elements."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    assert "\u202e" not in answer.text
    assert "\x1b" not in answer.text
    assert "102949" not in answer.text  # nobody computes 1337 * 77
    found = Look(answer.text)
    assert found.wrong == [], path
    assert [tag for tag, _ in found.elements].count("script") == 1
    return found


def test_there_are_a_hundred_and_twenty_of_them() -> None:
    assert len(set(ODD)) == 120


@pytest.mark.parametrize("number", range(0, 120, 6))
def test_the_pages_of_hostile_articles_are_our_own_elements_alone(
    hostile: tuple[Store, TestClient], number: int
) -> None:
    store, client = hostile
    for at in range(number, number + 6):
        key = article_id(f"https://hostile.example/{at}/{ODD[at]}")
        for path in (f"/articles/{key}", f"/stories/{key}"):
            check(client, path)
        stands, said = store.positions(Filters(article=key)).rows, store.statements(Filters(article=key)).rows
        for path in [*(f"/positions/{row.id}" for row in stands), *(f"/statements/{row.id}" for row in said)]:
            check(client, path)


@pytest.mark.parametrize(
    "path",
    ["/", "/sources", "/status", "/corrections", "/quarantine", "/runs"]
    + [f"/{name}?limit=200" for name in ("articles", "stories", "statements", "positions", "conditions", "actors")]
    + ["/origins?limit=200", "/search?q=owned&found=articles&limit=200", "/search?q=owned&found=statements&limit=200"],
)
def test_lists_of_hostile_rows_are_our_own_elements_alone(hostile: tuple[Store, TestClient], path: str) -> None:
    check(hostile[1], path)


def test_hostile_actors_have_pages_that_their_links_lead_to(hostile: tuple[Store, TestClient]) -> None:
    store, client = hostile
    links = [link for link in check(client, "/actors?limit=200").links() if link.startswith("/actors/")]
    assert len(links) >= 100
    for link in links[:200:3]:
        check(client, link)
    assert len(store.actors(limit=500).rows) == 240


@pytest.mark.parametrize("odd", [odd for odd in ODD[::5] if "\x07" not in odd])
def test_hostile_queries_are_shown_as_words(hostile: tuple[Store, TestClient], odd: str) -> None:
    client = hostile[1]
    for path in ("/search", "/positions", "/conditions"):
        for name in ("q", "actor", "outlet", "copies", "after", "limit", "since", odd):
            answer = client.get(path, params={name: odd})
            assert answer.status_code in {200, 400}, (path, name)
            assert Look(answer.text).wrong == []


@pytest.mark.parametrize("name", ["articles", "stories", "statements", "positions", "conditions"])
def test_hostile_rows_as_data_are_whole_and_harmless(hostile: tuple[Store, TestClient], name: str) -> None:
    client = hostile[1]
    rows = client.get(f"/{name}.json?limit=200").json()["rows"]
    assert len(rows) == 120
    table = list(csv.reader(io.StringIO(client.get(f"/{name}.csv?limit=200").text)))
    assert len(table) == 121
    assert not any(cell.startswith(("=", "+", "@", "\t")) for line in table for cell in line)
    feed = ET.fromstring(client.get(f"/{name}.atom?limit=100").content)  # noqa: S314 - our own
    targets = [link.attrib["href"] for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert len(targets) > 100
    assert all(target.startswith(("http://", "https://")) for target in targets)


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Serve two articles whose title, outlet, byline and names have two million characters."""
    big = "<script>window.owned=1</script>\u202e" + "W\u0336" * 1_000_000
    with open_store(tmp_path_factory.mktemp("heavy") / "store.sqlite") as store:
        made = []
        for number in range(2):
            one = outcome(1_000 + number, "plain words")
            assert one.reading is not None
            article = replace(
                one.reading.article, title=big, outlet=big, byline=big, published=big, previous=big, removed=(big, big)
            )
            actor = Actor("unknown:big", big, "person", None, None, (big,), (Role(big, None, big, None),))
            story = StoryPlacement(article_id(one.item.key), big)
            reading = replace(one.reading, article=article)
            side = (("unknown:big",),)
            made.append(
                replace(one, reading=reading, actors=(actor,), story=story, speakers=side, holders=side, addressees=())
            )
        store.commit(made)
        with TestClient(web.app(store), base_url="http://localhost") as client:
            yield client


def test_titles_of_two_megabytes_make_no_page_heavy(heavy: TestClient) -> None:
    pages = ["/", "/articles", "/stories", "/positions", "/statements", "/conditions", "/actors", "/origins"]
    found = [check(heavy, path) for path in (*pages, "/search?q=plain", "/actors/unknown:big")]
    inner = {link for page in found for link in page.links() if link.count("/") == 2 and link.startswith("/")}
    shown = [
        link for link in sorted(inner) if link.startswith(("/articles/", "/stories/", "/positions/", "/statements/"))
    ]
    assert len(shown) >= 8
    for path in (*pages, *shown):
        check(heavy, path)
        assert len(heavy.get(path).content) < 60_000, path
