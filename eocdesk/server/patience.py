"""Connections that ask for nothing are closed, and none of them all come from one address: nobody fills the hub up."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from eocdesk.server.settings import is_loopback

HEADERS_S = 15.0
"""Seconds a connection may take from its beginning, or from the first byte of a request, to a request's headers."""
LARGEST_HEAD = 32 * 1024
"""Bytes of a request that say nothing yet: its head, or what follows its last piece."""
FROM_ONE = 2_000
"""Connections from one address; a room of desks behind one has two each. A balancer on this machine has them all."""


class Patient(HttpToolsProtocol):
    """Uvicorn's own, which waits for a request for ever."""

    wait: ClassVar[float] = HEADERS_S
    from_one: ClassVar[int] = FROM_ONE
    _open: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; at once to an end where the address has too many."""
        super().connection_made(transport)
        self._unread = 0
        self._late: asyncio.TimerHandle | None = None
        self._from = self.client[0] if self.client else ""
        self._open[self._from] += 1
        if self._open[self._from] > self.from_one and not is_loopback(self._from):
            transport.abort()
            return
        self._look()

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > LARGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("This request has no end.")
        self._look()

    def on_headers_complete(self) -> None:
        """Its head is whole."""
        self._unread = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of it came."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of it came."""
        self._unread = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._open[self._from] -= 1
        if self._open[self._from] <= 0:
            del self._open[self._from]
        self._calm()
        super().connection_lost(exc)

    def _look(self) -> None:
        """A request that began to come must come whole; more of its bytes buy no more time."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._calm()
        elif self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(self.wait, self._give_up)

    def _calm(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
