"""The hubs of a world: who is let in, who is put out, how one dies and comes back, and an eye on all it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from msgspec.structs import replace

from eocdesk.models import Op
from eocdesk.models.change import Stub, decode
from eocdesk.models.right import Right, may_see
from eocdesk.server.answers import Answers
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome
from tests.simulation.book import Book
from tests.simulation.broken import BrokenError
from tests.simulation.crashes import Fuse
from tests.simulation.world import World

T = TypeVar("T")

BY = "the simulation"
FEW = 30
"""A scope of more changes is told to a desk that begins by its snapshot first."""


class Line:
    """A hub as one device meets it, in this process and on this thread; it answers by its own clock."""

    by_seq = True

    def __init__(self, room: Room, dev: bytes) -> None:
        self.name, self._room, self._dev = room.name, room, dev
        self._answers = Answers(room.hub)
        self._answers.snapshots.few = FEW

    async def hello(self, hello: Hello) -> Welcome:
        return self._ask(self._answers.hello, hello)

    async def heads(self) -> Heads:
        return self._ask(self._answers.heads)

    async def push(self, page: Page) -> Taken:
        return self._ask(self._answers.push, page)

    async def pull(self, since: Since) -> Pulled:
        return self._ask(self._answers.pull, since)

    def _ask(self, answer: Callable[..., T], *said: Any) -> T:
        with self._room.world.virtual.at(self._room.name):
            return answer(self._dev, *said)


class Room:
    """One hub in a folder of its own."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.folder = world.folder / name.replace(" ", "-")
        self.folder.mkdir()
        self.book = Book(name, self.rows, world.let_in)
        self.open()

    def open(self) -> None:
        """Start the server's program."""
        with self.world.virtual.at(self.name):
            self.hub = Hub.open(self.folder, name=self.name)
        self.fuse = Fuse(self.hub._opened.writing)

    def reopen(self) -> None:
        """The server is gone, and started again from what is on its disk."""
        self.hub.close()
        self.open()

    def enrol(self, dev: bytes, key: bytes, box: bytes, name: str, right: Right) -> None:
        """Let a device in."""
        with self.world.virtual.at(self.name), self.hub.writing() as connection:
            people.enrol(connection, dev, key, box, name, right, by=BY)

    def rights(self, dev: bytes) -> tuple[Right, ...]:
        """What a device may, as this hub knows it; nothing once it is revoked."""
        with self.hub.reading() as connection:
            found = people.device(connection, dev)
        return () if found is None or found.revoked is not None else found.rights

    def peer(self, dev: bytes) -> Peer:
        """The hub as this device meets it."""
        return Line(self, dev)

    def rows(self, asked: str, **values: object) -> list[Any]:
        """What a query of the hub's own tables finds."""
        with self.hub.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(asked, values).fetchall()]

    def watch(self, dev: bytes) -> Callable[[object], None]:
        """What looks at every answer to a device: nothing beyond its rights may be in it."""

        def look(answer: object) -> None:
            with self.world.virtual.at(self.name):
                now = self.world.virtual.now()
            if isinstance(answer, Heads):
                self._only_seen(dev, ((scope, one.labels) for scope, one in answer.scopes.items()), now)
            elif isinstance(answer, Pulled):
                self._only_seen(dev, ((one.scope, one.labels) for one in (*answer.streams, *answer.early)), now)
                self._nothing_withdrawn(dev, answer, now)

        return look

    def _only_seen(self, dev: bytes, scopes: Iterable[tuple[bytes, Any]], now: int) -> None:
        rights = self.rights(dev)
        for scope, labels in scopes:
            self.world.totals["scopes looked at on the wire"] += 1
            if not may_see(rights, labels, now):
                raise BrokenError(
                    f"{self.name} told {dev.hex()[:8]} of scope {scope.hex()[:8]} ({labels}), which it may not see"
                )

    def _nothing_withdrawn(self, dev: bytes, pulled: Pulled, now: int) -> None:
        """Of a record that went where the asker may not see, only its going is told."""
        rights = self.rights(dev)
        self.book.read()
        gone = self.book.gone(lambda labels: may_see(rights, labels, now))
        for stream in pulled.streams:
            for piece in stream.pieces:
                if isinstance(piece, Stub):
                    self.world.totals["stubs on the wire"] += 1
                    continue
                self.world.totals["bodies on the wire"] += 1
                self._is_seen(dev, piece, gone)
        for page in pulled.early:
            for piece, _ in page.pieces:
                self.world.totals["bodies told early"] += 1
                self._is_seen(dev, piece, gone)

    def _is_seen(self, dev: bytes, body: bytes, gone: Collection[tuple[bytes, bytes]]) -> None:
        change = decode(body)
        if change.op != Op.LEAVE and (change.scope, change.rec) in gone:
            raise BrokenError(f"{self.name} sent {dev.hex()[:8]} words of a {change.kind} that is where it may not see")


def key_of(private: bytes) -> bytes:
    """A device's public key."""
    return signing.public(private)


def without(right: Right, **less: Any) -> Right:
    """The same right, changed."""
    return replace(right, **less)
