"""What a hub counts, for Prometheus: requests, changes, desks that listen, what waits; no names and no content."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from eocdesk import __version__

TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """One hub process's own figures: two hubs in one program do not mix theirs."""

    def __init__(self, connected: Callable[[], float], waiting: Callable[[], float]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "eocdesk_requests", "Requests answered, by call and status.", ("call", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "eocdesk_request_seconds",
            "Seconds to answer, by call.",
            ("call",),
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._changes = Counter(
            "eocdesk_changes", "Changes taken in, refused and given out.", ("way",), registry=self._registry
        )
        gauge = Gauge("eocdesk_desks_listening", "Desks that listen for live notice.", registry=self._registry)
        gauge.set_function(connected)
        gauge = Gauge("eocdesk_changes_waiting", "Changes that wait to be committed.", registry=self._registry)
        gauge.set_function(waiting)
        version = Gauge("eocdesk_version", "This program's version.", ("version",), registry=self._registry)
        version.labels(__version__).set(1)

    def request(self, call: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(call, str(status)).inc()
        self._seconds.labels(call).observe(seconds)

    def changes(self, way: str, count: int) -> None:
        """So many changes went that way: taken, refused, given."""
        self._changes.labels(way).inc(count)

    def text(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self._registry)
