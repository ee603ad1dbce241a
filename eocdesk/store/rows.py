"""Records as rows of this copy: read in bulk, written in bulk, always whole."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Record, defaults_of, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.ids import NIL
from eocdesk.store import heads
from eocdesk.store.merge import Head

R = TypeVar("R", bound=Record)

OWN = ("id", "scope", "heads", "extra", "made_at", "made_by", "made_on", "received")
_CHUNK = 500
_LARGEST = 2**63
_LAST_MOMENT = 253_402_300_799_999  # the end of the year 9999: no calendar goes further
_PACK = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(slots=True)
class State:
    """One record while it is worked on. `values` holds every declared field in its own type."""

    kind: str
    id: bytes
    values: dict[str, Any]
    exists: bool = False
    scope: bytes = b""
    heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    made_at: int = 0
    made_by: str = ""
    made_on: bytes = NIL
    received: int = 0


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """The declared fields of a kind, in order."""
    return tuple(fields_of(KINDS[kind]))


@cache
def _lists(kind: str) -> frozenset[str]:
    return frozenset(name for name, known in fields_of(KINDS[kind]).items() if known.holds is Holds.LIST)


@cache
def _yes(kind: str) -> frozenset[str]:
    return frozenset(name for name, known in fields_of(KINDS[kind]).items() if known.holds is Holds.YES)


@cache
def _select(kind: str, absent: frozenset[str] = frozenset()) -> str:
    names = ("NULL" if name in absent else name for name in names_of(kind))
    return f"SELECT {', '.join(('row', *OWN, *names))} FROM {kind} WHERE id IN "


@lru_cache(512)
def _upsert(kind: str, count: int) -> str:
    names = (*OWN, *names_of(kind))
    sets = ", ".join(f"{name}=excluded.{name}" for name in names[1:])
    every = _places(len(names), count)
    return f"INSERT INTO {kind} ({', '.join(names)}) VALUES {every} ON CONFLICT (id) DO UPDATE SET {sets}"


@lru_cache(512)
def _insert(kind: str, names: tuple[str, ...], count: int) -> str:
    """Defaults stand in the statement: each value handed over costs as much as a field of the index."""
    rest = {name: _literal(value) for name, value in blank_columns(kind) if name not in names}
    one = f"({', '.join(['?'] * (len(OWN) + len(names)) + list(rest.values()))})"
    return f"INSERT INTO {kind} ({', '.join((*OWN, *names, *rest))}) VALUES {', '.join([one] * count)}"


def _literal(value: Any) -> str:
    if value is None or isinstance(value, int | float):
        return "NULL" if value is None else repr(value)
    return f"X'{value.hex()}'" if isinstance(value, bytes) else "'" + value.replace("'", "''") + "'"


@lru_cache(512)
def _update(kind: str, names: tuple[str, ...], count: int) -> str:
    sets = ", ".join(f"{name}=told.column{at}" for at, name in enumerate(names, 1))
    every = _places(len(names) + 1, count)
    return f"UPDATE {kind} SET {sets} FROM (VALUES {every}) AS told WHERE id = told.column{len(names) + 1}"


def _places(columns: int, count: int) -> str:
    one = f"({', '.join('?' * columns)})"
    return ", ".join([one] * count)


def blank(kind: str, record: bytes) -> State:
    """A record nobody has written yet."""
    return State(kind, record, dict(defaults_of(KINDS[kind])))


def load(connection: Connection, kind: str, ids: Sequence[bytes]) -> dict[bytes, State]:
    """The records of these ids that this copy holds."""
    found: dict[bytes, State] = {}
    for at in range(0, len(ids), _CHUNK):
        some = ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(some))
        for row in connection.exec_driver_sql(f"{_select(kind)} ({marks})", tuple(some)):
            found[row[1]] = _state(kind, row)
    return found


def _state(kind: str, row: Sequence[Any]) -> State:
    names, own = names_of(kind), 1 + len(OWN)
    values = dict(zip(names, row[own:], strict=True))
    for name in _lists(kind):
        values[name] = None if values[name] is None else json.loads(values[name])
    for name in _yes(kind):
        values[name] = None if values[name] is None else bool(values[name])
    _, record, scope, packed, extra, made_at, made_by, made_on, received = row[:own]
    known = msgspec.msgpack.decode(extra) if extra else {}
    return State(
        kind=kind,
        id=record,
        values=values,
        exists=True,
        scope=scope,
        heads=heads.unpack(packed, scope),
        extra=known,
        made_at=made_at,
        made_by=made_by,
        made_on=made_on,
        received=received,
    )


def stored(state: State) -> tuple[Any, ...]:
    """The state as its row's columns hold it, without the row's own number."""
    values = state.values
    return (
        state.id,
        state.scope,
        heads.pack(state.heads, state.scope),
        _PACK.encode(state.extra) if state.extra else None,
        state.made_at,
        state.made_by,
        state.made_on,
        state.received,
        *(
            value if (value := values[name]) is None or type(value) in plain else fit(value, otherwise)
            for name, plain, fit, otherwise in _columns(state.kind)
        ),
    )


_Fit = Callable[[Any, Any], Any]


@cache
def _columns(kind: str) -> tuple[tuple[str, frozenset[type], _Fit, Any], ...]:
    """Of each declared field: the types its column takes as they are, what makes another value fit, its default."""
    defaults, declared = defaults_of(KINDS[kind]), fields_of(KINDS[kind])
    found = []
    for name, known in declared.items():
        whole = known.holds is Holds.CHOICE and bool(known.choices) and isinstance(known.choices[0][0], int)
        plain, fit = _FITS[Holds.NUMBER if whole else known.holds]
        default = defaults[name]
        lists = known.holds is Holds.LIST and default is not None
        found.append((name, plain, fit, json.dumps(default, ensure_ascii=False) if lists else default))
    return tuple(found)


@cache
def fits(kind: str) -> Mapping[str, tuple[frozenset[type], _Fit, Any]]:
    """By field the types its column takes as they are, and what makes another value fit, given the default."""
    return {name: (plain, fit, otherwise) for name, plain, fit, otherwise in _columns(kind)}


@cache
def blank_columns(kind: str) -> tuple[tuple[str, Any], ...]:
    """(field, what its column holds of a record nobody has written), in the order of the columns."""
    return tuple(zip(names_of(kind), stored(blank(kind, NIL))[len(OWN) :], strict=True))


def _other(_value: Any, otherwise: Any) -> Any:
    """What another desk wrote there is none of what the field holds: the log keeps it, the row shows the default.

    A newer version may hold something else in it, and a hostile one may try what it does here; neither may keep this
    copy from everything else that comes.
    """
    return otherwise


def _number(value: Any, otherwise: Any) -> Any:
    return value if isinstance(value, int) and -_LARGEST <= value < _LARGEST else otherwise


def _moment(value: Any, otherwise: Any) -> Any:
    return value if isinstance(value, int) and abs(value) <= _LAST_MOMENT else otherwise


def _real(value: Any, otherwise: Any) -> Any:
    fits = isinstance(value, int | float) and abs(value) < _LARGEST and math.isfinite(value)
    return value if fits else otherwise


def _list(value: Any, otherwise: Any) -> Any:
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return otherwise


_TEXT: tuple[frozenset[type], _Fit] = (frozenset({str}), _other)
_FITS: dict[Holds, tuple[frozenset[type], _Fit]] = {
    Holds.LINE: _TEXT,
    Holds.TEXT: _TEXT,
    Holds.DATE: _TEXT,
    Holds.CHOICE: _TEXT,
    Holds.RECORD: (frozenset({bytes}), _other),
    Holds.YES: (frozenset({bool}), _number),
    Holds.NUMBER: (frozenset(), _number),
    Holds.MOMENT: (frozenset(), _moment),
    Holds.REAL: (frozenset(), _real),
    Holds.LIST: (frozenset(), _list),
}


_TOGETHER = 100
"""Rows in one statement: the full-text index writes what it gathered at each statement, and once is quicker."""


def save(connection: Connection, states: Iterable[State]) -> None:
    """Write the states' rows; full-text search follows by trigger."""
    by_kind: dict[str, list[tuple[Any, ...]]] = {}
    for state in states:
        by_kind.setdefault(state.kind, []).append(stored(state))
    for kind, some in by_kind.items():
        put(connection, kind, some)


def put(connection: Connection, kind: str, some: Sequence[tuple[Any, ...]]) -> None:
    """Write whole rows, new ones or over those that stand, as `stored` gives them; each record once."""
    _in_parts(connection, some, partial(_upsert, kind))


def insert(connection: Connection, kind: str, names: tuple[str, ...], some: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of records of which none stands: what OWN names, then these fields; the rest is as nobody wrote it."""
    _in_parts(connection, some, partial(_insert, kind, names))


def update(connection: Connection, kind: str, names: tuple[str, ...], some: Sequence[tuple[Any, ...]]) -> None:
    """Write these columns alone of records that stand: (value of each, id)."""
    _in_parts(connection, some, partial(_update, kind, names))


def _in_parts(connection: Connection, some: Sequence[tuple[Any, ...]], statement: Callable[[int], str]) -> None:
    for at in range(0, len(some), _TOGETHER):
        part = some[at : at + _TOGETHER]
        connection.exec_driver_sql(statement(len(part)), tuple(chain.from_iterable(part)))


def remove(connection: Connection, kind: str, ids: Sequence[bytes]) -> None:
    """Take rows of records that left for a scope this copy does not hold."""
    for record in ids:
        connection.exec_driver_sql(f"DELETE FROM {kind} WHERE id = ?", (record,))


def raw(
    connection: Connection, kind: str, ids: Sequence[bytes], absent: frozenset[str] = frozenset()
) -> dict[bytes, tuple[Any, ...]]:
    """The stored columns as they are, by id, for comparing with what the changes give; None of `absent` fields."""
    found: dict[bytes, tuple[Any, ...]] = {}
    for at in range(0, len(ids), _CHUNK):
        some = tuple(ids[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        for row in connection.exec_driver_sql(f"{_select(kind, absent)} ({marks})", some):
            found[row[1]] = tuple(row[1:])
    return found


def as_record(cls: type[R], state: State) -> R:
    """The state as an instance of its record class, detached; a copy, not a live row."""
    return cls(
        id=state.id,
        scope=state.scope,
        made_at=state.made_at,
        made_by=state.made_by,
        made_on=state.made_on,
        received=state.received,
        **state.values,
    )
