"""What a device may read of a hub: the next stretch of each scope after its cursors, and how each scope stands."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, select, tuple_

from eocdesk.models import Op
from eocdesk.models.card import Signed
from eocdesk.models.change import Piece, Stub, Why, decode
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, Right, may_see
from eocdesk.store.changelog import ZERO
from eocdesk.store.hub import log_moves
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.tables import CHAIN, CHANGE, SCOPE

Cursor: TypeAlias = tuple[int, bytes]
"""How far a device has read a scope: the number of the last change, and the hub's chain there."""
_AT_ONCE = 300
# Made once: hundreds of desks ask the same at each entry, and making a question costs as much as answering it.
_SCOPES = select(SCOPE).where(SCOPE.c.seq > 0).order_by(SCOPE.c.id)
_C = CHANGE.c
_OF_SCOPE = _C.scope == bindparam("scope")
_SIZES = (
    select(_C.seq, _C.size, _C.whole)
    .where(_OF_SCOPE, _C.seq > bindparam("after"))
    .order_by(_C.seq)
    .limit(bindparam("most"))
)
_PIECES = (
    select(_C.dev, _C.n, _C.op, _C.filled, _C.rec, _C.digest, _C.hash, _C.link, _C.signature, _C.prev, _C.why, _C.body)
    .where(_OF_SCOPE, _C.seq.between(bindparam("first"), bindparam("last")))
    .order_by(_C.seq)
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The next changes of one scope."""

    scope: bytes
    labels: Labels
    pieces: list[Piece]
    first: int  # the number of the first piece
    hash: bytes  # the hub's chain after the last
    more: bool
    signed: list[Signed]  # the last signed end of each chain in the stretch


@dataclass(frozen=True, slots=True)
class Read:
    """The answer to a pull."""

    stretches: list[Stretch] = field(default_factory=list)
    revoked: list[bytes] = field(default_factory=list)
    """Scopes this device has read, as its cursor proves, and may not see any more."""
    rewound: list[bytes] = field(default_factory=list)
    """Scopes whose cursor is not of this hub's sequence, or of no scope the device may know of."""
    gone: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Of the records asked for: (record, scope) of each that left a scope the device sees for where it may not see."""


@dataclass(frozen=True, slots=True)
class Stands:
    """One scope as the hub holds it."""

    labels: Labels
    digest: bytes
    seq: int


class Standing:
    """How scopes stand, each digest worked out once for each state of the hub's sequence."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[bytes, tuple[bytes, bytes]] = {}

    def of(self, connection: Connection, device: HubDevice, now: Moment) -> dict[bytes, Stands]:
        """Every scope the device may see."""
        seen = visible(connection, device.rights, now)
        with self._lock:
            known = {row.id: self._known.get(row.id) for row in seen}
        stale = sorted(row.id for row in seen if (held := known[row.id]) is None or held[0] != row.hash)
        fresh = dict(zip(stale, digests(connection, stale), strict=True))
        now_at = {row.id: row.hash for row in seen}  # its number may come again, after it was put back
        with self._lock:
            self._known |= {scope: (now_at[scope], digest) for scope, digest in fresh.items()}
        kept = {scope: held[1] for scope, held in known.items() if held is not None}
        return {row.id: Stands(labels(row), fresh.get(row.id) or kept[row.id], int(row.seq)) for row in seen}


def digests(connection: Connection, scopes: Sequence[bytes]) -> list[bytes]:
    """Of each scope the hash over its chains by device: device, length, hash. Equal digests are equal logs."""
    made = {scope: hashlib.sha256() for scope in scopes}
    for begin in range(0, len(scopes), _AT_ONCE):
        some = scopes[begin : begin + _AT_ONCE]
        asked = select(CHAIN).where(CHAIN.c.scope.in_(some)).order_by(CHAIN.c.scope, CHAIN.c.dev)
        for row in connection.execute(asked):
            made[row.scope].update(row.dev + row.n.to_bytes(8, "big") + row.hash)
    return [made[scope].digest() for scope in scopes]


def visible(connection: Connection, rights: Sequence[Right], now: Moment) -> list[Any]:
    """The rows of the scopes that may be seen with these rights, in the order of their ids."""
    return [row for row in _scopes(connection) if may_see(rights, labels(row), now)]


def pull(
    connection: Connection,
    device: HubDevice,
    cursors: Mapping[bytes, Cursor],
    *,
    limit: int,
    max_bytes: int,
    now: Moment,
    leaving: Collection[bytes] = (),
) -> Read:
    """The next changes of every scope the device may see, at most `limit` and about `max_bytes` over all of them.

    A stretch ends only where no act is cut and every chain in it has its signed end; one act larger than the bounds
    comes whole. Where more waits, some stretch says so. What lies in scopes the device may not see is not told in
    any way, not even whether there are any. `leaving`: records that left, as the device knows; those are named of them
    that are only where it may not see.
    """
    scopes = _scopes(connection)
    seen = {row.id: row for row in scopes if may_see(device.rights, labels(row), now)}
    told = Read(gone=log_moves.gone(connection, leaving, seen.keys()))
    cursors = _placed(connection, scopes, cursors, told, seen)
    room, bytes_left = limit, max_bytes
    for scope, row in seen.items():
        seq, chain = cursors.get(scope, (0, ZERO))
        if seq >= row.seq:
            continue
        if room <= 0 or bytes_left <= 0:
            told.stretches.append(Stretch(scope, labels(row), [], seq + 1, chain, more=True, signed=[]))
            break
        last, size = _end(connection, scope, seq, room, bytes_left)
        told.stretches.append(_stretch(connection, row, seq + 1, last, seen.keys()))
        room -= last - seq
        bytes_left -= size
    return told


def _scopes(connection: Connection) -> list[Any]:
    return list(connection.execute(_SCOPES))


def labels(row: Any) -> Labels:
    """What the scope of a row stands for."""
    return row.event, row.marking, row.audience


def _placed(
    connection: Connection,
    scopes: Iterable[Any],
    cursors: Mapping[bytes, Cursor],
    told: Read,
    seen: Mapping[bytes, Any],
) -> dict[bytes, Cursor]:
    """The cursors that are of this hub's sequence; `told` notes those that are not.

    Who names a scope it may not see and cannot prove to have read it hears what it would hear of none at all.
    """
    by_id = {row.id: row for row in scopes}
    asked = [(scope, seq) for scope, (seq, _) in cursors.items() if scope in by_id and 0 < seq < by_id[scope].seq]
    hashes = {(row.id, int(row.seq)): row.hash for row in by_id.values()}
    for begin in range(0, len(asked), _AT_ONCE):
        keys = tuple_(CHANGE.c.scope, CHANGE.c.seq).in_(asked[begin : begin + _AT_ONCE])
        for row in connection.execute(select(CHANGE.c.scope, CHANGE.c.seq, CHANGE.c.hash).where(keys)):
            hashes[row.scope, row.seq] = row.hash
    good: dict[bytes, Cursor] = {}
    for scope, (seq, chain) in cursors.items():
        if seq <= 0:
            continue
        if hashes.get((scope, seq)) != chain:
            told.rewound.append(scope)
        elif scope in seen:
            good[scope] = (seq, chain)
        else:
            told.revoked.append(scope)
    return good


def _end(connection: Connection, scope: bytes, after: int, limit: int, max_bytes: int) -> tuple[int, int]:
    """The number of the last change of a page, and its size in bytes."""
    total, end = 0, (0, 0)
    asked = {"scope": scope, "after": after, "most": limit}
    for count, row in enumerate(connection.execute(_SIZES, asked), 1):
        total += row.size
        if total > max_bytes and end[0]:
            return end
        if row.whole:
            end = (row.seq, total)
        if count == limit and end[0]:
            return end
    if end[0]:
        return end
    c = CHANGE.c
    first = select(c.seq).where(c.scope == scope, c.seq > after, c.whole.is_(True)).order_by(c.seq).limit(1)
    return int(connection.execute(first).scalar_one()), max_bytes


def _stretch(connection: Connection, row: Any, first: int, last: int, seen: Collection[bytes]) -> Stretch:
    scope = row.id
    gone = log_moves.hidden(log_moves.of_stretch(connection, scope, first, last), seen)
    asked = {"scope": scope, "first": first, "last": last}
    pieces: list[Piece] = []
    ends: dict[bytes, Signed] = {}
    chain = ZERO
    for dev, n, op, _, rec, digest, hash_, link, signature, prev, why, body in connection.execute(_PIECES, asked):
        if body is None:
            pieces.append(Stub(scope, dev, n, prev, digest, why))
        elif rec in gone and op != Op.LEAVE:
            pieces.append(Stub(scope, dev, n, decode(body).prev, digest, int(Why.WITHDRAWN)))
        else:
            pieces.append(body)
        if signature is not None:
            ends[dev] = Signed(scope, dev, n, link, signature)
        chain = hash_
    return Stretch(scope, labels(row), pieces, first, chain, more=last < row.seq, signed=[*ends.values()])
