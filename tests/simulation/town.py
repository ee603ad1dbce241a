"""A world set up: a centre's hub and a room's, the desks let in at both, thieves with keys of their own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from eocdesk.store import local, peers, sealing, signing
from tests.simulation.attacks import Stolen
from tests.simulation.hubs import Room
from tests.simulation.world import Laptop, World

HUBS = ["the centre", "the room"]
"""The hubs of every world that is set up; a run may do with the first alone."""


def found(folder: Path, seed: int) -> World:
    """The world of that seed on its first morning."""
    world = World(folder, seed)
    world.rooms += [Room(world, name) for name in HUBS]
    for laptop in world.laptops:
        for room in world.rooms:
            join(laptop, room)
    world.stolen += [Stolen(world, number) for number in range(len(world.rooms) + 1)]
    return world


def join(laptop: Laptop, room: Room) -> None:
    """Let a desk in at a hub, without a wire."""

    def keys(connection: Connection) -> tuple[bytes, bytes]:
        peer = peers.Peer(
            room.hub.id, peers.HUB, room.name, "http://127.0.0.1", "", signing.public(room.hub.key), room.hub.epoch
        )
        peers.put(connection, peer)
        return signing.public(local.own_key(connection)), sealing.public_box(local.own_box(connection))

    key, box = laptop.desk.store.writer.local(keys).result()
    room.enrol(laptop.dev, key, box, laptop.name, laptop.rights[0])
