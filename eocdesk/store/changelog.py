"""The change log: dots, chains, and every body kept as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models import Act, Change, Op
from eocdesk.models.change import decode, encode
from eocdesk.models.ids import NIL

ZERO = bytes(32)
PREV = 8


@dataclass(slots=True)
class Chain:
    """One device's chain in one scope as far as this copy holds it."""

    id: int
    scope: bytes
    dev: bytes
    n: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Logged:
    """A change ready to be kept: its chain, the chain's hash after it, its body."""

    chain: int
    change: Change
    hash: bytes
    body: bytes


def link(prev: bytes, body: bytes) -> bytes:
    """The chain's hash after a body: over the body's hash, so that a redacted body still verifies."""
    return hashlib.sha256(prev + hashlib.sha256(body).digest()).digest()


def chain_of(connection: Connection, scope: bytes, dev: bytes) -> Chain:
    """The chain, made if it is new. Read inside the transaction, never from memory."""
    found = connection.exec_driver_sql(
        "SELECT id, n, hash FROM chain WHERE scope = ? AND dev = ?", (scope, dev)
    ).first()
    if found is not None:
        return Chain(found[0], scope, dev, found[1], found[2])
    made = connection.exec_driver_sql(
        "INSERT INTO chain (scope, dev, n, hash) VALUES (?, ?, 0, ?) RETURNING id", (scope, dev, ZERO)
    ).scalar_one()
    return Chain(made, scope, dev, 0, ZERO)


def know_scope(connection: Connection, scope: bytes, labels: tuple[bytes, str, str]) -> None:
    """Remember what a scope stands for."""
    connection.exec_driver_sql(
        "INSERT INTO scope (id, event, marking, audience) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (scope, *labels),
    )


def labels_of(connection: Connection, scope: bytes) -> tuple[bytes, str, str]:
    """What a scope of this copy stands for: event, marking, audience."""
    found = connection.exec_driver_sql("SELECT event, marking, audience FROM scope WHERE id = ?", (scope,)).one()
    return found[0], found[1], found[2]


def extend(chain: Chain, change: Change) -> Logged:
    """The next change of our own chain, encoded and hashed; the chain moves on."""
    body = encode(change)
    chain.n, chain.hash = change.n, link(chain.hash, body)
    return Logged(chain.id, change, chain.hash, body)


def keep(connection: Connection, logged: Sequence[Logged], chains: Iterable[Chain], at: int) -> None:
    """Append to the log and move the chains' heads."""
    if logged:
        connection.exec_driver_sql(
            "INSERT INTO change (chain, n, rec, act, kind, at, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(g.chain, g.change.n, g.change.rec, g.change.act.id, g.change.kind, at, g.hash, g.body) for g in logged],
        )
    note_moves(connection, (one.change for one in logged))
    heads = [(chain.n, chain.hash, chain.id) for chain in chains]
    if heads:
        connection.exec_driver_sql("UPDATE chain SET n = ?, hash = ? WHERE id = ?", heads)


def note_moves(connection: Connection, changes: Iterable[Change]) -> None:
    """Remember of records that move which scope they left, and for which; a leaving alone does not say."""
    moves = [
        (change.rec, change.scope, NIL) if change.op == Op.LEAVE else (change.rec, change.left, change.scope)
        for change in changes
        if change.op != Op.SET
    ]
    if moves:
        connection.exec_driver_sql(
            "INSERT INTO departed (rec, scope, to_scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", moves
        )


def of_record(connection: Connection, record: bytes) -> list[tuple[Change, int]]:
    """Every change of one record with the moment it was received, in order of receipt."""
    rows = connection.exec_driver_sql("SELECT body, at FROM change WHERE rec = ? ORDER BY seq", (record,))
    return [(decode(body), at) for body, at in rows]


def bodies_of(connection: Connection, records: Sequence[bytes]) -> dict[bytes, list[tuple[bytes, int]]]:
    """(body, received at) of every change of these records, in order of receipt, by record."""
    marks = ", ".join("?" * len(records))
    held = connection.exec_driver_sql(
        f"SELECT rec, CAST(body AS BLOB), at FROM change WHERE rec IN ({marks}) ORDER BY rec, seq", tuple(records)
    )
    found: dict[bytes, list[tuple[bytes, int]]] = {record: [] for record in records}
    for record, body, at in held:
        found[record].append((body, at))
    return found


def of_act(connection: Connection, act: bytes) -> list[Change]:
    """Every change of one act, in order."""
    rows = connection.exec_driver_sql("SELECT body FROM change WHERE act = ? ORDER BY seq", (act,))
    return [decode(body) for (body,) in rows]


def by_dot(connection: Connection, scope: bytes, dev: bytes, n: int) -> Change | None:
    """The change of a dot, if this copy holds it."""
    body = connection.exec_driver_sql(
        "SELECT c.body FROM change c JOIN chain h ON h.id = c.chain WHERE h.scope = ? AND h.dev = ? AND c.n = ?",
        (scope, dev, n),
    ).scalar()
    return None if body is None else decode(body)


def body_of(connection: Connection, chain: int, n: int) -> bytes | None:
    """The body that stands at a place of a chain."""
    found: bytes | None = connection.exec_driver_sql(
        "SELECT body FROM change WHERE chain = ? AND n = ?", (chain, n)
    ).scalar()
    return found


def newest(connection: Connection) -> int:
    """The sequence number of the last change this copy received; 0 of an empty log."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM change").scalar_one())


def elsewhere(
    connection: Connection, told: int, own: Callable[[], Sequence[tuple[int, int]]]
) -> tuple[int, list[tuple[str, bytes]], Act | None]:
    """What other programs on this copy wrote after `told`: the newest number, (kind, record) of each, the last act.

    `own` gives the stretches (after, up to) this program wrote itself; asked after the newest number is read, so
    that an act of ours committed meanwhile is known as ours.
    """
    last = newest(connection)
    stretches = [stretch for stretch in own() if stretch[1] > told]
    begins = [told, *(up_to for _, up_to in stretches)]
    ends = [*(after for after, _ in stretches), last]
    found: list[tuple[str, bytes, bytes]] = []
    for begin, end in zip(begins, ends, strict=True):
        asked = "SELECT kind, rec, body FROM change WHERE seq > ? AND seq <= ? ORDER BY seq"
        found += [(row[0], row[1], row[2]) for row in connection.exec_driver_sql(asked, (begin, end))]
    records = list(dict.fromkeys((kind, record) for kind, record, _ in found))
    return last, records, decode(found[-1][2]).act if found else None
