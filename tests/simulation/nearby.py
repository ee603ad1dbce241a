"""Desks meet without a hub: in one room, by chains; and by a stick that may be old, cut short, or read twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from eocdesk.models import Refused, Unavailable
from eocdesk.models.change import Stub, decode
from eocdesk.models.right import may_see
from eocdesk.store import peers
from eocdesk.sync import parcel_reading, parcel_writing
from eocdesk.sync.lan_copy import meet_peer
from eocdesk.sync.lan_host import Host
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Since, Taken, Welcome
from tests.simulation import meetings
from tests.simulation.broken import BrokenError
from tests.simulation.wire import FAIR, ROUGH, Wire
from tests.simulation.world import Laptop

T = TypeVar("T")


class Neighbour:
    """Another desk of the room, met in this process; it looks at its own clock."""

    by_seq = False

    def __init__(self, other: Laptop, dev: bytes) -> None:
        self.name, self._other, self._dev = other.name, other, dev
        self._host = Host(other.desk.store, other.name, exercise=False)

    async def hello(self, hello: Hello) -> Welcome:
        return self._ask(self._host.hello, hello)

    async def heads(self) -> Heads:
        return self._ask(self._host.heads)

    async def push(self, page: Page) -> Taken:
        return self._ask(self._host.push, page)

    async def pull(self, since: Since) -> Pulled:
        return self._ask(self._host.pull, since)

    def _ask(self, answer: Callable[..., T], *said: Any) -> T:
        with self._other.world.virtual.at(self._other.name):
            return answer(self._dev, *said)


def room(laptop: Laptop, rng: random.Random) -> None:
    """Two desks that know each other by a hub's cards meet in the room."""
    other = _another(laptop, rng)
    with laptop.world.virtual.at(laptop.name):
        card = laptop.desk.read_now(peers.card_of, other.dev)
    if card is None or other.desk.read_now(peers.card_of, laptop.dev) is None:
        laptop.world.totals["neighbours that do not know each other"] += 1
        return
    wire = Wire(Neighbour(other, laptop.dev), rng, ROUGH if rng.random() < 0.5 else FAIR)
    wire.watch = _only_seen(laptop, other)
    size = rng.choice(meetings.SIZES)
    try:
        with laptop.world.virtual.at(laptop.name):
            told = meetings.run(meet_peer(laptop.desk.store, wire, card, lambda: size))
    except (Refused, Unavailable):
        laptop.world.totals["meetings in the room refused"] += 1
        return
    laptop.world.totals["meetings in the room"] += told.ok
    laptop.world.totals["changes passed in the room"] += told.sent + told.received


def _another(laptop: Laptop, rng: random.Random) -> Laptop:
    return rng.choice([other for other in laptop.world.laptops if other is not laptop])


def _only_seen(laptop: Laptop, giver: Laptop) -> Callable[[object], None]:
    """A look at what a neighbour says: nothing beyond the rights on the card that it knows."""

    def look(answer: object) -> None:
        card = giver.desk.read_now(peers.card_of, laptop.dev)
        with laptop.world.virtual.at(giver.name):
            now = laptop.world.virtual.now()
        said = answer.scopes.values() if isinstance(answer, Heads) else ()
        streams = answer.streams if isinstance(answer, Pulled) else ()
        bodies = [decode(piece) for stream in streams for piece in stream.pieces if not isinstance(piece, Stub)]
        laptop.world.totals["bodies in the room"] += len(bodies)
        for labels in [one.labels for one in (*said, *streams, *bodies)]:
            if card is None or not may_see(card.rights, labels, now):
                raise BrokenError(f"{giver.name} told {laptop.name} of {labels}, which it may not see")

    return look


def stick(laptop: Laptop, rng: random.Random) -> None:
    """A parcel is written for everybody; one desk reads it, or an older one, or what is left of it."""
    world = laptop.world
    path = world.folder / f"stick{len(world.sticks)}"
    with world.virtual.at(laptop.name):
        try:
            parcel_writing.write(
                laptop.desk.store, parcel_writing.Order(path, laptop.name, sheet=rng.choice((3, 1000)))
            )
        except (Refused, Unavailable):
            world.totals["parcels not written"] += 1
            return
    world.sticks.append(path)
    world.totals["parcels written"] += 1
    for _ in range(rng.randint(1, 2)):
        _read(_another(laptop, rng), rng.choice((path, path, *world.sticks)), rng)


def _read(taker: Laptop, path: Path, rng: random.Random) -> None:
    if rng.random() < 0.2:
        short = path.with_name(path.name + "-cut")
        data = path.read_bytes()
        short.write_bytes(data[: rng.randint(0, len(data))])
        path = short
    try:
        with taker.world.virtual.at(taker.name):
            report = parcel_reading.read(taker.desk.store, path, exercise=False)
    except (Refused, Unavailable):
        taker.world.totals["parcels refused"] += 1
        return
    taker.world.totals["parcels read"] += 1
    taker.world.totals["changes by parcel"] += report.changes
