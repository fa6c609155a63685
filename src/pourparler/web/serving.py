"""Runs the application until it is told to stop, and then lets the answers under way end."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pourparler.errors import RefusedError
from pourparler.web.access import Access
from pourparler.web.building import app
from pourparler.web.watching import JsonLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pourparler.protocols import Store
    from pourparler.settings import Settings

__all__ = ["serve"]

_LAST_ANSWERS = 10  # seconds that answers under way may take after the signal to stop
_MOST_AT_ONCE = 200  # connections; more are told to come again (503)


def serve(
    store: Store,
    settings: Settings | None = None,
    *,
    access: Access | None = None,
    add_source: Callable[[str], str] | None = None,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve a store until SIGINT or SIGTERM; return when the answers under way have ended.

    Args:
        store: What is shown; stays open.
        settings: All settings.
        access: Where to listen, and who is let in; 127.0.0.1 and this machine alone where not given.
        add_source: See :func:`~pourparler.web.building.app`.
        announce: Is given the address once the server listens.

    Raises:
        UsageError: it would be open to others without a token.
        RefusedError: the address cannot be listened at.
    """
    import uvicorn

    access = access or Access()
    served = app(store, settings, access=access, add_source=add_source)
    _log_lines()
    config = uvicorn.Config(
        served,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_LAST_ANSWERS,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=32_768,
    )
    with _listen(access.host, access.port) as listening, _ending_here():
        if announce is not None:
            announce(access.shown(listening.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_MOST_AT_ONCE)  # whoever comes before the first answer is ready waits for it
    except (OSError, OverflowError) as error:
        listening.close()
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"The server cannot listen at {host}, port {port} ({why}); choose another.") from error
    return listening


@contextmanager
def _ending_here() -> Iterator[None]:
    """Keep a signal to stop from ending the whole program: the server sends it on after it has stopped for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _log_lines() -> None:
    """Send our own log, and the server's, to standard error as lines of JSON; once a process."""
    for name in ("pourparler", "uvicorn"):
        log = logging.getLogger(name)
        if not any(isinstance(handler.formatter, JsonLines) for handler in log.handlers):
            handler = logging.StreamHandler()
            handler.setFormatter(JsonLines())
            log.addHandler(handler)
            log.propagate = False
        log.setLevel(logging.INFO)
