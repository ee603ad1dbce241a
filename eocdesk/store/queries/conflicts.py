"""The inbox: fields that two desks wrote and neither saw the other's, with everything needed to settle them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, fields_of, ids
from eocdesk.models.change import decode
from eocdesk.models.fields import Field
from eocdesk.store import changelog
from eocdesk.store.merge import STRUCK, parents_of
from eocdesk.store.queries import titles

_HAPPENED = ("happened", "opened", "starts")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values: who wrote it where, when it was written there and received here (ms UTC)."""

    value: Any
    word: str
    who: str
    position: str
    title: str
    desk: str
    written: int
    received: int
    shown: bool
    """Whether this is the value every list shows meanwhile."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field to settle. `happened` is the moment the record is about, where it has one; `base` what both saw."""

    kind: str
    id: bytes
    record: str
    name: str
    label: str
    sides: tuple[Side, ...]
    happened: int | None = None
    base: str = ""


def count(connection: Connection, event: bytes | None = None) -> int:
    """How many fields wait for a person; of one event, or of all."""
    sql = "SELECT count(*) FROM (SELECT DISTINCT c.rec, c.field FROM conflict c JOIN scope s ON s.id = c.scope {})"
    if event is None:
        return int(connection.exec_driver_sql(sql.format("")).scalar_one())
    found = connection.exec_driver_sql(sql.format("WHERE s.event IN (?, ?)"), (event, ids.NIL))
    return int(found.scalar_one())


def conflicts(connection: Connection, event: bytes | None = None, zone: str = "UTC") -> tuple[Conflict, ...]:
    """Every field to settle, the newest first; of one event (and people, who belong to none), or of all."""
    where, values = ("WHERE s.event IN (?, ?)", (event, ids.NIL)) if event is not None else ("", ())
    rows = connection.exec_driver_sql(
        "SELECT c.kind, c.rec, c.field, c.value, l.body, l.at FROM conflict c JOIN scope s ON s.id = c.scope "
        "JOIN chain h ON h.scope = c.scope AND h.dev = c.dev JOIN change l ON l.chain = h.id AND l.n = c.n "
        f"{where} ORDER BY c.hlc DESC, c.dev DESC, c.n DESC",
        values,
    )
    grouped: dict[tuple[str, bytes, str], list[_Written]] = {}
    for kind, record, name, value, body, at in rows:
        written = _Written(decode(body), at, msgspec.msgpack.decode(value))
        grouped.setdefault((kind, record, name), []).append(written)
    return tuple(
        _conflict(connection, kind, record, name, written, zone) for (kind, record, name), written in grouped.items()
    )


@dataclass(frozen=True, slots=True)
class _Written:
    change: Change
    received: int
    value: Any


def _conflict(
    connection: Connection, kind: str, record: bytes, name: str, written: list[_Written], zone: str
) -> Conflict:
    declared = fields_of(KINDS[kind]) if kind in KINDS else {}
    known = declared.get(name, Field(name))
    base = _base(connection, written, name)
    said = [(known, one.value) for one in written] + [(known, value) for value in base]
    names = titles.names_of(connection, said)
    if name == STRUCK:
        sides = _strike_sides(connection, record, written, declared)
    else:
        words = [titles.word(name, known, one.value, zone, names) or "–" for one in written]
        sides = [_side(one, word, shown=at == 0) for at, (one, word) in enumerate(zip(written, words, strict=True))]
    return Conflict(
        kind=kind,
        id=record,
        record=titles.title(connection, kind, record),
        name=name,
        label=known.label,
        sides=tuple(sides),
        happened=_happened(connection, kind, record),
        base=" / ".join(titles.word(name, known, value, zone, names) or "–" for value in base),
    )


def _side(written: _Written, word: str, *, shown: bool) -> Side:
    change = written.change
    return Side(
        value=written.value,
        word=word,
        who=change.act.person,
        position=change.act.position,
        title=change.act.title,
        desk=ids.desk_code(change.dev),
        written=clock.wall_of(change.hlc),
        received=written.received,
        shown=shown,
    )


def _strike_sides(
    connection: Connection, record: bytes, strikes: Sequence[_Written], declared: dict[str, Field]
) -> list[Side]:
    """Struck by one, written on by another who did not know: the record stays until a person decides."""
    heads = {_dot(one.change) for one in strikes}
    seen = {key for one in strikes for name in one.change.base for key in parents_of(one.change, name)}
    others = [
        _Written(change, at, value=False)
        for change, at in changelog.of_record(connection, record)
        if _dot(change) not in heads | seen and change.op != Op.LEAVE and not change.fields.get(STRUCK)
    ]
    sides = [_side(one, "Struck", shown=False) for one in strikes if one.value]
    if others:
        newest = max(others, key=lambda one: (one.change.hlc, one.change.dev, one.change.n))
        labels = [declared[name].label for name in newest.change.fields if name in declared and name != "event"]
        sides.append(_side(newest, f"Kept, and written on ({', '.join(labels)})", shown=True))
    return sides


def _dot(change: Change) -> tuple[bytes, bytes, int]:
    return change.scope, change.dev, change.n


def _base(connection: Connection, written: Sequence[_Written], name: str) -> list[Any]:
    """What stood there before any of them wrote."""
    heads = {_dot(one.change) for one in written}
    values: list[Any] = []
    for one in written:
        for key in sorted(parents_of(one.change, name)):
            parent = changelog.by_dot(connection, *key)
            if parent is not None and _dot(parent) not in heads and parent.fields.get(name) not in values:
                values.append(parent.fields.get(name))
    return values


def _happened(connection: Connection, kind: str, record: bytes) -> int | None:
    name = next((name for name in _HAPPENED if kind in KINDS and name in fields_of(KINDS[kind])), None)
    if name is None:
        return None
    found = connection.exec_driver_sql(f"SELECT {name} FROM {kind} WHERE id = ?", (record,)).scalar()
    return found if isinstance(found, int) else None
