"""A desk's side of its meetings with a hub, with what it had to seal for the hub handed in before anything else."""

from __future__ import annotations

from functools import partial

from eocdesk.models import clock
from eocdesk.models.errors import Unavailable
from eocdesk.store import lease, meeting, peers
from eocdesk.store.kept import Store
from eocdesk.sync.copy import Connection, DeskCopy, Ids
from eocdesk.sync.protocol import Page, Peer, Pulled, Since, Taken, Welcome


class HandingCopy(DeskCopy):
    """Hands in what was written under a right that ended while the hub was out of reach.

    Before the exchange: else the hub would hear of the empty places in this log before it has their words.
    """

    def __init__(self, store: Store, hub: bytes, peer: Peer) -> None:
        """`hub` is noted in the store; `peer` is the way to it."""
        super().__init__(store, hub)
        self._to = peer

    async def greeted(self, welcome: Welcome) -> bool:
        """Hear the answer, then hand in."""
        writes = await super().greeted(welcome)
        for count, sealed in await self._read_now(partial(lease.waiting, hub=self._peer)) if writes else ():
            taken = await self._to.push(Page([], [], sealed=[sealed]))
            if taken.wanted or not (taken.durable or taken.refused):
                break  # it follows nothing the hub holds: the hub was put back, and hears first what it lacks
            await self._take(partial(self._handed, sealed=sealed, count=count, taken=taken))
        return writes

    def _keep(self, connection: Connection, since: Since, pulled: Pulled, known: peers.Peer, told: list[int]) -> Ids:
        """A page asked for before a right ended would be kept without what came before it."""
        now = meeting.cursors(connection, self._peer)
        if any(stream.pieces and stream.scope in since.cursors.keys() - now.keys() for stream in pulled.streams):
            raise Unavailable("This desk has just had to give something up. It is read again at the next meeting.")
        return super()._keep(connection, since, pulled, known, told)

    def _handed(self, connection: Connection, sealed: bytes, count: int, taken: Taken) -> Ids:
        lease.handed(connection, sealed)
        now, back = clock.now(), len(taken.refused)
        told = f"{count:,} sent that waited sealed since a right ended." + (f" {back:,} refused." if back else "")
        peers.note_attempt(connection, peers.Attempt(self._peer, now, 0, count, 0, ok=True, sentence=told))
        return self._note_answer(connection, taken)
