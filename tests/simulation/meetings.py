"""Desks meet their hubs, in all weathers: with small pages, deaths on either side, old pages that arrive once more."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

from eocdesk.models import Refused, Unavailable
from eocdesk.sync.copy import DeskCopy
from eocdesk.sync.meeting import Meeting
from eocdesk.sync.meeting import meet as meet_copies
from tests.simulation.crashes import DiedError
from tests.simulation.hubs import Room
from tests.simulation.wire import FAIR, ROUGH, Letter, Weather, Wire
from tests.simulation.world import Laptop

SIZES = (1, 2, 3, 7, 40, 500, 5000)
KEPT = 60
"""How many old requests are remembered, to arrive once more."""


def run(meeting: Any) -> Any:
    """A coroutine to its end."""
    return asyncio.run(meeting)


def choose(laptop: Laptop, rng: random.Random) -> Room:
    """The centre's hub mostly, the room's at times."""
    rooms = laptop.world.rooms
    return rooms[0] if len(rooms) == 1 or rng.random() < 0.7 else rng.choice(rooms[1:])


def meet(laptop: Laptop, room: Room, rng: random.Random, weather: Weather) -> Meeting:
    """One meeting, to its end or until it breaks off."""
    wire = Wire(room.peer(laptop.dev), rng, weather)
    wire.watch = room.watch(laptop.dev)
    size = 5000 if weather == FAIR else rng.choice(SIZES)
    with laptop.world.virtual.at(laptop.name):
        told: Meeting = run(_met(laptop.copy_for(room, wire), wire, size))
    _count(laptop, wire, told)
    letters = laptop.world.letters
    letters.extend(Letter(room.name, laptop.dev, page) for page in wire.sent)
    del letters[:-KEPT]
    return told


async def _met(copy: DeskCopy, wire: Wire, size: int) -> Meeting:
    told = await meet_copies(copy, wire, lambda: size)
    await copy.note(told, 0.0)
    return told


def _count(laptop: Laptop, wire: Wire, told: Meeting) -> None:
    totals = laptop.world.totals
    totals["meetings that went through" if told.ok else "meetings that broke off"] += 1
    totals["faults on the wire"] += wire.faults
    for name in ("sent", "received", "refused", "withdrawn", "repaired", "differing", "left"):
        totals[f"changes {name}" if name in {"sent", "received", "refused"} else name] += getattr(told, name)


def usual(laptop: Laptop, rng: random.Random) -> None:
    """The daily meeting: half of them in rough weather."""
    meet(laptop, choose(laptop, rng), rng, ROUGH if rng.random() < 0.5 else FAIR)


def desk_dies(laptop: Laptop, rng: random.Random) -> None:
    """The desk dies in the middle of a meeting."""
    with laptop.fuse.lit(rng.randint(0, 60)):
        _to_death(lambda: meet(laptop, choose(laptop, rng), rng, FAIR))
    if laptop.fuse.blown:
        laptop.world.totals["desk deaths in a meeting"] += 1
        laptop.reopen()


def hub_dies(laptop: Laptop, rng: random.Random) -> None:
    """The hub dies in the middle of one."""
    room = choose(laptop, rng)
    with room.fuse.lit(rng.randint(0, 40)):
        _to_death(lambda: meet(laptop, room, rng, FAIR))
    if room.fuse.blown:
        laptop.world.totals["hub deaths"] += 1
        room.reopen()


def _to_death(meeting: Callable[[], object]) -> None:
    try:
        meeting()
    except (DiedError, Unavailable, Refused):
        return


def old_letter(laptop: Laptop, rng: random.Random) -> None:
    """A page sent long ago arrives once more, at the hub it was meant for."""
    if not laptop.world.letters:
        return
    letter = rng.choice(laptop.world.letters)
    room = next(room for room in laptop.world.rooms if room.name == letter.room)
    try:
        run(room.peer(letter.dev).push(letter.sent))
    except (Refused, Unavailable):
        laptop.world.totals["old pages refused"] += 1
