"""What watches the server sees: alive, ready, figures, one line of JSON a request; and what trouble looks like."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import ModelError, RefusedError, RetryError, UnreadableError
from pourparler.web.watching import JsonLines

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from pourparler.protocols import Store


def test_alive_ready_and_figures(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"
    client.get("/stories/0000")
    figures = client.get("/metrics").text
    assert 'pourparler_http_requests_total{method="GET",route="/stories/{id}",status="404"} 1.0' in figures
    assert 'pourparler_store_rows{of="articles"} 5.0' in figures
    assert "pourparler_http_request_seconds_bucket" in figures


def test_figures_have_as_many_routes_as_there_are_pages(client: TestClient) -> None:
    """However many addresses are tried, the number of series stays bounded."""
    for number in range(50):
        client.get(f"/stories/{number}")
        client.get(f"/made-up-{number}")
        client.request(f"VERB{number}", "/")
    routes = {
        line.split('route="')[1].split('"')[0] for line in client.get("/metrics").text.splitlines() if 'route="' in line
    }
    assert routes == {"/stories/{id}", "none", "/"}


def test_a_store_that_is_away_is_not_ready(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        error = RetryError("The store is locked by another program; try again when that has finished.")
        error.after = 7
        raise error

    for name in ("runs", "stories", "positions"):
        monkeypatch.setattr(store, name, away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert client.get("/healthz").status_code == 200
    page = client.get("/")
    assert (page.status_code, page.headers["retry-after"]) == (503, "7")
    assert "locked by another program" in page.text
    assert client.get("/positions.json").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "error", [ValueError("secret words"), UnreadableError("/home/secret is damaged."), ModelError("secret")]
)
def test_a_fault_is_answered_with_a_number_and_logged_without_telling_its_insides(
    client: TestClient,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(store, "story", broken)
    with caplog.at_level(logging.INFO, "pourparler.web"):
        page = client.get("/stories/1", headers={"X-Request-ID": "known-request-1"})
        data = client.get("/stories/1.json")
    assert page.status_code == data.status_code == 500
    assert "known-request-1" in page.text
    assert "secret" not in page.text + data.text
    assert any("known-request-1" in str(getattr(record, "fields", "")) for record in caplog.records)
    assert any(record.exc_info for record in caplog.records)


def test_what_is_refused_is_said_in_its_own_words(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise RefusedError("The store may not be written (read-only).")

    monkeypatch.setattr(store, "stories", refused)
    answer = client.get("/stories")
    assert answer.status_code == 403
    assert "read-only" in answer.text


def test_each_request_has_an_id_and_a_line_of_json(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "pourparler.web"):
        given = client.get("/search?q=private", headers={"X-Request-ID": "from-the-proxy-7"})
        made = client.get("/", headers={b"X-Request-ID": "<bad id>\u00e9".encode("latin-1")})
    assert given.headers["x-request-id"] == "from-the-proxy-7"
    assert len(made.headers["x-request-id"]) == 16
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "pourparler.web"]
    assert lines[0]["request"] == "from-the-proxy-7"
    assert (lines[0]["route"], lines[0]["status"], lines[0]["method"]) == ("/search", 200, "GET")
    assert lines[0]["ms"] >= 0
    assert "private" not in str(lines)


def test_a_line_of_the_log_stays_one_line_whatever_is_in_it() -> None:
    record = logging.LogRecord("pourparler.web", logging.INFO, "", 0, "two\nlines \u2028 \x1b[2J", (), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert line.isascii()
    assert json.loads(line)["message"] == "two\nlines \u2028 \x1b[2J"
