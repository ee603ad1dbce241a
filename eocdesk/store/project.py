"""From changes to rows: what each record is, worked out from everything the log holds of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, clock, fields_of
from eocdesk.models.change import decode
from eocdesk.models.fields import Field, Meets
from eocdesk.store import changelog, early, rows
from eocdesk.store.merge import Held, Key, Whole, conflicts_of, fold, values_of
from eocdesk.store.rows import State

_CHUNK = 500
CONFLICT = "rec, field, scope, dev, n, kind, hlc, value"


@dataclass(slots=True)
class Projected:
    """One record worked out: its row (None where it left this copy, or is of a kind not known here)."""

    id: bytes
    kind: str
    state: State | None
    conflicts: dict[str, Held]
    dead: list[tuple[str, Key]]


@cache
def once_of(kind: str) -> frozenset[str]:
    """The fields of a kind that are written with the record and never again."""
    declared = fields_of(KINDS[kind]) if kind in KINDS else {}
    return frozenset(name for name, known in declared.items() if known.meets is Meets.ONCE)


def of(
    record: bytes, changes: Sequence[tuple[Change, int]], dead: Mapping[str, frozenset[Key]] | None = None
) -> Projected:
    """The record these changes make. Of one that left for good nothing but its kind is known.

    `dead`: of a record known early what is superseded by changes that have not come; those are not missed.
    """
    whole = fold(changes, dead, once=once_of)
    if not whole.kind and changes:
        whole.kind = changes[0][0].kind
    seen = {Key(change.scope, change.dev, change.n) for change, _ in changes}
    missing = [(name, key) for name, held in whole.fields.items() for key in held.dead if key not in seen]
    missing = missing if dead is None else []
    if whole.kind not in KINDS or not whole.scope:
        return Projected(record, whole.kind, None, {}, missing)
    return Projected(record, whole.kind, _state(record, whole), conflicts_of(whole, _declared(whole)), missing)


def _declared(whole: Whole) -> dict[str, Field]:
    return fields_of(KINDS[whole.kind])


def _state(record: bytes, whole: Whole) -> State:
    state = rows.blank(whole.kind, record)
    known, extra = values_of(whole, _declared(whole))
    state.values.update(known)
    state.extra = extra
    state.exists, state.scope = True, whole.scope
    state.heads = {name: held.heads for name, held in whole.fields.items() if held.heads}
    state.made_at, state.made_on = clock.wall_of(whole.made[1]), whole.made[2]
    state.made_by, state.received = whole.made_by, whole.received
    return state


def records(connection: Connection, ids: Iterable[bytes]) -> list[Projected]:
    """Work these records out anew from the log and write their rows, conflicts and dead."""
    every, made = list(ids), list[Projected]()
    for at in range(0, len(every), _CHUNK):
        done = worked_out(connection, every[at : at + _CHUNK])
        write(connection, done)
        made += done
    return made


def worked_out(connection: Connection, some: Sequence[bytes]) -> list[Projected]:
    """What these records are, by the log and what is known early. msgspec.DecodeError where a body cannot be read."""
    told = early.known(connection, some)
    held = changelog.bodies_of(connection, some)
    return [made(record, [(decode(body), at) for body, at in bodies], told) for record, bodies in held.items()]


def made(record: bytes, log: Sequence[tuple[Change, int]], told: early.Told) -> Projected:
    """The record that what the log holds of it makes, and what is known early (`early.known`)."""
    ahead = told.words.get(record)
    return of(record, log) if ahead is None else of(record, ahead.with_log(log, told.frontiers), ahead.dead)


def without(connection: Connection, touched: Iterable[tuple[str, bytes]]) -> None:
    """Work (kind, record) out anew after words were taken out of the log; one of which none are left goes."""
    kinds: dict[bytes, set[str]] = {}
    for kind, record in touched:
        kinds.setdefault(record, set()).add(kind)
    for one in records(connection, kinds):
        stands = one.kind if one.state is not None else ""
        for kind in (kinds[one.id] & KINDS.keys()) - {stands}:
            rows.remove(connection, kind, [one.id])


def dead_of(connection: Connection) -> dict[bytes, dict[str, frozenset[Key]]]:
    """The superseded changes that never came, by record and field. There are few at any time."""
    found: dict[bytes, dict[str, frozenset[Key]]] = {}
    for record, name, scope, dev, n in connection.exec_driver_sql("SELECT rec, field, scope, dev, n FROM dead"):
        fields = found.setdefault(record, {})
        fields[name] = fields.get(name, frozenset()) | {Key(scope, dev, n)}
    return found


def write(connection: Connection, done: Sequence[Projected]) -> None:
    """Make rows, conflicts and dead what was worked out."""
    rows.save(connection, [one.state for one in done if one.state is not None])
    for one in done:
        if one.state is None and one.kind in KINDS:
            rows.remove(connection, one.kind, [one.id])
    ids = [(one.id,) for one in done]
    for table in ("conflict", "dead"):  # what came since is no longer missing
        if ids:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rec = ?", ids)
    conflicts = [row for one in done for row in conflict_rows(one)]
    if conflicts:
        marks = ", ".join("?" * len(conflicts[0]))
        connection.exec_driver_sql(f"INSERT INTO conflict ({CONFLICT}) VALUES ({marks})", conflicts)
    dead = [(one.id, name, *key) for one in done for name, key in one.dead]
    if dead:
        connection.exec_driver_sql("INSERT INTO dead (rec, field, scope, dev, n) VALUES (?, ?, ?, ?, ?)", dead)


def conflict_rows(one: Projected) -> list[tuple[Any, ...]]:
    """The record's conflicts as they are stored, in the columns of CONFLICT."""
    return [
        (one.id, name, head.scope, head.dev, head.n, one.kind, head.hlc, msgspec.msgpack.encode(value))
        for name, held in one.conflicts.items()
        for head, value in zip(held.heads, held.values, strict=True)
    ]
