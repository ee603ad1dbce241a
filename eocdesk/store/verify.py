"""Walk the hash chains and the rows: every row must equal what its changes give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, fields_of
from eocdesk.models.change import decode
from eocdesk.store import changelog, project, rows, search

_CHUNK = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of damage: where, and what in a sentence."""

    where: str
    sentence: str


def verify(connection: Connection, progress: Progress | None = None) -> list[Finding]:
    """Everything that does not hold: pages, chains, rows, conflicts, search. Nothing found: sound."""
    return [*pages(connection), *chains(connection, progress), *projections(connection, progress), *indexes(connection)]


def pages(connection: Connection) -> Iterator[Finding]:
    """Pages of the file whose bytes were changed."""
    for (line,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield Finding("file", f"A page of the file was changed: {line}.")
    for kind in search.SEARCHED:
        # SQLite 3.53: FTS5's own check reads a stale cache after another connection rebuilt the index, and cries
        # corruption; any query makes it look again.
        connection.exec_driver_sql(f"SELECT rowid FROM {kind}_search WHERE {kind}_search MATCH 'x*' LIMIT 1").first()
    for (line,) in connection.exec_driver_sql("PRAGMA quick_check(5)"):
        if line != "ok":
            yield Finding("file", f"The file's structure is damaged: {line}.")


def chains(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Gaps, changed bodies and hashes that do not follow, by chain."""
    total = changelog.newest(connection)
    done = 0
    held = connection.exec_driver_sql("SELECT id, scope, dev, n, hash FROM chain ORDER BY id").fetchall()
    for chain, scope, dev, last, end in held:
        name = f"scope {scope.hex()[:8]} device {dev.hex()[:8]}"
        expected, prev = 0, changelog.ZERO
        asked = "SELECT n, CAST(hash AS BLOB), CAST(body AS BLOB) FROM change WHERE chain = ? ORDER BY n"
        changes = connection.exec_driver_sql(asked, (chain,))
        for n, stored, body in changes:
            expected += 1
            done += 1
            if n != expected:
                yield Finding(f"{name} change {expected}", f"Change {expected} of {name} is missing.")
                expected = n
            elif stored != changelog.link(prev, body):
                yield Finding(f"{name} change {n}", f"Change {n} of {name} is not what was written{_about(body)}.")
            elif not _follows(body, prev, n):
                yield Finding(f"{name} change {n}", f"Change {n} of {name} does not follow the one before it.")
            prev = stored
            if progress is not None and done % _CHUNK == 0:
                progress(done, total)
        if expected != last or prev != end:
            yield Finding(name, f"The chain of {name} ends at {expected}, not at {last} as noted.")


def _about(body: bytes) -> str:
    try:
        change = decode(body)
    except msgspec.MsgspecError:
        return " (its body cannot be read)"
    return f" (“{change.act.title}” on {change.kind} {change.rec.hex()[:8]})"


def _follows(body: bytes, prev: bytes, n: int) -> bool:
    try:
        change = decode(body)
    except msgspec.MsgspecError:
        return False
    return change.prev == prev[: changelog.PREV] and change.n == n


def projections(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Rows, conflicts and left-over rows that are not what the changes give."""
    total = int(connection.exec_driver_sql("SELECT count(DISTINCT rec) FROM change").scalar_one())
    done, last = 0, b""
    while True:
        ids = [
            record
            for (record,) in connection.exec_driver_sql(
                "SELECT DISTINCT rec FROM change WHERE rec > ? ORDER BY rec LIMIT ?", (last, _CHUNK)
            )
        ]
        if not ids:
            break
        yield from _compare(connection, ids)
        done, last = done + len(ids), ids[-1]
        if progress is not None:
            progress(done, total)
    for kind in KINDS:
        for (record,) in connection.exec_driver_sql(
            f"SELECT id FROM {kind} r WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.rec = r.id)"
        ):
            yield Finding(f"{kind} {record.hex()}", f"The {kind} {record.hex()[:8]} stands here without any change.")


def _compare(connection: Connection, ids: list[bytes]) -> Iterator[Finding]:
    made: dict[str, list[project.Projected]] = {}
    dead = project.dead_of(connection)
    noted = _noted(connection, ids)
    for record, bodies in changelog.bodies_of(connection, ids).items():
        try:
            changes = [(decode(body), at) for body, at in bodies]
        except msgspec.MsgspecError:
            yield Finding(f"record {record.hex()}", f"A change of record {record.hex()[:8]} cannot be read.")
            continue
        one = project.of(record, changes, dead.get(record, {}))
        if one.kind in KINDS:
            made.setdefault(one.kind, []).append(one)
        due = {(name, head.dev, head.n) for name, held in one.conflicts.items() for head in held.heads}
        if due != noted.get(record, set()):
            yield Finding(f"{one.kind} {record.hex()}", f"Conflicts of {one.kind} {record.hex()[:8]} are not noted.")
    for kind, some in made.items():
        stand = rows.raw(connection, kind, [one.id for one in some])
        for one in some:
            yield from _compare_row(one, stand.get(one.id))


def _noted(connection: Connection, ids: list[bytes]) -> dict[bytes, set[tuple[str, bytes, int]]]:
    marks = ", ".join("?" * len(ids))
    held = connection.exec_driver_sql(f"SELECT rec, field, dev, n FROM conflict WHERE rec IN ({marks})", tuple(ids))
    found: dict[bytes, set[tuple[str, bytes, int]]] = {}
    for record, name, dev, n in held:
        found.setdefault(record, set()).add((name, dev, n))
    return found


def _compare_row(one: project.Projected, held: tuple[object, ...] | None) -> Iterator[Finding]:
    where = f"{one.kind} {one.id.hex()}"
    if one.state is None or held is None:
        if (one.state is None) != (held is None):
            what = "is missing" if held is None else "should have left this copy"
            yield Finding(where, f"The row of {one.kind} {one.id.hex()[:8]} {what}.")
        return
    names = (*rows.OWN, *rows.names_of(one.kind))
    declared = fields_of(KINDS[one.kind])
    for name, due, stands in zip(names, rows.stored(one.state), held, strict=True):
        if due != stands:
            label = declared[name].label if name in declared else name
            sentence = f"{label} of {one.kind} {one.id.hex()[:8]} is not what its changes give."
            yield Finding(f"{where} {name}", sentence)


def indexes(connection: Connection) -> Iterator[Finding]:
    """Full-text indexes that do not hold what their tables hold."""
    for kind in search.SEARCHED:
        index = f"{kind}_search"
        held = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar_one()
        due = connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one()
        if held != due:
            yield Finding(index, f"The search index of {kind} holds {held} records of {due}.")


def rebuild(connection: Connection, progress: Progress | None = None) -> int:
    """Make every row, conflict and index anew from the log; how many records. The log itself is not touched."""
    ids = [record for (record,) in connection.exec_driver_sql("SELECT DISTINCT rec FROM change ORDER BY rec")]
    for kind in KINDS:
        connection.exec_driver_sql(
            f"DELETE FROM {kind} WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.rec = {kind}.id)"
        )
    for at in range(0, len(ids), _CHUNK):
        project.records(connection, ids[at : at + _CHUNK])
        if progress is not None:
            progress(min(at + _CHUNK, len(ids)), len(ids))
    search.rebuild(connection)
    return len(ids)


def digest(connection: Connection) -> str:
    """One line that two copies of the same log share: over every chain's scope, device, length and hash."""
    whole = hashlib.sha256()
    for row in connection.exec_driver_sql("SELECT scope, dev, n, hash FROM chain ORDER BY scope, dev"):
        whole.update(b"".join((row[0], row[1], int(row[2]).to_bytes(8), row[3])))
    return whole.hexdigest()
