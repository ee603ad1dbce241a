"""Walk the hash chains and the rows: every row must equal what its changes give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from eocdesk.models import KINDS, Refused, fields_of, ids
from eocdesk.models.change import NO_KIND, Piece, Stub, decode, decode_stub
from eocdesk.models.ids import NIL
from eocdesk.store import blobs, changelog, early, local, project, rows, search, signatures
from eocdesk.store.merge import Key
from eocdesk.store.open import absent_in, kinds_in, schema_of, searched_in

_CHUNK = 500
_MEETINGS, _EARLY = 2, 3
"""The schema that brought them."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of damage: where, and what in a sentence."""

    where: str
    sentence: str


def verify(connection: Connection, progress: Progress | None = None) -> list[Finding]:
    """Everything that does not hold: pages, chains, rows, conflicts, search. Nothing found: sound.

    A part that cannot be read at all is a finding too, and the other parts are walked all the same.
    """
    parts = (
        ("file", lambda: pages(connection)),
        ("change log", lambda: chains(connection, progress)),
        ("scopes", lambda: scopes(connection)),
        ("records", lambda: projections(connection, progress)),
        ("search", lambda: indexes(connection)),
        ("this copy", lambda: own(connection)),
        ("meetings", lambda: met(connection)),
    )
    return [finding for name, walk in parts for finding in _walked(name, walk)]


def _walked(name: str, walk: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from walk()
    except (DBAPIError, msgspec.MsgspecError, ValueError, TypeError) as error:
        cause = getattr(error, "orig", None) or error
        yield Finding(name, f"The part “{name}” cannot be read to its end ({cause}).")


def pages(connection: Connection) -> Iterator[Finding]:
    """Pages of the file whose bytes were changed."""
    for (line,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield Finding("file", f"A page of the file was changed: {line}.")
    for kind in searched_in(connection):
        # SQLite 3.53: FTS5's own check reads a stale cache after another connection rebuilt the index, and cries
        # corruption; any query makes it look again.
        connection.exec_driver_sql(f"SELECT rowid FROM {kind}_search WHERE {kind}_search MATCH 'x*' LIMIT 1").first()
    for (line,) in connection.exec_driver_sql("PRAGMA quick_check(5)"):
        if line != "ok":
            yield Finding("file", f"The file's structure is damaged: {line}.")


def chains(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Gaps, changed bodies, hashes that do not follow, notes beside a body that are not its own; by chain."""
    total = changelog.newest(connection)
    done = 0
    held = connection.exec_driver_sql("SELECT id, scope, dev, n, hash FROM chain ORDER BY id").fetchall()
    for chain, scope, dev, last, end in held:
        name = f"scope {scope.hex()[:8]} device {dev.hex()[:8]}"
        expected, prev = 0, changelog.ZERO
        asked = (
            "SELECT n, CAST(hash AS BLOB), CAST(body AS BLOB), rec, act, kind FROM change WHERE chain = ? ORDER BY n"
        )
        for n, stored, body, *notes in connection.exec_driver_sql(asked, (chain,)):
            expected += 1
            done += 1
            if n != expected:
                yield Finding(f"{name} change {expected}", f"Change {expected} of {name} is missing.")
                expected = n
            else:
                yield from _placed(name, (scope, dev, n), _Place(prev, stored, body, notes))
            prev = stored
            if progress is not None and done % _CHUNK == 0:
                progress(done, total)
        if expected != last or prev != end:
            yield Finding(name, f"The chain of {name} ends at {expected}, not at {last} as noted.")
    yield from _stray(connection)


class _Place(NamedTuple):
    """One row of the log: the chain's hash before it and as stored after it, the body, (record, act, kind) noted."""

    prev: bytes
    hash: bytes
    body: bytes
    notes: list[Any]

    @property
    def piece(self) -> Piece:
        return changelog.piece_of(self.notes[2], self.body)


def _placed(name: str, dot: tuple[bytes, bytes, int], place: _Place) -> Iterator[Finding]:
    """What is wrong with one place of a chain, at most one thing."""
    n = dot[2]
    where = f"{name} change {n}"
    try:
        linked = place.hash == changelog.onto(place.prev, changelog.digest_of(place.piece))
    except msgspec.MsgspecError:
        linked = False
    if not linked:
        yield Finding(where, f"Change {n} of {name} is not what was written{_about(place.body)}.")
    elif not _follows(place, dot):
        yield Finding(where, f"Change {n} of {name} does not follow the one before it.")
    elif not _noted_so(place):
        yield Finding(where, f"Change {n} of {name} is noted as of another record or act{_about(place.body)}.")


def _stray(connection: Connection) -> Iterator[Finding]:
    asked = "SELECT chain, count(*) FROM change WHERE chain NOT IN (SELECT id FROM chain) GROUP BY chain"
    for chain, count in connection.exec_driver_sql(asked):
        yield Finding(f"chain {chain}", f"{count} changes belong to chain {chain}, of which nothing is noted.")


def _about(body: bytes) -> str:
    try:
        change = decode(body)
    except msgspec.MsgspecError:
        return " (its body cannot be read)"
    return f" (“{change.act.title}” on {change.kind} {change.rec.hex()[:8]})"


def _follows(place: _Place, dot: tuple[bytes, bytes, int]) -> bool:
    try:
        one = decode(place.body) if isinstance(place.piece, bytes) else decode_stub(place.body)
    except msgspec.MsgspecError:
        return False
    return one.prev == place.prev[: changelog.PREV] and (one.scope, one.dev, one.n) == dot


def _noted_so(place: _Place) -> bool:
    if isinstance(place.piece, Stub):
        return place.notes == [NIL, NIL, NO_KIND]
    change = decode(place.body)
    return [change.rec, change.act.id, change.kind] == place.notes


def scopes(connection: Connection) -> Iterator[Finding]:
    """Scopes that are not what their labels make, and chains of scopes of which nothing is noted."""
    for scope, *labels in connection.exec_driver_sql("SELECT id, event, marking, audience FROM scope"):
        if ids.scope_id(*labels) != scope:
            yield Finding(
                f"scope {scope.hex()}", f"The labels of scope {scope.hex()[:8]} are not those it was made of."
            )
    asked = (
        "SELECT DISTINCT h.scope FROM chain h WHERE h.scope NOT IN (SELECT id FROM scope) "
        "AND EXISTS (SELECT 1 FROM change c WHERE c.chain = h.id AND c.kind <> '')"
    )
    for (scope,) in connection.exec_driver_sql(asked):
        yield Finding(f"scope {scope.hex()}", f"What scope {scope.hex()[:8]} stands for is missing.")


def own(connection: Connection) -> Iterator[Finding]:
    """This copy's clock, where it stands behind what the copy wrote: its next act would seem older than its last."""
    asked = "SELECT c.body FROM chain h JOIN change c ON c.chain = h.id AND c.n = h.n WHERE h.dev = ? AND c.kind <> ''"
    wrote = connection.exec_driver_sql(asked, (local.get(connection, "device", b""),))
    if max((decode(body).hlc for (body,) in wrote), default=0) > int(local.get(connection, "hlc", 0)):
        yield Finding("this copy", "The clock noted by this copy stands behind what it wrote.")


def met(connection: Connection) -> Iterator[Finding]:
    """Ends of chains whose signature is not their device's, and peers said to hold more than there is."""
    if schema_of(connection) < _MEETINGS:
        return
    for where, sentence in signatures.unsound(connection):
        yield Finding(where, sentence)
    asked = "SELECT a.n, h.n FROM acked a LEFT JOIN chain h ON h.id = a.chain WHERE h.id IS NULL OR a.n > h.n"
    for said, held in connection.exec_driver_sql(asked):
        yield Finding("meetings", f"A peer is noted to hold {said} changes of a chain of {held or 0}.")


def projections(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Rows, conflicts and left-over rows that are not what the changes give."""
    total = int(connection.exec_driver_sql("SELECT count(DISTINCT rec) FROM change WHERE kind <> ''").scalar_one())
    done = 0
    tables = _told_in(connection)
    for some in (some for table in tables for some in _some_of(connection, table)):
        yield from _compare(connection, some)
        done += len(some)
        if progress is not None:
            progress(min(done, total), total)
    for kind in kinds_in(connection):
        unmade = _unmade(kind, "r.id", tables)
        for (record,) in connection.exec_driver_sql(f"SELECT id FROM {kind} r WHERE {unmade}"):
            yield Finding(f"{kind} {record.hex()}", f"The {kind} {record.hex()[:8]} stands here without any change.")
    for table, what in (("conflict", "A conflict"), ("dead", "A superseded change")):
        told = " UNION ALL ".join(f"SELECT rec FROM {one}" for one in tables)
        asked = f"SELECT DISTINCT rec FROM {table} WHERE rec NOT IN ({told})"
        for (record,) in connection.exec_driver_sql(asked):
            yield Finding(f"record {record.hex()}", f"{what} is noted of {record.hex()[:8]}, which nobody wrote.")


def _told_in(connection: Connection) -> tuple[str, ...]:
    """The tables that tell of records: the log, and words whose history is coming; unproven, and no damage."""
    return ("change", "early") if schema_of(connection) >= _EARLY and early.count(connection) else ("change",)


def _unmade(kind: str, record: str, tables: Iterable[str]) -> str:
    told = (f"NOT EXISTS (SELECT 1 FROM {one} c WHERE c.rec = {record} AND c.kind = '{kind}')" for one in tables)
    return " AND ".join(told)


def _some_of(connection: Connection, table: str) -> Iterator[list[bytes]]:
    """The records of a table, some at a time."""
    last = NIL
    while True:
        asked = f"SELECT DISTINCT rec FROM {table} WHERE rec > ? ORDER BY rec LIMIT ?"
        some = [record for (record,) in connection.exec_driver_sql(asked, (last, _CHUNK))]
        if not some:
            return
        yield some
        last = some[-1]


def _compare(connection: Connection, some: list[bytes]) -> Iterator[Finding]:
    made: dict[str, list[project.Projected]] = {kind: [] for kind in kinds_in(connection)}
    told = early.known(connection, some) if schema_of(connection) >= _EARLY else early.Told({}, {})
    conflicts, dead = _conflicts(connection, some), _dead(connection, some)
    for record, bodies in changelog.bodies_of(connection, some).items():
        try:
            changes = [(decode(body), at) for body, at in bodies]
        except msgspec.MsgspecError:
            yield Finding(f"record {record.hex()}", f"A change of record {record.hex()[:8]} cannot be read.")
            continue
        one = project.made(record, changes, told)
        if one.kind in made:
            made[one.kind].append(one)
        name = f"{one.kind} {record.hex()[:8]}"
        if set(project.conflict_rows(one)) != conflicts.get(record, set()):
            yield Finding(f"{one.kind} {record.hex()}", f"The conflicts noted of {name} are not what its changes give.")
        if set(one.dead) != dead.get(record, set()):
            yield Finding(
                f"{one.kind} {record.hex()}", f"What is noted as superseded of {name} is not what its changes give."
            )
    for kind, alike in made.items():
        absent = absent_in(connection, kind)  # written by a newer desk, such a field stands in `extra`
        stand = rows.raw(connection, kind, [one.id for one in alike], absent)
        for one in alike:
            yield from _compare_row(one, stand.get(one.id), absent)


def _conflicts(connection: Connection, some: list[bytes]) -> dict[bytes, set[tuple[object, ...]]]:
    marks = ", ".join("?" * len(some))
    asked = f"SELECT {project.CONFLICT} FROM conflict WHERE rec IN ({marks})"
    found: dict[bytes, set[tuple[object, ...]]] = {}
    for row in connection.exec_driver_sql(asked, tuple(some)):
        found.setdefault(row[0], set()).add(tuple(row))
    return found


def _dead(connection: Connection, some: list[bytes]) -> dict[bytes, set[tuple[str, Key]]]:
    marks = ", ".join("?" * len(some))
    asked = f"SELECT rec, field, scope, dev, n FROM dead WHERE rec IN ({marks})"
    found: dict[bytes, set[tuple[str, Key]]] = {}
    for record, name, *key in connection.exec_driver_sql(asked, tuple(some)):
        found.setdefault(record, set()).add((name, Key(*key)))
    return found


def _compare_row(one: project.Projected, held: tuple[object, ...] | None, absent: frozenset[str]) -> Iterator[Finding]:
    where = f"{one.kind} {one.id.hex()}"
    if one.state is None or held is None:
        if (one.state is None) != (held is None):
            what = "is missing" if held is None else "should have left this copy"
            yield Finding(where, f"The row of {one.kind} {one.id.hex()[:8]} {what}.")
        return
    names = (*rows.OWN, *rows.names_of(one.kind))
    declared = fields_of(KINDS[one.kind])
    for name, due, stands in zip(names, rows.stored(one.state), held, strict=True):
        if due != stands and name not in absent:
            label = declared[name].label if name in declared else name
            sentence = f"{label} of {one.kind} {one.id.hex()[:8]} is not what its changes give."
            yield Finding(f"{where} {name}", sentence)


def indexes(connection: Connection) -> Iterator[Finding]:
    """Full-text indexes that hold more or fewer records than their tables."""
    for kind in searched_in(connection):
        index = f"{kind}_search"
        held = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar_one()
        due = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one()
        if held != due:
            yield Finding(index, f"The search index of {kind} holds {held} records of {due}.")


def words(connection: Connection) -> list[Finding]:
    """Full-text indexes whose words are not those of their tables. SQLite asks this of a connection that may write."""
    found: list[Finding] = []
    for kind in searched_in(connection):
        index = f"{kind}_search"
        try:
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except DBAPIError:
            found.append(Finding(index, f"The search index of {kind} does not hold the words of its records."))
    return found


def attachments(connection: Connection, folder: Path) -> list[Finding]:
    """Attached files whose bytes were changed, and those made on this desk that are gone."""
    key = local.get(connection, blobs.KEY)
    kept = blobs.Attachments(folder, bytes(key or b""))
    ours = {local.get(connection, "device", b""), *local.get(connection, "devices before", [])}
    asked = "SELECT DISTINCT sha256, name, made_on FROM document WHERE sha256 <> ''"
    named = connection.exec_driver_sql(asked).fetchall()
    called = {kept.path_of(sha256).name: name for sha256, name, _ in named}
    found = [
        Finding(
            f"attachment {file}",
            f"The attachment “{called.get(file, file[:12])}” is damaged: its bytes are not what its name says.",
        )
        for file in kept.damaged()
    ]
    for sha256, name, made_on in named:
        if made_on in ours and not kept.holds(sha256):
            found.append(Finding(f"attachment {sha256}", f"The bytes of the attachment “{name}” are gone."))
    return found


def rebuild(connection: Connection, progress: Progress | None = None) -> int:
    """Make every row, conflict and index anew from the log; how many records. The log itself is not touched.

    Refused where the log itself is damaged: what would be made from it could not be trusted.
    """
    damage = next(_walked("change log", lambda: chains(connection)), None)
    if damage is not None:
        raise Refused(
            f"The change log itself is damaged, so nothing was made anew. {damage.sentence} Restore a backup."
        )
    search.rebuild(connection)  # first: rows are written through the indexes, and a broken one takes none
    tables = _told_in(connection)
    told = " UNION ".join(f"SELECT DISTINCT rec FROM {table} WHERE kind <> ''" for table in tables)
    every = [record for (record,) in connection.exec_driver_sql(f"{told} ORDER BY rec")]
    for kind in KINDS:
        unmade = _unmade(kind, f"{kind}.id", tables)
        connection.exec_driver_sql(f"DELETE FROM {kind} WHERE {unmade}")
    connection.exec_driver_sql("DELETE FROM conflict")
    connection.exec_driver_sql("DELETE FROM dead")
    _name_scopes(connection)
    _note_moves(connection)
    for at in range(0, len(every), _CHUNK):
        project.records(connection, every[at : at + _CHUNK])
        if progress is not None:
            progress(min(at + _CHUNK, len(every)), len(every))
    return len(every)


def _note_moves(connection: Connection) -> None:
    """Where records went that moved, as their changes say."""
    connection.exec_driver_sql("DELETE FROM departed")
    last = 0
    while True:
        asked = "SELECT seq, body FROM change WHERE kind <> '' AND seq > ? ORDER BY seq LIMIT ?"
        some = connection.exec_driver_sql(asked, (last, _CHUNK)).fetchall()
        if not some:
            return
        changelog.note_moves(connection, [decode(body) for _, body in some])
        last = some[-1][0]


def _name_scopes(connection: Connection) -> None:
    """What each scope stands for, from any body that says it; of those that hold none, as noted if it can be true."""
    for scope, *labels in connection.exec_driver_sql("SELECT id, event, marking, audience FROM scope").fetchall():
        if ids.scope_id(*labels) != scope:
            connection.exec_driver_sql("DELETE FROM scope WHERE id = ?", (scope,))
    asked = (
        "SELECT body FROM change WHERE (chain, n) IN (SELECT chain, min(n) FROM change WHERE kind <> '' GROUP BY chain)"
    )
    for (body,) in connection.exec_driver_sql(asked).fetchall():
        first = decode(body)
        changelog.know_scope(connection, first.scope, first.labels)


def digest(connection: Connection) -> str:
    """One line that two copies of the same log share: over every chain's scope, device, length and hash."""
    whole = hashlib.sha256()
    for row in connection.exec_driver_sql("SELECT scope, dev, n, hash FROM chain ORDER BY scope, dev"):
        whole.update(b"".join((row[0], row[1], int(row[2]).to_bytes(8), row[3])))
    return whole.hexdigest()
