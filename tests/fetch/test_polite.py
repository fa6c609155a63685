"""A good guest: robots.txt, rests, waits that grow, conditions, and results in the order asked."""

from __future__ import annotations

import http.server
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import NotFoundError, PourparlerError, RefusedError, RetryError
from pourparler.fetch import Polite, Request
from pourparler.fetch.answers import seconds_of, validator
from pourparler.fetch.fake import FakeNetwork, Page
from pourparler.fetch.robots import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pourparler.fetch.fake import Served
    from pourparler.settings import Settings

HOME = "https://daily.example/"
ROBOTS = f"{HOME}robots.txt"
BODY = b"<p>They met."
NOW = datetime(2024, 9, 2, 12, 0, tzinfo=UTC)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.moment = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.moment += seconds


def guest(settings: Settings, pages: dict[str, Served], **changes: object) -> tuple[Polite, FakeNetwork, Time]:
    network, clock = FakeNetwork(pages), Time()
    polite = Polite(
        settings.model_copy(update={"pause": 1.0, "retries": 2, **changes}),
        network=network,
        clock=clock,
        sleep=clock.sleep,
        now=lambda: NOW,
    )
    return polite, network, clock


def asked(network: FakeNetwork) -> list[str]:
    return [request.split(b" ")[1].decode() for request in network.requests]


def in_turn(*pages: Page) -> Callable[[bytes], Page]:
    """Serve pages one after the other, the last again and again."""
    left = list(pages)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_robots_is_asked_once_and_each_request_rests(settings: Settings) -> None:
    polite, network, clock = guest(settings, {HOME + name: Page(BODY) for name in "abc"})
    for name in "abc":
        answer = polite.ask(Request(HOME + name))
        assert answer.capture
        assert (answer.capture.content, answer.capture.fetched) == (BODY, NOW)
    assert asked(network) == ["/robots.txt", "/a", "/b", "/c"]
    assert clock.slept == [1.0, 1.0, 1.0]


def test_robots_counts(settings: Settings) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Pourparler\nDisallow: /private\nCrawl-delay: 7\n"
    polite, network, clock = guest(
        settings, {ROBOTS: Page(rules), f"{HOME}a": Page(BODY), f"{HOME}private/a": Page(BODY)}
    )
    assert polite.ask(Request(f"{HOME}a")).status == 200
    with pytest.raises(RefusedError, match=r"robots\.txt asks"):
        polite.ask(Request(f"{HOME}private/a"))
    polite.ask(Request(f"{HOME}a"))
    assert asked(network) == ["/robots.txt", "/a", "/a"]
    assert clock.slept[:2] == [1.0, 7.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204])
def test_robots_that_is_not_there_allows_everything(status: int, settings: Settings) -> None:
    polite, *_ = guest(settings, {ROBOTS: Page(b"Disallow: /", status=status), f"{HOME}a": Page(BODY)})
    assert polite.ask(Request(f"{HOME}a")).status == 200


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_fails_means_later_for_the_whole_host(status: int, settings: Settings) -> None:
    polite, network, clock = guest(
        settings, {ROBOTS: Page(status=status), f"{HOME}a": Page(BODY), f"{HOME}b": Page(BODY)}
    )
    for name in "aab":
        with pytest.raises(RetryError) as caught:
            polite.ask(Request(HOME + name))
        assert caught.value.after
    assert asked(network) == ["/robots.txt"] * 3
    clock.moment += 601
    with pytest.raises(RetryError):
        polite.ask(Request(f"{HOME}a"))
    assert len(network.requests) == 6


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html><p>Not found", b"\xff\xfe\x00" * 100, b"User-agent: *\nCrawl-delay: x\nCrawl-delay: -5\n",
     b"User-agent: *\nCrawl-delay: nan", b"User-agent: *\nRequest-rate: 1/0s", b"Disallow: /", b"\x00" * 1000,
     b"User-agent: *\n" + b"Disallow: /" + b"*a" * 100_000 + b"$\n"],
)  # fmt: skip
def test_odd_robots_does_no_harm(content: bytes, settings: Settings) -> None:
    rules = Rules(content, settings)
    rules.check(f"{HOME}a/b?c=d")
    assert rules.delay == 0.0


def test_delay_and_sitemaps_are_read(settings: Settings) -> None:
    text = b"\xef\xbb\xbfUser-agent: *\nCrawl-delay: 3600\nSitemap: https://daily.example/s.xml\nSitemap: https://daily.example/s.xml"
    rules = Rules(text, settings)
    assert rules.delay == 60.0
    assert rules.sitemaps == ("https://daily.example/s.xml",)
    assert Rules(b"User-agent: *\nRequest-rate: 1/10s", settings).delay == 10.0


def test_waits_grow_and_then_it_comes(settings: Settings) -> None:
    busy = Page(status=503)
    polite, _, clock = guest(settings, {f"{HOME}a": in_turn(busy, busy, Page(BODY))})
    assert polite.ask(Request(f"{HOME}a")).status == 200
    assert clock.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("20", 20.0),
        ("0", 1.0),
        ("Mon, 02 Sep 2024 12:00:30 GMT", 30.0),
        ("Mon, 02 Sep 2024 11:00:00 GMT", 1.0),
        ("soon", 2.0),
    ],
)
def test_retry_after_is_kept_to(header: str, wait: float, settings: Settings) -> None:
    busy = Page(status=429, headers=(("Retry-After", header),))
    polite, _, clock = guest(settings, {f"{HOME}a": in_turn(busy, Page(BODY))})
    assert polite.ask(Request(f"{HOME}a")).status == 200
    assert clock.slept == [1.0, wait]


def test_long_retry_after_is_for_another_run(settings: Settings) -> None:
    busy = Page(status=503, headers=(("Retry-After", "3600"),))
    polite, network, clock = guest(settings, {f"{HOME}a": busy, f"{HOME}b": Page(BODY)})
    for name in "ab":
        with pytest.raises(RetryError) as caught:
            polite.ask(Request(HOME + name))
        assert caught.value.after == pytest.approx(3600, abs=2)
    assert asked(network) == ["/robots.txt", "/a"]
    assert sum(clock.slept) == 1.0


def test_dead_host_costs_a_few_tries_and_not_one_for_each_page(settings: Settings) -> None:
    polite, network, clock = guest(settings, {f"{HOME}{n}": Page(status=500) for n in range(100)})
    outcomes = list(polite.each(Request(f"{HOME}{n}") for n in range(100)))
    assert all(isinstance(outcome.error, RetryError) for outcome in outcomes)
    assert len(network.requests) <= 1 + 2 * 3
    assert sum(clock.slept) < 200


@pytest.mark.parametrize(("status", "error"), [(404, NotFoundError), (403, RefusedError)])
def test_what_will_never_work_is_asked_once(status: int, error: type[PourparlerError], settings: Settings) -> None:
    polite, network, _ = guest(settings, {f"{HOME}a": Page(status=status)})
    with pytest.raises(error) as caught:
        polite.ask(Request(f"{HOME}a"))
    assert caught.value.status == status
    assert asked(network) == ["/robots.txt", "/a"]


def conditional(request: bytes) -> Page:
    """Answer 304 to whoever has seen it."""
    seen = b'if-none-match: "v1"' in request.lower() or b"if-modified-since: mon, 02 sep" in request.lower()
    validators = (("ETag", '"v1"'), ("Last-Modified", "Mon, 02 Sep 2024 10:00:00 GMT"))
    return (
        Page(status=304, headers=validators)
        if seen
        else Page(BODY, headers=(("Content-Type", "text/html"), *validators))
    )


@pytest.mark.parametrize(("etag", "modified"), [('"v1"', None), (None, "Mon, 02 Sep 2024 10:00:00 GMT")])
def test_what_has_not_changed_is_not_sent_again(etag: str | None, modified: str | None, settings: Settings) -> None:
    polite, *_ = guest(settings, {f"{HOME}a": conditional})
    first = polite.ask(Request(f"{HOME}a"))
    assert (first.status, first.etag, first.modified) == (200, '"v1"', "Mon, 02 Sep 2024 10:00:00 GMT")
    assert first.capture
    again = polite.ask(Request(f"{HOME}a", etag=etag, modified=modified))
    assert (again.status, again.capture, again.etag) == (304, None, '"v1"')


@pytest.mark.parametrize("header", ["a\r\nX: y", "é", "", None, "x" * 2000, "\x00"])
def test_validator_that_cannot_be_sent_is_dropped(header: str | None) -> None:
    assert validator(header) is None


@pytest.mark.parametrize("header", ["", None, "-5", "1e9", "x" * 500, "Mon, 99 Sep 2024"])
def test_odd_retry_after_is_passed_over(header: str | None) -> None:
    assert seconds_of(header, NOW) is None


def test_huge_retry_after_is_a_day_at_most() -> None:
    assert seconds_of("999999999", NOW) == 86_400
    assert seconds_of("Fri, 31 Dec 9999 23:59:59 GMT", NOW) == 86_400


def test_redirect_to_another_host_waits_for_that_host_and_asks_its_robots(settings: Settings) -> None:
    polite, network, _ = guest(
        settings,
        {
            f"{HOME}a": Page.redirect("https://other.example/x"),
            f"{HOME}b": Page.redirect("https://other.example/private"),
            "https://other.example/x": Page(BODY),
            "https://other.example/robots.txt": Page(b"User-agent: *\nDisallow: /private"),
        },
    )
    assert polite.ask(Request(f"{HOME}a")).url == "https://other.example/x"
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        polite.ask(Request(f"{HOME}b"))
    assert asked(network) == ["/robots.txt", "/a", "/robots.txt", "/x", "/b"]


def test_two_hosts_that_redirect_to_each_other_do_not_lock_up(settings: Settings) -> None:
    pages: dict[str, Served] = {}
    for n in range(20):
        pages[f"https://a.example/{n}"] = Page.redirect(f"https://b.example/to/{n}")
        pages[f"https://b.example/{n}"] = Page.redirect(f"https://a.example/to/{n}")
        pages[f"https://b.example/to/{n}"] = pages[f"https://a.example/to/{n}"] = Page(BODY)
    polite, *_ = guest(settings, pages)
    requests = [Request(f"https://{host}.example/{n}") for n in range(20) for host in "ab"]
    outcomes = list(polite.each(requests))
    assert [outcome.request for outcome in outcomes] == requests
    assert all(outcome.answer and outcome.answer.capture for outcome in outcomes)


def test_wait_for_the_turn_does_not_use_up_the_timeout(settings: Settings) -> None:
    polite, *_ = guest(settings, {f"{HOME}a": Page(BODY)}, timeout=0.3)
    real = Polite(
        settings.model_copy(update={"timeout": 0.3, "pause": 0.5}), network=FakeNetwork({f"{HOME}a": Page(BODY)})
    )
    assert polite.ask(Request(f"{HOME}a")).status == 200
    assert real.ask(Request(f"{HOME}a")).status == 200


def test_feed_and_packed_sitemap_are_taken_whatever_they_are_called(settings: Settings) -> None:
    import gzip

    packed = Page(gzip.compress(b"<urlset/>"), headers=(("Content-Type", "application/x-gzip"),))
    polite, *_ = guest(settings, {f"{HOME}s.xml.gz": packed})
    assert polite.get(f"{HOME}s.xml.gz").content == b"<urlset/>"
    bomb = Page(gzip.compress(bytes(200_000)), headers=packed.headers)
    polite, *_ = guest(settings, {f"{HOME}s.xml.gz": bomb})
    with pytest.raises(RefusedError, match="larger than"):
        polite.get(f"{HOME}s.xml.gz")


def test_fault_of_the_program_is_raised_and_not_swallowed(settings: Settings) -> None:
    def broken(_: bytes) -> Page:
        raise ZeroDivisionError

    polite, *_ = guest(settings, {f"{HOME}a": broken})
    with pytest.raises(ZeroDivisionError):
        list(polite.each([Request(f"{HOME}a")]))


def test_caller_that_stops_leaves_no_hands_behind(settings: Settings) -> None:
    polite, *_ = guest(settings, {f"https://h{n}.example/": Page(BODY) for n in range(200)})
    read: list[int] = []

    def source() -> Iterator[Request]:
        for n in range(200):
            read.append(n)
            yield Request(f"https://h{n}.example/")

    results = polite.each(source())
    assert next(results).answer
    results.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 5
    while any(thread.name.startswith("fetch-") for thread in threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(thread.name.startswith("fetch-") for thread in threading.enumerate())
    assert len(read) <= 8 * 8


class Inside:
    """Counts how many requests are inside at once: at one server, and at all."""

    def __init__(self) -> None:
        self.now: Counter[int] = Counter()
        self.most: Counter[int] = Counter()
        self.most_of_all = 0
        self._lock = threading.Lock()

    def serve(self) -> http.server.ThreadingHTTPServer:
        counter = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                counter.visit(int(self.headers["Host"].rpartition(":")[2]))
                self.send_response(404 if self.path == "/robots.txt" else 200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(self.path.encode())

            def log_message(self, *_: object) -> None:
                pass

        return http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def visit(self, port: int) -> None:
        with self._lock:
            self.now[port] += 1
            self.most[port] = max(self.most[port], self.now[port])
            self.most_of_all = max(self.most_of_all, self.now.total())
        time.sleep(0.02)
        with self._lock:
            self.now[port] -= 1


def test_one_at_a_time_for_a_host_several_hosts_at_once_and_in_order(settings: Settings) -> None:
    inside = Inside()
    servers = [inside.serve() for _ in range(3)]
    threads = [threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        polite = Polite(settings.model_copy(update={"allow_hosts": ("127.0.0.1",), "pause": 0.0, "connections": 6}))
        # The first server has ten times as many pages as the others, and does not hold them up.
        ports = [server.server_port for server in servers]
        requests = [Request(f"http://127.0.0.1:{ports[n % 3 if n % 10 == 0 else 0]}/{n}") for n in range(60)]
        outcomes = list(polite.each(iter(requests)))
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
    bodies = [outcome.answer.capture.content for outcome in outcomes if outcome.answer and outcome.answer.capture]
    assert bodies == [f"/{n}".encode() for n in range(60)]
    assert set(inside.most.values()) == {1}
    assert inside.most_of_all > 1
