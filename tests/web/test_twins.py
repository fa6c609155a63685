"""Every list and record has the same as data at its address: JSON, CSV, Atom; with links, validators and cursors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from pourparler.rows import Filters
from tests.web import world
from tests.web.looking import Look

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from pourparler.protocols import Store

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("articles", "stories", "statements", "positions", "conditions", "actors", "origins", "corrections", "sources")
FEEDS = ("articles", "stories", "statements", "positions", "conditions")


@pytest.mark.parametrize("name", [*LISTS, "quarantine", "runs"])
def test_a_list_has_json_and_csv_with_the_same_rows(client: TestClient, name: str) -> None:
    data = client.get(f"/{name}.json")
    assert data.headers["content-type"].startswith("application/json")
    rows = list(csv.reader(io.StringIO(client.get(f"/{name}.csv").text)))
    assert len(rows) == len(data.json()["rows"]) + 1
    assert data.json()["after"] is None


@pytest.mark.parametrize("name", FEEDS)
def test_a_list_can_be_followed_as_a_feed(client: TestClient, name: str) -> None:
    answer = client.get(f"/{name}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    rows = client.get(f"/{name}.json").json()["rows"]
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(rows)
    for entry, row in zip(entries, rows, strict=True):
        links = [link.attrib["href"] for link in entry.findall(f"{ATOM}link")]
        folder = "positions" if name == "conditions" else name
        assert f"http://127.0.0.1:8000/{folder}/{row['id']}" in links


def test_a_search_can_be_followed_as_a_feed(client: TestClient) -> None:
    feed = ET.fromstring(client.get("/search.atom?q=bridge&found=positions").content)  # noqa: S314
    assert "bridge" in feed.findtext(f"{ATOM}title", "")
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_a_record_has_json_and_csv_at_its_address(client: TestClient, store: Store) -> None:
    position, statement = store.positions().rows[0], store.statements().rows[0]
    article = world.id_of("sorn-condition")
    paths = [f"positions/{position.id}", f"statements/{statement.id}", "actors/velland", f"stories/{article}"]
    for path in [*paths, f"origins/{article}"]:
        found = client.get(f"/{path}.json").json()
        assert found["id"] == path.partition("/")[2]
        assert len(list(csv.reader(io.StringIO(client.get(f"/{path}.csv").text)))) == 2


def test_an_articles_json_is_its_reading(client: TestClient) -> None:
    found = client.get(f"/articles/{world.id_of('sorn-condition')}.json").json()
    assert {"article", "statements", "positions", "summary", "unclear", "removed", "model"} <= set(found)


def test_data_is_narrowed_like_the_page(client: TestClient) -> None:
    rows = client.get("/conditions.json?actor=velland").json()["rows"]
    assert {row["kind"] for row in rows} == {"precondition"}
    assert client.get("/conditions.json?actor=velland&kind=precondition").json()["rows"] == rows
    assert len(rows) == 2
    assert len(client.get("/positions.json?copies=shown").json()["rows"]) == 12
    assert len(client.get("/positions.json").json()["rows"]) == 9


def test_pages_name_their_data_in_head_header_and_foot(client: TestClient) -> None:
    answer = client.get("/positions?kind=offer")
    assert '</positions.json?kind=offer>; rel="alternate"' in answer.headers["link"]
    found = Look(answer.text)
    assert "/positions.atom?kind=offer" in found.links()
    heads = [given["href"] for tag, given in found.elements if tag == "link" and given.get("rel") == "alternate"]
    assert heads == [f"/positions.{suffix}?kind=offer" for suffix in ("json", "csv", "atom")]


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_pages_of_a_list_follow_each_other_to_the_end(client: TestClient, store: Store, suffix: str) -> None:
    every = [row.id for row in store.positions(Filters(counted=True)).rows]
    seen: list[str] = []
    path: str | None = f"/positions{suffix}?limit=2"
    while path:
        answer = client.get(path)
        assert answer.status_code == 200
        if suffix:
            seen += [row["id"] for row in answer.json()["rows"]]
        else:
            items = Look(answer.text).links()
            seen += [link.rpartition("/")[2] for link in items if link.startswith("/positions/")]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == every


def test_a_cursor_of_another_list_is_refused_as_a_problem(client: TestClient) -> None:
    after = client.get("/positions.json?limit=1").json()["after"]
    answer = client.get(f"/statements.json?limit=1&after={after}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "detail"} <= set(answer.json())


@pytest.mark.parametrize("path", ["/positions.json", "/positions", "/articles.csv", "/stories.atom", "/"])
def test_what_the_reader_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_changes_its_validator_with_the_store(client: TestClient, store: Store) -> None:
    before = client.get("/corrections").headers["etag"]
    row = store.positions().rows[0]
    store.correct("position", row.id, "kind", "It is a demand.", world.NOW)
    assert client.get("/corrections").headers["etag"] != before


@pytest.mark.parametrize("path", ["/positions/x.json", "/actors/x.csv", "/nowhere.json", "/stories.json?since=x"])
def test_data_that_is_not_there_is_a_problem_of_one_shape(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


def test_head_asks_for_headers_alone(client: TestClient) -> None:
    for path in ("/", "/positions.json", "/api/v1/positions", "/healthz"):
        answer = client.head(path)
        assert (answer.status_code, answer.content) == (200, b"")


def test_the_interface_for_programs_is_mounted(client: TestClient) -> None:
    assert len(client.get("/api/v1/positions").json()["rows"]) == 12
    assert "/positions" in str(client.get("/api/v1/openapi.json").json()["paths"])
