"""Small servers on 127.0.0.1 that misbehave on purpose."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable


class Server:
    """Takes connections one after another; ``behave`` gets each once its request is read."""

    def __init__(self, behave: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> None:
        self._behave = behave
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self.stopped.is_set():
            try:
                plain, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.connections += 1
            plain.settimeout(5)
            with plain, contextlib.suppress(OSError):
                self._answer(plain)

    def _answer(self, plain: socket.socket) -> None:
        connection = self._context.wrap_socket(plain, server_side=True) if self._context else plain
        with connection:
            asked = b""
            while b"\r\n\r\n" not in asked:
                part = connection.recv(65536)
                if not part:
                    return
                asked += part
            self._behave(connection)

    def stop(self) -> None:
        self.stopped.set()
        self._thread.join(6)
        self._listener.close()
