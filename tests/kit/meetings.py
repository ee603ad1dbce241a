"""Two sides of a meeting as simple as they can be: what is asked of them is kept in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from eocdesk.models.change import Stub
from eocdesk.sync.meeting import Answered, Arrived, Chain
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Reach, Since, Stream, Taken, Welcome

OWN, EARLIER, OTHER, SCOPE, HUB = b"o" * 16, b"p" * 16, b"x" * 16, b"s" * 16, b"h" * 16


def piece(n: int, dev: bytes = OWN) -> Stub:
    return Stub(SCOPE, dev, n, bytes(8), bytes(32))


def pulled(count: int = 0, *, more: bool = False, order: str = "", revoked: Iterable[bytes] = ()) -> Pulled:
    stream = Stream(SCOPE, (b"e" * 16, "GREEN", ""), [piece(n, OTHER) for n in range(count)], more=more)
    return Pulled([stream], [], [], list(revoked), [], b"e", 5, order)


@dataclass
class Hub:
    """Takes what it is given, except chains it does not know; what happened to it stands in `heard`."""

    name: str = "Room 1"
    by_seq: bool = True
    unknown: Collection[bytes] = ()
    pages: list[Pulled] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    order: str = ""
    heard: list[str] = field(default_factory=list)

    def _hear(self, call: str) -> None:
        self.heard.append(call)
        if call in self.fails:
            raise self.fails[call]

    async def hello(self, hello: Hello) -> Welcome:
        del hello
        self._hear("hello")
        return Welcome(1, HUB, self.name, b"e", "test", 2, 1, 5)

    async def heads(self) -> Heads:
        self._hear("heads")
        return Heads({})

    async def push(self, page: Page) -> Taken:
        self._hear("push")
        places = [(one.dev, one.n) for one in page.pieces if isinstance(one, Stub)]
        durable = [Reach(SCOPE, dev, n) for dev, n in places if dev not in self.unknown]
        return Taken(durable, [], [Reach(SCOPE, dev, 0) for dev, _ in places if dev in self.unknown], 5, self.order)

    async def pull(self, since: Since) -> Pulled:
        del since
        self._hear("pull")
        return self.pages.pop(0) if self.pages else pulled()


@dataclass
class Here:
    """A copy that holds a few changes for the hub and keeps count of what is asked of it."""

    unsent: list[Stub] = field(default_factory=list)
    writes: bool = True
    moved: bool = True
    odd: list[set[bytes]] = field(default_factory=list)
    repairs: bool = True
    done: list[str] = field(default_factory=list)

    async def hello(self) -> Hello:
        return Hello((1,), OWN, "test", 2, 5)

    async def greeted(self, welcome: Welcome) -> bool:
        del welcome
        return self.writes

    async def outgoing(self, limit: int, without: Collection[Chain]) -> Page:
        return Page([one for one in self.unsent if (one.scope, one.dev) not in without][:limit], [])

    async def answered(self, page: Page, taken: Taken) -> Answered:
        del page
        reached = {(one.dev, one.n) for one in taken.durable}
        before = len(self.unsent)
        self.unsent = [one for one in self.unsent if (one.dev, one.n) not in reached]
        return Answered(before - len(self.unsent))

    async def since(self, limit: int) -> Since:
        return Since(limit=limit)

    async def take(self, since: Since, pulled: Pulled) -> Arrived:
        del since
        self.done.append("take")
        return Arrived(sum(len(stream.pieces) for stream in pulled.streams), self.moved)

    async def withdraw(self) -> int:
        return 0

    async def unsettled(self) -> bool:
        return False

    async def purge(self, scopes: Collection[bytes]) -> Collection[bytes]:
        self.done.append("purge")
        return {one.scope for one in self.unsent} & set(scopes)

    async def own(self) -> Collection[bytes]:
        return {OWN, EARLIER}

    async def purge_all(self) -> None:
        self.done.append("purge all")

    async def differing(self, heads: Heads) -> frozenset[bytes]:
        del heads
        return frozenset(self.odd.pop(0)) if self.odd else frozenset()

    async def repair(self, scopes: Collection[bytes]) -> frozenset[bytes]:
        self.done.append("repair")
        return frozenset(scopes) if self.repairs else frozenset()

    async def rebuild(self, failed: Collection[bytes]) -> int:
        del failed
        self.done.append("rebuild")
        return 1
