"""How a scope stands, for a desk that begins there: worked out once for many, page by page, as of one moment."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

import msgspec
import zstandard
from sqlalchemy import Connection, bindparam, func, select

from eocdesk.models.change import decode
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import DONE, Snapshot, Told
from eocdesk.store.gist import gist
from eocdesk.store.hub import log_moves, opening, purging
from eocdesk.store.hub.tables import CHAIN, CHANGE, DEPARTED, SCOPE
from eocdesk.store.project import once_of

FEW = 2_000
"""A scope of so few changes comes as quickly by its history."""
_MOST = 10_000
"""How many changes are read for one page, unless one record has more."""
_RECORDS_AT_ONCE = 4_000
_LARGEST = 8 * 1024 * 1024
"""A record of which more than that would have to be told comes by its history."""
_KEEP_BYTES = 64 * 1024 * 1024
_FRESH_S = 60.0
"""A desk that begins is told of a moment so long ago, if that is worked out already: what came since follows anyway."""
_SEQ, _ID = 8, 16
_END = b"\xff" * _ID

Page: TypeAlias = tuple[list[tuple[bytes, list[Told]]], bytes, bool]
"""(record, what is told of it), the last record read, and whether there are more."""
_Key: TypeAlias = tuple[int, bytes, int, bytes, int]
"""(how often something was purged, scope, number in its sequence, record to begin before, bytes)."""


class AsOf(NamedTuple):
    """What a snapshot stands for: a number of the scope's sequence, how long the chains were, made when."""

    seq: int
    chains: dict[bytes, int]
    made: float


_C = CHANGE.c
_HERE = (_C.scope == bindparam("scope")) & (_C.rec < bindparam("before"))
# Of the index alone. Records made by hand are named by when they were made: what is newest is told first, and what
# was imported, named otherwise, before it.
_RECORDS = select(_C.rec, func.count()).where(_HERE).group_by(_C.rec).order_by(_C.rec.desc()).limit(_RECORDS_AT_ONCE)
_BODIES = (
    select(_C.rec, _C.body)
    .where(_HERE & (_C.rec >= bindparam("last")) & (_C.seq <= bindparam("seq")) & _C.body.is_not(None))
    .order_by(_C.rec.desc(), _C.seq)
)


class Snapshots:
    """Pages worked out, so many bytes of them at most; any thread asks."""

    def __init__(self, few: int = FEW) -> None:
        self.few = few
        self._lock = Lock()
        self._moments: dict[bytes, AsOf] = {}
        self._pages: OrderedDict[_Key, bytes] = OrderedDict()
        self._bytes = 0

    def page(
        self,
        connection: Connection,
        asked: Mapping[bytes, bytes],
        read: Collection[bytes],
        seen: Mapping[bytes, Labels],
        max_bytes: int,
    ) -> Snapshot | None:
        """The next page for a desk that may see the scopes `seen` and has read of those in `read`; None: no more.

        `asked`: from where it asks on. Never told are records that left for where the desk may not see.
        """
        purges = self._purges(connection)
        for scope, seq in self._large(connection, seen.keys() - read):
            place = asked.get(scope)
            if place is None:
                moment, before = self._moment(connection, scope, seq), _END
            elif len(place) == _SEQ + _ID:
                at = min(int.from_bytes(place[:_SEQ], "big"), seq)
                moment, before = self._as_of(connection, scope, at), place[_SEQ:]
            else:
                continue  # it has all, or wants none
            found, last, more = self._read(connection, (purges, scope, moment.seq, before, max_bytes))
            gone = log_moves.hidden(_left(connection, scope, before, last), seen.keys())
            pieces = [piece for record, told in found if record not in gone for piece in told]
            place = moment.seq.to_bytes(_SEQ, "big") + last if more else DONE
            return Snapshot(scope, seen[scope], moment.chains, pieces, place)
        return None

    def _purges(self, connection: Connection) -> int:
        """How often something was purged. Pages that were worked out before the last time hold its words."""
        count = int(opening.get(connection, purging.COUNTED, 0))
        with self._lock:
            for key in [key for key in self._pages if key[0] < count]:
                self._bytes -= len(self._pages.pop(key))
        return count

    def _large(self, connection: Connection, scopes: Collection[bytes]) -> list[tuple[bytes, int]]:
        rows = connection.execute(select(SCOPE.c.id, SCOPE.c.seq).where(SCOPE.c.seq > self.few).order_by(SCOPE.c.id))
        return [(row.id, int(row.seq)) for row in rows if row.id in scopes]

    def _moment(self, connection: Connection, scope: bytes, seq: int) -> AsOf:
        now = time.monotonic()
        known = self._moments.get(scope)
        if known is None or now - known.made > _FRESH_S or known.seq > seq:
            known = self._moments[scope] = AsOf(seq, _chains(connection, scope), now)
        return known

    def _as_of(self, connection: Connection, scope: bytes, seq: int) -> AsOf:
        """Of a snapshot that was begun; its desk keeps the chains of the first page."""
        known = self._moments.get(scope)
        return known if known is not None and known.seq == seq else AsOf(seq, _chains(connection, scope), 0.0)

    def _read(self, connection: Connection, key: _Key) -> Page:
        with self._lock:  # those who begin together wait for one who works it out
            packed = self._pages.get(key)
            if packed is not None:
                self._pages.move_to_end(key)
                return _unpack(packed)
            page = _page(connection, *key[1:])
            self._keep(key, _pack(page))
        return page

    def _keep(self, key: _Key, packed: bytes) -> None:
        self._pages[key] = packed
        self._bytes += len(packed)
        while self._bytes > _KEEP_BYTES:
            self._bytes -= len(self._pages.popitem(last=False)[1])


def _left(connection: Connection, scope: bytes, before: bytes, last: bytes) -> list[tuple[bytes, bytes]]:
    """(record, scope where it is now) of the records of a page that have left the scope by now."""
    d = DEPARTED.c
    asked = select(d.rec, d.to_scope).where((d.scope == scope) & (d.rec < before) & (d.rec >= last))
    return [(bytes(row.rec), bytes(row.to_scope)) for row in connection.execute(asked)]


def _chains(connection: Connection, scope: bytes) -> dict[bytes, int]:
    rows = connection.execute(select(CHAIN.c.dev, CHAIN.c.n).where(CHAIN.c.scope == scope))
    return {bytes(row.dev): int(row.n) for row in rows}


def _pack(page: Page) -> bytes:
    return zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(page))


def _unpack(packed: bytes) -> Page:
    page: Page = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(packed), type=Page)
    return page


def _page(connection: Connection, scope: bytes, seq: int, before: bytes, max_bytes: int) -> Page:
    """What is told of the next records of a scope, and the last of them; of none that would be too large."""
    some, more = _next_records(connection, scope, before)
    if not some:
        return [], before, False
    asked = {"scope": scope, "before": before, "seq": seq, "last": some[-1]}
    found, room = list[tuple[bytes, list[Told]]](), max_bytes
    with connection.execute(_BODIES, asked) as rows:
        for record, bodies in groupby(rows, key=_record):
            told = _told([bytes(row.body) for row in bodies])
            size = sum(len(body) for body, _ in told)
            if found and size > room:
                return found, found[-1][0], True
            room -= size
            found.append((record, told if size <= _LARGEST else []))
    return found, some[-1], more


def _next_records(connection: Connection, scope: bytes, before: bytes) -> tuple[list[bytes], bool]:
    found: list[bytes] = []
    count = 0
    with connection.execute(_RECORDS, {"scope": scope, "before": before}) as rows:
        for record, changes in rows:
            count += int(changes)
            if found and count > _MOST:
                return found, True
            found.append(bytes(record))
    return found, len(found) == _RECORDS_AT_ONCE


def _record(row: Any) -> bytes:
    return bytes(row.rec)


def _told(bodies: Sequence[bytes]) -> list[Told]:
    """Words that came after their stub stand once only."""
    changes = [decode(body) for body in bodies]
    return [(bodies[at], dead) for at, dead in gist(changes, once_of)]
