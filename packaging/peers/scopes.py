"""What it costs to ask for news where there are none: a hub of many scopes, all read to their end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.models import ids
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Cursor, Pulled, Since
from eocdesk.ui.bench.figures import Figure, quantile
from peers import desk_client
from peers.engines import DISPLAY, code, program
from peers.light import Line, believed, let_in
from peers.live import linked
from peers.processes import Server, free_port

MS = 1000
BAR_MS = 5.0
ASKED = 100


@dataclass(frozen=True, slots=True)
class Scatter:
    """One incident for each of so many events: each a scope of its own."""

    count: int

    title = "Scatter"

    def do(self, work: Work) -> None:
        """One change a scope."""
        for at in range(self.count):
            work.put(desk_client.KIND, ids.new_id(), event=ids.event_id(f"BENCH-{at}"), title=f"Incident {at}")


def figures(scopes: int, address: Callable[[], str] | None) -> Iterator[Figure]:
    """A pull that brings nothing, from asking to answered; on a file and on PostgreSQL."""
    for where, database in (("file", None), ("PostgreSQL", address() if address else None)):
        if where == "file" or database is not None:
            times = run(scopes, database)
            for name, part, bar in (("p50", 0.5, BAR_MS), ("p95", 0.95, None)):
                yield Figure("no-op pull", f"{scopes} scopes, {where}, {name}", quantile(times, part) * MS, "ms", bar)


def run(scopes: int, database: str | None) -> list[float]:
    """Seconds of each pull."""
    with TemporaryDirectory(prefix="eocdesk-scopes-", ignore_cleanup_errors=True) as made:
        folder, port = Path(made), free_port()
        data = ["--data", str(folder / "hub")]
        where = ["--database", database] if database else []
        with Server([*program(), *data, "serve", "--port", str(port), *where], folder, port, DISPLAY) as server:
            hub = Hub.open(folder / "hub", database)
            [person] = let_in(hub, 1)
            hub.close()
            with linked(folder, server.url, code(folder, [*data, "enrol-code", *where])) as desk:
                desk.do_now(Scatter(scopes))
                desk.link.meet_now()
            return asyncio.run(_asked(port, person, scopes))


async def _asked(port: int, person: Any, scopes: int) -> list[float]:
    line = Line(port)
    token = await believed(line, person)
    cursors: dict[bytes, Cursor] = {}
    more = True
    while more:
        pulled = await line.ask("pull", Since(cursors), Pulled, token)
        for stream in pulled.streams:
            if stream.pieces:
                cursors[stream.scope] = Cursor(stream.first + len(stream.pieces) - 1, stream.hash)
        more = any(stream.more for stream in pulled.streams)
    if len(cursors) < scopes:
        raise AssertionError(f"{len(cursors)} of {scopes} scopes arrived")
    times = []
    for _ in range(ASKED):
        begun = perf_counter()
        pulled = await line.ask("pull", Since(cursors, roster=pulled.clock), Pulled, token)
        times.append(perf_counter() - begun)
        if any(stream.pieces for stream in pulled.streams):
            raise AssertionError("a pull that should bring nothing brought something")
    await line.close()
    return times
