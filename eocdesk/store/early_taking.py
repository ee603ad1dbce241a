"""Take a hub's snapshot of a scope beside the log, and let go of it once the log has come up to it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, clock, ids
from eocdesk.models.change import NO_KIND, decode
from eocdesk.models.snapshot import DONE, Snapshot
from eocdesk.store import changelog, early, early_proof, early_rows, local, peers, project, purged, withdraw
from eocdesk.store.early_rows import Kept

Ids: TypeAlias = set[tuple[str, bytes]]
"""(kind, id) of records."""

_AT_ONCE = 250
"""So many records are let go of in one transaction, short enough for a person at work not to notice."""
_LARGEST = 2**63
_NOTHING = msgspec.msgpack.encode({})
_DEVICE = 16

_log = logging.getLogger(__name__)


def take(connection: Connection, peer: bytes, snapshots: Iterable[Snapshot], touched: Ids) -> int:
    """Keep what a hub told early, and add the (kind, id) of what came to `touched`; how many pages were news.

    A snapshot that does not hold counts as had: its history is coming.
    """
    news = 0
    for one in snapshots:
        begun = connection.exec_driver_sql("SELECT peer, place FROM coming WHERE scope = ?", (one.scope,)).first()
        if begun is not None and (begun.peer != peer or begun.place in {DONE, one.place}):
            continue  # of another hub, or nothing that was asked for
        if begun is None and not _asked(connection, peer, one.scope):
            continue  # its history is here: what would be told early could only hide it
        try:
            kept = _without_purged(connection, _read(one))
        except (ValueError, msgspec.MsgspecError) as error:
            _log.warning("a snapshot does not hold, and its history is waited for (%s)", error)
            touched |= _let_go(connection, one.scope, early.records(connection, one.scope))
            kept, one = [], Snapshot(one.scope, one.labels, {}, [])
        touched |= _keep(connection, peer, one, kept)
        news += 1
    return news


def _asked(connection: Connection, peer: bytes, scope: bytes) -> bool:
    """Whether a scope is one that this copy begins to read from a hub."""
    read = 'SELECT 1 FROM "cursor" WHERE peer = ? AND scope = ? AND seq > 0'
    begun = connection.exec_driver_sql(read, (peer, scope)).first() is not None
    return not begun and early.asked(connection, peer).get(scope) != DONE


def all_came(connection: Connection, peer: bytes, scopes: Iterable[bytes]) -> None:
    """These scopes were read to their end: whatever a snapshot said there would be, the log is what there is.

    Of what was shown and is not there, as where the hub was put back since and its author is gone, is said how much.
    """
    asked = "SELECT 1 FROM coming WHERE scope = ? AND peer = ? AND chains <> ?"
    due = [scope for scope in scopes if connection.exec_driver_sql(asked, (scope, peer, _NOTHING)).first()]
    if not due:
        return
    rows = [(_NOTHING, DONE, scope) for scope in due]
    connection.exec_driver_sql("UPDATE coming SET chains = ?, place = ? WHERE scope = ?", rows)
    lost, hub = sum(early.unproven(connection, scope) for scope in due), peers.get(connection, peer)
    if lost and hub is not None:
        told = (
            f"What {hub.name} first told of {lost:,} records is not in its log any more. They are shown as the log has "
            "them, or not at all. Who wrote it brings it back."
        )
        peers.note_attempt(connection, peers.Attempt(peer, clock.now(), 0, 0, 0, ok=False, sentence=told))


def _read(one: Snapshot) -> list[Kept]:
    """The changes of a page. ValueError where it is none of this scope, or out of bounds."""
    if ids.scope_id(*one.labels) != one.scope:
        raise ValueError("a scope that its labels do not make")
    if not all(len(dev) == _DEVICE and 0 <= n < _LARGEST for dev, n in one.chains.items()):
        raise ValueError("chains out of bounds")
    found = []
    for body, dead in one.pieces:
        change = decode(body)
        dots = [n for held in change.base.values() for _, n in held]
        if (change.scope, change.labels) != (one.scope, one.labels) or change.kind == NO_KIND:
            raise ValueError("a change of another scope, or of no kind")
        if not all(0 <= number < _LARGEST for number in (change.hlc, *dots)):
            raise ValueError("a change out of bounds")
        if not 0 < change.n <= one.chains.get(change.dev, 0):
            raise ValueError("a change beyond what the snapshot stands for")
        found.append((change, body, dead))
    return found


def _without_purged(connection: Connection, kept: Sequence[Kept]) -> list[Kept]:
    """Nothing is told early of what is known here to be purged."""
    over = purged.records(connection)
    return [one for one in kept if one[0].rec not in over]


def _keep(connection: Connection, peer: bytes, one: Snapshot, kept: Sequence[Kept]) -> Ids:
    at = clock.now()
    if kept:
        changelog.know_scope(connection, one.scope, one.labels)
    # The chains of its first page hold: all of its pages are as of one moment.
    connection.exec_driver_sql(
        "INSERT INTO coming (scope, peer, place, chains) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (scope) DO UPDATE SET place = excluded.place",
        (one.scope, peer, one.place, msgspec.msgpack.encode(one.chains)),
    )
    rows = [
        (change.scope, change.dev, change.n, change.kind, change.rec, at, msgspec.msgpack.encode(dead), body)
        for change, body, dead in kept
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO early (scope, dev, n, kind, rec, at, dead, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            rows,
        )
    _hear(connection, kept, at)
    project.records(connection, early_rows.write(connection, kept, at))
    return {(change.kind, change.rec) for change, _, _ in kept}


def _hear(connection: Connection, kept: Sequence[Kept], wall: int) -> None:
    last = stamp = int(local.get(connection, "hlc", 0))
    for change, _, _ in kept:
        stamp = clock.heard(stamp, change.hlc, wall)
    if stamp != last:
        local.put(connection, "hlc", stamp)


def settle(connection: Connection) -> Ids:
    """Let go of what was told early, of some records of a scope whose log has come up to it: they are what the log
    says. The (kind, id); empty once there is nothing more to let go of.
    """
    for scope in early.reached(connection):
        # Along the index of the records, so that what is left is not sorted anew each time.
        asked = "SELECT DISTINCT rec, kind FROM early WHERE +scope = ? ORDER BY rec LIMIT ?"
        some = {(kind, record) for record, kind in connection.exec_driver_sql(asked, (scope, _AT_ONCE))}
        if some:
            proof = early_proof.proven(connection, scope, sorted({record for _, record in some}))
            if proof.forged:
                _log.warning("of %d records other words were told early than were written", len(proof.forged))
            early_proof.keep(connection, proof.stand)
            return _let_go(connection, scope, some, proof.stand.keys())
        early.forget_scope(connection, scope)
    return set()


def _let_go(connection: Connection, scope: bytes, some: Ids, stand: Collection[bytes] = ()) -> Ids:
    """Of what was told early of records of a scope, and make them again from what is left, but those that `stand`.

    Those of which the log tells nothing leave nothing behind.
    """
    told = [(scope, record) for _, record in some]
    if told:
        connection.exec_driver_sql("DELETE FROM early WHERE scope = ? AND rec = ?", told)
    again = {(kind, record) for kind, record in some if record not in stand}
    made = project.worked_out(connection, [record for _, record in again])
    project.write(connection, [one for one in made if one.state is not None])
    again -= {(one.kind, one.id) for one in made if one.state is not None}
    withdraw.given_up(connection, {(kind, record) for kind, record in again if kind in KINDS})
    return some
