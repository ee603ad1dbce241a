"""Where records went: from the goings and comings that acts tell, which records have left which scope for where."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, text

from eocdesk.models import Change, Op
from eocdesk.store.hub.tables import DEPARTED, MOVE
from eocdesk.store.merge import PLACE, Key, parents_of

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Key]).decode

_AT_ONCE = 300
NOWHERE = b""
"""A record that left while nobody has told for where: what it was is served to none."""


@dataclass(frozen=True, slots=True)
class Move:
    """One going (LEAVE) or coming (ENTER) of a record, and the stays that it ended."""

    rec: bytes
    scope: bytes
    dev: bytes
    n: int
    op: int
    parents: frozenset[Key]

    @property
    def dot(self) -> Key:
        """The change's identity."""
        return Key(self.scope, self.dev, self.n)


def move_of(change: Change) -> Move | None:
    """What the change tells of its record's place; None where it only writes.

    A settlement of where the record is, of several stays, is a coming too.
    """
    if change.op != Op.LEAVE and not comes(change):
        return None
    op = Op.LEAVE if change.op == Op.LEAVE else Op.ENTER
    return Move(change.rec, change.scope, change.dev, change.n, op, parents_of(change, PLACE))


def comes(change: Change) -> bool:
    """Whether the change puts its record somewhere: moves it there, or settles that it is there."""
    return change.op == Op.ENTER or (change.op == Op.SET and PLACE in change.fields and bool(change.base.get(PLACE)))


def note(connection: Connection, moves: Sequence[Move]) -> None:
    """Keep the moves that were let in and work out again where their records are."""
    if not moves:
        return
    connection.execute(
        text(
            "INSERT INTO hub_move (rec, scope, dev, n, op, parents) VALUES (:rec, :scope, :dev, :n, :op, :parents) "
            "ON CONFLICT (rec, scope, dev, n) DO NOTHING"
        ),
        [
            {"rec": m.rec, "scope": m.scope, "dev": m.dev, "n": m.n, "op": m.op, "parents": _encode(sorted(m.parents))}
            for m in moves
        ],
    )
    records = sorted({move.rec for move in moves})
    for begin in range(0, len(records), _AT_ONCE):
        _work_out(connection, records[begin : begin + _AT_ONCE])


def _work_out(connection: Connection, records: Sequence[bytes]) -> None:
    told: dict[bytes, list[Move]] = {}
    for row in connection.execute(select(MOVE).where(MOVE.c.rec.in_(records))):
        move = Move(row.rec, row.scope, row.dev, row.n, row.op, frozenset(_decode(row.parents)))
        told.setdefault(move.rec, []).append(move)
    connection.execute(delete(DEPARTED).where(DEPARTED.c.rec.in_(records)))
    rows = [
        {"scope": scope, "rec": record, "to_scope": to}
        for record, moves in sorted(told.items())
        for scope, to in sorted(departures(moves))
    ]
    if rows:
        connection.execute(insert(DEPARTED), rows)


def departures(moves: Collection[Move]) -> set[tuple[bytes, bytes]]:
    """(scope left, scope where it is now) of one record, after these moves of it in whatever order.

    It is in every scope it came to and that no later move names as the stay it ended: two desks may have moved it to
    two scopes, each unseen by the other. Clocks say nothing here. Whoever sees it where it is now may read what it was
    before, also in a scope it left and came back to. That it was made in a scope is over with any leaving of it, also
    one whose own stay was let in by no hub: what somebody took away from readers is not told to them on a guess.
    """
    ended = {key for move in moves for key in move.parents}
    stays = {move.scope for move in moves if move.op == Op.ENTER and move.dot not in ended}
    left = {move.scope for move in moves if move.op == Op.LEAVE}
    return {(scope, to) for scope in left - stays for to in stays or {NOWHERE}}


def hidden(gone: Iterable[tuple[bytes, bytes]], seen: Container[bytes]) -> set[bytes]:
    """The records of these (record, scope where it is now) that are in no scope which is seen."""
    told = list(gone)
    return {record for record, _ in told} - {record for record, to in told if to in seen}


def gone(connection: Connection, asked: Collection[bytes], seen: Container[bytes]) -> list[tuple[bytes, bytes]]:
    """(record, scope) of those of the records asked for that left a scope which is seen, and are in none that is.

    Of one that left while nobody has told for where that is not known yet: its coming may be on its way.
    """
    left: list[tuple[bytes, bytes]] = []
    away: dict[bytes, bool] = {}
    wanted = sorted(asked)
    for begin in range(0, len(wanted), _AT_ONCE):
        rows = connection.execute(select(DEPARTED).where(DEPARTED.c.rec.in_(wanted[begin : begin + _AT_ONCE])))
        for row in rows:
            out_of_sight = row.to_scope != NOWHERE and row.to_scope not in seen
            away[row.rec] = away.get(row.rec, True) and out_of_sight
            left += [(row.rec, row.scope)] if row.scope in seen else []
    return sorted({one for one in left if away[one[0]]})


def left_before(connection: Connection, records: Collection[bytes]) -> set[tuple[bytes, bytes]]:
    """(scope, record) of those of these records that had left a scope and are not back."""
    found: set[tuple[bytes, bytes]] = set()
    wanted = sorted(records)
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        rows = connection.execute(select(DEPARTED.c.scope, DEPARTED.c.rec).where(DEPARTED.c.rec.in_(some)))
        found |= {(row.scope, row.rec) for row in rows}
    return found


_ANY_LEFT = select(DEPARTED.c.rec).where(DEPARTED.c.scope == bindparam("asked")).limit(1)


def of_stretch(connection: Connection, scope: bytes, first: int, last: int) -> Iterable[tuple[bytes, bytes]]:
    """(record, scope where it is now) of the records in a stretch of a scope's sequence that have left the scope."""
    if connection.execute(_ANY_LEFT, {"asked": scope}).first() is None:
        return []  # nearly always
    asked = text(
        "SELECT rec, to_scope FROM hub_departed WHERE scope = :scope AND rec IN "
        "(SELECT rec FROM hub_change WHERE scope = :scope AND seq BETWEEN :first AND :last)"
    )
    rows = connection.execute(asked, {"scope": scope, "first": first, "last": last})
    return [(bytes(rec), bytes(to)) for rec, to in rows]
