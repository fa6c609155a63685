"""What the interface gives is what the store has, page by page, field for field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pourparler import api, render
from pourparler.rows import Filters, Page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from pourparler.protocols import Store

TABLES = ("articles", "statements", "positions", "actors", "stories", "origins")


def plain(page: Page[Any], table: str) -> list[dict[str, Any]]:
    """Return the rows of a page of the store as the interface gives them."""
    left_out = ("text",) if table == "articles" else ()
    rows: list[dict[str, Any]] = json.loads(api.as_json(page, without=left_out))["rows"]
    return rows


def walked(client: TestClient, address: str) -> list[dict[str, Any]]:
    """Return all rows of a list, going from page to page by the ``next`` link."""
    rows: list[dict[str, Any]] = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        rows += answer.json()["rows"]
        following = answer.links.get("next", {}).get("url", "")
        assert bool(following) == (answer.json()["after"] is not None)
        address = f"http://127.0.0.1{following}" if following else ""
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_a_list_has_every_row_once_in_the_order_of_the_store(client: TestClient, library: Store, table: str) -> None:
    expected = plain(getattr(library, table)(limit=500), table)
    assert len(expected) >= 3
    assert walked(client, f"{table}?limit=3") == expected


@pytest.mark.parametrize("table", TABLES)
def test_a_record_is_what_the_store_has(client: TestClient, library: Store, table: str) -> None:
    one = {"stories": "story"}.get(table, table[:-1])
    for row in getattr(library, table)(limit=500).rows:
        answer = client.get(f"{table}/{row.id}")
        assert answer.status_code == 200
        assert answer.json() == json.loads(api.as_json(getattr(library, one)(row.id)))


def test_a_reading_is_the_record_that_every_surface_gives(client: TestClient, library: Store) -> None:
    for row in library.articles(limit=500).rows:
        reading = library.reading(row.id)
        assert reading is not None
        assert client.get(f"articles/{row.id}/reading").json() == json.loads(render.line(reading))


def test_a_list_of_articles_leaves_out_their_text_and_the_record_has_it(client: TestClient) -> None:
    listed = client.get("articles?limit=1").json()["rows"][0]
    record = client.get(f"articles/{listed['id']}").json()
    assert "text" not in listed
    assert {**listed, "text": record["text"]} == record


def test_revisions_are_listed_with_their_text(client: TestClient, library: Store) -> None:
    (row,) = library.articles(Filters(outlet="Outlet 0"), limit=1).rows
    (revision,) = client.get(f"articles/{row.id}/revisions").json()["rows"]
    assert (revision["id"], revision["text"], revision["current"]) == (row.revision, row.text, True)
    assert client.get("articles/0000000000000000/revisions").status_code == 404


@pytest.mark.parametrize(
    ("address", "filters"),
    [
        ("statements?actor=velland", Filters(actor="velland")),
        ("statements?kind=precondition&sourcing=named", Filters(kind="precondition", sourcing="named")),
        (
            "positions?kind=offer&since=2026-03-03&until=2026-03",
            Filters(kind="offer", since="2026-03-03", until="2026-03"),
        ),
        ("positions?counted=true&outlet=outlet%20%201", Filters(counted=True, outlet="outlet 1")),
        ("statements?counted=false", Filters(counted=False)),
        ("articles?source=feed000000000001&outlet=OUTLET+2", Filters(source="feed000000000001", outlet="outlet 2")),
        ("actors?kind=person", Filters(kind="person")),
        ("stories?until=2026-03-02", Filters(until="2026-03-02")),
        ("origins?outlet=Outlet%200", Filters(outlet="Outlet 0")),
    ],
)
def test_parameters_narrow_a_list_as_filters_do(
    client: TestClient, library: Store, address: str, filters: Filters
) -> None:
    table = address.partition("?")[0]
    assert walked(client, f"{address}&limit=2") == plain(getattr(library, table)(filters, limit=500), table)


def test_search_finds_what_the_store_finds(client: TestClient, library: Store) -> None:
    expected = plain(library.search.find("envoys", limit=500), "search")
    assert len(expected) == 8
    assert walked(client, "search?q=envoys&limit=3") == expected
    found = client.get("search", params={"q": '"ready to talk"', "found": "statements"}).json()["rows"]
    assert {hit["found"] for hit in found} == {"statements"}


def test_sources_quarantine_corrections_and_status_are_told(client: TestClient, library: Store) -> None:
    assert client.get("sources").json()["rows"] == plain(Page(library.sources(), None), "sources")
    assert [row["item"]["address"][-6:] for row in client.get("quarantine").json()["rows"]] == ["broken"]
    assert client.get("corrections").json()["rows"][0]["note"] == "=1+1 \x00"
    assert client.get("runs").json()["rows"][0]["counts"] == {"read": 24}
    assert client.get("status").json() == api.record(library.status())


def test_links_keep_what_was_asked_and_name_no_host(client: TestClient) -> None:
    """A false Host header is not handed on to whoever reads the links."""
    answer = client.get("statements?actor=velland&limit=1", headers={"host": "bad.example"})
    header = answer.headers["link"]
    assert "bad.example" not in header
    assert '</api/v1/statements?actor=velland&limit=1>; rel="first"' in header
    assert "</api/v1/statements?actor=velland&limit=1&after=" in header


def test_a_page_of_very_long_rows_has_fewer_of_them(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for in one go stays bounded, and no row is lost."""
    whole = walked(client, "statements?limit=200")
    monkeypatch.setattr("pourparler.api.routes._MOST_BYTES", 3_000)
    short = client.get("statements?limit=200")
    assert 1 <= len(short.json()["rows"]) < len(whole)
    assert len(short.content) <= 3_000
    assert walked(client, "statements?limit=200") == whole
    monkeypatch.setattr("pourparler.api.routes._MOST_BYTES", 10)
    assert len(client.get("statements?limit=200").json()["rows"]) == 1
