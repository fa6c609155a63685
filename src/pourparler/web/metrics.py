"""What Prometheus reads: requests by route, how long they take, and how much the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.rows import Status

__all__ = ["Metrics"]

# The promise is a median under 40 ms and a 99th percentile under 200 ms: bounds close together around both.
_BOUNDS = (0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)
_COUNTS = ("sources", "failing", "waiting", "quarantined", "articles", "statements", "positions", "actors", "stories")


class Metrics:
    """One application's figures, in a registry of their own."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pourparler_http_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "pourparler_http_request_seconds",
            "Seconds from the request to the end of its answer.",
            ("route",),
            buckets=_BOUNDS,
            registry=self._registry,
        )
        self._going = Gauge("pourparler_http_requests_going", "Requests being answered now.", registry=self._registry)
        self._rows = Gauge("pourparler_store_rows", "What the store holds.", ("of",), registry=self._registry)

    def begin(self) -> None:
        """Note that a request begins."""
        self._going.inc()

    def end(self, method: str, route: str, status: int, seconds: float) -> None:
        """Note that a request has been answered."""
        self._going.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, status: Status) -> tuple[bytes, str]:
        """Return all figures and their media type."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        for name in _COUNTS:
            self._rows.labels(name).set(getattr(status, name))
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
