"""Desks whose right is leased: a clock that is set by hand, and what goes on while such a desk is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from eocdesk.desk import lease
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, clock
from eocdesk.models.right import Right
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from tests.kit.desks import EVENT
from tests.kit.ways import HubWay, enrol

HOUR = people.HOUR
CANARY, OTHERS = "MOTORCADE-BY-GATE-4", "HELICOPTER-ON-PAD-2"


class Watch:
    """A clock that is set by hand; `at` are milliseconds ahead of the machine's."""

    def __init__(self) -> None:
        self.at = 0
        self._real = clock.now

    def now(self) -> int:
        return self._real() + self.at


def leased(way: HubWay, desk: Desk, lease_ms: int = 48 * HOUR, **right: object) -> None:
    """The desk's one right is leased for so long."""
    enrol(way.hub, desk)
    with way.hub.writing() as c:
        people.grant(c, desk.device, Right("watch officer", lease=lease_ms, **right), by="K. Mori")  # type: ignore[arg-type]
        people.withdraw_right(c, desk.device, Right("watch officer"), why="leased instead", by="K. Mori")
    assert way.meet(desk)[0].ok


def texts(desk: Desk) -> set[str]:
    """Of the entries that it shows."""
    return {entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)}


async def staying(desk: Desk, over: Callable[[], bool], every: float = lease.OFTEN) -> None:
    """What goes on while a desk is open, until then."""
    going = asyncio.ensure_future(lease.stay(desk.store, None, every))
    async with asyncio.timeout(30):
        while not over():  # noqa: ASYNC110  nobody says when: the thread that does it tells nothing
            await asyncio.sleep(0.01)
    going.cancel()
