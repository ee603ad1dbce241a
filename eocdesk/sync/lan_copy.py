"""This desk's side of a meeting with another desk: by chains, and never a word of what the other may not see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from eocdesk.models import clock
from eocdesk.models.card import Card
from eocdesk.store import meeting, peers
from eocdesk.store.kept import Store
from eocdesk.sync.copy import DeskCopy
from eocdesk.sync.giving import END, Giver
from eocdesk.sync.intake import Intake
from eocdesk.sync.lan import visit
from eocdesk.sync.meeting import Answered, Arrived, Chain, Meeting, meet
from eocdesk.sync.protocol import MAX_BYTES, Heads, Page, Peer, Pulled, Since, Taken
from eocdesk.sync.trust import Trust, trusted


class LanCopy(DeskCopy):
    """A desk's store in one meeting with another desk. What the other holds is asked when it begins."""

    def __init__(self, store: Store, card: Card, theirs: Heads) -> None:
        """`theirs` is what the other side says it holds of what this desk may see."""
        super().__init__(store, card.dev)
        self._card = card
        self._theirs = {scope: dict(one.chains) for scope, one in theirs.scopes.items()}
        self._intake: Intake | None = None

    async def outgoing(self, limit: int, without: Collection[Chain]) -> Page:
        """What the other side holds not yet and may see."""
        chains = {scope: dict(held) for scope, held in self._theirs.items()}
        for scope, dev in without:
            chains.setdefault(scope, {})[dev] = END
        return await asyncio.to_thread(self._given, chains, limit)

    def _given(self, chains: dict[bytes, dict[bytes, int]], limit: int) -> Page:
        trust, keys = trusted(self._store)
        return Giver(self._store, trust, keys).page(chains, self._may(trust), limit, MAX_BYTES)

    def _may(self, trust: Trust) -> Callable[..., bool]:
        return partial(trust.sees, self._card.dev)

    async def answered(self, page: Page, taken: Taken) -> Answered:
        """What is durable there; and from where chains are wanted."""
        for one in taken.wanted:
            self._theirs.setdefault(one.scope, {})[one.dev] = one.n
        before = {(one.scope, one.dev): self._theirs.get(one.scope, {}).get(one.dev, 0) for one in taken.durable}
        for one in taken.durable:
            self._theirs.setdefault(one.scope, {})[one.dev] = max(one.n, before[one.scope, one.dev])
        await super().answered(page, taken)
        return Answered(sum(max(0, one.n - before[one.scope, one.dev]) for one in taken.durable))

    async def since(self, limit: int) -> Since:
        """What is held here of what the other side may see: it learns of nothing else."""
        trust, _ = await asyncio.to_thread(trusted, self._store)
        held = await self._read_now(partial(meeting.standing, may=self._may(trust)))
        return Since(chains={scope: stand.chains for scope, stand in held.items()}, limit=limit)

    async def take(self, since: Since, pulled: Pulled) -> Arrived:
        """Take what follows, chain by chain; what does not hold is said."""
        del since
        return await asyncio.to_thread(self._taken, pulled)

    def _taken(self, pulled: Pulled) -> Arrived:
        if self._intake is None:
            self._intake = Intake(self._store, trusted(self._store)[0], self._card)
        gain = self._intake.gain
        before, gain.refused = gain.taken, []
        pieces = [piece for stream in pulled.streams for piece in stream.pieces]
        labels = {stream.scope: stream.labels for stream in pulled.streams}
        self._intake.take(Page(pieces, pulled.signed, pulled.cards), labels)
        for (scope, dev), n in gain.reach.items():
            theirs = self._theirs.setdefault(scope, {})
            theirs[dev] = max(n, theirs.get(dev, 0))
        return Arrived(gain.taken - before, gain.taken > before, broken=tuple(gain.refused))

    async def withdraw(self) -> int:
        """Give up what the other desk itself took away, where no hub can be asked."""
        return len(await self._take(partial(meeting.by_word_of, peer=self._card.dev)))

    async def unsettled(self) -> bool:
        """Another desk knows no more than it said."""
        return False

    async def differing(self, heads: Heads) -> frozenset[bytes]:
        """Scopes whose chains are equally long on both sides, and not the same."""
        held = await self._read_now(meeting.standing)
        return frozenset(
            scope
            for scope, theirs in heads.scopes.items()
            if scope in held and held[scope].chains == theirs.chains and held[scope].digest != theirs.digest
        )


async def meet_desk(store: Store, url: str, *, exercise: bool) -> Meeting:
    """Meet the desk at that address, and note what came of it. Unavailable, Refused where no meeting began."""
    async with await visit(store, url, exercise=exercise) as peer:
        return await meet_peer(store, peer, peer.card)


async def meet_peer(store: Store, peer: Peer, card: Card, limit: Callable[[], int] | None = None) -> Meeting:
    """The same over a peer that is there already; `limit` as in `meet`."""
    await asyncio.wrap_future(store.writer.local(partial(_note_peer, card=card)))
    copy = LanCopy(store, card, await peer.heads())
    began = time.monotonic()
    met = await meet(copy, peer, limit)
    await copy.note(met, time.monotonic() - began)
    return met


def _note_peer(connection: Any, card: Card) -> None:
    """Desks of one hub meet in the room too: what they had of each other stands in the trail."""
    if peers.get(connection, card.dev) is None:
        peers.put(connection, peers.Peer(card.dev, peers.DESK, card.name, key=card.key, joined=clock.now()))
