"""A web site on this machine: a feed with validators, the pages it names, and what goes wrong when it is told to."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Site:
    """Serves ``pages`` by name under ``/p/``, and their feed; what it is asked for is counted in ``asked``."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self.pages = dict(pages)
        self.listed = list(pages)
        self.broken: dict[str, int] = {}  # path -> status to answer with
        self.changed: dict[str, datetime] = {}  # name -> when the feed says that the page was changed
        self.moved: dict[str, str] = {}  # path -> where it is now
        self.hold = threading.Event()  # while set, pages (not feeds) are not answered
        self.asked: Counter[str] = Counter()
        self.unchanged = 0  # answers that said "not modified"
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self.hold.clear()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def feed(self) -> bytes:
        """Return the feed as it is now."""
        items = "".join(
            f"<item><title>Item {name}</title><link>{self.address}/p/{name}</link>{self._changed(name)}</item>"
            for name in self.listed
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Site</title>{items}</channel></rss>".encode()

    def _changed(self, name: str) -> str:
        when = self.changed.get(name)
        return (
            f"<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>{when.isoformat()}</atom:updated>" if when else ""
        )

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path = request.path
        self.asked[path] += 1
        if path in self.broken:
            return self._send(request, self.broken[path], b"broken")
        if path in self.moved:
            request.send_response(302)
            request.send_header("Location", self.moved[path])
            request.send_header("Content-Length", "0")
            request.end_headers()
            return None
        if path == "/feed.xml":
            return self._feed(request)
        name = path.removeprefix("/p/")
        if not path.startswith("/p/") or name not in self.pages:
            return self._send(request, 404, b"nothing here")
        while self.hold.is_set():
            threading.Event().wait(0.02)
        return self._send(request, 200, self.pages[name].encode())

    def _feed(self, request: BaseHTTPRequestHandler) -> None:
        content = self.feed()
        tag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'
        if request.headers.get("If-None-Match") == tag:
            self.unchanged += 1
            request.send_response(304)
            request.send_header("ETag", tag)
            request.end_headers()
            return
        self._send(request, 200, content, "application/rss+xml", tag)

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, content: bytes, kind: str = "text/html", tag: str = ""
    ) -> None:
        try:
            request.send_response(status)
            request.send_header("Content-Type", f"{kind}; charset=utf-8")
            request.send_header("Content-Length", str(len(content)))
            if tag:
                request.send_header("ETag", tag)
            request.end_headers()
            request.wfile.write(content)
        except OSError:
            pass  # whoever asked has gone
