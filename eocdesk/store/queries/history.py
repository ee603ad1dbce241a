"""The change history of one record in words, worked out from the change log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, defaults_of, fields_of, ids
from eocdesk.models.fields import Field
from eocdesk.store import changelog
from eocdesk.store.merge import parents_of
from eocdesk.store.queries import titles

_SILENT = frozenset({"event"})
_LAST = ("marking", "audience", "struck")
_UNKNOWN = Field("")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one save. `when` is the author's clock, `received` when this desk came to hold it (ms UTC)."""

    when: int
    who: str
    position: str
    title: str
    origin: str
    name: str
    label: str
    old: str
    new: str
    desk: str
    received: int
    act: bytes
    first: bool
    """Whether the save made the record."""


@dataclass(frozen=True, slots=True)
class _Step:
    change: Change
    received: int
    name: str
    old: tuple[Any, ...]
    new: Any
    first: bool


def history(connection: Connection, kind: str, record: bytes, zone: str = "UTC") -> tuple[Line, ...]:
    """Every field anybody changed, newest first; the fields of one save together, in the order of the form."""
    if kind not in KINDS:
        return ()
    declared = fields_of(KINDS[kind])
    order = [*(name for name in declared if name not in _LAST), *_LAST]
    steps = _steps(changelog.of_record(connection, record), order, defaults_of(KINDS[kind]))
    said = [(declared.get(step.name, _UNKNOWN), value) for step in steps for value in (*step.old, step.new)]
    names = titles.names_of(connection, said)
    return tuple(_line(step, declared.get(step.name), zone, names) for step in steps)


def _steps(log: list[tuple[Change, int]], order: list[str], defaults: dict[str, Any]) -> list[_Step]:
    log = sorted(log, key=lambda pair: (pair[0].hlc, pair[0].dev, pair[0].n))
    by_dot = {(change.scope, change.dev, change.n): change for change, _ in log}
    held: dict[str, Any] = {}
    saves: list[list[_Step]] = []
    for change, received in log:
        if change.op == Op.LEAVE:
            continue  # the other half of a move: the scope it entered tells of it
        first = not held
        names = sorted(change.fields, key=lambda name: (order.index(name) if name in order else len(order), name))
        save = []
        for name in names:
            new = change.fields[name]
            old = _before(change, name, by_dot) or (held.get(name, defaults.get(name)),)
            moved = change.op == Op.ENTER and held and held.get(name, defaults.get(name)) == new  # carried along
            unsaid = first and new == defaults.get(name)  # where a record lives is written even where it is as usual
            if name not in _SILENT and not moved and not unsaid:
                save.append(_Step(change, received, name, old, new, first))
        held.update(change.fields)
        saves.append(save)
    return [step for save in reversed(saves) for step in save]


def _before(change: Change, name: str, by_dot: dict[tuple[bytes, bytes, int], Change]) -> tuple[Any, ...]:
    """What the author saw in the field: several values where they settled a conflict; nothing where unknown."""
    seen = [by_dot[key] for key in sorted(parents_of(change, name)) if key in by_dot]
    values: list[Any] = []
    for parent in seen:
        if name in parent.fields and parent.fields[name] not in values:
            values.append(parent.fields[name])
    return tuple(values)


def _line(step: _Step, known: Field | None, zone: str, names: dict[bytes, str]) -> Line:
    change, act = step.change, step.change.act
    told = known or Field(step.name)
    return Line(
        when=clock.wall_of(change.hlc),
        who=act.person,
        position=act.position,
        title=act.title,
        origin=act.origin,
        name=step.name,
        label=told.label,
        old=" / ".join(titles.word(step.name, told, value, zone, names) or "–" for value in step.old)
        if len(step.old) > 1
        else titles.word(step.name, told, step.old[0], zone, names),
        new=titles.word(step.name, told, step.new, zone, names),
        desk=ids.desk_code(change.dev),
        received=step.received,
        act=act.id,
        first=step.first,
    )
