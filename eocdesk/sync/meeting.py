"""One meeting of two copies: push until nothing waits, pull until nothing comes, then compare; without I/O or clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.sync.protocol import MAX_PIECES, Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome
from eocdesk.sync.sequence import place_of

Chain: TypeAlias = tuple[bytes, bytes]
"""(scope, device)."""
PURGE = "purge"
_ROUNDS = 8
"""Push and pull at most so often in one meeting: what is still written meanwhile goes with the next."""
_CHANCES = 2
"""How often the same page is sent before what it holds is left for another meeting."""


class BusyError(Unavailable):
    """The other side is there and asks to be left alone for so many seconds."""

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class SlowError(Unavailable):
    """No answer in time: smaller pages may get through."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a page pushed."""

    sent: int = 0  # changes that are durable there now
    refused: int = 0  # changes that were not let in


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of a page pulled."""

    received: int = 0  # changes that were not here before
    moved: bool = False  # whether the next question is another one
    again: bool = False  # the other side counts anew: push, then pull once more
    broken: tuple[str, ...] = ()  # what could not be taken, a sentence each


class Copy(Protocol):
    """This side of a meeting. Each call is one transaction; after a crash between two the next meeting goes on."""

    async def hello(self) -> Hello:
        """Who this is."""

    async def greeted(self, welcome: Welcome) -> bool:
        """Hear the answer; whether what is written here is taken there. Refused where it is another than before."""

    async def outgoing(self, limit: int, without: Collection[Chain]) -> Page:
        """What the other side has not acknowledged, whole acts, at most `limit` pieces; empty where nothing waits."""

    async def answered(self, page: Page, taken: Taken) -> Answered:
        """Note what is durable there, what was refused, and from where chains are wanted again."""

    async def since(self, limit: int) -> Since:
        """What is held here."""

    async def take(self, since: Since, pulled: Pulled) -> Arrived:
        """Keep what came together with how far was read. Refuses nothing that its author's chain bears out."""

    async def withdraw(self) -> int:
        """Give up the words of records that left for where this copy may not see; how many records."""

    async def unsettled(self) -> bool:
        """Whether the other side is to be asked once more: of words to be given up, or due again."""

    async def purge(self, scopes: Collection[bytes]) -> Collection[bytes]:
        """Give up scopes this copy may not see any more; those that hold something unsent stay, and are named."""

    async def own(self) -> Collection[bytes]:
        """Every device this copy wrote as: it is another after a restore or a move."""

    async def purge_all(self) -> None:
        """Give up everything of this hub: the device was revoked."""

    async def differing(self, heads: Heads) -> frozenset[bytes]:
        """Scopes read to their end and with nothing unsent, whose log is not the same on both sides."""

    async def repair(self, scopes: Collection[bytes]) -> frozenset[bytes]:
        """Make a backup and forget how far these scopes were read and sent. Those tried before in vain are left out."""

    async def rebuild(self, failed: Collection[bytes]) -> int:
        """After a repair: make every row anew from the log; `failed` differ still. How many rows."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came of one meeting."""

    peer: str
    ok: bool = True
    sent: int = 0
    received: int = 0
    refused: int = 0
    withdrawn: int = 0  # records and scopes given up
    repaired: int = 0  # scopes that differed and do not any more
    differing: int = 0  # scopes that differ still
    left: int = 0  # chains the other side does not take
    revoked: bool = False
    trouble: str = ""  # why it did not go to its end, or what went wrong on the way
    denied: bool = False  # the other side said no: trying again does not help
    slow: bool = False  # an answer did not come in time
    wait: float = 0.0  # seconds for which the other side asks to be left alone

    @property
    def quiet(self) -> bool:
        """Whether nothing passed."""
        return self.ok and self == Meeting(self.peer)

    @property
    def sentence(self) -> str:
        """In words, for the officer and the trail."""
        parts = [words.format(count) for words, count in self._counts() if count]
        if self.revoked and self.refused:
            parts = [part.replace(" refused", " handed in for review") for part in parts]
        if self.revoked:
            parts.append(f"{self.peer} has put this desk out; its copy was withdrawn")
        told = ". ".join(parts) + "." if parts else ""
        return " ".join(filter(None, (told, self.trouble))) or "Nothing new."

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return (
            ("{:,} sent", self.sent),
            ("{:,} received", self.received),
            ("{:,} refused", self.refused),
            ("{:,} withdrawn", self.withdrawn),
            ("{:,} repaired", self.repaired),
            ("{:,} not equal on both sides", self.differing),
            ("{:,} not taken there", self.left),
        )


async def meet(copy: Copy, peer: Peer, limit: Callable[[], int] | None = None, *, whole: bool = True) -> Meeting:
    """Meet; what came of it, also where it broke off (Unavailable, Refused: in its `trouble`).

    `limit` is asked before each page how many pieces it may hold. A meeting that is not `whole` neither greets nor
    compares: for a desk that has just done both and was woken.
    """
    talk = _Talk(copy, peer, limit or _most)
    try:
        await talk.go(whole=whole)
    except (Unavailable, Refused) as error:
        told = replace(talk.told, ok=False, trouble=error.sentence, denied=isinstance(error, Refused))
        wait = error.seconds if isinstance(error, BusyError) else 0.0
        return replace(told, slow=isinstance(error, SlowError), wait=wait)
    return talk.told


def _most() -> int:
    return MAX_PIECES


class _Talk:
    """One meeting as it goes."""

    def __init__(self, copy: Copy, peer: Peer, limit: Callable[[], int]) -> None:
        self._copy = copy
        self._peer = peer
        self._limit = limit
        self._writes = True
        self._ordered = False
        self._sent: Counter[frozenset[tuple[Chain, int]]] = Counter()
        self._left: set[Chain] = set()
        self.told = Meeting(peer.name)

    async def go(self, *, whole: bool) -> None:
        try:
            await self._go(whole=whole)
        except Refused:
            if not await self._put_out():
                raise

    async def _go(self, *, whole: bool) -> None:
        if whole:
            self._writes = await self._copy.greeted(await self._peer.hello(await self._copy.hello()))
            if not self._writes:
                self._trouble(f"This eocdesk is too old to send to {self._peer.name}: update it. Nothing is lost.")
        await self._exchange()
        if self._ordered:
            await self._give_up()
            return
        await self._withdraw()
        if whole:
            await self._compare()

    async def _exchange(self) -> None:
        """Push first, always: what is withdrawn by a pull must have been sent before."""
        for _ in range(_ROUNDS):
            await self._push()
            if self._ordered or not await self._pull():
                return

    async def _push(self) -> None:
        while self._writes:
            page = await self._copy.outgoing(self._limit(), self._left)
            if not page.pieces:
                return
            taken = await self._peer.push(page)
            self._ordered |= self._peer.by_seq and taken.order == PURGE
            answered = await self._copy.answered(page, taken)
            self._count(sent=answered.sent, refused=answered.refused)
            self._give_chances(page, taken)

    def _give_chances(self, page: Page, taken: Taken) -> None:
        """Leave for another meeting what is sent again and again and never taken; nothing else waits behind it."""
        reach: dict[Chain, int] = {}
        for place in map(place_of, page.pieces):
            reach[place.scope, place.dev] = place.n
        ends = frozenset(reach.items())
        self._sent[ends] += 1
        if self._sent[ends] < _CHANCES:
            return
        held = {(one.scope, one.dev): one.n for one in taken.durable}
        late = {chain for chain, n in ends if held.get(chain, -1) < n}
        self._left |= late if self._sent[ends] < 2 * _CHANCES else set(reach)
        self.told = replace(self.told, left=len(self._left))

    async def _pull(self) -> bool:
        """Whether another round is due."""
        again = False
        while True:
            since = await self._copy.since(self._limit())
            pulled = await self._peer.pull(since)
            if self._peer.by_seq and pulled.order == PURGE:
                self._ordered = True
                await self._push()
                return False
            arrived = await self._copy.take(since, pulled)
            self._count(received=arrived.received)
            for sentence in arrived.broken:
                self._trouble(sentence)
            again |= arrived.again
            if self._peer.by_seq and pulled.revoked:
                again |= await self._purge(pulled.revoked)
            if again or not (pulled.early or any(stream.more for stream in pulled.streams)):
                return again
            if not arrived.moved:
                raise Unavailable(f"{self._peer.name} sends the same changes again and again. It is tried again later.")

    async def _withdraw(self) -> None:
        """Give up what is gone, and ask of what is not certain yet: what is found then may take one question more."""
        self._count(withdrawn=await self._copy.withdraw())
        for _ in range(_CHANCES):
            if not await self._copy.unsettled():
                return
            await self._pull()
            self._count(withdrawn=await self._copy.withdraw())

    async def _purge(self, scopes: Collection[bytes]) -> bool:
        """Whether something unsent stays there, to be sent before."""
        unsent = await self._copy.purge(scopes)
        self._count(withdrawn=len(scopes) - len(unsent))
        return bool(unsent) and self._writes and not {scope for scope, _ in self._left} >= set(unsent)

    async def _put_out(self) -> bool:
        """Whether the refusal was an order: a revoked device is refused everything but to hand in what it has."""
        if not self._peer.by_seq:
            return False
        if not self._ordered:
            taken = await self._peer.push(Page([], []))
            self._ordered = taken.order == PURGE
        if self._ordered:
            await self._push()
            await self._give_up()
        return self._ordered

    async def _give_up(self) -> None:
        own = await self._copy.own()
        if any(dev in own for _, dev in self._left):
            raise Unavailable(f"{self._peer.name} has put this desk out, yet does not take what was written here.")
        await self._copy.purge_all()
        self.told = replace(self.told, revoked=True)

    async def _compare(self) -> None:
        """Equal digests, or it is said and put right. Asked twice: another program may meet for this desk too."""
        odd = await self._odd()
        odd = odd and odd & await self._odd()
        if not odd:
            return
        tried = await self._copy.repair(odd) if self._peer.by_seq else frozenset()
        if tried:
            await self._exchange()
            still = await self._odd()
            await self._copy.rebuild(still & tried)
            self._count(repaired=len(tried - still))
            odd = (odd - tried) | (tried & still)
        if odd:
            self._count(differing=len(odd))
            self._trouble(f"This copy and {self._peer.name} do not hold the same. Tell your administrator.")

    async def _odd(self) -> frozenset[bytes]:
        return await self._copy.differing(await self._peer.heads())

    def _count(self, **more: int) -> None:
        self.told = replace(self.told, **{name: getattr(self.told, name) + count for name, count in more.items()})

    def _trouble(self, sentence: str) -> None:
        if sentence not in self.told.trouble:
            self.told = replace(self.told, trouble=" ".join(filter(None, (self.told.trouble, sentence))))
