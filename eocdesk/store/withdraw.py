"""Give up what this copy may not hold any more: a record that left, a scope, everything of a hub; no byte stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models import KINDS, Op, clock
from eocdesk.models.change import Why, decode
from eocdesk.models.ids import NIL
from eocdesk.store import (
    changelog,
    early,
    held_back,
    local,
    mirror,
    named_bytes,
    owing,
    project,
    purged,
    search,
    untold,
)
from eocdesk.store.withheld import slim

PURGED = "purged"
"""What this copy notes of itself when a hub had it give up everything: {at, peer, why, records}."""
GIVEN_UP = "given up"
"""How often this copy gave words up: backups made before hold them still."""
_WIPE, _BYTES = "to wipe", "attachments given up"
_ATTACHED = ("document", "summary")
"""The kinds whose records name bytes kept beside the database."""
_STEP = 500
"""Pages of a search index merged in one step."""
_LEAST = 2
"""A step that changes less has found nothing more to merge (FTS5, "merge")."""
_SEEN_TO = b""
"""Instead of where a record went: it was looked at, and nothing had to go."""
_GIVEN_UP = changelog.GIVEN_UP
"""Likewise: its words went from here. Should it be seen again, they are to be asked for."""
Ids: TypeAlias = set[tuple[str, bytes]]
"""(kind, id) of records."""
Gone: TypeAlias = tuple[bytes, bytes]
"""A record that left and is out of sight: (record, scope it left)."""


def refuse(connection: Connection, refusals: Iterable[tuple[bytes, bytes, int, str]], hub: bytes = NIL) -> Ids:
    """Changes (scope, device, n, sentence) that a hub did not let in: their words are set aside, their records are
    worked out without them, as everywhere else. What was told before is passed over; of a record that was purged no
    words are kept. The words of a record that did not leave after all are asked of that hub once more.
    """
    at, over = clock.now(), purged.records(connection)
    found: list[tuple[int, int, bytes]] = []
    late: list[tuple[int, int, bytes]] = []
    touched: Ids = set()
    for scope, dev, n, sentence in refusals:
        row = connection.exec_driver_sql(
            "SELECT c.chain, c.n, c.kind, c.rec, c.body FROM change c JOIN chain h ON h.id = c.chain "
            "WHERE h.scope = ? AND h.dev = ? AND c.n = ? AND c.kind <> ''",
            (scope, dev, n),
        ).first()
        if row is None:
            continue
        touched.add((row.kind, row.rec))
        if row.rec in over and not purged.stays(decode(row.body)):
            late.append((row.chain, row.n, row.body))
            continue
        found.append((row.chain, row.n, row.body))
        connection.exec_driver_sql(
            "INSERT INTO refused (scope, dev, n, kind, rec, body, sentence, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (scope, dev, n) DO UPDATE SET sentence = excluded.sentence, at = excluded.at",
            (scope, dev, n, row.kind, row.rec, row.body, sentence, at),
        )
    before = changelog.newest(connection)
    changelog.blank(connection, found, Why.REFUSED)
    changelog.blank(connection, late, Why.REDACTED)
    held_back.reread(connection, hub, changelog.note_moves_again(connection, [record for _, record in touched]))
    return _gone(connection, before, touched, kept=not late)


def leaving(connection: Connection, by: bytes | None = None) -> list[bytes]:
    """Records that left every scope this copy sees, as far as it knows: whether their words are to go is to be asked.

    A going says not where to: the coming may be on its way by another road, and who holds both alone can tell. So it
    is of one that seems to stay, but for a going after a stay not heard of. `by`: those that this device took away,
    which says all it knows of that at once.
    """
    away = [record for record in _waiting(connection) if not _stays(connection, record)]
    if by is not None:
        return [record for record in away if _goings(connection, record) == {by}]
    return away + sorted(record for record in untold.records(connection) if _stays(connection, record))


def _waiting(connection: Connection) -> list[bytes]:
    asked = "SELECT DISTINCT rec FROM departed WHERE to_scope = ? ORDER BY rec"
    return [record for (record,) in connection.exec_driver_sql(asked, (NIL,)).fetchall()]


def withdraw_left(connection: Connection, gone: Collection[Gone] | None = None, *, told: bool = False) -> Ids:
    """Of records that left for a scope this copy does not see, take the words out of every scope they left on the way.

    `gone` are those of which that is certain, in which scopes; all that seem so where nobody can be asked. `told`: a
    hub says so, who may know of stays that this copy was not told of. What no peer has acknowledged stays until it
    has: it is written nowhere else. The tombstones stay.
    """
    touched: Ids = set()
    before = changelog.newest(connection)
    places: list[tuple[int, int, bytes]] = []
    guessed = untold.records(connection) if told else set()
    stay = {record for record in _waiting(connection) if _stays(connection, record)} - guessed
    _mark(connection, stay, NIL, _SEEN_TO)
    for record, scope in sorted({*_departed(connection), *(one for one in gone or () if one[0] in guessed)}):
        if record in stay or (gone is not None and (record, scope) not in gone):
            continue
        touched |= early.forget(connection, record)
        words = _words(connection, record, scope)
        known = [(chain, n, body) for chain, n, body, acknowledged in words if acknowledged]
        places += known
        if known:
            touched.add((_kind(connection, record), record))
        if len(known) == len(words):
            _mark(connection, [record], NIL, _GIVEN_UP, scope)
            _mark(connection, [record], _SEEN_TO, _GIVEN_UP, scope)  # it had stayed in sight when it left this one
    named_bytes.note_words(connection, [body for _, _, body in places])
    changelog.blank(connection, places, Why.WITHDRAWN)
    return _gone(connection, before, touched)


def missed(connection: Connection) -> set[bytes]:
    """Scopes to be read once more: records whose words were given up there are seen again where they are now."""
    scopes: set[bytes] = set()
    asked = "SELECT rec, scope FROM departed WHERE to_scope = ?"
    for record, scope in connection.exec_driver_sql(asked, (_GIVEN_UP,)).fetchall():
        if _stays(connection, record):
            scopes.add(scope)
            _mark(connection, [record], _GIVEN_UP, _SEEN_TO)
    return scopes


def by_word_of(connection: Connection, peer: bytes) -> Ids:
    """Likewise after all was heard that a desk has to tell, where no hub can be asked: what that desk itself took away.

    Its author knows of a record's coming wherever it knows of its going; what others say of it may be half of it.
    """
    if connection.exec_driver_sql("SELECT 1 FROM peer WHERE kind = 'hub'").first() is not None:
        return set()
    return withdraw_left(connection, _everywhere(connection, leaving(connection, by=peer)))


def _departed(connection: Connection) -> list[Gone]:
    """Of the records that are to be looked at, every scope that each of them left."""
    asked = (
        "SELECT DISTINCT rec, scope FROM departed WHERE rec IN (SELECT rec FROM departed WHERE to_scope = ?) "
        "ORDER BY rec, scope"
    )
    return [(record, scope) for record, scope in connection.exec_driver_sql(asked, (NIL,)).fetchall()]


def _everywhere(connection: Connection, records: Iterable[bytes]) -> set[Gone]:
    """These records in every scope they left."""
    some = set(records)
    return {one for one in _departed(connection) if one[0] in some}


def _mark(connection: Connection, records: Iterable[bytes], was: bytes, now: bytes, scope: bytes | None = None) -> None:
    """Note what was seen of records that left, in one scope or in all."""
    rows = [(now, record, was, scope, scope) for record in records]
    if rows:
        connection.exec_driver_sql(
            "UPDATE OR REPLACE departed SET to_scope = ? WHERE rec = ? AND to_scope = ? AND (? IS NULL OR scope = ?)",
            rows,
        )


def _goings(connection: Connection, record: bytes) -> set[bytes]:
    """The devices that took a record out of a scope."""
    asked = "SELECT h.dev, c.body FROM change c JOIN chain h ON h.id = c.chain WHERE c.rec = ?"
    return {dev for dev, body in connection.exec_driver_sql(asked, (record,)) if slim(body).op == Op.LEAVE}


def purge(connection: Connection, scopes: Collection[bytes]) -> Ids:
    """Give up scopes this copy may not see any more; drafts stay. The records touched.

    The places of what this device wrote there stay, empty: so no number is ever used twice should it return.
    """
    before = changelog.newest(connection)
    touched: Ids = set()
    for scope in scopes:
        touched |= _records_in(connection, scope)
    for scope in scopes:
        _drop(connection, scope, local.own_devices(connection))
    _look_again(connection, touched)
    gone = _gone(connection, before, touched)
    # They were where it is given up.
    return gone | withdraw_left(connection, _everywhere(connection, (record for _, record in touched)))


def purge_all(connection: Connection, peer: bytes, why: str = "") -> Ids:
    """Give up everything a hub has to do with: it revoked this device. A note for this copy says when and why.

    This copy becomes another device: should it be let in again, nothing it wrote before can be taken for another's.
    """
    asked = (
        'SELECT scope FROM "cursor" WHERE peer = ? UNION '
        "SELECT h.scope FROM acked a JOIN chain h ON h.id = a.chain WHERE a.peer = ?"
    )
    found = connection.exec_driver_sql(asked, (peer, peer)).fetchall()
    scopes = sorted({scope for (scope,) in found} | set(early.of_peer(connection, peer)))
    before = changelog.newest(connection)
    touched: Ids = set()
    for scope in scopes:
        touched |= _records_in(connection, scope)
    for scope in scopes:
        _drop(connection, scope, ())
    _look_again(connection, touched)
    gone = _gone(connection, before, touched)
    named_bytes.forgive(connection, named_bytes.owed(connection))  # nothing is taken from this device any more
    connection.exec_driver_sql("DELETE FROM card WHERE hub = ?", (peer,))
    for table in ("acked", '"cursor"'):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE peer = ?", (peer,))
    owing.forget(connection, peer)
    connection.exec_driver_sql("UPDATE peer SET state = 'revoked' WHERE id = ?", (peer,))
    local.put(connection, PURGED, {"at": clock.now(), "peer": peer.hex(), "why": why, "records": len(touched)})
    local.renew(connection)
    return gone


def _records_in(connection: Connection, scope: bytes) -> Ids:
    asked = (
        "SELECT DISTINCT c.kind, c.rec FROM change c JOIN chain h ON h.id = c.chain WHERE h.scope = ? AND c.kind <> ''"
    )
    told = early.records(connection, scope)
    return told | {(kind, record) for kind, record in connection.exec_driver_sql(asked, (scope,))}


def _drop(connection: Connection, scope: bytes, ours: Collection[bytes]) -> None:
    """Everything of a scope out of the log and of what is noted beside it, but the empty places of these devices."""
    early.forget_scope(connection, scope)
    kept = 0
    named_bytes.note_scope(connection, scope)
    for chain, dev in connection.exec_driver_sql("SELECT id, dev FROM chain WHERE scope = ?", (scope,)).fetchall():
        if dev in ours:
            kept += 1
            asked = "SELECT chain, n, body FROM change WHERE chain = ? AND kind <> ''"
            places = [tuple(row) for row in connection.exec_driver_sql(asked, (chain,))]
            changelog.blank(connection, places, Why.WITHDRAWN)
            continue
        for table, column in (("change", "chain"), ("acked", "chain"), ("chain", "id")):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (chain,))
    for table, column in (
        ('"cursor"', "scope"),
        ("signature", "scope"),
        ("refused", "scope"),
        ("departed", "scope"),
        ("departed", "to_scope"),
    ):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", (scope,))
    if not kept:
        connection.exec_driver_sql("DELETE FROM scope WHERE id = ?", (scope,))


def _look_again(connection: Connection, touched: Ids) -> None:
    """Records that lived in what was given up may have left another scope for it: see once more whether they stay."""
    _mark(connection, [record for _, record in touched], _SEEN_TO, NIL)


def _stays(connection: Connection, record: bytes) -> bool:
    """Whether the record lives in a scope this copy sees. Of a kind not known here: whether it came into one."""
    kind = _kind(connection, record)
    asked = f"SELECT 1 FROM {kind} WHERE id = ?"
    if kind not in KINDS:
        asked = f"SELECT 1 FROM departed WHERE rec = ? AND length(to_scope) = {len(NIL)} AND to_scope <> zeroblob(16)"
    return connection.exec_driver_sql(asked, (record,)).first() is not None


def _kind(connection: Connection, record: bytes) -> str:
    return str(connection.exec_driver_sql("SELECT kind FROM change WHERE rec = ? LIMIT 1", (record,)).scalar())


def _words(connection: Connection, record: bytes, scope: bytes) -> list[tuple[int, int, bytes, bool]]:
    """(chain, n, body, whether it is held elsewhere) of what was written on a record in a scope, but its leaving."""
    hub = "EXISTS (SELECT 1 FROM peer p WHERE p.id = a.peer AND p.kind = 'hub')"
    asked = (
        f"SELECT c.chain, c.n, c.body, (SELECT max(a.n) FROM acked a WHERE a.chain = c.chain AND ({hub} OR NOT "
        "EXISTS (SELECT 1 FROM peer WHERE kind = 'hub'))) "
        "FROM change c JOIN chain h ON h.id = c.chain WHERE c.rec = ? AND h.scope = ?"
    )
    return [
        (chain, n, body, n <= (acked or 0))
        for chain, n, body, acked in connection.exec_driver_sql(asked, (record, scope)).fetchall()
        if slim(body).op != Op.LEAVE
    ]


def given_up(connection: Connection, touched: Ids) -> Ids:
    """Of these records words were taken that the log does not hold: what was told of them before it came."""
    return _gone(connection, changelog.newest(connection), touched)


def _gone(connection: Connection, before: int, touched: Ids, *, kept: bool = False) -> Ids:
    """Work out anew what words were taken from, and let other programs on this copy know.

    `kept`: the words themselves are still here, beside the log.
    """
    if touched:
        named = _attached(connection, touched)
        project.without(connection, touched)
        if named:
            local.put(connection, _BYTES, sorted({*local.get(connection, _BYTES, []), *named}))
        changelog.note_gone(connection, before, touched)
        mirror.rewritten(connection)
        if not kept:
            local.put(connection, GIVEN_UP, int(local.get(connection, GIVEN_UP, 0)) + 1)
        _wipe_later(connection, touched)
    return touched


def _attached(connection: Connection, touched: Ids) -> set[str]:
    """The attachments (SHA-256) that these records name."""
    found: set[str] = set()
    for kind, record in touched:
        if kind in _ATTACHED:
            named = connection.exec_driver_sql(f"SELECT sha256 FROM {kind} WHERE id = ?", (record,)).scalar()
            found.update(filter(None, [named]))
    return found


def bytes_given_up(connection: Connection) -> list[str]:
    """Attachments (SHA-256) that no record of this copy names any more since it gave some up: their bytes have to go.

    Asked until `bytes_gone` says of each that they are, so that a crash between the two leaves none.
    """
    asked = " UNION ".join(f"SELECT sha256 FROM {kind} WHERE sha256 <> ''" for kind in _ATTACHED)
    named = {sha256 for (sha256,) in connection.exec_driver_sql(asked)}
    return [sha256 for sha256 in local.get(connection, _BYTES, []) if sha256 not in named]


def bytes_gone(connection: Connection, names: Collection[str]) -> None:
    """These attachments are deleted."""
    left = [sha256 for sha256 in local.get(connection, _BYTES, []) if sha256 not in names]
    local.put(connection, _BYTES, left)


def _wipe_later(connection: Connection, touched: Ids) -> None:
    """Search indexes keep words that were deleted until their parts are merged: note whose have to be."""
    kinds = {kind for kind, _ in touched} & set(search.SEARCHED)
    if kinds:
        local.put(connection, _WIPE, sorted(kinds | set(local.get(connection, _WIPE, []))))


def wipe(connection: Connection) -> bool:
    """One step, short enough for a person at work not to notice, of wiping from the search indexes what was given up.

    Whether none is left; then the file is clean once its log is emptied too (Writer.settle_log).
    """
    kinds = list(local.get(connection, _WIPE, []))
    if not kinds:
        return True
    index = f"{kinds[0]}_search"
    changes = "SELECT total_changes()"
    before = connection.exec_driver_sql(changes).scalar_one()
    connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {-_STEP})")
    if connection.exec_driver_sql(changes).scalar_one() - before < _LEAST:
        local.put(connection, _WIPE, kinds[1:])
    return False
