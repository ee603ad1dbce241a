"""What people decide at the hub: rights taken and given, a laptop put out, words in quarantine let in."""

from __future__ import annotations

import random

from eocdesk.desk.lease import look
from eocdesk.models import Refused
from eocdesk.models.right import Right, Role
from eocdesk.store import lease as pending
from eocdesk.store import meeting
from eocdesk.store.hub import people, quarantine
from tests.simulation import meetings, town
from tests.simulation.hubs import BY, Room, without
from tests.simulation.oracle import Dot
from tests.simulation.virtual import HOUR
from tests.simulation.wire import FAIR
from tests.simulation.world import Laptop, World

REVOCABLE = 3
"""The desk that may be put out: the others stay, so that there is somebody to compare."""
NARROW = Right(Role.WATCH_OFFICER, ceiling="AMBER")
LEASE = 5 * HOUR
"""So long a leased right lasts without a meeting."""


def rights(laptop: Laptop, rng: random.Random) -> None:
    """One desk's right is made narrower, or leased, or as it was; at all hubs at once."""
    if laptop.revoked or laptop.number not in {2, REVOCABLE}:
        return
    before = laptop.rights[0]
    others = (laptop.right, NARROW, without(laptop.right, lease=LEASE), without(NARROW, lease=LEASE))
    after = rng.choice([right for right in others if right != before])
    for room in laptop.world.rooms:
        with laptop.world.virtual.at(room.name), room.hub.writing() as connection:
            people.grant(connection, laptop.dev, after, by=BY)
            people.withdraw_right(connection, laptop.dev, before, why="The shift is over", by=BY)
    laptop.rights = (after,)


def lease(laptop: Laptop, rng: random.Random) -> None:
    """A desk that runs looks whether a right of its own has ended."""
    del rng
    with laptop.world.virtual.at(laptop.name):
        laptop.world.totals["leases ended"] += look(laptop.desk.store)


def exchange(laptop: Laptop, rng: random.Random) -> None:
    """A laptop is given back when its hubs have all it wrote; its officer goes on with an empty one."""
    rooms = laptop.world.rooms
    if laptop.revoked or not all(meetings.meet(laptop, room, rng, FAIR).ok for room in rooms):
        return
    for room in rooms:
        waits = laptop.desk.read_now(pending.waiting, room.hub.id)
        if waits or laptop.desk.read_now(meeting.pending_count, room.hub.id):
            laptop.world.totals["laptops kept, for what they hold alone"] += 1
            return
    laptop.exchange()
    for room in rooms:
        town.join(laptop, room)
    laptop.world.totals["laptops exchanged"] += 1


def revoke(laptop: Laptop, rng: random.Random) -> None:
    """A laptop is lost, and put out at all hubs at once."""
    del rng
    if laptop.number != REVOCABLE or laptop.revoked:
        return
    for room in laptop.world.rooms:
        with laptop.world.virtual.at(room.name), room.hub.writing() as connection:
            people.revoke(connection, laptop.dev, "Lost in a taxi", by=BY)
    laptop.revoked, laptop.put_out = True, laptop.dev


def agree(world: World) -> bool:
    """What one hub let in and another holds back is let in there too: a person's work, and the same everywhere."""
    settled = False
    for room in world.rooms:
        others = [other.book for other in world.rooms if other is not room]
        for scope, dev, n in room.rows("SELECT scope, dev, n FROM hub_quarantine WHERE state = 'waiting'"):
            if any((scope, dev, n) in book.bodies for book in others) and _let_in(room, (scope, dev, n)):
                settled = True
    return settled


def _let_in(room: Room, dot: Dot) -> bool:
    world = room.world
    try:
        with world.virtual.at(room.name), room.hub.writing() as connection:
            quarantine.release(connection, *dot, BY, world.virtual.now())
    except Refused:
        return False  # let in already, with another change of the same act
    world.totals["words let in by a supervisor"] += 1
    room.book.read()
    return True


def release(laptop: Laptop, rng: random.Random) -> None:
    """A supervisor lets in what waits in quarantine, unless somebody forged it; at all hubs."""
    for room in laptop.world.rooms:
        asked = "SELECT dev, act, scope, n FROM hub_quarantine WHERE state = 'waiting' ORDER BY dev, scope, n"
        acts: dict[tuple[bytes, bytes], list[Dot]] = {}
        for dev, act, scope, n in room.rows(asked):
            acts.setdefault((dev, act), []).append((scope, dev, n))
        world = laptop.world
        good = [dots for dots in acts.values() if world.bodies.keys() >= set(dots) and not world.forbidden & set(dots)]
        if honest := [dot for dots in good for dot in dots]:
            _let_in(room, rng.choice(honest))
