"""Every error has one shape, the right status, and keeps our insides to itself."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

import pytest
from starlette.testclient import TestClient

from pourparler import api, errors

STATUS = {
    errors.PourparlerError: 500,
    errors.UsageError: 400,
    errors.QuarantineError: 500,
    errors.RefusedError: 403,
    errors.UnreadableError: 500,
    errors.NotFoundError: 404,
    errors.RetryError: 503,
    errors.ModelError: 500,
    RuntimeError: 500,
    KeyError: 500,
}
SENTENCE = "The store /home/ann/secret.sqlite is in a state."


class Failing:
    """A store in which everything fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*args: object, **named: object) -> NoReturn:  # noqa: ARG001 - any call
            raise self._error

        return self if name == "search" else fail


def asked(error: Exception, address: str = "/statements") -> Any:
    """Return the answer of an interface whose store fails."""
    store: Any = Failing(error)
    return TestClient(api.application(store)).get(address)


def test_every_class_of_error_has_its_status() -> None:
    assert {getattr(errors, name) for name in errors.__all__} <= set(STATUS)


@pytest.mark.parametrize("address", ["/articles", "/actors/a", "/search?q=a", "/status", "/articles/a/reading"])
@pytest.mark.parametrize("kind", STATUS, ids=lambda kind: kind.__name__)
def test_an_error_of_the_store_is_a_problem(kind: type[Exception], address: str) -> None:
    answer = asked(kind(SENTENCE), address)
    told = answer.json()
    assert answer.status_code == STATUS[kind]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert list(told) == ["type", "title", "status", "detail", "instance"]
    assert told["status"] == STATUS[kind]
    assert told["instance"] == address.partition("?")[0]
    if STATUS[kind] == 500:
        assert "secret" not in answer.text
        assert kind.__name__ not in answer.text
    else:
        assert told["detail"] == SENTENCE


def test_what_is_kept_from_the_reader_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="pourparler.api"):
        asked(errors.UnreadableError(SENTENCE))
        asked(RuntimeError("inner"))
    assert SENTENCE in caplog.text
    assert "inner" in caplog.text


@pytest.mark.parametrize(
    ("after", "header"),
    [(None, "5"), (0.2, "1"), (12.4, "13"), (-3, "5"), (1e12, "86400"), (float("inf"), "86400"), (float("nan"), "5")],
)
def test_what_may_work_later_says_when(after: float | None, header: str) -> None:
    error = errors.RetryError(SENTENCE)
    error.after = after
    assert asked(error).headers["retry-after"] == header


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("statements?limit=0", "limit"),
        ("statements?limit=201", "limit"),
        ("statements?limit=ten", "limit"),
        ("statements?limit=1&limit=2", "more than once"),
        ("statements?aktor=velland", "no parameter aktor"),
        ("statements?kind=rumour", "kind"),
        ("statements?since=yesterday", "since"),
        ("statements?since=2026-13", "since"),
        ("statements?since=2026-02-30", "not a date"),
        ("statements?actor=%00", "actor"),
        ("statements?counted=maybe", "counted"),
        ("statements?after=", "cursor"),
        ("statements?after=W10", "cursor"),
        ("actors?kind=offer", "kind"),
        ("stories?actor=velland", "no parameter actor"),
        ("search", "q"),
        ("search?q=", "q"),
        ("search?q=date:never", "date"),
        ("search?q=a&found=actors", "found"),
        ("articles/%07", "id"),
    ],
)
def test_a_request_that_makes_no_sense_is_told_why(client: TestClient, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("address", ["articles/none", "actors/none", "stories/none", "nothing", "articles/", ""])
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(f"http://127.0.0.1/api/v1/{address}")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    answer = client.request(method, "statements", content=b"{}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_error_without_a_request_is_a_problem_too() -> None:
    assert b"instance" not in api.problem(errors.UsageError("No.")).body
