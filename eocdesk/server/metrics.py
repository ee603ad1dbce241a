"""What a hub counts, for Prometheus: requests, changes, desks that listen, what waits; no names and no content."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from eocdesk import __version__

TOKEN = "metrics.token"  # noqa: S105  the name of a file
"""In the hub's folder: what Prometheus shows to be told the figures (`authorization: credentials_file`)."""
TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


def token(folder: Path) -> str:
    """The word for which the figures of the hub in that folder are told; made where there is none, for its owner alone.

    An address proves nothing: behind a balancer of this machine everybody asks from here.
    """
    path = folder / TOKEN
    if not path.exists():
        fresh = path.with_suffix(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            path.hardlink_to(fresh)  # of two processes that begin at once the first makes it, whole
        except FileExistsError:
            pass
        except OSError:  # a file system without
            fresh.replace(path)
        fresh.unlink(missing_ok=True)
    return path.read_text("ascii").strip()


def shown(header: str | None, word: str) -> bool:
    """Whether that word was shown; no word at all is shown by nobody."""
    told = (header or "").removeprefix("Bearer ")
    return bool(word) and hmac.compare_digest(told.encode(), word.encode())


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
