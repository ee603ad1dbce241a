"""The inbox: fields that two desks wrote and neither saw the other's, with everything needed to settle them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, fields_of, ids
from eocdesk.models.change import decode
from eocdesk.models.fields import Field, Meets
from eocdesk.store import changelog
from eocdesk.store.merge import STRUCK, parents_of
from eocdesk.store.queries import titles

_HAPPENED = ("happened", "opened", "starts")
_CODE = 5


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
    """One field to settle. `happened` is the moment the record is about, where it has one; `base` what both saw.

    `code` is short enough to type; it is the same on every desk that holds the same values, and another one as soon
    as a value comes or goes: what is settled by it is what was seen. `field` is None where only a newer version
    knows the field.
    """

    kind: str
    id: bytes
    record: str
    name: str
    label: str
    sides: tuple[Side, ...]
    happened: int | None = None
    base: str = ""
    code: str = ""
    event: bytes = ids.NIL
    field: Field | None = None

    @property
    def is_strike(self) -> bool:
        """Whether it is about a record struck by one while another wrote on."""
        return self.name == STRUCK

    @property
    def is_open(self) -> bool:
        """Whether another value than those written may be given."""
        return self.field is not None and self.field.meets is not Meets.ONCE and not self.is_strike


@dataclass(frozen=True, slots=True)
class Open:
    """A conflict as it stands now: its code and the values written."""

    code: str
    values: tuple[Any, ...]


def code_of(record: bytes, name: str, dots: Iterable[tuple[bytes, bytes, int]]) -> str:
    """What a conflict is called by: five letters over the record, the field and the changes that hold it."""
    whole = hashlib.sha256(record + name.encode())
    for scope, dev, n in sorted(dots):
        whole.update(scope + dev + n.to_bytes(8, "big"))
    return ids.letters(whole.digest(), _CODE)


def open_now(connection: Connection, record: bytes, name: str) -> Open | None:
    """The conflict of a field as it stands at this moment; None where there is none."""
    rows = connection.exec_driver_sql(
        "SELECT scope, dev, n, value FROM conflict WHERE rec = ? AND field = ?", (record, name)
    ).fetchall()
    if not rows:
        return None
    dots = [(scope, dev, n) for scope, dev, n, _ in rows]
    code = _code_now(connection, record, name, dots)
    return Open(code, tuple(msgspec.msgpack.decode(value) for *_, value in rows))


def labels_of(connection: Connection, kind: str, record: bytes) -> tuple[str, ...]:
    """What the fields of a record that wait to be settled are called, in the order of its form."""
    asked = "SELECT DISTINCT field FROM conflict WHERE rec = ?"
    waiting = {name for (name,) in connection.exec_driver_sql(asked, (record,))}
    declared = fields_of(KINDS[kind]) if kind in KINDS else {}
    return tuple(known.label for name, known in declared.items() if name in waiting)


def _code_now(connection: Connection, record: bytes, name: str, dots: list[tuple[bytes, bytes, int]]) -> str:
    if name == STRUCK:  # whatever is written on is a side of it too
        counted = "SELECT count(*) FROM change WHERE rec = ?"
        dots = [*dots, (b"", b"", int(connection.exec_driver_sql(counted, (record,)).scalar_one()))]
    return code_of(record, name, dots)


def count(connection: Connection, event: bytes | None = None) -> int:
    """How many fields wait for a person; of one event, or of all."""
    sql = "SELECT count(*) FROM (SELECT DISTINCT c.rec, c.field FROM conflict c JOIN scope s ON s.id = c.scope {})"
    if event is None:
        return int(connection.exec_driver_sql(sql.format("")).scalar_one())
    found = connection.exec_driver_sql(sql.format("WHERE s.event IN (?, ?)"), (event, ids.NIL))
    return int(found.scalar_one())


def mark(connection: Connection) -> tuple[int, int]:
    """The same as long as no conflict comes, goes or gets another value; a thousandth of the work of reading them."""
    found = connection.exec_driver_sql("SELECT count(*), coalesce(sum(hlc % 1000000007), 0) FROM conflict").one()
    return int(found[0]), int(found[1])


def conflicts(connection: Connection, event: bytes | None = None, zone: str = "UTC") -> tuple[Conflict, ...]:
    """Every field to settle, the newest first; of one event (and people, who belong to none), or of all."""
    where, values = ("WHERE s.event IN (?, ?)", (event, ids.NIL)) if event is not None else ("", ())
    rows = connection.exec_driver_sql(
        "SELECT c.kind, c.rec, c.field, c.value, coalesce(l.body, e.body), coalesce(l.at, e.at) "
        "FROM conflict c JOIN scope s ON s.id = c.scope LEFT JOIN chain h ON h.scope = c.scope AND h.dev = c.dev "
        "LEFT JOIN change l ON l.chain = h.id AND l.n = c.n AND l.kind <> '' "
        "LEFT JOIN early e ON e.scope = c.scope AND e.dev = c.dev AND e.n = c.n "
        f"{where} ORDER BY c.hlc DESC, c.dev DESC, c.n DESC",
        values,
    )
    grouped: dict[tuple[str, bytes, str], list[_Written]] = {}
    for kind, record, name, value, body, at in rows:
        if body is None:
            continue
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
    known = declared.get(name) or Field(name)
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
        code=_code_now(connection, record, name, [_dot(one.change) for one in written]),
        event=written[0].change.labels[0],
        field=declared.get(name),
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
