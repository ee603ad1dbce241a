"""A world of real desks in folders of their own, with one virtual time, and a ledger of all that was ever promised."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from eocdesk.commands.command import Command
from eocdesk.commands.events import AddEvent
from eocdesk.commands.undo import Redo, Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Change, Refused, Unavailable
from eocdesk.models.change import NO_KIND, decode
from eocdesk.models.right import Right, Role
from eocdesk.store.notice import Outcome
from eocdesk.sync.copy import DeskCopy
from eocdesk.sync.handing_in import HandingCopy
from eocdesk.sync.protocol import Peer
from tests.kit.desks import CODE
from tests.simulation.broken import BrokenError
from tests.simulation.crashes import DiedError, Fuse
from tests.simulation.oracle import Dot, dot_of
from tests.simulation.plan import Step
from tests.simulation.virtual import Virtual

if TYPE_CHECKING:
    from tests.simulation.attacks import Stolen
    from tests.simulation.hubs import Room
    from tests.simulation.wire import Letter

RIGHTS: tuple[Right, ...] = (
    Right(Role.WATCH_OFFICER),
    Right(Role.SUPERVISOR),
    Right(Role.LIAISON),
    Right(Role.WATCH_OFFICER),
    Right(Role.PARTNER, ceiling="AMBER", audiences="LAPD"),
)
"""Who sits where: the fourth may be put out one day, the fifth reads only, and not everything."""


class Laptop:
    """One desk: its folder, what runs on it now, and what its officer remembers."""

    def __init__(self, world: World, number: int, right: Right) -> None:
        self.world, self.number = world, number
        self.name = f"desk {number}"
        self.right, self.rights = right, (right,)
        self.folder = world.folder / f"desk{number}"
        self.acts: list[bytes] = []
        self.undone: list[bytes] = []
        self.seen = 0
        self.revoked = False
        self.put_out = self.noted = b""
        self.strangers: set[bytes] = set()  # as what it wrote once it was put out and knew it
        self.open()

    def open(self) -> None:
        """Start the program."""
        with self.world.virtual.at(self.name):
            self.desk = Desk(self.folder)
        self.desk.settings.set("person", f"Officer {self.number}")
        self.desk.settings.set("position", "Watch officer")
        self.fuse = Fuse(self.desk.store.writer._engine)

    def reopen(self) -> None:
        """The program is gone, and started again from what is on the disk."""
        self.desk.close()
        self.open()
        self.take_note(told=False)

    @property
    def dev(self) -> bytes:
        """As what it writes."""
        return self.desk.device

    def do(self, command: Command) -> Outcome | None:
        """Do it; what comes back is a promise, and noted. None where it was refused."""
        with self.world.virtual.at(self.name):
            try:
                outcome = self.desk.do_now(command)
            except Refused:
                self.world.totals["refused gestures"] += 1
                return None
        self.take_note(told=True)
        if outcome.notice.ids:
            (self.undone if isinstance(command, Undo) else self.acts).append(outcome.notice.act.id)
            self.world.totals[
                "undone" if isinstance(command, Undo) else "redone" if isinstance(command, Redo) else "done"
            ] += 1
        return outcome

    def exchange(self) -> None:
        """Another machine takes this one's place: nothing is on it."""
        self.desk.close()
        shutil.rmtree(self.folder)
        self.acts, self.undone, self.seen = [], [], 0
        self.open()

    def copy_for(self, room: Room, way: Peer) -> DeskCopy:
        """This desk's side of its meetings with a hub."""
        return HandingCopy(self.desk.store, room.hub.id, way)

    def take_note(self, *, told: bool) -> None:
        """What this desk wrote since last asked: in the ledger where its officer was told that it is saved."""
        if self.dev != self.noted:  # it gave everything up and begins anew
            self.noted, self.seen = self.dev, 0
        asked = (
            "SELECT c.seq, CAST(c.body AS BLOB) FROM change c JOIN chain h ON h.id = c.chain "
            "WHERE c.seq > ? AND h.dev = ? AND c.kind <> ? ORDER BY c.seq"
        )
        values = (self.seen, self.dev, NO_KIND)
        fresh = self.desk.read_now(lambda connection: connection.exec_driver_sql(asked, values).fetchall())
        parts: Counter[tuple[bytes, int, int]] = Counter()
        for seq, body in fresh:
            self.seen = seq
            if dot_of(self.world.read_body(body)) in self.world.bodies:
                continue  # words that came back to their place
            change = self.world.wrote(body, told=told)
            if self.revoked:
                self.world.forbidden.add(dot_of(change))
                self.strangers |= {self.dev} - {self.put_out}
            parts[change.act.id, change.act.part, change.act.size] += 1
        for (act, part, size), count in parts.items():
            if count != size:
                raise BrokenError(f"{self.name} kept {count} of {size} changes of act {act.hex()} part {part}")


class World:
    """Everything there is. Steps are the only way anything happens in it."""

    def __init__(self, folder: Path, seed: int, rights: tuple[Right, ...] = RIGHTS) -> None:
        self.folder, self.number = folder, seed
        self.virtual = Virtual()
        self.virtual.install()
        self.virtual.seed(seed)
        self.bodies: dict[Dot, bytes] = {}
        self.ledger: dict[Dot, bytes] = {}
        self.forbidden: set[Dot] = set()
        self.rooms: list[Room] = []
        self.stolen: list[Stolen] = []
        self.letters: list[Letter] = []
        self.sticks: list[Path] = []
        self._read: dict[bytes, Change] = {}
        self.totals: Counter[str] = Counter()
        self.laptops = [Laptop(self, number, right) for number, right in enumerate(rights)]
        for laptop in self.laptops[:2]:  # the others hear of the event
            laptop.do(AddEvent(CODE, "LA28 Games", "America/Los_Angeles", "2028-07-14", "2028-07-30", marking="GREEN"))

    def wrote(self, body: bytes, *, told: bool) -> Change:
        """Note a body that somebody wrote honestly, and whether it was promised that it is saved."""
        change = decode(body)
        self.bodies[dot_of(change)] = body
        if told:
            self.ledger[dot_of(change)] = hashlib.sha256(body).digest()
            self.totals["promised changes"] += 1
        return change

    def read_body(self, body: bytes) -> Change:
        """A body read; each only once."""
        if body not in self._read:
            self._read[body] = decode(body)
        return self._read[body]

    def let_in(self, dot: Dot, body: bytes) -> bool:
        """Whether a hub may hold this body: its author wrote it, and had the right to."""
        return self.bodies.get(dot) == body and dot not in self.forbidden

    @contextmanager
    def step(self, step: Step) -> Iterator[tuple[Laptop, random.Random]]:
        """One step's surroundings: some time has passed, and all chance is the step's own."""
        rng = random.Random(step.seed)  # noqa: S311  a simulation that can be repeated
        self.virtual.seed(step.seed)
        self.virtual.time += rng.randint(1_000, 1_200_000)
        self.totals[step.name] += 1
        yield self.laptops[step.who % len(self.laptops)], rng

    def close(self) -> None:
        """Let go of everything."""
        for laptop in self.laptops:
            laptop.desk.close()
        for room in self.rooms:
            room.hub.close()
        self.virtual.uninstall()


def unharmed(laptop: Laptop, command: Command, statements: int) -> None:
    """Do it on a desk that dies on the way; it starts again with all of the act or nothing."""
    with laptop.fuse.lit(statements):
        try:
            laptop.do(command)
        except DiedError:
            laptop.world.totals["desk deaths"] += 1
        except Unavailable:
            if not laptop.fuse.blown:
                raise
    if laptop.fuse.blown:
        laptop.reopen()
