"""Where records went: from the goings and comings that acts tell, which records have left which scope for where."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, insert, select, text

from eocdesk.models import Change, Op
from eocdesk.store.hub.tables import DEPARTED, MOVE
from eocdesk.store.merge import PLACE, Key, parents_of

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Key]).decode

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
    """What the change tells of its record's place; None where it only writes."""
    if change.op == Op.SET:
        return None
    return Move(change.rec, change.scope, change.dev, change.n, change.op, parents_of(change, PLACE))


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
    for record in sorted({move.rec for move in moves}):
        _work_out(connection, record)


def _work_out(connection: Connection, record: bytes) -> None:
    told = [
        Move(row.rec, row.scope, row.dev, row.n, row.op, frozenset(_decode(row.parents)))
        for row in connection.execute(select(MOVE).where(MOVE.c.rec == record))
    ]
    connection.execute(delete(DEPARTED).where(DEPARTED.c.rec == record))
    rows = [{"scope": scope, "rec": record, "to_scope": to} for scope, to in sorted(departures(told))]
    if rows:
        connection.execute(insert(DEPARTED), rows)


def departures(moves: Collection[Move]) -> set[tuple[bytes, bytes]]:
    """(scope left, scope where it is now) of one record, after these moves of it in whatever order.

    It is in every scope it came to and that no later move names as the stay it ended: two desks may have moved it to
    two scopes, each unseen by the other. Clocks say nothing here. Whoever sees it where it is now may read what it was
    before, also in a scope it left and came back to.
    """
    ended = {key for move in moves for key in move.parents}
    stays = {move.scope for move in moves if move.op == Op.ENTER and move.dot not in ended}
    left = {move.scope for move in moves if move.op == Op.LEAVE}
    return {(scope, to) for scope in left - stays for to in stays or {NOWHERE}}


def hidden(gone: Iterable[tuple[bytes, bytes]], seen: Container[bytes]) -> set[bytes]:
    """The records of these (record, scope where it is now) that are in no scope which is seen."""
    told = list(gone)
    return {record for record, _ in told} - {record for record, to in told if to in seen}


def left_before(connection: Connection, records: Collection[bytes]) -> set[tuple[bytes, bytes]]:
    """(scope, record) of those of these records that had left a scope and are not back."""
    found: set[tuple[bytes, bytes]] = set()
    for record in sorted(records):
        asked = select(DEPARTED.c.scope).where(DEPARTED.c.rec == record)
        found |= {(bytes(scope), record) for scope in connection.execute(asked).scalars()}
    return found


def of_stretch(connection: Connection, scope: bytes, first: int, last: int) -> Iterable[tuple[bytes, bytes]]:
    """(record, scope where it is now) of the records in a stretch of a scope's sequence that have left the scope."""
    if connection.execute(select(DEPARTED.c.rec).where(DEPARTED.c.scope == scope).limit(1)).first() is None:
        return []  # nearly always
    asked = text(
        "SELECT DISTINCT d.rec, d.to_scope FROM hub_departed d JOIN hub_change c ON c.scope = d.scope "
        "AND c.rec = d.rec WHERE c.scope = :scope AND c.seq BETWEEN :first AND :last"
    )
    rows = connection.execute(asked, {"scope": scope, "first": first, "last": last})
    return [(bytes(rec), bytes(to)) for rec, to in rows]
