from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler.settings import Settings
from tests.fetch.servers import Server

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Iterator

    Serve = Callable[..., Server]


@pytest.fixture
def settings() -> Settings:
    """Settings as they are by default, whatever the environment says."""
    return Settings(timeout=5.0, max_bytes=100_000, max_redirects=5, allow_hosts=(), user_agent="pourparler/test")


@pytest.fixture
def local(settings: Settings) -> Settings:
    """Settings that allow this machine, and are short of time."""
    return settings.model_copy(update={"allow_hosts": ("127.0.0.1",), "timeout": 0.6})


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that are stopped after the test."""
    servers: list[Server] = []

    def start(behave: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Server:
        servers.append(Server(behave, context))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
