"""Where records went: from the goings and comings that acts tell, which records have left which scope for where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text

from eocdesk.models import Change, Op
from eocdesk.store.hub.tables import DEPARTED, MOVE

NOWHERE = b""
"""A record that left while nobody has told for where: what it was is served to none."""


@dataclass(frozen=True, slots=True)
class Move:
    """One going (LEAVE) or coming (ENTER) of a record."""

    rec: bytes
    dev: bytes
    act: bytes
    scope: bytes
    op: int
    hlc: int


def move_of(change: Change) -> Move | None:
    """What the change tells of its record's place; None where it only writes."""
    if change.op == Op.SET:
        return None
    return Move(change.rec, change.dev, change.act.id, change.scope, change.op, change.hlc)


def note(connection: Connection, moves: Sequence[Move]) -> None:
    """Keep the moves that were let in and work out again where their records are."""
    if not moves:
        return
    connection.execute(
        text(
            "INSERT INTO hub_move (rec, dev, act, scope, op, hlc) VALUES (:rec, :dev, :act, :scope, :op, :hlc) "
            "ON CONFLICT (rec, dev, act, scope, op) DO NOTHING"
        ),
        [{"rec": m.rec, "dev": m.dev, "act": m.act, "scope": m.scope, "op": m.op, "hlc": m.hlc} for m in moves],
    )
    for record in sorted({move.rec for move in moves}):
        _work_out(connection, record)


def _work_out(connection: Connection, record: bytes) -> None:
    told = [Move(*row) for row in connection.execute(select(MOVE).where(MOVE.c.rec == record))]
    connection.execute(delete(DEPARTED).where(DEPARTED.c.rec == record))
    rows = [{"scope": scope, "rec": record, "to_scope": to} for scope, to in sorted(departures(told))]
    if rows:
        connection.execute(insert(DEPARTED), rows)


def departures(moves: Collection[Move]) -> set[tuple[bytes, bytes]]:
    """(scope left, scope gone to) of one record, after these moves of it in whatever order.

    A record that came back is there again: what it was before it left is no secret to those who see it now. A going
    and a coming belong together by their act. Stamps order a going and a later coming back: who brings a record back
    has heard of its going.
    """
    back: dict[bytes, int] = {}
    goals: dict[tuple[bytes, bytes], bytes] = {}
    for move in moves:
        if move.op == Op.ENTER:
            back[move.scope] = max(move.hlc, back.get(move.scope, -1))
            goals[move.dev, move.act] = move.scope
    return {
        (move.scope, goals.get((move.dev, move.act), NOWHERE))
        for move in moves
        if move.op == Op.LEAVE and move.hlc > back.get(move.scope, -1)
    }


def of_stretch(connection: Connection, scope: bytes, first: int, last: int) -> Iterable[tuple[bytes, bytes]]:
    """(record, scope it went to) of the records in a stretch of a scope's sequence that have left the scope."""
    if connection.execute(select(DEPARTED.c.rec).where(DEPARTED.c.scope == scope).limit(1)).first() is None:
        return []  # nearly always
    asked = text(
        "SELECT DISTINCT d.rec, d.to_scope FROM hub_departed d JOIN hub_change c ON c.scope = d.scope "
        "AND c.rec = d.rec WHERE c.scope = :scope AND c.seq BETWEEN :first AND :last"
    )
    rows = connection.execute(asked, {"scope": scope, "first": first, "last": last})
    return [(bytes(rec), bytes(to)) for rec, to in rows]
