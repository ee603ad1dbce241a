"""The desk's side of a meeting, in its store: what it holds, what a peer has not, what it takes and gives up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.card import Signed
from eocdesk.models.change import Piece, decode
from eocdesk.models.right import Labels
from eocdesk.store import arrive, changelog, signatures, signing
from eocdesk.store.arrive import BrokenChainError
from eocdesk.store.held_back import once, reread
from eocdesk.store.local import own_box, own_key
from eocdesk.store.outgoing import Outgoing, after, pending
from eocdesk.store.signatures import End, keep_signed, signed
from eocdesk.store.withdraw import by_word_of, leaving, missed, purge, purge_all, refuse, withdraw_left

__all__ = [
    "BrokenChainError",
    "End",
    "Outgoing",
    "Stand",
    "Unsent",
    "acknowledge",
    "after",
    "by_word_of",
    "cursors",
    "keep_signed",
    "leaving",
    "missed",
    "once",
    "own_box",
    "own_key",
    "pending",
    "pending_count",
    "pending_list",
    "purge",
    "purge_all",
    "refuse",
    "reread",
    "rewind",
    "set_cursor",
    "signed",
    "standing",
    "take",
    "withdraw_left",
    "worded",
]


class Stand(NamedTuple):
    """One scope as this copy holds it: what it stands for, the digest over its chains, each device's length."""

    labels: Labels
    digest: bytes
    chains: dict[bytes, int]


class Unsent(NamedTuple):
    """One change that a peer has not acknowledged: on which record, called what, by whom, when (hlc)."""

    kind: str
    rec: bytes
    title: str
    person: str
    hlc: int


def standing(
    connection: Connection, peer: bytes | None = None, may: Callable[[Labels], bool] | None = None
) -> dict[bytes, Stand]:
    """What this copy holds, scope by scope: what `may` allows, and of a peer only what was read from it before.

    The digest is SHA-256 over device, length (8 bytes, big end first) and hash of each chain, by device.
    """
    asked = (
        "SELECT s.id, s.event, s.marking, s.audience, h.dev, h.n, h.hash FROM scope s JOIN chain h ON h.scope = s.id "
        "ORDER BY s.id, h.dev"
    )
    met = None if peer is None else set(cursors(connection, peer))
    chains: dict[bytes, dict[bytes, int]] = {}
    wholes: dict[bytes, tuple[Labels, hashlib._Hash]] = {}
    for scope, event, marking, audience, dev, n, hash_ in connection.exec_driver_sql(asked):
        labels = (event, marking, audience)
        if (met is not None and scope not in met) or (may is not None and not may(labels)):
            continue
        chains.setdefault(scope, {})[dev] = n
        wholes.setdefault(scope, (labels, hashlib.sha256()))[1].update(dev + n.to_bytes(8, "big") + hash_)
    return {scope: Stand(labels, whole.digest(), chains[scope]) for scope, (labels, whole) in wholes.items()}


def worded(connection: Connection, scope: bytes) -> bool:
    """Whether any change of a scope is here with its words, not its place alone; be it told early."""
    asked = (
        "SELECT 1 FROM chain h JOIN change c ON c.chain = h.id WHERE h.scope = ? AND c.kind <> '' "
        "UNION ALL SELECT 1 FROM early WHERE scope = ? LIMIT 1"
    )
    return connection.exec_driver_sql(asked, (scope, scope)).first() is not None


def pending_count(connection: Connection, peer: bytes, scopes: Collection[bytes] | None = None) -> int:
    """How many changes a peer has not acknowledged, of these scopes or of all."""
    asked = (
        "SELECT h.scope, h.n - coalesce(a.n, 0) FROM chain h LEFT JOIN acked a ON a.peer = ? AND a.chain = h.id "
        "WHERE h.n > coalesce(a.n, 0)"
    )
    found = connection.exec_driver_sql(asked, (peer,))
    return sum(count for scope, count in found if scopes is None or scope in scopes)


def pending_list(connection: Connection, peer: bytes, limit: int = 100, offset: int = 0) -> list[Unsent]:
    """What a peer has not acknowledged, the newest first, for people to look at."""
    asked = (
        "SELECT c.body FROM chain h LEFT JOIN acked a ON a.peer = ? AND a.chain = h.id "
        "JOIN change c ON c.chain = h.id AND c.n > coalesce(a.n, 0) "
        "WHERE h.n > coalesce(a.n, 0) AND c.kind <> '' ORDER BY c.seq DESC LIMIT ? OFFSET ?"
    )
    changes = (decode(body) for (body,) in connection.exec_driver_sql(asked, (peer, limit, offset)))
    return [Unsent(one.kind, one.rec, one.act.title, one.act.person, one.hlc) for one in changes]


def acknowledge(
    connection: Connection, peer: bytes, reaches: Iterable[tuple[bytes, bytes, int]], *, back: bool = False
) -> None:
    """Note that a peer holds chains (scope, device, n) up to n, and never more than is held here.

    `back`: also where it holds less than was noted, as it says itself; else what is noted only grows.
    """
    least = "excluded.n" if back else "max(n, excluded.n)"
    for scope, dev, n in reaches:
        connection.exec_driver_sql(
            "INSERT INTO acked (peer, chain, n) SELECT ?, id, min(n, ?) FROM chain WHERE scope = ? AND dev = ? "
            f"ON CONFLICT (peer, chain) DO UPDATE SET n = {least}",
            (peer, max(n, 0), scope, dev),
        )


def cursors(connection: Connection, peer: bytes) -> dict[bytes, tuple[int, bytes]]:
    """How far a hub's sequence was read, scope by scope: (seq, the hub's hash there)."""
    asked = 'SELECT scope, seq, hash FROM "cursor" WHERE peer = ?'
    return {scope: (seq, hash_) for scope, seq, hash_ in connection.exec_driver_sql(asked, (peer,))}


def set_cursor(connection: Connection, peer: bytes, scope: bytes, seq: int, hash_: bytes) -> None:
    """Note how far a hub's sequence was read; in the transaction that takes what was read."""
    connection.exec_driver_sql(
        'INSERT INTO "cursor" (peer, scope, seq, hash) VALUES (?, ?, ?, ?) '
        "ON CONFLICT (peer, scope) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        (peer, scope, seq, hash_),
    )


def rewind(connection: Connection, peer: bytes, scopes: Iterable[bytes]) -> None:
    """Read these scopes from their start and send all of them again: the peer is not what was noted of it."""
    for scope in scopes:
        connection.exec_driver_sql('DELETE FROM "cursor" WHERE peer = ? AND scope = ?', (peer, scope))
        connection.exec_driver_sql(
            "DELETE FROM acked WHERE peer = ? AND chain IN (SELECT id FROM chain WHERE scope = ?)", (peer, scope)
        )


def take(
    connection: Connection,
    pieces: Sequence[Piece],
    ends: Iterable[Signed],
    key_of: Callable[[bytes], bytes | None],
    labels: Mapping[bytes, Labels] | None = None,
    giver: bytes | None = None,
) -> set[tuple[str, bytes]]:
    """Take a page from another copy: every chain that grows by it is signed at its end by its device.

    `key_of` gives a device's public key, None where it is not known. `labels` say what the page's scopes stand for,
    `giver` is the peer it comes from. Returns the (kind, id) touched. BrokenChainError where a chain does not bear it
    out; the caller rolls back.
    """
    arrived = arrive.take(connection, pieces, labels, giver)
    offered = {(one.scope, one.dev, one.n): one for one in ends}
    for (scope, dev), reached in arrived.grown.items():
        one = offered.get((scope, dev, reached.n))
        if one is None or one.hash != reached.hash:
            raise BrokenChainError(f"the changes of device {dev.hex()} up to {reached.n} are not signed by it")
    signatures.keep_signed(connection, [one for one in offered.values() if _holds(connection, one, key_of, arrived)])
    return arrived.ids


def _holds(
    connection: Connection, one: Signed, key_of: Callable[[bytes], bytes | None], arrived: arrive.Arrived
) -> bool:
    """Whether a signature is worth keeping. BrokenChainError where it is needed, or contradicts what is held."""
    grown = (one.scope, one.dev) in arrived.grown
    key = key_of(one.dev)
    if key is None and not grown:
        return False
    if key is None:
        raise BrokenChainError(f"device {one.dev.hex()} is not known here")
    chain = changelog.find_chain(connection, one.scope, one.dev)
    held = None if chain is None else changelog.held_at(connection, chain.id, one.n)
    if held is None:
        return False
    if held[1] != one.hash or not signing.holds(key, one.message, one.signature):
        raise BrokenChainError(f"change {one.n} of device {one.dev.hex()} is not what its signature says")
    return True
