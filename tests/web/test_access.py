"""Who is let in: this machine alone by default; others only with the token; and what pages may load and do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pourparler import web
from pourparler.errors import UsageError
from pourparler.web import Access

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response
    from starlette.testclient import TestClient

    from pourparler.protocols import Store

TOKEN = "correct-horse-battery"  # noqa: S105 - for these tests


@pytest.fixture
def guarded(served: Callable[..., TestClient]) -> TestClient:
    """Return a browser of sorts on a server that asks for the token."""
    return served(access=Access(token=TOKEN))


def enter(client: TestClient, secret: str, back: str = "/") -> Response:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/enter").text)
    assert found is not None
    return client.post("/enter", data={"token": found[1], "secret": secret, "back": back})


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_this_machine_is_let_in_under_its_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.0.2.1", "localhost.evil", "[", "a@b"]
)
def test_another_name_is_refused_so_that_no_page_elsewhere_can_read_ours(client: TestClient, host: str) -> None:
    """DNS rebinding: the name of a page elsewhere is made to lead to 127.0.0.1."""
    for path in ("/", "/positions.json", "/api/v1/positions", "/metrics", "/healthz"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


def test_listening_for_others_asks_for_a_token(store: Store) -> None:
    for host in ("0.0.0.0", "::", "", "192.0.2.1", "news.example"):  # noqa: S104
        with pytest.raises(UsageError, match="token"):
            web.app(store, access=Access(host=host))
    with pytest.raises(UsageError, match="at least 16"):
        web.app(store, access=Access(host="192.0.2.1", token="short"))  # noqa: S106
    assert web.app(store, access=Access(host="127.0.0.53"))


def test_others_are_let_in_under_addresses_and_given_names_alone(served: Callable[..., TestClient]) -> None:
    client = served(access=Access(host="0.0.0.0", token=TOKEN, hosts=("News.example",)))  # noqa: S104
    known = {"Authorization": f"Bearer {TOKEN}"}
    for host, status in (("192.0.2.7:8000", 200), ("news.example", 200), ("evil.example", 400)):
        assert client.get("/", headers={"Host": host, **known}).status_code == status


def test_without_the_token_nothing_is_shown(guarded: TestClient) -> None:
    answer = guarded.get("/positions?kind=offer")
    assert (answer.status_code, answer.headers["location"]) == (303, "/enter?back=%2Fpositions%3Fkind%3Doffer")
    for path in ("/positions.json", "/api/v1/positions", "/metrics", "/search.atom?q=a"):
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert guarded.post("/display").status_code == 401
    for path in ("/healthz", "/readyz", "/enter", "/robots.txt"):
        assert guarded.get(path).status_code == 200


def test_the_token_lets_programs_in(guarded: TestClient) -> None:
    assert guarded.get("/positions.json", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200
    for wrong in (f"Basic {TOKEN}", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer \u00e9"):
        header = {b"Authorization": wrong.encode("latin-1")}
        assert guarded.get("/positions.json", headers=header).status_code == 401


def test_the_token_lets_people_in_by_a_form_and_is_in_no_cookie(guarded: TestClient) -> None:
    wrong = enter(guarded, "guess")
    assert wrong.status_code == 401
    assert "That is not the token" in wrong.text
    right = enter(guarded, TOKEN, "/positions?kind=offer")
    assert (right.status_code, right.headers["location"]) == (303, "/positions?kind=offer")
    cookie = right.headers["set-cookie"]
    assert TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert guarded.get("/positions").status_code == 200


def test_a_session_ends_with_its_token(served: Callable[..., TestClient], guarded: TestClient) -> None:
    enter(guarded, TOKEN)
    other = served(access=Access(token="another-horse-battery"))  # noqa: S106
    other.cookies = guarded.cookies
    assert other.get("/").status_code == 303


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "javascript:x", "/a\nb", "x" * 5_000],
)
def test_signing_in_never_leads_elsewhere(guarded: TestClient, back: str) -> None:
    assert enter(guarded, TOKEN, back).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/positions.json", "/nowhere", "/static/pourparler.css", "/api/v1/actors"])
def test_every_answer_keeps_the_page_to_itself(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_an_address_may_be_only_so_long(client: TestClient) -> None:
    assert client.get("/search?q=" + "a" * 5_000).status_code == 414
    assert client.get("/" + "a" * 5_000).status_code == 414


def test_our_files_are_kept_by_browsers_under_the_address_that_pages_use(client: TestClient) -> None:
    page = client.get("/").text
    for name in ("pourparler.css", "pourparler.js", "icon.svg"):
        found = re.search(rf'"(/static/{re.escape(name)}\?v=[0-9a-f]+)"', page)
        assert found is not None
        assert "immutable" in client.get(found[1]).headers["cache-control"]
        assert client.get(f"/static/{name}?v=old").headers["cache-control"] == "no-cache"
    for path in ("/static/x.css", "/static/..%2Fsite.py", "/static/"):
        assert client.get(path).status_code == 404


def test_the_style_sheet_and_the_script_load_nothing(client: TestClient) -> None:
    style, script = client.get("/static/pourparler.css").text, client.get("/static/pourparler.js").text
    assert re.findall(r"url\(|@import|@font-face", style) == []
    assert re.findall(r"\beval\b|innerHTML|fetch\(|XMLHttpRequest|import\(|document\.write", script) == []
    assert len(script) < 8_000


def test_pages_are_light(client: TestClient) -> None:
    """Without its chart a page has less than 100 KB, style sheet and script included."""
    shared = sum(len(client.get(f"/static/{name}").content) for name in ("pourparler.css", "pourparler.js"))
    assert shared < 40_000
    assert max(len(client.get(path).content) for path in ("/", "/positions", "/conditions", "/statements")) < 60_000
