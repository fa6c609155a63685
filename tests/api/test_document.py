"""The description of the interface and its answers agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from pourparler import render
from pourparler.api.routes import router
from pourparler.exports import shape_of
from pourparler.rows import ArticleRow, Found, PositionRow, StatementRow
from tests import readings
from tests.structure.test_docs import rows, sections

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from pourparler.protocols import Store

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
PATHS = [route.path for route in router.routes if isinstance(route, APIRoute) and route.include_in_schema]

BARE = ("/sources", "/runs", "/status")  # they take nothing that could be wrong


@pytest.fixture(scope="session")
def described(mounted: Starlette) -> Any:
    """Return the interface as its description tells of it."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", mounted)


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, mode) for path in PATHS for mode in GenerationMode if path not in BARE or mode is GenerationMode.POSITIVE],
)
def test_every_answer_is_as_described(described: Any, path: str, mode: GenerationMode) -> None:
    """No fault of ours, and status, headers and content as the document says, for sense and nonsense alike."""
    operation = described[path]["GET"]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case[Any]) -> None:
        # a cursor, date or query of the right form can still make no sense: 400 is described, and is right
        answer = case.call_and_validate(excluded_checks=[positive_data_acceptance])
        assert answer.status_code < 500

    holds()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_there_is_as_described(described: Any, library: Store, path: str) -> None:
    """Rows of every table, each page and record of a full store, against their schemas."""
    table, operation = path.split("/")[1], described[path]["GET"]
    if "{id}" in path:
        cases = [{"path_parameters": {"id": row.id}} for row in getattr(library, table)(limit=500).rows]
    elif table == "search":
        cases = [{"query": {"q": "talk*", "found": found, "limit": 3}} for found in get_args(Found)]
    else:
        cases = [{"query": {} if path in BARE else {"limit": 200}}]
    for case in cases:
        answer = operation.Case(**case).call_and_validate()
        assert answer.status_code == 200
        assert answer.json().get("rows") != []


@pytest.fixture(scope="session")
def document(client: TestClient) -> Any:
    return client.get("openapi.json").json()


def test_rows_are_described_field_for_field(document: Any) -> None:
    for kind in (ArticleRow, StatementRow, PositionRow):
        described = document["components"]["schemas"][kind.__name__]
        assert list(described["properties"]) == [name for name, _ in shape_of(kind).fields]
        assert described["required"] == list(described["properties"])


def test_a_reading_is_described_field_for_field(document: Any) -> None:
    schemas = document["components"]["schemas"]
    record = json.loads(render.line(readings.reading()))
    assert list(schemas["Reading"]["properties"]) == list(record)
    assert list(schemas["ReadingArticle"]["properties"]) == list(record["article"])
    assert list(schemas["ReadingStatement"]["properties"]) == list(record["statements"][0])
    assert list(schemas["ReadingSpeaker"]["properties"]) == list(record["statements"][0]["speaker"])
    assert list(schemas["ReadingPosition"]["properties"]) == list(record["positions"][0])
    assert list(schemas["ModelInfo"]["properties"]) == list(record["model"])


def test_every_schema_that_is_named_is_there(document: Any) -> None:
    def named(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return own.union(*(named(value) for value in node.values()))
        return set().union(*(named(value) for value in node)) if isinstance(node, list) else set()

    assert {name.rpartition("/")[2] for name in named(document)} <= set(document["components"]["schemas"])


def test_the_reference_names_every_address_and_parameter(document: Any) -> None:
    """The page's tables have the routes and parameters that there are, and no others."""
    page = sections(REFERENCE.read_text("utf-8"))
    addresses, listed = (set(list(rows(page[heading]))[1:]) for heading in ("Addresses", "Parameters"))
    assert addresses == set(document["paths"]) | {"/openapi.json"}
    parameters = {
        parameter["name"]
        for path in document["paths"].values()
        for parameter in path["get"].get("parameters", [])
        if parameter["in"] == "query"
    }
    assert listed == parameters


def test_the_description_names_no_place_elsewhere(document: Any) -> None:
    assert document["servers"] == [{"url": "/api/v1"}]
    assert "http" not in json.dumps(document["paths"])
