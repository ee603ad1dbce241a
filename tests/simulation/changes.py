"""What people decide at the hub: rights taken and given, a laptop put out, words in quarantine let in."""

from __future__ import annotations

import random

from eocdesk.models import Refused
from eocdesk.models.right import Right, Role
from eocdesk.store.hub import people, quarantine
from tests.simulation.hubs import BY, Room
from tests.simulation.oracle import Dot
from tests.simulation.world import Laptop, World

REVOCABLE = 3
"""The desk that may be put out: the others stay, so that there is somebody to compare."""
NARROW = Right(Role.WATCH_OFFICER, ceiling="AMBER")


def rights(laptop: Laptop, rng: random.Random) -> None:
    """One desk's rights are made narrower, or as they were; at all hubs at once."""
    if laptop.revoked or laptop.number not in {2, REVOCABLE}:
        return
    before, after = laptop.rights[0], NARROW if laptop.rights == (laptop.right,) else laptop.right
    for room in laptop.world.rooms:
        with laptop.world.virtual.at(room.name), room.hub.writing() as connection:
            people.grant(connection, laptop.dev, after, by=BY)
            people.withdraw_right(connection, laptop.dev, before, why="The shift is over", by=BY)
    laptop.rights = (after,)
    del rng


def revoke(laptop: Laptop, rng: random.Random) -> None:
    """A laptop is lost, and put out at all hubs at once."""
    del rng
    if laptop.number != REVOCABLE or laptop.revoked:
        return
    for room in laptop.world.rooms:
        with laptop.world.virtual.at(room.name), room.hub.writing() as connection:
            people.revoke(connection, laptop.dev, "Lost in a taxi", by=BY)
    laptop.revoked = True


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
        waiting = room.rows("SELECT scope, dev, n FROM hub_quarantine WHERE state = 'waiting' ORDER BY dev, scope, n")
        honest = [dot for dot in waiting if dot in laptop.world.bodies and dot not in laptop.world.forbidden]
        if honest:
            _let_in(room, rng.choice(honest))
