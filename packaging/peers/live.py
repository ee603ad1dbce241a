"""How soon an entry is seen: one real desk writes, hundreds of light ones listen and pull, the hub is weighed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.store.hub.hub import Hub
from eocdesk.ui.bench.figures import Figure, quantile
from peers import desk_client
from peers.engines import DISPLAY, code, program
from peers.light import LightDesk, Person, let_in
from peers.processes import Server, cpu_seconds, free_port, memory_mb

MS = 1000
SEEN_BAR_MS = 1000
"""An entry is seen within so long by 95 of 100 desks."""
BETWEEN_S = 1.0
PATIENCE_S = 120.0
"""For all desks to be linked, and for an entry to be seen by all."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many desks listen, and how many entries are written."""

    desks: int = 300
    entries: int = 30


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one run gave."""

    seen: list[float]
    """Seconds from the writer's key to the moment a desk held the entry, for each entry and desk."""

    cpu: float
    memory: float
    seconds: float
    linked: float
    """Seconds until every desk was linked."""


def figures(sizes: Sizes, address: Callable[[], str] | None) -> Iterator[Figure]:
    """Entry to seen, and what it costs the hub; on a file and on PostgreSQL."""
    addresses: list[tuple[str, str | None]] = [("file", None)]
    if address is not None:
        addresses.append(("PostgreSQL", address()))
    for where, database in addresses:
        found = run(sizes, database)
        what = f"{sizes.desks:,} desks, {where}"
        for name, part, bar in (("p50", 0.5, None), ("p95", 0.95, SEEN_BAR_MS), ("p99", 0.99, None)):
            yield Figure("live", f"{what}: entry to seen, {name}", quantile(found.seen, part) * MS, "ms", bar)
        yield Figure("live", f"{what}: all linked", found.linked, "s")
        yield Figure("live", f"{what}: hub's processor an entry", found.cpu / sizes.entries * MS, "ms")
        yield Figure("live", f"{what}: hub's memory", found.memory, "MB")


def run(sizes: Sizes, database: str | None) -> Weighed:
    """One hub, one desk that writes, the others listen."""
    with TemporaryDirectory(prefix="eocdesk-live-", ignore_cleanup_errors=True) as made:
        folder, port = Path(made), free_port()
        data = ["--data", str(folder / "hub")]
        where = ["--database", database] if database else []
        with Server([*program(), *data, "serve", "--port", str(port), *where], folder, port, DISPLAY) as server:
            hub = Hub.open(folder / "hub", database)
            people = let_in(hub, sizes.desks)
            hub.close()
            with linked(folder, server.url, code(folder, [*data, "enrol-code", *where])) as desk:
                return asyncio.run(_watched(sizes, desk, people, port, server.process.pid))


@contextmanager
def linked(folder: Path, url: str, word: str) -> Iterator[Desk]:
    """A real desk that has joined, with an event, and stays linked."""
    desk = Desk(folder / "desk")
    try:
        desk.link.join_now(url, word)
        desk.do_now(desk_client.games())
        desk.link.meet_now()
        desk.link.start()
        yield desk
    finally:
        desk.close()


async def _watched(sizes: Sizes, desk: Desk, people: list[Person], port: int, hub: int) -> Weighed:
    more = asyncio.Event()
    lights = [LightDesk(one, port, more.set) for one in people]
    began = time.perf_counter()
    held = desk.read_now(_changes)
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(one.run(), name="light desk") for one in lights]
        await _all_hold(lights, held, more)
        linked_after = time.perf_counter() - began
        cpu, began = cpu_seconds(hub), time.perf_counter()
        keyed = {}
        for at in range(1, sizes.entries + 1):
            keyed[held + at] = time.perf_counter()
            await asyncio.wrap_future(desk.store.writer.do(LogEntry(desk_client.EVENT, f"Entry {at}"), desk.who()))
            await asyncio.sleep(BETWEEN_S)
        await _all_hold(lights, held + sizes.entries, more)
        seen = [_when(one, n) - begun for one in lights for n, begun in keyed.items()]
        spent = cpu_seconds(hub) - cpu
        weighed = Weighed(seen, spent, memory_mb(hub), time.perf_counter() - began, linked_after)
        for task in running:
            task.cancel()
    return weighed


def _when(light: LightDesk, n: int) -> float:
    """When it held the n-th change: with that one or with a later one."""
    return min(at for held, at in light.seen.items() if held >= n)


def _changes(connection: Any) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one())


async def _all_hold(lights: list[LightDesk], count: int, more: asyncio.Event) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while any(max(one.seen, default=0) < count for one in lights):
            await more.wait()
            more.clear()
