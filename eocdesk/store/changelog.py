"""The change log: dots, chains, and every body kept as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Act, Change, Op, ids
from eocdesk.models.change import NO_KIND, Piece, Stub, Why, decode, decode_stub, encode, encode_stub
from eocdesk.models.ids import NIL
from eocdesk.store import early, local, untold

ZERO = bytes(32)
PREV = 8
GIVEN_UP = b"-"
"""Instead of where a record went (table departed): its words were given up in the scope it left."""
_GONE = "withheld/"
_GONE_KEPT = 50
"""So many times that words were taken out are remembered: whoever looks, looks every few seconds."""


@dataclass(slots=True)
class Chain:
    """One device's chain in one scope as far as this copy holds it."""

    id: int
    scope: bytes
    dev: bytes
    n: int
    hash: bytes


class Logged(NamedTuple):
    """A change ready to be kept: its chain, the chain's hash after it, its body."""

    chain: int
    change: Change
    hash: bytes
    body: bytes


class Blank(NamedTuple):
    """A place ready to be kept without its words: its chain, the chain's hash after it."""

    chain: int
    stub: Stub
    hash: bytes


def digest_of(piece: Piece) -> bytes:
    """The hash of a body, which what stands in its place bears too."""
    return piece.digest if isinstance(piece, Stub) else hashlib.sha256(piece).digest()


def onto(prev: bytes, digest: bytes) -> bytes:
    """The chain's hash after a body of that digest."""
    return hashlib.sha256(prev + digest).digest()


def link(prev: bytes, body: bytes) -> bytes:
    """The chain's hash after a body: over the body's hash, so that a redacted body still verifies."""
    return onto(prev, hashlib.sha256(body).digest())


def find_chain(connection: Connection, scope: bytes, dev: bytes) -> Chain | None:
    """The chain, if this copy holds any of it."""
    found = connection.exec_driver_sql(
        "SELECT id, n, hash FROM chain WHERE scope = ? AND dev = ?", (scope, dev)
    ).first()
    return None if found is None else Chain(found[0], scope, dev, found[1], found[2])


def chain_of(connection: Connection, scope: bytes, dev: bytes) -> Chain:
    """The chain, made if it is new. Read inside the transaction, never from memory."""
    found = find_chain(connection, scope, dev)
    if found is not None:
        return found
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


def keep(connection: Connection, logged: Sequence[Logged | Blank], chains: Iterable[Chain], at: int) -> None:
    """Append to the log and move the chains' heads."""
    if logged:
        connection.exec_driver_sql(
            "INSERT INTO change (chain, n, rec, act, kind, at, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(one, at) for one in logged],
        )
    changes = [one.change for one in logged if isinstance(one, Logged)]
    note_moves(connection, changes)
    _note_returned(connection, changes)
    heads = [(chain.n, chain.hash, chain.id) for chain in chains]
    if heads:
        connection.exec_driver_sql("UPDATE chain SET n = ?, hash = ? WHERE id = ?", heads)


def _row(one: Logged | Blank, at: int) -> tuple[Any, ...]:
    if isinstance(one, Logged):
        change = one.change
        return (one.chain, change.n, change.rec, change.act.id, change.kind, at, one.hash, one.body)
    return (one.chain, one.stub.n, NIL, NIL, NO_KIND, at, one.hash, encode_stub(one.stub))


def fill(connection: Connection, words: Sequence[Logged], at: int) -> None:
    """Put bodies into places that were kept for them; they count as received now."""
    if words:
        connection.exec_driver_sql(
            "DELETE FROM change WHERE chain = ? AND n = ?", [(one.chain, one.change.n) for one in words]
        )
        keep(connection, words, (), at)


def blank(connection: Connection, places: Sequence[tuple[int, int, bytes]], why: Why) -> None:
    """Take the words out of places (chain, n, body); their chains stand as they did."""
    stubs = []
    for chain, n, body in places:
        change = decode(body)
        stub = Stub(change.scope, change.dev, n, change.prev, digest_of(body), int(why))
        stubs.append((NIL, NIL, NO_KIND, encode_stub(stub), chain, n))
    if stubs:
        connection.exec_driver_sql(
            "UPDATE change SET rec = ?, act = ?, kind = ?, body = ? WHERE chain = ? AND n = ?", stubs
        )


def note_moves(connection: Connection, changes: Iterable[Change]) -> None:
    """Remember of records that move which scope they left, and for which; a leaving alone does not say."""
    moving = [change for change in changes if change.op != Op.SET]
    moves = [
        (change.rec, change.scope, NIL) if change.op == Op.LEAVE else (change.rec, change.left, change.scope)
        for change in moving
    ]
    if moves:
        connection.exec_driver_sql(
            "INSERT INTO departed (rec, scope, to_scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", moves
        )
        untold.note(connection, moving)


def note_moves_again(connection: Connection, records: Iterable[bytes]) -> set[bytes]:
    """Note anew where these records went: some of what said so does not count any more.

    Where words were given up, that stays noted. Returned are the scopes of it that were not left after all.
    """
    back: set[bytes] = set()
    for record in dict.fromkeys(records):
        asked = "DELETE FROM departed WHERE rec = ? RETURNING scope, to_scope"
        before = connection.exec_driver_sql(asked, (record,)).fetchall()
        if not before:
            continue
        note_moves(connection, [change for change, _ in of_record(connection, record)])
        told = connection.exec_driver_sql("SELECT scope FROM departed WHERE rec = ?", (record,))
        left = {scope for (scope,) in told.fetchall()}
        given_up = {scope for scope, to in before if to == GIVEN_UP}
        back |= given_up - left
        rows = [(record, scope, GIVEN_UP) for scope in sorted(given_up & left)]
        if rows:
            connection.exec_driver_sql("INSERT OR IGNORE INTO departed (rec, scope, to_scope) VALUES (?, ?, ?)", rows)
    return back


def _note_returned(connection: Connection, changes: Sequence[Change]) -> None:
    """Words came of records whose words were given up there: it is to be seen again whether they may stay.

    That others were given up stays noted: should the record be in sight by now, they are still to be asked for.
    """
    some = connection.exec_driver_sql("SELECT 1 FROM departed WHERE to_scope = ? LIMIT 1", (GIVEN_UP,)).first()
    rows = [(NIL, one.rec, one.scope, GIVEN_UP) for one in changes if one.op != Op.LEAVE] if some else []
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO departed (rec, scope, to_scope) "
            "SELECT rec, scope, ? FROM departed WHERE rec = ? AND scope = ? AND to_scope = ?",
            rows,
        )


def of_record(connection: Connection, record: bytes) -> list[tuple[Change, int]]:
    """Every change of one record with the moment it was received, in order of receipt; what is known early is last."""
    rows = connection.exec_driver_sql("SELECT body, at FROM change WHERE rec = ? ORDER BY seq", (record,))
    log = [(decode(body), at) for body, at in rows]
    return [*log, *early.ahead_of(connection, record, log)]


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
    """The change of a dot, if this copy holds its words, be it early."""
    body = connection.exec_driver_sql(
        "SELECT c.body FROM change c JOIN chain h ON h.id = c.chain "
        "WHERE h.scope = ? AND h.dev = ? AND c.n = ? AND c.kind <> ''",
        (scope, dev, n),
    ).scalar()
    return early.by_dot(connection, scope, dev, n) if body is None else decode(body)


def piece_of(kind: str, body: bytes) -> Piece:
    """What a row of the log holds: a body, or what stands in its place."""
    return body if kind != NO_KIND else decode_stub(body)


def held_at(connection: Connection, chain: int, n: int) -> tuple[Piece, bytes] | None:
    """What stands at a place of a chain, and the chain's hash there."""
    found = connection.exec_driver_sql(
        "SELECT kind, body, hash FROM change WHERE chain = ? AND n = ?", (chain, n)
    ).first()
    return None if found is None else (piece_of(found[0], found[1]), found[2])


def held_from(connection: Connection, chain: int, n: int, limit: int) -> dict[tuple[int, int], tuple[Piece, bytes]]:
    """The same of so many places from n on, by (chain, place)."""
    asked = "SELECT n, kind, body, hash FROM change WHERE chain = ? AND n >= ? ORDER BY n LIMIT ?"
    found = connection.exec_driver_sql(asked, (chain, n, limit))
    return {(chain, at): (piece_of(kind, body), hash_) for at, kind, body, hash_ in found}


def newest(connection: Connection) -> int:
    """The sequence number of the last change this copy received; 0 of an empty log."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM change").scalar_one())


def note_gone(connection: Connection, before: int, gone: Iterable[tuple[str, bytes]]) -> None:
    """Tell other programs on this copy of records whose words were taken out of a log that went up to `before`.

    The last change kept is numbered anew, so that no number is ever used twice and whoever asks finds something new.
    """
    connection.exec_driver_sql("UPDATE change SET seq = ? WHERE seq = (SELECT max(seq) FROM change)", (before + 1,))
    key = f"{_GONE}{before + 1:020d}"
    local.put(connection, key, [*local.get(connection, key, []), *([kind, record] for kind, record in gone)])
    past = "SELECT key FROM local WHERE substr(key, 1, ?) = ? ORDER BY key DESC LIMIT -1 OFFSET ?"
    connection.exec_driver_sql(f"DELETE FROM local WHERE key IN ({past})", (len(_GONE), _GONE, _GONE_KEPT))


def elsewhere(
    connection: Connection, told: int, own: Callable[[], Sequence[tuple[int, int]]]
) -> tuple[int, list[tuple[str, bytes]], Act | None]:
    """What other programs on this copy wrote after `told`: the newest number, (kind, record) of each, the last act.

    `own` gives the stretches (after, up to) this program wrote itself; asked after the newest number is read, so
    that an act of ours committed meanwhile is known as ours.
    """
    last = newest(connection)
    told = 0 if last < told else told  # everything was taken away, and numbers begin again
    stretches = [stretch for stretch in own() if stretch[1] > told]
    begins = [told, *(up_to for _, up_to in stretches)]
    ends = [*(after for after, _ in stretches), last]
    found: list[tuple[str, bytes, bytes]] = []
    for begin, end in zip(begins, ends, strict=True):
        found += _between(connection, begin, end)
    records = list(dict.fromkeys((kind, record) for kind, record, _ in found))
    said = next((body for _, _, body in reversed(found) if body), None)
    act = Act(ids.new_id(), "Received", origin="received") if found and said is None else None
    return last, records, act if said is None else decode(said).act


def _between(connection: Connection, begin: int, end: int) -> list[tuple[str, bytes, bytes]]:
    """(kind, record, body) of what was written, and of what was taken out, whose body is empty."""
    asked = "SELECT kind, rec, body FROM change WHERE seq > ? AND seq <= ? ORDER BY seq"
    rows = connection.exec_driver_sql(asked, (begin, end)).fetchall()
    taken = "SELECT key FROM local WHERE key > ? AND key <= ? ORDER BY key"
    places = (f"{_GONE}{begin:020d}", f"{_GONE}{end:020d}")
    keys = connection.exec_driver_sql(taken, places).fetchall() if rows else []
    return [
        *((kind, record, b"") for (key,) in keys for kind, record in local.get(connection, key)),
        *((row[0], row[1], row[2]) for row in rows if row[0] != NO_KIND),
    ]
