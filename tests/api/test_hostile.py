"""Cursors, filters, ids and queries of every kind are answered, never with a fault of ours."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler import api
from pourparler.api.asking import LISTS
from pourparler.errors import UsageError

if TYPE_CHECKING:
    from starlette.testclient import TestClient

LISTED = ("articles", "statements", "positions", "actors", "stories", "origins", "quarantine", "corrections")
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | odd,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd, inner, max_size=2),
    max_leaves=5,
)


def packed(value: Any) -> str:
    """Return a cursor as the store would make it, of what it would never put into one."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


cursors = st.one_of(
    odd,
    st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
    values.map(packed),
    st.tuples(st.sampled_from(LISTED), values, values).map(packed),
    st.tuples(st.sampled_from(LISTED), odd, st.integers()).map(packed),
    st.sampled_from(["A" * 3_000, "A" * 4_000, packed([[]] * 400), packed("statements"), "===="]),
)


@SETTINGS
@given(table=st.sampled_from(LISTED), after=cursors)
def test_a_cursor_of_any_kind_is_answered(client: TestClient, table: str, after: str) -> None:
    answer = client.get(table, params={"after": after})
    assert answer.status_code in {200, 400}
    assert answer.headers["content-type"] in {"application/json", "application/problem+json"}


@SETTINGS
@given(data=st.data())
def test_filters_of_any_kind_are_answered(client: TestClient, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(LISTS.keys() - {"conditions", "search", "plain"})))
    names = st.sampled_from([*LISTS[table].model_fields, "nobody"])
    given = data.draw(
        st.dictionaries(names, odd | st.sampled_from(["velland", "2026", "offer", "true", "3"]), max_size=4)
    )
    answer = client.get(table, params=given)
    assert answer.status_code in {200, 400}
    assert len(answer.json().get("detail", "")) < 700


@SETTINGS
@given(query=odd | st.text('"-*():<>| ORactor', max_size=30), after=st.none() | cursors)
def test_a_query_of_any_kind_is_answered(client: TestClient, query: str, after: str | None) -> None:
    found = client.get("search", params={"q": query} | ({} if after is None else {"after": after}))
    assert found.status_code in {200, 400}


@SETTINGS
@given(table=st.sampled_from(LISTED[:6]), key=odd)
def test_an_id_of_any_kind_is_answered(client: TestClient, table: str, key: str) -> None:
    from urllib.parse import quote

    answer = client.get(f"{table}/{quote(key, safe='')}")
    assert answer.status_code in {200, 400, 404, 405}


@pytest.mark.parametrize("raw", [b"q=%ff%fe", b"limit=%d9%a1", b"after=%80", b"a" * 5_000, b"&" * 500, b"%", b"q=%zz"])
def test_a_query_string_of_broken_bytes_is_answered(client: TestClient, raw: bytes) -> None:
    for table in ("search", "statements"):
        answer = client.get(f"{table}?{raw.decode('ascii')}")
        assert answer.status_code in {200, 400}


def test_too_many_parameters_are_refused_at_once(client: TestClient) -> None:
    answer = client.get("statements?" + "&".join(f"a{n}=1" for n in range(3_000)))
    assert answer.status_code == 400


@SETTINGS
@given(of=st.sampled_from(sorted(LISTS)), given=st.dictionaries(odd, odd, max_size=4))
def test_pages_ask_with_the_same_checks(of: Any, given: dict[str, str]) -> None:
    """A page's own parameters are checked as the interface's are: something that makes sense, or a sentence."""
    try:
        told = str(api.asked(of, given).limit)
    except UsageError as error:
        told = str(error)
    assert told.isdecimal() or told.endswith(".")


def test_an_empty_field_of_a_form_counts_as_not_given() -> None:
    asked = api.asked("statements", {"actor": "", "kind": "offer", "limit": ""})
    assert (asked.filters.actor, asked.filters.kind, asked.limit) == (None, "offer", 50)
