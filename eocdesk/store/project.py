"""From changes to rows: what each record is, worked out from everything the log holds of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, clock, fields_of
from eocdesk.models.change import decode
from eocdesk.models.fields import Field
from eocdesk.store import changelog, rows
from eocdesk.store.merge import Held, Key, Whole, conflicts_of, fold, values_of
from eocdesk.store.rows import State

CONFLICT = "rec, field, scope, dev, n, kind, hlc, value"


@dataclass(slots=True)
class Projected:
    """One record worked out: its row (None where it left this copy, or is of a kind not known here)."""

    id: bytes
    kind: str
    state: State | None
    conflicts: dict[str, Held]
    dead: list[tuple[str, Key]]


def of(record: bytes, changes: Sequence[tuple[Change, int]], dead: dict[str, frozenset[Key]]) -> Projected:
    """The record these changes make; `dead` are superseded changes known though never received."""
    whole = fold(changes, dead)
    seen = {Key(change.scope, change.dev, change.n) for change, _ in changes}
    missing = [(name, key) for name, held in whole.fields.items() for key in held.dead if key not in seen]
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
    dead = dead_of(connection)
    bodies = changelog.bodies_of(connection, list(ids))
    done = [
        of(record, [(decode(body), at) for body, at in held], dead.get(record, {})) for record, held in bodies.items()
    ]
    write(connection, done)
    return done


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
        connection.exec_driver_sql("DELETE FROM conflict WHERE rec = ?", (one.id,))
        conflicts = conflict_rows(one)
        if conflicts:
            marks = ", ".join("?" * len(conflicts[0]))
            connection.exec_driver_sql(f"INSERT INTO conflict ({CONFLICT}) VALUES ({marks})", conflicts)
        connection.exec_driver_sql("DELETE FROM dead WHERE rec = ?", (one.id,))  # what came since is no longer missing
        for name, key in one.dead:
            connection.exec_driver_sql(
                "INSERT INTO dead (rec, field, scope, dev, n) VALUES (?, ?, ?, ?, ?)", (one.id, name, *key)
            )


def conflict_rows(one: Projected) -> list[tuple[Any, ...]]:
    """The record's conflicts as they are stored, in the columns of CONFLICT."""
    return [
        (one.id, name, head.scope, head.dev, head.n, one.kind, head.hlc, msgspec.msgpack.encode(value))
        for name, held in one.conflicts.items()
        for head, value in zip(held.heads, held.values, strict=True)
    ]
