"""How answers are handed over: validators, HEAD, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient

from pourparler import api
from pourparler.storage import open_store
from tests.outcomes import outcome

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = ["articles", "statements?limit=2", "actors/velland", "status", "sources", "search?q=envoys", "openapi.json"]


def request(path: str = "/list", query: str = "", **headers: str) -> Request:
    """Return a request that never went over a network."""
    held = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": held,
        "server": ("127.0.0.1", 80),
        "scheme": "http",
    }
    return Request(scope)


@pytest.mark.parametrize("address", ADDRESSES)
def test_content_that_the_reader_has_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers.get("link") == first.headers.get("link")
    assert client.get(address, headers={"if-none-match": '"other"'}).content == first.content


@pytest.mark.parametrize("address", [*ADDRESSES, "nothing", "statements?limit=0"])
def test_head_is_get_without_content(client: TestClient, address: str) -> None:
    get, head = client.get(address), client.head(address)
    assert (head.status_code, head.content, dict(head.headers)) == (get.status_code, b"", dict(get.headers))


def test_the_validator_follows_the_content_of_the_store_alone(tmp_path: Path) -> None:
    """Two stores with the same content agree; one article more makes another."""
    tags = []
    for name in ("one", "two"):
        with open_store(tmp_path / name) as store:
            store.commit([outcome("a")])
            client = TestClient(api.application(store))
            tags.append(client.get("/statements").headers["etag"])
            store.commit([outcome("b")])
            assert client.get("/statements").headers["etag"] != tags[-1]
    assert tags[0] == tags[1]


@given(st.text(st.characters(max_codepoint=255)))
def test_any_if_none_match_is_answered(header: str) -> None:
    answer = api.answer(request(if_none_match=header), b"content", "text/csv")
    assert answer.status_code in {200, 304}


def test_a_boundless_if_none_match_is_not_looked_at() -> None:
    tag = api.answer(request(), b"content", "text/csv").headers["etag"]
    assert api.answer(request(if_none_match=f"{tag}, " * 10_000), b"content", "text/csv").status_code == 200


def test_more_headers_can_be_given() -> None:
    answer = api.answer(request(), b"a", "text/csv", Content_Disposition="attachment")
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_links_stay_one_header_whatever_the_address_has(path: str, value: str) -> None:
    made = api.links(request(f"/{path}", "a=%3E%0D%0A&after=x"), value)
    answer = api.answer(request(), b"", "application/json", made)
    header = answer.headers["link"]
    assert header.count("<") == header.count(">") == 2
    assert "\r" not in header
    assert "\n" not in header
