"""The short way to a row: changes whose authors saw just what stands here need no look into the log, and go in bulk."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import Change, Op, clock
from eocdesk.models.change import DEVICE
from eocdesk.store import heads, project, rows
from eocdesk.store.merge import LABELS, PLACE, STRUCK, is_labelled

_AT_ONCE = 500
_PACK = msgspec.msgpack.Encoder(order="deterministic")
_SHUT = frozenset((*LABELS, STRUCK))
"""Fields that a record which stands is given by the long way alone: they say where it lives, and whether at all."""


@dataclass(slots=True)
class _Row:
    """A record's row as far as the short way touches it."""

    scope: bytes
    groups: heads.Groups
    extra: bytes | None = None
    values: dict[str, Any] = field(default_factory=dict)  # what is written, as its columns hold it
    more: dict[str, Any] = field(default_factory=dict)  # likewise, of fields only a newer version knows
    made: tuple[int, str, bytes, int] | None = None  # of a new one: when, by whom, on which device, received


def write(
    connection: Connection,
    kind: str,
    came: Mapping[bytes, Sequence[Change]],
    at: int,
    told: tuple[int, Container[bytes]],
) -> list[bytes]:
    """Bring the rows of records up to date by what came of each; those that take the whole log are left, and named.

    `told` is the number of the log's last change before any of it came, and records that take the whole log anyway.
    """
    before, shut = told
    held = _held(connection, kind, list(came))
    older = _older(connection, [record for record in came if record not in held], before)
    made: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    edits: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    left: list[bytes] = []
    for record, changes in came.items():
        row = held.get(record)
        stands = row is not None
        row = None if record in shut or record in older else _advanced(kind, row, changes, at)
        if row is None:
            left.append(record)
        elif stands:
            names = (*row.values, "extra") if row.more else tuple(row.values)
            edits.setdefault(names, []).append(_edit(record, row))
        else:
            made.setdefault(tuple(row.values), []).append(_whole(record, row))
    for names, some in made.items():
        rows.insert(connection, kind, names, some)
    for names, some in edits.items():
        rows.update(connection, kind, ("heads", *names), some)
    return left


def _held(connection: Connection, kind: str, ids: Sequence[bytes]) -> dict[bytes, _Row]:
    found: dict[bytes, _Row] = {}
    for at in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[at : at + _AT_ONCE])
        asked = f"SELECT id, scope, heads, extra FROM {kind} WHERE id IN ({', '.join('?' * len(some))})"
        for record, scope, packed, extra in connection.exec_driver_sql(asked, some):
            found[record] = _Row(scope, heads.groups(packed), extra)
    return found


def _older(connection: Connection, ids: Sequence[bytes], before: int) -> set[bytes]:
    """Records without a row of which the log held something before: they had left, or were unknown."""
    found: set[bytes] = set()
    for at in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[at : at + _AT_ONCE])
        asked = f"SELECT rec FROM change WHERE rec IN ({', '.join('?' * len(some))}) AND seq <= ?"
        found.update(record for (record,) in connection.exec_driver_sql(asked, (*some, before)))
    return found


def _advanced(kind: str, row: _Row | None, changes: Sequence[Change], at: int) -> _Row | None:
    """The row after changes whose authors saw just what stands here; None where it takes the whole log."""
    fits = rows.fits(kind)
    if row is not None and not any(PLACE in names for _, names in row.groups):
        return None  # neither made nor brought here as far as is known: which change counts as its first is worked out
    for change in changes:
        if change.op != Op.SET or change.left or STRUCK in change.fields:
            return None
        if row is None:
            if change.base or PLACE not in change.fields or not (_labelled(change) or is_labelled(change)):
                return None
            row = _Row(change.scope, [])
            row.made = clock.wall_of(change.hlc), change.act.person, change.dev, at
        elif not change.fields.keys().isdisjoint(_SHUT) or change.scope != row.scope:
            return None  # made twice, or its making came late: who made it must be worked out
        if not _follows(kind, row.groups, change):
            return None
        heads.advance(row.groups, row.scope, (change.hlc, change.dev, change.n, b""), change.fields)
        for name, value in change.fields.items():
            fit = fits.get(name)
            if fit is None:
                row.more[name] = value
            else:
                row.values[name] = value if value is None or type(value) in fit[0] else fit[1](value, fit[2])
    return row


def _labelled(change: Change) -> bool:
    """Whether its labels are to the letter those of its scope: nearly always, and quickly seen."""
    fields = change.fields
    return (fields.get("event"), fields.get("marking"), fields.get("audience")) == change.labels


def _follows(kind: str, groups: heads.Groups, change: Change) -> bool:
    """Whether the change replaces just the one change that holds each of its fields, or writes where there is none."""
    if len(change.dev) != DEVICE or any(STRUCK in names for _, names in groups):
        return False
    if not groups and not change.base:
        return True
    once = project.once_of(kind)
    for name in change.fields:
        parents = change.base.get(name, ())
        held = next((held for held, names in groups if name in names), None)
        if held is None:
            if parents:
                return False
        elif len(held) != 1 or len(parents) != 1 or name in once:
            return False  # in dispute before, or now; or written once, and now again
        else:
            (_, dev, n, other), (saw, number) = held[0], parents[0]
            if number != n or saw != dev + other or len(dev) != DEVICE:
                return False
    return True


def _edit(record: bytes, row: _Row) -> tuple[Any, ...]:
    packed = heads.packed(row.groups)
    return (packed, *row.values.values(), _extra(row), record) if row.more else (packed, *row.values.values(), record)


def _extra(row: _Row) -> bytes | None:
    if not row.more:
        return row.extra
    known = msgspec.msgpack.decode(row.extra) if row.extra else {}
    return _PACK.encode(known | row.more)


def _whole(record: bytes, row: _Row) -> tuple[Any, ...]:
    return (record, row.scope, heads.packed(row.groups), _extra(row), *(row.made or ()), *row.values.values())
