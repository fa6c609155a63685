"""The guard stands on the connection: after resolving, before connecting, at every redirect."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import httpcore2
import pytest

from pourparler.errors import RefusedError, RetryError
from pourparler.fetch import fetch
from pourparler.fetch.fake import PUBLIC, FakeNetwork, Page
from pourparler.fetch.guard import Deadline, GuardedBackend, Internet

if TYPE_CHECKING:
    from pourparler.settings import Settings

PAGE = Page(b"<p>Delegations met in the harbour town.</p>")
START = "https://daily.example/"


def test_connects_to_the_checked_address_and_secures_the_name(settings: Settings) -> None:
    network = FakeNetwork({START: PAGE})
    assert fetch(START, settings, network=network).content == PAGE.body
    assert network.connected == [(PUBLIC, 443)]
    assert network.secured == ["daily.example"]


def test_rebinding_name_is_resolved_once_and_the_checked_address_is_used(settings: Settings) -> None:
    """The first answer is public, every later one is this machine: there is no later one."""
    network = FakeNetwork({START: PAGE}, names={"daily.example": [[PUBLIC], ["127.0.0.1"]]})
    fetch(START, settings, network=network)
    assert network.resolved == ["daily.example"]
    assert network.connected == [(PUBLIC, 443)]


def test_rebinding_between_redirects_is_caught(settings: Settings) -> None:
    """A page redirects to itself, and its name has moved to this machine meanwhile."""
    network = FakeNetwork({START: Page.redirect("/b")}, names={"daily.example": [[PUBLIC], ["127.0.0.1"]]})
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1 is loopback"):
        fetch(START, settings, network=network)
    assert network.connected == [(PUBLIC, 443)]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%1"])
@pytest.mark.parametrize("place", ["alone", "first", "last"])
def test_name_with_one_private_address_is_not_connected_to(address: str, place: str, settings: Settings) -> None:
    answer = {"alone": [address], "first": [address, PUBLIC], "last": [PUBLIC, PUBLIC, address]}[place]
    network = FakeNetwork({START: PAGE}, names={"daily.example": [answer]})
    with pytest.raises(RefusedError, match="not public"):
        fetch(START, settings, network=network)
    assert not network.connected


def test_all_addresses_are_checked_even_beyond_those_tried(settings: Settings) -> None:
    answer = [f"93.184.215.{n}" for n in range(1, 60)] + ["192.168.1.1"]
    network = FakeNetwork({START: PAGE}, names={"daily.example": [answer]})
    with pytest.raises(RefusedError, match=r"192\.168\.1\.1 is private"):
        fetch(START, settings, network=network)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example/",
        "//inside.example/x",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://daily.example:6379/",
        "file:///etc/passwd",
        "gopher://daily.example/",
        "https://user:secret@daily.example/",
    ],
)
def test_redirect_passes_the_same_checks(target: str, settings: Settings) -> None:
    network = FakeNetwork({START: Page.redirect(target)}, names={"inside.example": [["10.0.0.7"]]})
    with pytest.raises(RefusedError):
        fetch(START, settings, network=network)
    assert network.connected == [(PUBLIC, 443)]


def test_allowed_host_may_be_private_but_not_what_it_redirects_to(settings: Settings) -> None:
    allowing = settings.model_copy(update={"allow_hosts": ("desk.example",)})
    names = {"desk.example": [["10.0.0.7"]], "other.example": [["10.0.0.8"]]}
    pages = {"http://desk.example:8000/": PAGE, "http://desk.example:8000/go": Page.redirect("http://other.example/")}
    network = FakeNetwork(pages, names)
    assert fetch("http://desk.example:8000/", allowing, network=network).content == PAGE.body
    with pytest.raises(RefusedError, match=r"10\.0\.0\.8"):
        fetch("http://desk.example:8000/go", allowing, network=network)
    assert {address for address, _ in network.connected} == {"10.0.0.7"}


def test_next_address_is_tried_when_one_does_not_answer(settings: Settings) -> None:
    class Half(FakeNetwork):
        def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
            if ":" in address:
                self.connected.append((address, port))
                raise httpcore2.ConnectTimeout("timed out")
            return super().connect(address, port, timeout)

    network = Half({START: PAGE}, names={"daily.example": [["2606:4700::1", PUBLIC]]})
    assert fetch(START, settings, network=network).content == PAGE.body
    assert network.connected == [("2606:4700::1", 443), (PUBLIC, 443)]


def test_dead_addresses_end_in_an_error_that_may_pass(settings: Settings) -> None:
    class Dead(FakeNetwork):
        def connect(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
            assert timeout <= settings.timeout
            self.connected.append((address, port))
            raise httpcore2.ConnectError(ConnectionRefusedError(111, "Connection refused"))

    network = Dead({}, names={"daily.example": [[f"93.184.215.{n}" for n in range(1, 60)]]})
    with pytest.raises(RetryError, match="connection refused"):
        fetch(START, settings, network=network)
    assert len(network.connected) == 6


def test_name_without_addresses_may_be_tried_again(settings: Settings) -> None:
    with pytest.raises(RetryError, match="has no address"):
        fetch(START, settings, network=FakeNetwork({}, names={"daily.example": [[]]}))


def test_socket_files_are_refused(settings: Settings) -> None:
    backend = GuardedBackend(settings, Deadline(1), FakeNetwork({}))
    with pytest.raises(RefusedError, match="socket file"):
        backend.connect_unix_socket("/run/engine.sock")


def test_backend_checks_host_and_port_by_itself(settings: Settings) -> None:
    """Whatever came before: the last line of defence does not trust it."""
    network = FakeNetwork({})
    backend = GuardedBackend(settings, Deadline(1), network)
    for host, port in (("2130706433", 80), ("daily.example", 25), ("127.0.0.1", 80), ("::1", 443), ("", 80)):
        with pytest.raises(RefusedError):
            backend.connect_tcp(host, port)
    assert not network.resolved
    assert not network.connected


def test_real_resolver_of_this_machine_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """``localhost`` through the system's own resolver; nothing is connected to."""
    monkeypatch.setattr(Internet, "connect", lambda *_: pytest.fail("connected"))
    with pytest.raises(RefusedError, match="loopback"):
        fetch("http://localhost/", settings)


@pytest.mark.parametrize("fault", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long")])
def test_unknown_name_is_a_sentence(fault: Exception, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(RetryError, match=r"nowhere\.example is not known"):
        fetch("http://nowhere.example/", settings)


def test_resolver_that_hangs_costs_no_more_than_the_timeout(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    begun = time.monotonic()
    with pytest.raises(RetryError, match="not resolved in time"):
        fetch("http://slow.example/", settings.model_copy(update={"timeout": 0.2}))
    over.set()
    assert time.monotonic() - begun < 2


def test_deadline_counts_down_and_then_raises() -> None:
    now = 100.0
    deadline = Deadline(3, clock=lambda: now)
    assert deadline.left() == 3
    now = 102.5
    assert deadline.left() == 0.5
    now = 103.0
    with pytest.raises(RetryError, match="3 seconds"):
        deadline.left()
