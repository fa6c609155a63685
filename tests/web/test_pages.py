"""Each page shows what it should, is well formed, and leads only to addresses that answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pourparler.types import StoryPlacement
from tests.web import world
from tests.web.looking import Look
from tests.web.written import PAGES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from pourparler.protocols import Store

LISTS = ("articles", "stories", "statements", "positions", "conditions", "actors", "origins", "corrections")
PLAIN = ("/", "/search", "/sources", "/status", "/display", "/quarantine", "/runs", *(f"/{name}" for name in LISTS))


def look(client: TestClient, path: str, status: int = 200) -> Look:
    """Open a page that must be well formed."""
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    found = Look(answer.text)
    assert found.wrong == []
    return found


def records(store: Store) -> list[str]:
    """Return the paths of all records of the world."""
    found = [f"/statements/{row.id}" for row in store.statements().rows]
    found += [f"/positions/{row.id}" for row in store.positions().rows]
    found += [f"/articles/{page.id}" for page in PAGES]
    found += [f"/stories/{row.id}" for row in store.stories().rows]
    return [*found, *(f"/actors/{row.id}" for row in store.actors().rows)]


@pytest.mark.parametrize("path", PLAIN)
def test_a_page_is_well_formed_and_has_one_heading(client: TestClient, path: str) -> None:
    found = look(client, path)
    assert [tag for tag, _ in found.elements].count("h1") == 1
    assert [tag for tag, _ in found.elements].count("main") == 1
    assert "#main" in found.links()


def test_every_record_has_a_well_formed_page(client: TestClient, store: Store) -> None:
    paths = records(store)
    assert len(paths) > 30
    for path in paths:
        assert [tag for tag, _ in look(client, path).elements].count("h1") == 1


def test_every_link_of_every_page_leads_to_something(client: TestClient, store: Store) -> None:
    targets = {
        link.partition("#")[0] for path in (*PLAIN, *records(store)) for link in Look(client.get(path).text).links()
    }
    ours = sorted(target for target in targets if target.startswith("/"))
    assert len(ours) > 60
    assert [target for target in ours if client.get(target).status_code != 200] == []


def test_links_within_a_page_have_their_place(client: TestClient, store: Store) -> None:
    for path in records(store):
        found = Look(client.get(path).text)
        inner = {link[1:] for link in found.links() if link.startswith("#")}
        assert inner <= set(found.ids), path


def test_today_tells_what_is_new(client: TestClient) -> None:
    words = look(client, "/").words()
    assert "Velland sets a condition for talks" in words
    assert "2 independent origins" in words
    assert "1 independent origin · 2 articles" in words
    assert "Last run: sync, 12 March 2026, 08:00 UTC: 5 articles, 1 put aside." in words
    assert "Newest day, 11 March 2026: 2 positions" in words
    assert "will not return to the table" in words


def test_an_article_has_its_summary_marks_cuts_neighbours_and_origin(client: TestClient) -> None:
    found = look(client, f"/articles/{world.id_of('sorn-condition')}")
    words = found.words()
    assert "No time to read? Get a summary" in words
    assert "3 lines cut from the page" in words
    assert "Article 1 of 2 in Velland sets a condition for talks" in words
    assert "Fetched 12 March 2026, 08:00 UTC" in words.replace("Fetched", "Fetched ").replace("  ", " ")
    assert f"/articles/{world.id_of('league-offers')}" in found.links()
    assert "https://observer.example/sorn-condition" in found.links()
    marked = [given["class"] for tag, given in found.elements if tag == "mark"]
    assert {"source", "cue", "content act", "content condition"} <= set(marked)
    switches = [given["id"] for tag, given in found.elements if given.get("type") == "checkbox"]
    assert {"show-source", "show-cue", "show-content", "show-act", "show-condition"} <= set(switches)


def test_each_line_of_a_summary_leads_to_its_sentence(client: TestClient) -> None:
    page = client.get(f"/articles/{world.id_of('sorn-condition')}").text
    summary = Look(page.partition('<details class="summary"')[2].partition("</details>")[0])
    assert summary.links() == ["#s0", "#s1", "#s2"]
    for target in summary.links():
        assert f'id="{target[1:]}"' in page


def test_a_copy_shows_its_origin_and_counts_for_nothing(client: TestClient) -> None:
    words = look(client, f"/articles/{world.id_of('bridge-for-grain')}").words()
    assert "Text of Corvid Wire." in words
    assert "with 1 passage of its own" in words
    assert "A bridge for a truce" not in look(client, "/positions").words()
    assert "Lowland Gazette" in look(client, "/positions?copies=shown").words()


def test_a_story_has_timeline_tellers_parties_charts_and_copies(client: TestClient) -> None:
    found = look(client, f"/stories/{world.id_of('sorn-condition')}")
    words = found.words()
    for party in ("Velland", "Arkan", "Sorn League"):
        assert party in words
    assert words.index("Velland sets a condition for talks The Kessel Observer") < words.index("League offers to host")
    assert [given["role"] for tag, given in found.elements if tag == "svg" and "role" in given] == ["img", "img"]
    copies = look(client, f"/stories/{world.id_of('bridge')}").words()
    assert "from a wire" in copies


def test_a_story_that_was_merged_leads_to_the_other(client: TestClient, store: Store) -> None:
    ferries, sorn = world.id_of("undated"), world.id_of("sorn-condition")
    again = world.outcome(next(page for page in PAGES if page.name == "undated"))
    placed = replace(again, story=StoryPlacement(sorn, "All of it", ((ferries, sorn),)))
    store.commit([placed])
    answer = client.get(f"/stories/{ferries}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/stories/{sorn}")


def test_a_position_says_why_it_is_here_and_how_to_cite_it(client: TestClient, store: Store) -> None:
    row = next(row for row in store.positions().rows if row.condition_words == "Arkan troops hold the Sorn valley")
    words = look(client, f"/positions/{row.id}").words()
    assert "will not return to the table" in words
    assert "while Arkan troops hold the Sorn valley" in words
    assert "0.87" in words
    assert "fake-reader 2026.11" in words
    assert "Ilse Brandt: “will not return to the table while Arkan troops hold the Sorn valley”" in words
    assert "Lindqvist, M. (2026, March 10). Velland sets a condition for talks." in words
    assert "@article{observer2026" in words


def test_a_statement_stands_in_its_paragraph_with_speaker_role_and_sourcing(client: TestClient, store: Store) -> None:
    row = next(row for row in store.statements().rows if row.occasion_words)
    found = look(client, f"/statements/{row.id}")
    words = found.words()
    assert "Ilse Brandt Foreign Minister" in words
    assert "told reporters in Port Kessel on Tuesday" in words
    assert "Named person" in words
    assert "/actors/ilse-brandt" in found.links()


def test_an_actor_has_roles_with_dates(client: TestClient) -> None:
    words = look(client, "/actors/ilse-brandt").words()
    assert "Foreign Minister, Velland since 2 May 2024" in words
    assert "Envoy to the talks, Velland 2021 to November 2023" in words


def test_the_board_groups_conditions_by_holder_and_narrows(client: TestClient) -> None:
    words = look(client, "/conditions").words()
    assert words.index("Velland 2 conditions") < words.index("Arkan 1 condition")
    assert "Addressed to Arkan" in words
    assert "Arkan 1 condition" not in look(client, "/conditions?actor=velland").words()
    assert "No precondition fits" in look(client, "/conditions?since=2027").words()
    assert "Arkan 1 condition" in look(client, "/conditions?until=2026-03-09").words()


def test_search_takes_the_operators_and_marks_what_it_finds(client: TestClient) -> None:
    page = client.get("/search?q=kind:precondition+bridge&found=positions").text
    assert '<mark class="hit">bridge</mark>' in page
    assert "/search?q=kind%3Aprecondition+bridge&amp;found=positions" in page
    assert "Nothing was found" in look(client, "/search?q=zebra").words()


def test_a_query_that_makes_no_sense_is_explained_and_kept(client: TestClient) -> None:
    found = look(client, "/search?q=kind:x", 400)
    assert "There is no kind “x”" in found.words()
    assert [given["value"] for _, given in found.elements if given.get("name") == "q"] == ["kind:x", "kind:x"]


def test_filters_that_make_no_sense_are_explained(client: TestClient) -> None:
    for path in (
        "/positions?kind=x",
        "/conditions?kind=offer",
        "/stories?since=soon",
        "/articles?limit=0",
        "/actors?after=x",
        "/articles?a=b",
    ):
        assert "cannot be asked" in look(client, path, 400).words(), path


def test_health_of_sources_and_what_was_put_aside(client: TestClient) -> None:
    words = look(client, "/sources").words()
    assert "failing, 1 time in a row" in words
    assert "The Kessel Observer" in words
    words = look(client, "/status").words()
    assert "gazette.example answered 503" in words
    assert "It holds no text." in words
    assert "5 articles, 1 put aside" in words


@pytest.mark.parametrize("folder", ["articles", "stories", "statements", "positions", "actors", "nowhere"])
def test_what_is_not_there_is_said_to_be_not_there(client: TestClient, folder: str) -> None:
    assert "Not found" in look(client, f"/{folder}/0000", 404).words()


def test_times_carry_their_zone(client: TestClient) -> None:
    page = client.get(f"/articles/{world.id_of('sorn-condition')}").text
    assert '<time datetime="2026-03-10T14:05:00+01:00">10 March 2026, 14:05 UTC+1</time>' in page


def test_an_empty_store_has_pages_that_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    from starlette.testclient import TestClient

    from pourparler import web
    from pourparler.storage import open_store

    with open_store(tmp_path_factory.mktemp("empty") / "store.sqlite") as store:
        empty = TestClient(web.app(store), base_url="http://localhost")
        for path in PLAIN:
            assert look(empty, path).words()
        assert "Nothing has been read yet" in look(empty, "/").words()
