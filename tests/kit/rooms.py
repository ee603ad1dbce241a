"""The ways to meet without a hub, each on real stores: desks of a room over TLS on loopback, and a stick."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from eocdesk.desk.desk import Desk
from eocdesk.models.right import Right
from eocdesk.sync import parcel_reading, parcel_writing
from eocdesk.sync.lan import visit
from eocdesk.sync.lan_copy import meet_peer
from eocdesk.sync.lan_host import Host
from eocdesk.sync.lan_serve import serving
from eocdesk.sync.meeting import Meeting
from tests.kit.pairs import RoomHub


class RoomWay:
    """Desks that one hub once vouched for meet each other, and no hub."""

    def __init__(self) -> None:
        self._hub = RoomHub()

    def join(self, desk: Desk, role: str = "watch officer") -> None:
        """Let a desk in."""
        self._hub.join(desk, Right(role))

    def meet(self, *desks: Desk, limit: int = 5000) -> list[Meeting]:
        """Each meets every other desk of the room once; what came of all of them together."""
        return [self._round(desk, limit) for desk in desks]

    def _round(self, desk: Desk, limit: int) -> Meeting:
        found = Meeting("the room")
        for other in self._hub.desks:
            if other is not desk:
                found = added(found, asyncio.run(asyncio.wait_for(self._meet(desk, other, limit), 60)))
        return found

    async def _meet(self, desk: Desk, other: Desk, limit: int) -> Meeting:
        async with (
            serving(Host(other.store, other.person, exercise=False), "127.0.0.1") as port,
            await visit(desk.store, f"https://127.0.0.1:{port}", exercise=False) as peer,
        ):
            return await meet_peer(desk.store, peer, peer.card, lambda: limit)


class StickWay:
    """Desks that one hub once vouched for carry parcels to each other."""

    def __init__(self, folder: Path) -> None:
        self._hub = RoomHub()
        self._folder = folder

    def join(self, desk: Desk, role: str = "watch officer") -> None:
        """Let a desk in."""
        self._hub.join(desk, Right(role))

    def meet(self, *desks: Desk, limit: int = 5000) -> list[Meeting]:
        """Each takes its parcel to every other desk, and takes in theirs."""
        return [self._round(desk, limit) for desk in desks]

    def _round(self, desk: Desk, limit: int) -> Meeting:
        found = Meeting("the stick")
        for other in self._hub.desks:
            if other is not desk:
                sent, got = self._carried(desk, other, limit), self._carried(other, desk, limit)
                found = added(found, replace(got, sent=sent.received, withdrawn=got.withdrawn + sent.withdrawn))
        return found

    def _carried(self, giver: Desk, taker: Desk, limit: int) -> Meeting:
        order = parcel_writing.Order(self._folder / "stick", giver.person, only=(taker.code,), sheet=limit)
        parcel_writing.write(giver.store, order)
        report = parcel_reading.read(taker.store, self._folder / "stick", exercise=False)
        trouble = " ".join((*report.refused, *report.waiting, *report.missing))
        return Meeting("", report.whole, received=report.changes, withdrawn=report.withdrawn, trouble=trouble)


def added(one: Meeting, other: Meeting) -> Meeting:
    """What came of two meetings together."""
    counts = ("sent", "received", "refused", "withdrawn", "repaired", "differing", "left")
    sums = {name: getattr(one, name) + getattr(other, name) for name in counts}
    trouble = " ".join(filter(None, (one.trouble, other.trouble)))
    return replace(one, ok=one.ok and other.ok, trouble=trouble, **sums)
