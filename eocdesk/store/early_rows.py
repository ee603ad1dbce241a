"""The short way to the rows of a snapshot: of a record nobody disputes, each field is held by who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock
from eocdesk.models.change import DEVICE
from eocdesk.store import rows
from eocdesk.store.merge import LABELS, PLACE, STRUCK, Head, is_labelled
from eocdesk.store.rows import State

Kept: TypeAlias = tuple[Change, bytes, list[str]]
"""A change, its body, and the fields it writes that another holds."""
_CHUNK = 500


def write(connection: Connection, kept: Iterable[Kept], at: int) -> list[bytes]:
    """Make the rows of records of which nothing else is known here; those that take the whole merge are left, named."""
    by_record: dict[bytes, list[Kept]] = {}
    for one in kept:
        by_record.setdefault(one[0].rec, []).append(one)
    known = _known(connection, list(by_record), {one[0].scope for some in by_record.values() for one in some})
    made: list[State] = []
    left: list[bytes] = []
    for record, some in by_record.items():
        state = None if record in known else _plain(some, at)
        if state is None:
            left.append(record)
        else:
            made.append(state)
    rows.save(connection, made)
    return left


def _known(connection: Connection, records: Sequence[bytes], scopes: Collection[bytes]) -> set[bytes]:
    """Those of which the log holds words, or another snapshot told."""
    found: set[bytes] = set()
    for at in range(0, len(records), _CHUNK):
        some = tuple(records[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        found.update(
            rec for (rec,) in connection.exec_driver_sql(f"SELECT rec FROM change WHERE rec IN ({marks})", some)
        )
        told = connection.exec_driver_sql(f"SELECT DISTINCT rec, scope FROM early WHERE rec IN ({marks})", some)
        found.update(rec for rec, scope in told if scope not in scopes)
    return found


def _plain(some: Sequence[Kept], at: int) -> State | None:
    """The record, as the merge makes it of these; None where that has to be asked."""
    making = next((change for change, _, _ in some if PLACE in change.fields), None)
    if making is None or making.base or making.kind not in KINDS or not is_labelled(making):
        return None
    state = rows.blank(making.kind, making.rec)
    for change, _, dead in some:
        if change is not making and not change.fields.keys().isdisjoint(LABELS):
            return None
        if change.op != Op.SET or change.kind != making.kind or STRUCK in change.fields or _far(change):
            return None
        head = (Head(change.hlc, change.dev, change.n, change.scope),)
        for name in change.fields.keys() - set(dead):
            if name in state.heads:
                return None
            state.heads[name] = head
            (state.values if name in state.values else state.extra)[name] = change.fields[name]
    state.exists, state.scope, state.received = True, making.scope, at
    state.made_at, state.made_by, state.made_on = clock.wall_of(making.hlc), making.act.person, making.dev
    return state


def _far(change: Change) -> bool:
    """Whether it replaces words in another scope."""
    return any(len(dev) != DEVICE for dots in change.base.values() for dev, _ in dots)
