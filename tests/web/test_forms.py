"""Forms are taken from our own pages alone, in bounds, and do what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import RefusedError, RetryError
from tests.web import world

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from pourparler.protocols import Store


def token(client: TestClient, path: str) -> str:
    """Return the token in the form of a page; the client keeps the cookie that goes with it."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(path).text)
    assert found is not None
    return found[1]


@pytest.fixture
def position(store: Store) -> str:
    """Return the path of a position."""
    return f"/positions/{store.positions().rows[0].id}"


def test_a_report_is_kept_as_a_correction_and_thanked_for(client: TestClient, store: Store, position: str) -> None:
    data = {"token": token(client, position), "wrong": "kind", "note": "  It is a <b>demand</b>.  "}
    answer = client.post(f"{position}/report", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{position}?reported=yes#report")
    (kept,) = store.corrections().rows
    assert (kept.target, kept.wrong, kept.note, kept.moment) == (
        "position",
        "kind",
        "It is a <b>demand</b>.",
        "2026-03-12T09:00:00Z",
    )
    assert "Thank you." in client.get(f"{position}?reported=yes").text
    assert "It is a &lt;b&gt;demand&lt;/b&gt;." in client.get("/corrections").text


def test_a_statement_can_be_reported_as_well(client: TestClient, store: Store) -> None:
    path = f"/statements/{store.statements().rows[0].id}"
    data = {"token": token(client, path), "wrong": "speaker", "note": ""}
    assert client.post(f"{path}/report", data=data).status_code == 303
    assert store.corrections().rows[0].target == "statement"


def test_a_form_without_the_token_or_with_anothers_is_refused(
    served: Callable[..., TestClient], store: Store, position: str
) -> None:
    client, other = served(), served()
    good, foreign = token(client, position), token(other, position)
    for given in ({}, {"token": ""}, {"token": "0" * 64}, {"token": foreign}, {"token": "é"}):
        answer = client.post(f"{position}/report", data={"wrong": "kind", "note": "", **given})
        assert answer.status_code == 403
        assert "did not come from a page of this site" in answer.text
    client.cookies.clear()
    assert client.post(f"{position}/report", data={"wrong": "kind", "token": good}).status_code == 403
    assert store.corrections().rows == ()


@pytest.mark.parametrize(
    "header",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_sent_from_another_site_is_refused(client: TestClient, position: str, header: dict[str, str]) -> None:
    data = {"token": token(client, position), "wrong": "kind"}
    assert client.post(f"{position}/report", data=data, headers=header).status_code == 403


def test_what_cannot_be_wrong_and_what_is_too_long_is_refused(client: TestClient, position: str) -> None:
    given = token(client, position)
    for data, status in (
        ({"wrong": "weather"}, 400),
        ({"wrong": "kind", "note": "x" * 2_001}, 400),
        ({"wrong": "kind", "note": "x" * 40_000}, 413),
        ({f"field{n}": "x" for n in range(30)}, 400),
    ):
        assert client.post(f"{position}/report", data={"token": given, **data}).status_code == status
    answer = client.post(f"{position}/report", content=b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert client.post("/positions/0000/report", data={"token": given, "wrong": "kind"}).status_code == 404


def test_odd_signs_in_a_note_are_kept_and_shown(client: TestClient, store: Store, position: str) -> None:
    note = "\u202eevil\x1b[2J שלום 🕊 \ud800".encode("utf-8", "replace").decode()
    assert (
        client.post(
            f"{position}/report", data={"token": token(client, position), "wrong": "kind", "note": note}
        ).status_code
        == 303
    )
    assert store.corrections().rows[0].note == note.strip()
    page = client.get("/corrections").text
    assert "⟨U+202E⟩evil␛[2J שלום 🕊" in page


def test_a_source_is_added_through_the_callback(served: Callable[..., TestClient]) -> None:
    given: list[str] = []

    def add(address: str) -> str:
        given.append(address)
        return "Added The <Observer>."

    client = served(add_source=add)
    answer = client.post("/sources", data={"token": token(client, "/sources"), "address": " https://a.example/feed "})
    assert given == ["https://a.example/feed"]
    assert "Added The &lt;Observer&gt;." in answer.text


@pytest.mark.parametrize(
    ("error", "status"), [(RefusedError("That address is private."), 400), (RetryError("No answer."), 503)]
)
def test_a_source_that_cannot_be_added_says_why_and_keeps_the_address(
    served: Callable[..., TestClient], error: Exception, status: int
) -> None:
    def add(_: str) -> str:
        raise error

    client = served(add_source=add)
    answer = client.post("/sources", data={"token": token(client, "/sources"), "address": 'http://10.0.0.1/"x'})
    assert answer.status_code == status
    assert str(error) in answer.text
    assert 'value="http://10.0.0.1/&#34;x"' in answer.text


def test_without_a_callback_there_is_no_form_and_no_way_around_it(client: TestClient, position: str) -> None:
    assert '<form class="add"' not in client.get("/sources").text
    given = token(client, position)
    assert client.post("/sources", data={"token": given, "address": "https://a.example"}).status_code == 403


def test_colours_and_keys_are_kept_for_the_browser(client: TestClient) -> None:
    page = client.get("/").text
    assert 'data-keys="on"' in page
    assert "data-theme" not in page
    answer = client.post("/display", data={"token": token(client, "/display"), "theme": "dark"})
    assert answer.headers["location"] == "/display?kept=yes"
    page = client.get("/").text
    assert 'data-theme="dark" data-keys="off"' in page
    client.cookies.set("theme", '"><script>')
    assert "<script>" not in client.get("/").text


def test_pages_with_a_form_differ_only_by_the_readers_token(served: Callable[..., TestClient], position: str) -> None:
    client = served()
    assert token(client, position) == token(client, position)
    assert client.get(position, headers={"If-None-Match": client.get(position).headers["etag"]}).status_code == 304


def test_nothing_is_changed_by_reading(client: TestClient, store: Store, position: str) -> None:
    assert client.get(f"{position}/report").status_code == 405
    assert client.put(position).status_code == 405
    assert client.delete(f"/articles/{world.id_of('bridge')}").status_code == 405
    assert store.corrections().rows == ()
