"""Who is told that scopes grew: by this process's own commits, and by others on the same PostgreSQL."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

Grown: TypeAlias = Mapping[bytes, int]
"""Scope: the number of its last change. A hint only: who is told reads, who is not told reads a little later."""

_CHANNEL = "eocdesk_hub"
_PAYLOAD = 7_000  # PostgreSQL takes 8,000 bytes at a time
_WAIT_S = 0.1
_PAUSE_S = 2.0

_log = logging.getLogger(__name__)


class Signals:
    """Told once per commit, on the thread that committed or on the listening one."""

    def __init__(self) -> None:
        self.heard: list[Callable[[Grown], None]] = []
        """Called with each commit's scopes; quick, and from any thread."""
        self._own = secrets.token_hex(4)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def tell(self, grown: Grown) -> None:
        """Pass it on; one listener that fails keeps nobody else from hearing."""
        if not grown:
            return
        for listener in tuple(self.heard):
            try:
                listener(grown)
            except Exception:  # noqa: BLE001  whatever it is, the commit stands
                _log.exception("a listener failed on what was committed")

    def notify(self, connection: Connection, grown: Grown) -> None:
        """Have PostgreSQL tell the other processes once this transaction is committed; on a file nothing."""
        if connection.dialect.name != "postgresql":
            return
        for payload in _payloads(self._own, grown):
            connection.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": _CHANNEL, "payload": payload})

    def listen(self, engine: Engine) -> None:
        """Hear other processes from now on, in a thread of its own; on a file there is nobody to hear."""
        if engine.dialect.name == "postgresql":
            self._thread = threading.Thread(target=self._listen, args=(engine,), name="hub-signals", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Hear no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, engine: Engine) -> None:
        first = True
        while not self._stop.is_set():
            try:
                self._hear(engine, missed=not first)
            except (SQLAlchemyError, OSError) as error:
                _log.info("not hearing of other processes' commits: %s", error)
            except Exception as error:  # noqa: BLE001  the driver's own, raised past SQLAlchemy
                _log.info("not hearing of other processes' commits: %s", error)
            first = False
            self._stop.wait(_PAUSE_S)

    def _hear(self, engine: Engine, *, missed: bool) -> None:
        # A connection of our own, not one of the pool: it is never given back with its LISTEN still on.
        held = engine.raw_connection()
        raw: Any = held.driver_connection
        held.detach()
        try:
            raw.autocommit = True
            raw.execute(f"LISTEN {_CHANNEL}")
            if missed:
                self.tell(dict(raw.execute("SELECT id, seq FROM hub_scope").fetchall()))
            while not self._stop.is_set():
                for told in raw.notifies(timeout=_WAIT_S, stop_after=1):
                    self.tell(_read(told.payload, self._own))
        finally:
            raw.close()


def _payloads(own: str, grown: Grown) -> Iterator[str]:
    parts: list[str] = []
    for scope, seq in grown.items():
        parts.append(f"{scope.hex()}:{seq}")
        if sum(map(len, parts)) > _PAYLOAD:
            yield f"{own} {','.join(parts)}"
            parts = []
    if parts:
        yield f"{own} {','.join(parts)}"


def _read(payload: str, own: str) -> dict[bytes, int]:
    """What another process said; nothing where it was this one, or no words of ours."""
    sender, _, rest = payload.partition(" ")
    if sender == own:
        return {}
    try:
        pairs = (part.split(":", 1) for part in rest.split(",") if part)
        return {bytes.fromhex(scope): int(seq) for scope, seq in pairs}
    except ValueError:
        return {}
