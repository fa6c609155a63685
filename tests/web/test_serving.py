"""The server as a process: says where it listens, answers, refuses what it must, and stops when told."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from pourparler import web
from pourparler.errors import RefusedError, UsageError
from pourparler.web import Access

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.protocols import Store

PROGRAM = """
import sys
from pourparler import web
from pourparler.storage import open_store
with open_store(sys.argv[1]) as store:
    web.serve(store, access=web.Access(port=0), announce=lambda address: print(address, flush=True))
print("stopped", flush=True)
"""


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT])
def test_it_announces_itself_answers_logs_and_stops(filled: Path, signal_: signal.Signals) -> None:
    command = [sys.executable, "-c", PROGRAM, str(filled)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}healthz", timeout=30) as answer:  # noqa: S310 - our own
                assert answer.read() == b"ok\n"
                assert "server" not in answer.headers
            process.send_signal(signal_)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert "Traceback" not in err
    lines = [json.loads(line) for line in err.splitlines()]
    assert any(line.get("route") == "/healthz" for line in lines)
    assert (process.returncode, out) == (0, "stopped\n")


def test_a_port_that_is_taken_is_said_to_be(store: Store) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(RefusedError, match="cannot listen"):
            web.serve(store, access=Access(port=other.getsockname()[1]))
    with pytest.raises(RefusedError, match="cannot listen"):
        web.serve(store, access=Access(port=99_999))


def test_it_does_not_listen_for_others_without_a_token(store: Store) -> None:
    with pytest.raises(UsageError, match="lets others in"):
        web.serve(store, access=Access(host="0.0.0.0"))  # noqa: S104 - refused


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:8/"), ("::1", "http://[::1]:8/"), ("0.0.0.0", "http://127.0.0.1:8/")],  # noqa: S104
)
def test_the_address_can_be_opened(host: str, shown: str) -> None:
    assert Access(host=host).shown(8) == shown
