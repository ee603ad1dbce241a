"""The desks of one room without a hub: this desk offered to them, who offers itself, and each of them met."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eocdesk.desk import parcels
from eocdesk.models import Refused, Unavailable
from eocdesk.store import peers

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.sync.meeting import Meeting

EVERYWHERE = "0.0.0.0"  # noqa: S104  a room is reached at whatever address this machine has there
_EVERYWHERE = {EVERYWHERE, "::"}


@dataclass(frozen=True, slots=True)
class Offered:
    """This desk, answering. `trouble` says why others do not find it by themselves; empty where they do."""

    name: str
    port: int
    trouble: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.name} answers the desks of this room at port {self.port}."

    @property
    def urls(self) -> tuple[str, ...]:
        """What to type on another desk that does not find it by itself."""
        return tuple(f"https://{address}:{self.port}" for address in self.addresses)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one desk."""

    url: str
    meeting: Meeting | None = None
    error: Refused | Unavailable | None = None

    @property
    def name(self) -> str:
        """Who was met; the address where nobody was."""
        return self.meeting.peer if self.meeting is not None else self.url

    @property
    def sentence(self) -> str:
        """In words."""
        return self.meeting.sentence if self.meeting is not None else self.error.sentence if self.error else ""

    @property
    def went_well(self) -> bool:
        """Whether there is nothing to look at."""
        return self.meeting is not None and self.meeting.ok and not self.meeting.trouble


def marks(desk: Desk) -> tuple[str, str]:
    """How a beacon names this desk's event and hub; empty where there is none. Blocks a moment."""
    from eocdesk.sync import beacon  # noqa: PLC0415  a desk that looks at no room loads nothing of this

    hub = next((peer for peer in desk.read_now(peers.every) if peer.kind == peers.HUB and not peer.state), None)
    return beacon.event_mark(desk.event.id) if desk.event else "", beacon.hub_mark(hub.key) if hub else ""


@asynccontextmanager
async def offering(desk: Desk, host: str = EVERYWHERE, port: int = 0) -> AsyncIterator[Offered]:
    """Answer the desks of the room meanwhile. Unavailable where the port is taken."""
    from eocdesk.sync import beacon  # noqa: PLC0415  likewise
    from eocdesk.sync.lan_host import Host  # noqa: PLC0415  likewise
    from eocdesk.sync.lan_serve import serving  # noqa: PLC0415  likewise

    name = await asyncio.to_thread(parcels.called, desk)
    made = await asyncio.to_thread(Host, desk.store, name, exercise=desk.exercise)
    async with serving(made, host, port) as bound, AsyncExitStack() as stack:
        trouble, interfaces = "", None if host in _EVERYWHERE else [host]
        try:
            told = beacon.Beacon(bound, await asyncio.to_thread(marks, desk), interfaces)
            await stack.enter_async_context(told)
        except Unavailable as error:
            trouble = error.sentence  # a network without multicast: an address does as well
        addresses = beacon.own_addresses() if interfaces is None else interfaces
        yield Offered(name, bound, trouble, tuple(addresses))


async def look(desk: Desk, seconds: float, interfaces: Sequence[str] | None = None) -> list[str]:
    """Where desks of this event or hub offer themselves. Unavailable where the network lets none be found."""
    from eocdesk.sync import beacon  # noqa: PLC0415  likewise

    known = set(await asyncio.to_thread(marks, desk)) - {""}
    return [one.url for one in await beacon.look(seconds, known, interfaces)]


async def meet(desk: Desk, urls: Sequence[str]) -> list[Told]:
    """Meet each of these desks in turn, and say what came of it; this desk's own address is passed over."""
    from eocdesk.sync.lan import SelfError  # noqa: PLC0415  likewise
    from eocdesk.sync.lan_copy import meet_desk  # noqa: PLC0415  likewise

    told: list[Told] = []
    for url in urls:
        try:
            meeting = await meet_desk(desk.store, url, exercise=desk.exercise)
            told.append(Told(url, meeting))
            if meeting.withdrawn:
                await asyncio.wrap_future(desk.store.readers.run(desk.gave_up))
        except SelfError:
            continue
        except (Refused, Unavailable) as error:
            told.append(Told(url, error=error))
    return told
