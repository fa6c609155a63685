"""Redirects, limits, statuses and packings, over a network in memory and over servers on this machine."""

from __future__ import annotations

import gzip
import hashlib
import logging
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import NotFoundError, PourparlerError, RefusedError, RetryError, UnreadableError, UsageError
from pourparler.fetch import decode, fetch
from pourparler.fetch.fake import FakeNetwork, Page

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from pourparler.fetch.fake import Served
    from pourparler.settings import Settings
    from tests.fetch.conftest import Serve

START = "https://daily.example/"
BODY = "<p>Délégations réunies à midi.</p>".encode()
HTML = ("Content-Type", "text/html; charset=utf-8")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def get(page: Page, settings: Settings, **others: Page) -> bytes:
    """Fetch ``page`` from the start address; ``others`` lie beside it."""
    pages = {START: page, **{START + name: other for name, other in others.items()}}
    return fetch(START, settings, network=FakeNetwork(pages)).content


def test_capture_says_what_came_and_when(settings: Settings) -> None:
    before = datetime.now(UTC)
    pages = {START: Page.redirect("//news.example/b#part"), "https://news.example/b": Page(BODY)}
    network = FakeNetwork(pages)
    capture = fetch(f" {START} ", settings, network=network)
    assert (capture.content, capture.url, capture.name) == (BODY, "https://news.example/b", f" {START} ")
    assert (capture.media_type, capture.charset) == ("text/html", "utf-8")
    assert capture.sha256 == hashlib.sha256(BODY).hexdigest()
    assert before <= capture.fetched <= datetime.now(UTC)
    assert decode(capture) == BODY.decode()
    assert b"user-agent: pourparler/test" in network.requests[0].lower()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, settings: Settings) -> None:
    assert get(Page.redirect("b?c=d", status), settings, **{"b?c=d": Page(BODY)}) == BODY


def test_redirects_end_at_the_limit(settings: Settings) -> None:
    chain = {str(n): Page.redirect(f"/{n + 1}") for n in range(5)} | {"5": Page(BODY)}
    with pytest.raises(RefusedError, match="more than 5 times"):
        get(Page.redirect("/0"), settings, **chain)
    assert get(Page.redirect("/1"), settings, **chain) == BODY
    with pytest.raises(RefusedError, match="more than 0 times"):
        get(Page.redirect("/1"), settings.model_copy(update={"max_redirects": 0}), **chain)


def test_redirect_loop_is_named(settings: Settings) -> None:
    with pytest.raises(RefusedError, match="in a circle"):
        get(Page.redirect("/b"), settings, b=Page.redirect("/"))


def test_cookie_wall_is_passed(settings: Settings) -> None:
    """A site sets a cookie, redirects to the same page, and wants to see it."""

    class Wall(FakeNetwork):
        @property
        def pages(self) -> Mapping[str, Served]:
            seen = bool(self.requests) and b"seen=1" in self.requests[-1]
            wall = Page(status=302, headers=(("Location", "/"), ("Set-Cookie", "seen=1; Path=/")))
            return {START: Page(BODY) if seen else wall}

        @pages.setter
        def pages(self, pages: Mapping[str, Served]) -> None:
            pass

    assert fetch(START, settings, network=Wall({})).content == BODY


@pytest.mark.parametrize("cookie", ["a=\xe9\xff", "a=b; expires=never; max-age=x", "=", ";;;", "a" * 50_000])
def test_odd_cookies_do_no_harm(cookie: str, settings: Settings) -> None:
    wall = Page(status=302, headers=(("Location", "/b"), ("Set-Cookie", cookie)))
    assert get(wall, settings, b=Page(BODY)) == BODY


@pytest.mark.parametrize(
    "location", ["/\xe9t\xe9", "/%zz", "?a b", "/a\tb", "", "http://", "https://[", "//", ":", "x:y"]
)
def test_odd_redirect_is_followed_or_an_error_of_ours(location: str, settings: Settings) -> None:
    with pytest.raises(PourparlerError) as caught:
        get(Page.redirect(location), settings)
    assert str(caught.value).isprintable()


def test_step_down_to_http_is_followed_and_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    pages = {START: Page.redirect("http://daily.example/"), "http://daily.example/": Page(BODY)}
    with caplog.at_level(logging.WARNING, logger="pourparler.fetch"):
        capture = fetch(START, settings, network=FakeNetwork(pages))
    assert capture.url == "http://daily.example/"
    assert "from https to http" in caplog.text


@pytest.mark.parametrize(
    ("status", "error"),
    [(status, NotFoundError) for status in (404, 410)]
    + [(status, RefusedError) for status in (400, 401, 402, 403, 405, 406, 407, 418, 451)]
    + [(status, RetryError) for status in (202, 408, 425, 429, 500, 502, 503, 504, 520, 599, 999)]
    + [(status, UnreadableError) for status in (204, 205, 206, 300, 301, 304)],
)
def test_status_decides_the_error(status: int, error: type[PourparlerError], settings: Settings) -> None:
    with pytest.raises(PourparlerError) as caught:
        get(Page(BODY, status=status, headers=(HTML, ("Retry-After", "120"))), settings)
    assert type(caught.value) is error
    assert str(status) in str(caught.value)
    assert str(caught.value).endswith(".")
    assert ("in 120 seconds" in str(caught.value)) == (error is RetryError)


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=KOI8-R", "text/html", "KOI8-R"),
        ('text/plain;charset="windows-1251"', "text/plain", "windows-1251"),
        ("application/xhtml+xml; profile=x; charset = utf-8", "application/xhtml+xml", "utf-8"),
        ("application/xml", "application/xml", None),
        ("text/xml", "text/xml", None),
        ("application/rss+xml", "application/rss+xml", None),
        ("text/html, text/html; charset=gbk", "text/html", "gbk"),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_page_types_are_read(header: str, media_type: str | None, charset: str | None, settings: Settings) -> None:
    page = Page(BODY, headers=(("Content-Type", header),))
    capture = fetch(START, settings, network=FakeNetwork({START: page}))
    assert (capture.media_type, capture.charset) == (media_type, charset)


@pytest.mark.parametrize(
    "header", ["application/pdf", "image/png", "image/svg+xml", "application/json", "video/mp4", "text/css", "x/y"]
)
def test_other_types_are_refused_with_their_name(header: str, settings: Settings) -> None:
    with pytest.raises(RefusedError, match="not a page") as caught:
        get(Page(BODY, headers=(("Content-Type", header),)), settings)
    assert header in str(caught.value)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(BODY)),
        ("X-GZIP", gzip.compress(BODY)),
        ("gzip", gzip.compress(BODY[:9]) + gzip.compress(BODY[9:])),
        ("gzip", gzip.compress(BODY) + b"\0" * 100),
        ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)),
        ("identity", BODY),
        ("", BODY),
    ],
)
def test_packed_page_is_unpacked(packing: str, body: bytes, settings: Settings) -> None:
    assert get(Page(body, headers=(HTML, ("Content-Encoding", packing))), settings) == BODY


@pytest.mark.parametrize(
    ("packing", "body", "match"),
    [
        ("gzip", gzip.compress(BODY)[:-9], "cut short"),
        ("gzip", gzip.compress(BODY)[:5], "cut short"),
        ("deflate", zlib.compress(BODY)[:-5], "cut short"),
        ("deflate", b"\x78", "cut short"),
        ("gzip", BODY, "broken"),
        ("deflate", BODY, "broken"),
        ("gzip", gzip.compress(BODY)[:-8] + bytes(8), "broken"),
        ("br", BODY, "packed as br"),
        ("zstd", BODY, "packed as zstd"),
        ("gzip, gzip", gzip.compress(gzip.compress(BODY)), "packed as gzip, gzip"),
    ],
)
def test_packing_that_cannot_be_undone_is_a_sentence(packing: str, body: bytes, match: str, settings: Settings) -> None:
    with pytest.raises(UnreadableError, match=match):
        get(Page(body, headers=(HTML, ("Content-Encoding", packing))), settings)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_bomb_is_stopped_while_it_unpacks(pack: object, settings: Settings) -> None:
    """200 MB of zeros in 200 kB; no more than the limit and a step is ever held."""
    assert callable(pack)
    bomb = pack(bytes(200_000_000))
    packing = "gzip" if pack is gzip.compress else "deflate"
    tracemalloc.start()
    with pytest.raises(RefusedError, match="larger than 1,000,000 bytes"):
        get(
            Page(bomb, headers=(HTML, ("Content-Encoding", packing))),
            settings.model_copy(update={"max_bytes": 1_000_000}),
        )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_page_of_exactly_the_limit_is_read(settings: Settings) -> None:
    assert len(get(Page(b"x" * 100_000), settings)) == 100_000
    packed = Page(gzip.compress(b"x" * 100_000), headers=(HTML, ("Content-Encoding", "gzip")))
    assert len(get(packed, settings)) == 100_000
    for page in (Page(b"x" * 100_001), Page(gzip.compress(b"x" * 100_001), headers=packed.headers)):
        with pytest.raises(RefusedError, match="larger than 100,000 bytes"):
            get(page, settings)


@pytest.mark.parametrize("length", ["100001", "9" * 19, "9" * 5000])
def test_announced_size_above_the_limit_is_refused_unread(length: str, settings: Settings) -> None:
    """The body never comes: refused by the header alone, or by h11, which knows that no length has 20 digits."""
    page = Page(b"<p>", headers=(HTML, ("Content-Length", length)))
    with pytest.raises((RefusedError, RetryError)):
        get(page, settings)


def test_empty_page_is_a_sentence(settings: Settings) -> None:
    with pytest.raises(UnreadableError, match="is empty"):
        get(Page(b""), settings)


def test_body_shorter_than_announced_may_be_tried_again(settings: Settings) -> None:
    with pytest.raises(RetryError, match="broke it off"):
        get(Page(BODY, headers=(HTML, ("Content-Length", "5000"))), settings)


def test_environment_proxies_are_never_used(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert get(Page(BODY), settings) == BODY


@pytest.mark.parametrize("agent", ["reader\r\nX-Evil: 1", "Leser für Nachrichten", "a\x00b"])
def test_user_agent_that_cannot_be_sent_is_a_usage_error(agent: str, settings: Settings) -> None:
    with pytest.raises(UsageError, match="user_agent"):
        get(Page(BODY), settings.model_copy(update={"user_agent": agent}))


def test_real_server_is_fetched(serve: Serve, local: Settings) -> None:
    server = serve(lambda c: c.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n2\r\nHi\r\n0\r\n\r\n"))
    capture = fetch(f"http://127.0.0.1:{server.port}/a", local)
    assert capture.content == b"<p>Hi"
    assert capture.url == f"http://127.0.0.1:{server.port}/a"


def test_real_server_that_is_not_allowed_is_never_connected_to(serve: Serve, settings: Settings) -> None:
    server = serve(lambda c: c.sendall(HEAD + b"\r\n<p>"))
    for link in (f"http://127.0.0.1:{server.port}/", f"http://localhost:{server.port}/"):
        with pytest.raises(RefusedError):
            fetch(link, settings)
    assert server.connections == 0


@pytest.mark.parametrize("phase", ["body", "head", "chunks", "silence", "interim"])
def test_slow_server_costs_no_more_than_the_timeout(phase: str, serve: Serve, local: Settings) -> None:
    """A byte now and then, each well within any single time limit."""
    start, drip = {
        "body": (HEAD + b"Content-Length: 90000\r\n\r\n", b"x"),
        "head": (HEAD, b"X"),
        "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        "silence": (b"", b""),
        "interim": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    }[phase]

    def behave(connection: socket.socket) -> None:
        connection.sendall(start)
        while not server.stopped.wait(0.05):
            connection.sendall(drip)

    server = serve(behave)
    begun = time.monotonic()
    with pytest.raises(RetryError):
        fetch(f"http://127.0.0.1:{server.port}/", local)
    assert time.monotonic() - begun < 3 * local.timeout


def test_slow_redirects_share_one_timeout(serve: Serve, local: Settings) -> None:
    def behave(connection: socket.socket) -> None:
        server.stopped.wait(0.25)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    server = serve(behave)
    begun = time.monotonic()
    with pytest.raises(RetryError):
        fetch(f"http://127.0.0.1:{server.port}/", local.model_copy(update={"max_redirects": 20}))
    assert time.monotonic() - begun < 3 * local.timeout


@pytest.mark.parametrize("framing", [b"\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
def test_endless_body_is_refused_at_the_limit(framing: bytes, serve: Serve, local: Settings) -> None:
    piece = b"x" * 4096
    piece = b"1000\r\n" + piece + b"\r\n" if b"chunked" in framing else piece

    def behave(connection: socket.socket) -> None:
        connection.sendall(HEAD + framing)
        while not server.stopped.is_set():
            connection.sendall(piece)

    server = serve(behave)
    with pytest.raises(RefusedError, match="larger than"):
        fetch(f"http://127.0.0.1:{server.port}/", local)


def test_endless_headers_are_a_broken_answer(serve: Serve, local: Settings) -> None:
    def behave(connection: socket.socket) -> None:
        connection.sendall(HEAD)
        while not server.stopped.is_set():
            connection.sendall(b"X-Long: " + b"y" * 4000 + b"\r\n")

    server = serve(behave)
    with pytest.raises(RetryError, match="broken answer"):
        fetch(f"http://127.0.0.1:{server.port}/", local)


@pytest.mark.parametrize(
    "answer",
    [b"", b"\r\n", b"HTTP/1.1", b"220 mail ready\r\n", b"HTTP/9.9 x\r\n\r\n", b"\x00" * 999,
     HEAD + b"Content-Length: -5\r\n\r\n",
     HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
)  # fmt: skip
def test_broken_answer_is_an_error_of_ours(answer: bytes, serve: Serve, local: Settings) -> None:
    server = serve(lambda c: c.sendall(answer))
    with pytest.raises(PourparlerError) as caught:
        fetch(f"http://127.0.0.1:{server.port}/", local)
    assert str(caught.value).endswith(".")


def test_closed_port_may_be_tried_again(serve: Serve, local: Settings) -> None:
    server = serve(lambda _: None)
    server.stop()
    with pytest.raises(RetryError, match="connection refused"):
        fetch(f"http://127.0.0.1:{server.port}/", local)
