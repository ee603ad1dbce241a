"""A desk's side of its meetings with a hub: what was sealed for it handed in first, what it signs borne out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Protocol, runtime_checkable

from eocdesk.models import clock
from eocdesk.models.checkpoint import Checkpoint
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store import blobs, checkpoints, early, early_taking, lease, lease_files, meeting, peers
from eocdesk.store.kept import Store
from eocdesk.sync.copy import Connection, DeskCopy, Ids
from eocdesk.sync.leaving import settled
from eocdesk.sync.meeting import Meeting
from eocdesk.sync.protocol import Cursor, Heads, Page, Peer, Pulled, Since, Stream, Taken, Welcome
from eocdesk.sync.sequence import linked
from eocdesk.sync.unlocking import Locked, Unlocking

_MINUTE_S, _HOUR_S = 60.0, 3600.0

_log = logging.getLogger(__name__)


@runtime_checkable
class Signing(Protocol):
    """A hub that signs what it tells."""

    async def checkpoints(self, since: int) -> list[Checkpoint]:
        """Those of scopes that grew since."""


class HandingCopy(DeskCopy):
    """Hands in what was written under a right that ended while the hub was out of reach.

    Before the exchange: else the hub would hear of the empty places in this log before it has their words.
    """

    def __init__(self, store: Store, hub: bytes, peer: Peer) -> None:
        """`hub` is noted in the store; `peer` is the way to it."""
        super().__init__(store, hub)
        self._to = peer
        self._heard_of = -_MINUTE_S
        self._again: dict[bytes, float] = {}

    async def greeted(self, welcome: Welcome) -> bool:
        """Hear the answer, then hand in."""
        writes = await super().greeted(welcome)
        for count, sealed in await self._read_now(partial(lease.waiting, hub=self._peer)) if writes else ():
            taken = await self._to.push(Page([], [], sealed=[sealed]))
            if taken.wanted or not (taken.durable or taken.refused):
                continue  # it follows what the hub does not hold: that was put back, say, and hears first what it lacks
            await self._take(partial(self._handed, sealed=sealed, count=count, taken=taken))
        if writes and isinstance(self._to, Unlocking):
            await self._unlock(self._to)
        return writes

    async def _unlock(self, hub: Unlocking) -> None:
        """Attachments that were locked with the words come back where the right holds; else they stay locked."""
        store = self._store
        for sealed in await self._read_now(partial(lease_files.waiting, hub=self._peer)):
            if time.monotonic() < self._again.get(sealed, 0.0):
                continue
            self._again[sealed] = time.monotonic() + _HOUR_S
            keys = (await hub.unlock(Locked(sealed))).keys
            if keys:
                put_back = partial(lease_files.unlock, store.attachments, store.folder / blobs.FOLDER, keys)
                await asyncio.wrap_future(store.readers.run(put_back))
                await self._write(partial(lease_files.opened, sealed=sealed))

    def _keep(self, connection: Connection, since: Since, pulled: Pulled, known: peers.Peer, told: list[int]) -> Ids:
        """A page asked for before a right ended would be kept without what came before it."""
        now = meeting.cursors(connection, self._peer)
        gone = since.cursors.keys() - now.keys() - set(pulled.rewound)  # what is read from its start lacks nothing
        if any(stream.pieces and stream.scope in gone for stream in pulled.streams):
            raise Unavailable("This desk has just had to give something up. It is read again at the next meeting.")
        return super()._keep(connection, since, pulled, known, told)

    def _move(self, connection: Connection, begun: Cursor, stream: Stream) -> None:
        """The cursor goes with the data. What is not what the hub signed when it was read before is said, once.

        It is read all the same: a hub that was put back to an older state is mended by its desks, and what it gives
        is borne out by who wrote it.
        """
        super()._move(connection, begun, stream)
        hub, last = self._known(connection), stream.first + len(stream.pieces) - 1
        for one in checkpoints.between(connection, stream.scope, hub.epoch, begun.seq, last):
            if linked(begun.hash, stream.pieces[: one.seq - begun.seq]) != one.hash:
                sentence = checkpoints.contradicted(connection, hub, one)
                _say(connection, hub, [sentence])
                _log.error("%s", sentence)
                return

    async def differing(self, heads: Heads) -> frozenset[bytes]:
        """Likewise. A scope that stands there as it does here, or not at all, has no more history to come."""
        came = await self._read_now(partial(self._all_here, heads=heads))
        if came:
            await self._write(partial(early_taking.all_came, peer=self._peer, scopes=came))
            await settled(self._take)
        return await super().differing(heads)

    def _all_here(self, connection: Connection, heads: Heads) -> list[bytes]:
        coming = early.of_peer(connection, self._peer)
        held = meeting.standing(connection) if coming else {}
        return [
            scope
            for scope in coming
            if scope not in heads.scopes or (scope in held and held[scope].digest == heads.scopes[scope].digest)
        ]

    async def note(self, met: Meeting, seconds: float) -> None:
        """Keep what came of a meeting; once a minute also what the hub signs of the logs that were read."""
        await super().note(met, seconds)
        now = time.monotonic()
        if not met.ok or not isinstance(self._to, Signing) or now - self._heard_of < _MINUTE_S:
            return
        self._heard_of = now
        since = await self._read_now(partial(checkpoints.asked, hub=self._peer))
        with suppress(Unavailable, Refused):  # the next meeting asks again
            told = await self._to.checkpoints(since)
            for sentence in await self._write(partial(self._bear_out, told=told)):
                _log.error("%s", sentence)

    def _bear_out(self, connection: Connection, told: list[Checkpoint]) -> list[str]:
        hub = self._known(connection)
        said = checkpoints.keep(connection, hub, told)
        _say(connection, hub, said)
        return said

    def _handed(self, connection: Connection, sealed: bytes, count: int, taken: Taken) -> Ids:
        lease.handed(connection, sealed)
        now, back = clock.now(), len(taken.refused)
        told = f"{count:,} sent that waited sealed since a right ended." + (f" {back:,} refused." if back else "")
        peers.note_attempt(connection, peers.Attempt(self._peer, now, 0, count, 0, ok=True, sentence=told))
        return self._note_answer(connection, taken)


def _say(connection: Connection, hub: peers.Peer, sentences: Iterable[str]) -> None:
    """In the trail of meetings, where who looks for why finds it."""
    for sentence in sentences:
        peers.note_attempt(connection, peers.Attempt(hub.id, clock.now(), 0, 0, 0, ok=False, sentence=sentence))
