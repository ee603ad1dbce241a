"""This desk's side of a meeting: its store, one transaction a call; a crash anywhere loses nothing, doubles nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec

from eocdesk import __version__
from eocdesk.models import clock, ids
from eocdesk.models.card import Vouched
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store import changelog, early, early_taking, local, meeting, peers, verify
from eocdesk.store.arrive import BrokenChainError
from eocdesk.store.kept import Store
from eocdesk.store.queries.linked import FEEDS_OF_HUB
from eocdesk.store.tables import SCHEMA
from eocdesk.sync import level
from eocdesk.sync.http import Where
from eocdesk.sync.leaving import Leaving, beyond, settled
from eocdesk.sync.meeting import Answered, Arrived, Chain, Meeting
from eocdesk.sync.owed import Owed
from eocdesk.sync.protocol import MAX_BYTES, SPOKEN, Cursor, Heads, Hello, Page, Pulled, Since, Stream, Taken, Welcome
from eocdesk.sync.sequence import linked, place_of

T = TypeVar("T")
Connection: TypeAlias = Any
"""A connection of the store, where alone SQL is spoken."""
Ids: TypeAlias = set[tuple[str, bytes]]

ORIGIN = "received"
_HOUR = 60 * 60 * 1000
_VAIN = "repaired in vain"
_BROKEN = (ValueError, msgspec.MsgspecError)
"""What a page may do wrong: chains that break, signatures that do not hold, cards that lie. All of it one scope's."""
_log = logging.getLogger(__name__)


async def where(store: Store, hub: bytes) -> Where:
    """A hub as this desk reaches it; Refused where it joined none of that id."""
    known, key = await _awaited(store.writer.local(lambda c: (peers.get(c, hub), local.own_key(c))))
    if known is None:
        raise Refused("This desk has not joined this hub.")
    return Where(known.url, known.pin, known.name, known.id, store.device, key)


class DeskCopy:
    """A desk's store in its meetings with one peer."""

    def __init__(self, store: Store, peer: bytes) -> None:
        """`peer` is noted in the store (peers.put)."""
        self._store = store
        self._peer = peer
        self._writes = True
        self._signs = False
        self._skew = 0
        self._roster = f"roster/{peer.hex()}"
        self._read: dict[bytes, int] = {}
        self._seen: dict[bytes, str] = {}
        self._leaving = Leaving()
        self._owed = Owed(peer)

    # greeting

    async def hello(self) -> Hello:
        """Who this is."""
        return Hello(SPOKEN, self._store.device, __version__, SCHEMA, clock.now())

    async def greeted(self, welcome: Welcome) -> bool:
        """Hear the answer; an epoch that is new makes everything be read and sent again."""
        self._hear(welcome.clock)
        if welcome.speaks not in SPOKEN:
            raise Unavailable(f"{welcome.name} speaks another version of the protocol. Update this eocdesk.")
        known = await self._read_now(self._known)
        if welcome.id != known.id:
            raise Refused(f"This is not {known.name}, which this desk joined. Ask its administrator.")
        if (welcome.name, welcome.epoch) != (known.name, known.epoch):
            await self._write(partial(self._renew, welcome=welcome))
        await self._hear_of_feeds(welcome)
        self._writes = welcome.least <= SCHEMA
        return self._writes

    async def _hear_of_feeds(self, welcome: Welcome) -> None:
        """Keep how old is what the hub asks the outside, in this desk's own time; what it does not say holds on."""
        if welcome.feeds:
            told = [msgspec.structs.astuple(fed.by_clock(self._skew)) for fed in welcome.feeds]
            await self._write(partial(local.put, key=FEEDS_OF_HUB, value=told))

    def _known(self, connection: Connection) -> peers.Peer:
        known = peers.get(connection, self._peer)
        if known is None:
            raise Refused("This desk does not meet this hub any more.")
        return known

    def _renew(self, connection: Connection, welcome: Welcome) -> None:
        known = self._known(connection)
        if welcome.epoch != known.epoch:
            meeting.rewind(
                connection, self._peer, {*meeting.standing(connection), *meeting.cursors(connection, self._peer)}
            )
        peers.put(connection, replace(known, name=welcome.name, epoch=welcome.epoch))

    def _hear(self, their_clock: int) -> None:
        self._skew = clock.now() - their_clock

    # sending

    async def outgoing(self, limit: int, without: Collection[Chain]) -> Page:
        """What the peer has not acknowledged; signed, and with the cards of who signed."""
        if not self._writes:
            return Page([], [])
        if not self._signs:
            await self._write(_make_keys)
            self._signs = True
        self._owed.sent()
        return await self._read_now(partial(self._page, limit=limit, without=without))

    def _page(self, connection: Connection, limit: int, without: Collection[Chain]) -> Page:
        found = meeting.pending(connection, self._peer, without=without, limit=limit, max_bytes=MAX_BYTES)
        signed = meeting.signed(connection, found.ends)
        known = self._known(connection)
        cards = [] if known.kind == peers.HUB else peers.vouched_of(connection, {end.dev for end in found.ends})
        return Page(found.pieces, signed, cards)

    async def answered(self, page: Page, taken: Taken) -> Answered:
        """Durable there: acknowledged. Refused: the words kept, a stub in the log. Wanted: sent again from there."""
        self._hear(taken.clock)
        durable = {(one.scope, one.dev): one.n for one in taken.durable}
        refused = {(one.scope, one.dev, one.n) for one in taken.refused}
        places = [(place.scope, place.dev, place.n) for place in map(place_of, page.pieces)]
        sent = sum(n <= durable.get((scope, dev), 0) for scope, dev, n in places if (scope, dev, n) not in refused)
        await self._take(partial(self._note_answer, taken=taken, page=page))
        return Answered(sent, len(refused))

    def _note_answer(self, connection: Connection, taken: Taken, page: Page | None = None) -> Ids:
        level.note(connection, self._peer, page, taken)
        meeting.acknowledge(connection, self._peer, [(one.scope, one.dev, one.n) for one in taken.durable])
        meeting.acknowledge(connection, self._peer, [(one.scope, one.dev, one.n) for one in taken.wanted], back=True)
        return meeting.refuse(connection, [(no.scope, no.dev, no.n, no.sentence) for no in taken.refused], self._peer)

    # reading

    async def since(self, limit: int) -> Since:
        """How far this copy has read the hub's sequences, or what it holds of each chain."""
        return await self._read_now(partial(self._since, limit=limit))

    def _since(self, connection: Connection, limit: int) -> Since:
        if self._known(connection).kind != peers.HUB:
            held = meeting.standing(connection)
            return Since(chains={scope: chains for scope, (_, _, chains) in held.items()}, limit=limit)
        found = meeting.cursors(connection, self._peer)
        self._read = {scope: seq for scope, (seq, _) in found.items()}
        roster = self._asked_roster(connection)
        read = {scope: Cursor(*cursor) for scope, cursor in found.items()}
        leaving, begun = self._leaving.ask(connection), early.asked(connection, self._peer)
        return Since(read, limit=limit, roster=roster, leaving=leaving, early=begun)

    def _asked_roster(self, connection: Connection) -> int:
        """Since when news of other desks is wanted; once an hour of all, for their cards run out."""
        whole = int(local.get(connection, self._roster, 0))
        fresh = 0 <= clock.now() - self._skew - whole < _HOUR
        return max(whole, int(local.get(connection, f"{self._roster}/news", 0))) if fresh else whole

    def _note_roster(self, connection: Connection, since: Since, pulled: Pulled) -> None:
        """A minute is asked for twice: what was being written there meanwhile was not to be seen yet."""
        whole = pulled.clock - since.roster >= _HOUR
        if whole:  # the cards of all
            local.put(connection, self._roster, pulled.clock)
        if whole or len(pulled.cards) > len({self._store.device, *(end.dev for end in pulled.signed)}):
            local.put(connection, f"{self._roster}/news", pulled.clock - _HOUR // 60)

    def behind(self, grown: dict[bytes, int]) -> bool:
        """Whether one of these sequences goes further than was read here."""
        return any(seq > self._read.get(scope, 0) for scope, seq in grown.items())

    async def take(self, since: Since, pulled: Pulled) -> Arrived:
        """Keep a page and the cursors behind it, together. A scope whose page does not hold keeps no other back."""
        self._hear(pulled.clock)
        known = await self._read_now(self._known)
        if known.kind == peers.HUB and pulled.epoch != known.epoch:
            raise Unavailable(
                f"{known.name} was put back to an older state. What it lacks is sent at the next meeting."
            )
        try:
            arrived = await self._kept(since, pulled, known)
        except _BROKEN as error:
            arrived = await self._piecemeal(since, pulled, known, error)
        self._leaving.hear(pulled.gone)
        return arrived

    async def _piecemeal(self, since: Since, pulled: Pulled, known: peers.Peer, error: Exception) -> Arrived:
        """Stream by stream: those that hold are kept, the others said."""
        bare = msgspec.structs.replace(pulled, streams=[], signed=[])
        parts = [bare]
        for stream in pulled.streams:
            signed = [one for one in pulled.signed if one.scope == stream.scope]
            rewound = [stream.scope] if stream.scope in pulled.rewound else []
            parts.append(Pulled([stream], signed, [], [], rewound, pulled.epoch, pulled.clock))
        whole = Arrived()
        for part in parts if len(pulled.streams) > 1 or pulled.cards else ():
            try:
                one = await self._kept(since, part, known)
                more = replace(whole, received=whole.received + one.received, again=whole.again or one.again)
                whole = replace(more, moved=whole.moved or one.moved)
            except _BROKEN as found:
                error = found
        _log.warning("a page of %s does not hold: %s", known.name, error)
        return replace(whole, broken=(f"Something {known.name} sent does not hold and was not taken ({error}).",))

    async def _kept(self, since: Since, pulled: Pulled, known: peers.Peer) -> Arrived:
        told: list[int] = []
        await self._take(partial(self._keep, since=since, pulled=pulled, known=known, told=told))
        for stream in pulled.streams:
            self._read[stream.scope] = max(self._read.get(stream.scope, 0), _last(stream))
        moved = any(stream.pieces for stream in pulled.streams) if known.kind == peers.HUB else told[0] > 0
        return Arrived(told[0], moved or told[1] > 0, again=bool(pulled.rewound))

    def _keep(self, connection: Connection, since: Since, pulled: Pulled, known: peers.Peer, told: list[int]) -> Ids:
        before = changelog.newest(connection)
        if pulled.cards:
            self._believe(connection, pulled.cards, known)
        pieces = meeting.once(connection, self._peer, [(one.scope, one.first, one.pieces) for one in pulled.streams])
        labels = {stream.scope: stream.labels for stream in pulled.streams}
        key_of = peers.keys_of(connection).get
        touched = meeting.take(connection, pieces, pulled.signed, key_of, labels, self._peer)
        if known.kind == peers.HUB:
            if pulled.rewound:
                meeting.rewind(connection, self._peer, pulled.rewound)
            for stream in pulled.streams:
                begun = None if stream.scope in pulled.rewound else since.cursors.get(stream.scope)
                self._move(connection, begun or Cursor(0, changelog.ZERO), stream)
            if pulled.cards:
                self._note_roster(connection, since, pulled)
        meeting.acknowledge(connection, self._peer, self._owed.reach(connection, pieces))  # it has what it sent
        told.append(changelog.newest(connection) - before)
        told.append(early_taking.take(connection, self._peer, pulled.early, touched))
        ended = [stream.scope for stream in pulled.streams if stream.pieces and not stream.more]
        early_taking.all_came(connection, self._peer, ended)
        return touched

    def _move(self, connection: Connection, begun: Cursor, stream: Stream) -> None:
        """The cursor goes with the data. Its hash is worked out here, and another program may have read on."""
        if ids.scope_id(*stream.labels) != stream.scope:
            raise BrokenChainError("a scope that its labels do not make")
        if not stream.pieces:
            return
        if stream.first != begun.seq + 1:
            raise BrokenChainError(f"its sequence goes on at {stream.first}, not at {begun.seq + 1}")
        if linked(begun.hash, stream.pieces) != stream.hash:
            raise BrokenChainError("its sequence is not the one it was")
        now = meeting.cursors(connection, self._peer).get(stream.scope)
        if now is None or now[0] < _last(stream):
            meeting.set_cursor(connection, self._peer, stream.scope, _last(stream), stream.hash)

    def _believe(self, connection: Connection, cards: list[Vouched], known: peers.Peer) -> None:
        peers.keep_cards(connection, cards, known.key, known.id)

    # giving up

    async def withdraw(self) -> int:
        """Give up the words of records that left for where this copy may not see, and scopes it has no right to now.

        The hub names only scopes that were read from it: what came by another desk or a stick is found by our own card.
        """
        await settled(self._take)
        now = clock.now() - self._skew  # the hub's clock: one that is wrong here gives nothing up
        denied = partial(beyond, device=self._store.device, hub=self._peer, now=now)
        if scopes := await self._read_now(denied):
            await self.purge(scopes)
        gone = await self._take(self._leaving.give_up)
        await _awaited(self._store.writer.settle_log(anew=False))  # the search's too, also what a crash left undone
        return len({record for _, record in gone})

    async def unsettled(self) -> bool:
        """Records may have left of which the hub was not asked, or words that were given up are due once more."""
        return await self._read_now(self._leaving.unsettled)

    async def purge(self, scopes: Collection[bytes]) -> Collection[bytes]:
        """Give up scopes, but not what was written here and is not sent."""
        unsent: set[bytes] = set()
        await self._take(partial(self._purge, scopes=scopes, unsent=unsent))
        await _awaited(self._store.writer.settle_log())
        return unsent

    def _purge(self, connection: Connection, scopes: Collection[bytes], unsent: set[bytes]) -> Ids:
        own = local.own_devices(connection)
        held = meeting.standing(connection)
        for scope in scopes:
            # Another's is held by its author, and by who gave it; nor may a page full of it hide what is ours.
            others = [(scope, dev) for dev in held[scope].chains if dev not in own] if scope in held else []
            if meeting.pending(connection, self._peer, scopes=[scope], without=others, limit=1).pieces:
                unsent.add(scope)
        return meeting.purge(connection, set(scopes) - unsent)

    async def own(self) -> Collection[bytes]:
        """Every device this copy wrote as."""
        return await self._read_now(local.own_devices)

    async def purge_all(self) -> None:
        """Give up everything of this hub; the peer is kept as one that put this desk out."""
        await self._take(partial(meeting.purge_all, peer=self._peer))
        self._store.device = await self._read_now(local.device)
        self._store.code = ids.desk_code(self._store.device)
        await _awaited(self._store.writer.settle_log())

    # comparing

    async def differing(self, heads: Heads) -> frozenset[bytes]:
        """Scopes of which both sides hold everything there is, and not the same."""
        return await self._read_now(partial(self._differing, heads=heads))

    def _differing(self, connection: Connection, heads: Heads) -> frozenset[bytes]:
        held = meeting.standing(connection)
        by_seq = self._known(connection).kind == peers.HUB
        cursors = meeting.cursors(connection, self._peer)
        odd = set()
        for scope, theirs in heads.scopes.items():
            _, digest, chains = held.get(scope, (None, b"", {}))
            if digest == theirs.digest:
                continue
            level = cursors.get(scope, (0, b""))[0] == theirs.seq if by_seq else chains == theirs.chains
            if level and not meeting.pending_count(connection, self._peer, [scope]):
                odd.add(scope)
                self._seen[scope] = (digest + theirs.digest).hex()
        return frozenset(odd)

    async def repair(self, scopes: Collection[bytes]) -> frozenset[bytes]:
        """A backup, then these scopes are read and sent from their start. One that was tried so in vain is left out."""
        vain = await self._read_now(lambda connection: local.get(connection, _VAIN, {}))
        fresh = frozenset(scope for scope in scopes if vain.get(scope.hex()) != self._seen.get(scope))
        if fresh:
            stamp = clock.at(clock.now()).strftime("%Y%m%dT%H%M%SZ")
            target = self._store.folder / "backups" / f"before-repair-{stamp}.eocdesk"
            await _awaited(self._store.readers.run(self._backup, target))
            await self._write(partial(meeting.rewind, peer=self._peer, scopes=fresh))
        return fresh

    def _backup(self, target: Path) -> None:
        self._store.backup(target, proven=False)

    async def rebuild(self, failed: Collection[bytes]) -> int:
        """Make every row anew from the log, and note what the repair did not mend."""
        return await self._write(partial(self._rebuild, failed=failed))

    def _rebuild(self, connection: Connection, failed: Collection[bytes]) -> int:
        vain = local.get(connection, _VAIN, {})
        local.put(connection, _VAIN, vain | {scope.hex(): self._seen[scope] for scope in failed})
        return verify.rebuild(connection)

    # the trail

    async def note(self, met: Meeting, seconds: float) -> None:
        """Keep what came of a meeting that is just over. One in which nothing passed leaves no line but its moment."""
        await self._write(partial(self._note, met=met, seconds=seconds))

    def _note(self, connection: Connection, met: Meeting, seconds: float) -> None:
        known, now = peers.get(connection, self._peer), clock.now()
        if known is None:
            return
        if not met.quiet:
            ms = round(seconds * 1000)
            attempt = peers.Attempt(self._peer, now, ms, met.sent, met.received, met.ok, met.sentence)
            peers.note_attempt(connection, attempt)
            known = peers.get(connection, self._peer) or known
        if met.ok:
            peers.put(connection, replace(known, met=now, tried=now, skew=self._skew))

    # the store

    async def _read_now(self, query: Callable[[Connection], T]) -> T:
        return await _awaited(self._store.readers.submit(query))

    async def _write(self, change: Callable[[Connection], T]) -> T:
        return await _awaited(self._store.writer.local(change))

    async def _take(self, take: Callable[[Connection], Ids]) -> Ids:
        """What touches records, so that those who show them hear of it."""
        return set((await _awaited(self._store.writer.receive(take, ORIGIN))).ids)


def _make_keys(connection: Connection) -> None:
    """So that whatever this copy wrote, also as another device before, can be signed by a connection that reads."""
    for dev in local.own_devices(connection):
        local.key_as(connection, dev)


async def _awaited(future: Future[T]) -> T:
    """Who gives up waiting gives up what has not begun; what has is done to its end, and the next meeting goes on."""
    return await asyncio.wrap_future(future)


def _last(stream: Stream) -> int:
    return stream.first + len(stream.pieces) - 1 if stream.pieces else 0
