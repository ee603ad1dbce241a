"""Devices that mean harm: one asks for everything, one, whose keys were stolen, forges what it can."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Protocol

from msgspec import structs

from eocdesk.models import Act, Change, Op, Refused, Unavailable, clock, ids
from eocdesk.models.card import Signed
from eocdesk.models.change import encode
from eocdesk.models.right import Right, Role
from eocdesk.store import changelog, early, signing
from eocdesk.sync.lan_host import Host
from eocdesk.sync.protocol import Cursor, Page, Reach, Since, Taken
from tests.kit.desks import EVENT
from tests.simulation import invariants, meetings
from tests.simulation.broken import must
from tests.simulation.hubs import Room
from tests.simulation.oracle import Dot, dot_of
from tests.simulation.world import Laptop, World

RIGHT = Right(Role.LIAISON)
GREEN = (EVENT, "GREEN", "")


def spy(laptop: Laptop, rng: random.Random) -> None:
    """A desk asks for all there is, from anywhere; what it hears is looked at on the way."""
    room = rng.choice(laptop.world.rooms)
    room.book.read()
    peer, look = room.peer(laptop.dev), room.watch(laptop.dev)
    cursors = {scope: Cursor(rng.choice((0, 0, 1, 10**6)), bytes(32)) for scope in room.book.labels}
    chains = {dot[0]: {dot[1]: 0} for dot in room.book.bodies}
    for since in (Since(), Since(cursors), Since({}, chains), Since(cursors, chains)):
        try:
            look(meetings.run(peer.pull(since)))
            look(meetings.run(peer.heads()))
        except (Refused, Unavailable):
            laptop.world.totals["spies refused"] += 1


class Named(Protocol):
    """Who is told a story: a hub, or the desks of a room."""

    name: str


class Stolen:
    """A liaison's keys in the wrong hands: well-formed chains, well signed, saying what they may not."""

    def __init__(self, world: World, number: int) -> None:
        self.world = world
        self.dev, self.key = ids.new_device(), signing.new_key()
        self.ends: dict[tuple[str, bytes], tuple[int, bytes]] = {}
        for room in world.rooms:
            room.enrol(self.dev, signing.public(self.key), bytes([number + 1]) * 32, f"Stolen {number}", RIGHT)

    def change(
        self, where: Named, labels: Any, kind: str, record: bytes, fields: dict[str, Any], **more: Any
    ) -> Change:
        """The next change of its chain at a hub. Each hub is told another story: what one has, the other has not."""
        scope = more.pop("scope", ids.scope_id(*labels))
        n, end = self.ends.get((where.name, scope), (0, changelog.ZERO))
        act = Act(ids.new_id(), "Forged", "Nobody")
        hlc = clock.tick(0, self.world.virtual.time)
        base, op = more.pop("base", {}), more.pop("op", Op.SET)
        return Change(
            scope, self.dev, n + 1, end[: changelog.PREV], hlc, kind, record, int(op), fields, base, act, labels, **more
        )

    def page(self, where: Named, change: Change, *, key: bytes | None = None) -> Page:
        """The change as it is handed in, with its chain's end signed."""
        body = encode(change)
        end = changelog.link(self.ends.get((where.name, change.scope), (0, changelog.ZERO))[1], body)
        bare = Signed(change.scope, change.dev, change.n, end, b"")
        return Page([body], [Signed(bare.scope, bare.dev, bare.n, end, signing.sign(key or self.key, bare.message))])

    def hand_in(self, room: Room, page: Page) -> Taken | None:
        """What the hub says to it; None where it refuses it whole."""
        self.world.totals["forgeries"] += 1
        try:
            return meetings.run(room.peer(self.dev).push(page))  # type: ignore[no-any-return]
        except Refused:
            return None

    def refused(self, room: Room, change: Change) -> None:
        """Well formed, and not to be let in: a stub in the log, the words in quarantine."""
        self.world.forbidden.add(dot_of(change))
        page = self.page(room, change)
        taken = self.hand_in(room, page)
        must(taken is not None, "A page that is well formed was refused whole")
        named = {(one.scope, one.dev, one.n) for one in taken.refused} if taken else set()
        must(dot_of(change) in named, f"{room.name} let in {change.act.title}: {change.kind} {change.fields}")
        self.ends[room.name, change.scope] = (change.n, page.signed[0].hash)

    def not_taken(self, room: Room, page: Page, dot: Dot) -> None:
        """Not to be taken at all: neither as words nor as a stub."""
        taken = self.hand_in(room, page)
        held = [one for one in (taken.durable if taken else []) if one == Reach(*dot)]
        must(not held, f"{room.name} took what it must not: change {dot[2]} of {dot[1].hex()[:8]}")


def _an_entry(room: Room, rng: random.Random) -> Change | None:
    room.book.read()
    read = room.world.read_body
    found = [
        dot for dot, body in room.book.bodies.items() if dot[0] == ids.scope_id(*GREEN) and read(body).kind == "entry"
    ]
    found = [dot for dot in found if "text" in read(room.book.bodies[dot]).fields]
    return read(room.book.bodies[rng.choice(found)]) if found else None


def rewritten(thief: Stolen, room: Room, rng: random.Random) -> None:
    """An entry's words are changed, with and without naming what is replaced."""
    entry = _an_entry(room, rng)
    if entry is not None:
        base = {"text": [(entry.dev, entry.n)]} if rng.random() < 0.6 else {}
        thief.refused(room, thief.change(room, GREEN, "entry", entry.rec, _lie(rng), base=base))


def _lie(rng: random.Random) -> dict[str, Any]:
    """None is like another: who says again what a supervisor let in changes nothing."""
    return {"text": f"It never happened, {rng.getrandbits(40):x}."}


def struck(thief: Stolen, room: Room, rng: random.Random) -> None:
    """An entry is struck as if it were any record."""
    entry = _an_entry(room, rng)
    if entry is not None:
        thief.refused(room, thief.change(room, GREEN, "entry", entry.rec, {"struck": True}))


def made_again(thief: Stolen, room: Room, rng: random.Random) -> None:
    """An entry is made a second time, with other words under the first author's name."""
    entry = _an_entry(room, rng)
    if entry is not None and entry.op == Op.SET and not entry.base:
        labels = {"event": EVENT, "marking": "GREEN", "audience": ""}
        thief.refused(room, thief.change(room, GREEN, "entry", entry.rec, labels | _lie(rng)))


def sent_away(thief: Stolen, room: Room, rng: random.Random) -> None:
    """An entry is to leave for nowhere, so that every desk gives it up."""
    entry = _an_entry(room, rng)
    if entry is not None:
        base = {"event": [(entry.dev, entry.n)]}
        thief.refused(room, thief.change(room, GREEN, "entry", entry.rec, {}, base=base, op=Op.LEAVE))


def beyond_role(thief: Stolen, room: Room, rng: random.Random) -> None:
    """A liaison sets the posture, or writes what it could not even read."""
    labels = rng.choice((GREEN, (EVENT, "RED", "")))
    kind = "posture" if labels == GREEN else "task"
    fields = {"event": EVENT, "marking": labels[1], "audience": ""}
    thief.refused(room, thief.change(room, labels, kind, ids.new_id(), fields))


def as_another(thief: Stolen, room: Room, rng: random.Random) -> None:
    """The next change of somebody else's chain."""
    room.book.read()
    others = sorted(dot for dot in room.book.bodies if dot[1] != thief.dev)
    if not others:
        return
    scope, dev, _ = rng.choice(others)
    ((n, end),) = room.rows("SELECT n, hash FROM hub_chain WHERE scope = :scope AND dev = :dev", scope=scope, dev=dev)
    labels = room.book.labels[scope]
    mine = thief.change(
        room, labels, "task", ids.new_id(), {"event": EVENT, "marking": labels[1], "audience": labels[2]}
    )
    forged = structs.replace(mine, dev=dev, n=n + 1, prev=end[: changelog.PREV])
    body = encode(forged)
    bare = Signed(scope, dev, n + 1, changelog.link(end, body), b"")
    signed = Signed(scope, dev, n + 1, bare.hash, signing.sign(thief.key, bare.message))
    thief.not_taken(room, Page([body], [signed]), dot_of(forged))


def wrong_scope(thief: Stolen, room: Room, rng: random.Random) -> None:
    """Labels that do not make the scope they stand in."""
    del rng
    made = thief.change(room, (EVENT, "RED", ""), "task", ids.new_id(), {"title": "x"}, scope=ids.scope_id(*GREEN))
    thief.not_taken(room, thief.page(room, made), dot_of(made))


def out_of_order(thief: Stolen, room: Room, rng: random.Random) -> None:
    """A gap, an end that nobody signed or another signed, a page of noise."""
    made = thief.change(room, GREEN, "task", ids.new_id(), {"event": EVENT, "marking": "GREEN", "audience": ""})
    page = thief.page(room, made)
    way = rng.randrange(4)
    if way == 0:
        page = Page(page.pieces, [])
    elif way == 1:
        page = thief.page(room, made, key=signing.new_key())
    elif way == 2:
        page = Page([rng.randbytes(40)], page.signed)
    else:
        made = structs.replace(made, n=made.n + 1)
        page = thief.page(room, made)
    thief.not_taken(room, page, dot_of(made))


def forked(thief: Stolen, room: Room, rng: random.Random) -> None:
    """The number of a change that was let in, with other words."""
    del rng
    good = thief.change(room, GREEN, "task", ids.new_id(), {"event": EVENT, "marking": "GREEN", "audience": ""})
    page = thief.page(room, good)
    other = thief.page(
        room,
        thief.change(
            room, GREEN, "task", ids.new_id(), {"event": EVENT, "marking": "GREEN", "audience": "", "title": "other"}
        ),
    )
    thief.world.wrote(page.pieces[0], told=False)  # type: ignore[arg-type]  a body
    thief.hand_in(room, page)
    thief.ends[room.name, good.scope] = (good.n, page.signed[0].hash)
    thief.hand_in(room, other)


FORGERIES: tuple[Callable[[Stolen, Room, random.Random], None], ...] = (
    rewritten,
    struck,
    made_again,
    sent_away,
    beyond_role,
    as_another,
    wrong_scope,
    out_of_order,
    forked,
)


def whispered(laptop: Laptop, rng: random.Random) -> None:
    """In the room, past every hub: an entry's words are changed. Who believes it shows both; no hub lets it in."""
    world, victim = laptop.world, laptop.world.laptops[1]
    thief, entry = world.stolen[-1], _an_entry(world.rooms[0], rng)
    known = victim.desk.read_now(lambda c: c.exec_driver_sql("SELECT 1 FROM card WHERE dev = ?", (thief.dev,)).first())
    if entry is None or known is None:
        return
    base = {"text": [(entry.dev, entry.n)]}
    forged = thief.change(victim, GREEN, "entry", entry.rec, _lie(rng), base=base)
    world.bodies[dot_of(forged)] = encode(forged)
    world.forbidden.add(dot_of(forged))
    page = thief.page(victim, forged)
    with world.virtual.at(victim.name):
        try:
            taken = Host(victim.desk.store, victim.name, exercise=False).push(thief.dev, page)
        except Refused:
            return
    if Reach(*dot_of(forged)) in taken.durable:
        world.totals["forgeries whispered"] += 1
        thief.ends[victim.name, forged.scope] = (forged.n, page.signed[0].hash)
        if not victim.desk.read_now(early.count):  # else its history is still coming, and the oracle knows only that
            invariants.as_the_oracle(victim)


def forgery(laptop: Laptop, rng: random.Random) -> None:
    """One attempt; what came of it is seen in the hub's log at once."""
    world = laptop.world
    number = rng.randrange(len(world.rooms))
    room = world.rooms[number]
    rng.choice(FORGERIES)(world.stolen[number], room, rng)
    room.book.read()
