"""What is known of contingency plans: their parts, their lists, what was put to work and how far it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.aid import OVER
from eocdesk.models.plan import PHASES
from eocdesk.store.queries.paging import found, paged

ACTIVE, STOOD_DOWN, DECLINED = "active", "stood down", "declined"


class TriggerRow(NamedTuple):
    """What makes a plan propose itself; `value` in the measure's unit, `distance` in km."""

    id: bytes
    plan: bytes
    kind: str
    measure: str
    value: float | None
    distance: float | None
    hazard: str
    severity: str
    level: str
    words: str


class ActionRow(NamedTuple):
    """One thing a plan asks for; `minutes` after the activation."""

    id: bytes
    phase: str
    place: int
    kind: str
    text: str
    position: str
    partner: bytes | None
    partner_name: str
    minutes: int | None
    checklist: str | None
    """JSON list of words."""
    resource: str
    quantity: int | None

    @property
    def points(self) -> tuple[str, ...]:
        """The checklist's words."""
        return tuple(str(point) for point in json.loads(self.checklist or "[]"))

    @property
    def whose(self) -> str:
        """Who is to do it or to be told."""
        return self.position or self.partner_name


class PlanRow(NamedTuple):
    """A plan as listed; `active` since when it is at work (ms UTC), None where it is not."""

    row: int
    id: bytes
    name: str
    version: str
    state: str
    hazard: str
    owner: str
    reviewed: int | None
    marking: str
    triggers: int
    actions: int
    active: int | None


class ActivationRow(NamedTuple):
    """A plan put to work, or left for now. Moments in ms UTC; tasks and requests that were struck are not counted."""

    row: int
    id: bytes
    plan: bytes
    name: str
    version: str
    state: str
    rehearsal: bool
    reason: str
    started: int
    started_by: str
    ended: int | None
    ended_by: str
    outcome: str
    until: int | None
    crossed: str | None
    marking: str
    audience: str
    incident: bytes | None
    tasks: int
    done: int
    due: int | None
    """When the first task that is not done is due."""
    requests: int
    waiting: int
    """Requests that are not over."""


TRIGGERS = """
SELECT id, plan, coalesce(kind, 'hand'), coalesce(measure, ''), value, distance, coalesce(hazard, ''),
  coalesce(severity, ''), coalesce(level, ''), coalesce(words, '') FROM trigger
"""
_ACTIONS = f"""
SELECT a.id, coalesce(a.phase, '{PHASES[0][0]}'), coalesce(a.place, 0), coalesce(a.kind, 'do'), coalesce(a.text, ''),
  coalesce(a.position, ''), a.partner, coalesce(nullif(g.short, ''), g.name, ''), a.minutes, a.points,
  coalesce(a.resource, ''), a.quantity
FROM action a LEFT JOIN agency g ON g.id = a.partner
"""
_PLANS = f"""
SELECT p.row, p.id, coalesce(p.name, ''), coalesce(p.version, ''), coalesce(p.state, ''), coalesce(p.hazard, ''),
  coalesce(p.owner, ''), p.reviewed, coalesce(p.marking, ''),
  (SELECT count(*) FROM trigger t WHERE t.plan = p.id AND t.struck IS NOT 1),
  (SELECT count(*) FROM action a WHERE a.plan = p.id AND a.struck IS NOT 1),
  (SELECT min(w.started) FROM activation w WHERE w.event = p.event AND w.plan = p.id AND w.state = '{ACTIVE}'
    AND w.struck IS NOT 1)
FROM plan p
"""
_TASKS = "FROM json_each(coalesce(w.tasks, '[]')) j JOIN task t ON t.id = unhex(j.value) WHERE t.struck IS NOT 1"
_REQUESTS = "FROM request r WHERE r.event = w.event AND r.activation = w.id AND r.struck IS NOT 1"
_OVER = ", ".join(f"'{state}'" for state in sorted(OVER))
_ACTIVATIONS = f"""
SELECT w.row, w.id, w.plan, coalesce(p.name, 'A plan that is not on this desk'),
  coalesce(nullif(w.version, ''), p.version, ''), coalesce(w.state, ''), w.rehearsal IS 1, coalesce(w.reason, ''),
  coalesce(w.started, 0), coalesce(w.started_by, ''), w.ended, coalesce(w.ended_by, ''), coalesce(w.outcome, ''),
  w.until, w.crossed, coalesce(w.marking, ''), coalesce(w.audience, ''), w.incident,
  (SELECT count(*) {_TASKS}), (SELECT count(*) {_TASKS} AND t.done IS NOT NULL),
  (SELECT min(t.due) {_TASKS} AND t.done IS NULL),
  (SELECT count(*) {_REQUESTS}), (SELECT count(*) {_REQUESTS} AND r.state NOT IN ({_OVER}))
FROM activation w LEFT JOIN plan p ON p.id = w.plan
"""


def triggers(connection: Connection, plan: bytes) -> tuple[TriggerRow, ...]:
    """What makes a plan propose itself, in the order it was written."""
    found = connection.exec_driver_sql(f"{TRIGGERS} WHERE plan = ? AND struck IS NOT 1 ORDER BY row", (plan,))
    return tuple(TriggerRow(*values) for values in found)


def actions(connection: Connection, plan: bytes) -> tuple[ActionRow, ...]:
    """What a plan asks for: at activation, then at stand-down, each in its order."""
    asked = f"{_ACTIONS} WHERE a.plan = ? AND a.struck IS NOT 1 ORDER BY a.phase, a.place, a.row"
    return tuple(ActionRow(*values) for values in connection.exec_driver_sql(asked, (plan,)))


def draft_of(connection: Connection, plan: bytes) -> bytes | None:
    """The draft that is to replace a plan, if one is being written."""
    asked = "SELECT id FROM plan WHERE replaces = ? AND state = 'draft' AND struck IS NOT 1"
    return connection.exec_driver_sql(asked, (plan,)).scalar()


def at_work(connection: Connection, event: bytes, plan: bytes) -> ActivationRow | None:
    """How a plan is at work now, or None."""
    asked = f"{_ACTIVATIONS} WHERE w.event = ? AND w.plan = ? AND w.state = '{ACTIVE}' AND w.struck IS NOT 1"
    values = connection.exec_driver_sql(f"{asked} ORDER BY w.started LIMIT 1", (event, plan)).first()
    return None if values is None else _activation(values)


def one(connection: Connection, plan: bytes) -> PlanRow | None:
    """A plan by its id."""
    values = connection.exec_driver_sql(f"{_PLANS} WHERE p.id = ?", (plan,)).first()
    return None if values is None else PlanRow(*values)


def activation(connection: Connection, record: bytes) -> ActivationRow | None:
    """An activation by its id."""
    values = connection.exec_driver_sql(f"{_ACTIVATIONS} WHERE w.id = ?", (record,)).first()
    return None if values is None else _activation(values)


def activations(connection: Connection, plan: bytes) -> tuple[ActivationRow, ...]:
    """Each time a plan was put to work or left, newest first."""
    asked = f"{_ACTIVATIONS} WHERE w.plan = ? AND w.struck IS NOT 1 ORDER BY w.started DESC, w.row DESC"
    return tuple(_activation(values) for values in connection.exec_driver_sql(asked, (plan,)))


def active(connection: Connection, event: bytes) -> tuple[ActivationRow, ...]:
    """All that is at work in an event, the oldest first: for summaries and strips."""
    asked = f"{_ACTIVATIONS} WHERE w.event = ? AND w.state = '{ACTIVE}' AND w.struck IS NOT 1 ORDER BY w.started"
    return tuple(_activation(values) for values in connection.exec_driver_sql(asked, (event,)))


def named(connection: Connection, event: bytes, words: str) -> tuple[PlanRow, ...]:
    """Plans of that name, or whose name begins so, approved ones first; letter case ignored."""
    asked = f"{_PLANS} WHERE p.event = ? AND p.struck IS NOT 1 ORDER BY p.state = 'approved' DESC, p.row DESC"
    found = tuple(PlanRow(*values) for values in connection.exec_driver_sql(asked, (event,)))
    wanted = " ".join(words.split()).casefold()
    same = tuple(row for row in found if row.name.casefold() == wanted)
    return same or tuple(row for row in found if row.name.casefold().startswith(wanted))


# lists

_STATES = "CASE state WHEN 'approved' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END"


def plan_keys(connection: Connection, event: bytes, words: str, _now: int) -> Sequence[int]:
    """Plans that fit the words: approved, drafts, withdrawn; each by name."""
    asked = (
        f"SELECT row FROM plan WHERE event = :event AND struck IS NOT 1 ORDER BY {_STATES}, name COLLATE NOCASE, row"
    )
    return found(connection, "plan", asked, event, words)


def plan_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, PlanRow]:
    """These plans, by row number."""
    return {row: PlanRow(*values) for row, values in paged(connection, f"{_PLANS} WHERE p.row", rows).items()}


def working_keys(connection: Connection, event: bytes, words: str, _now: int) -> Sequence[int]:
    """What is at work, newest first."""
    return _activated(connection, event, words, f"w.state = '{ACTIVE}'")


def over_keys(connection: Connection, event: bytes, words: str, _now: int) -> Sequence[int]:
    """What was stood down or left for now, newest first."""
    return _activated(connection, event, words, f"w.state IS NOT '{ACTIVE}'")


def _activated(connection: Connection, event: bytes, words: str, where: str) -> Sequence[int]:
    asked = (
        "SELECT w.row, coalesce(p.name, '') || ' ' || coalesce(w.reason, '') || ' ' || coalesce(w.outcome, '') "
        f"FROM activation w LEFT JOIN plan p ON p.id = w.plan WHERE w.event = ? AND {where} AND w.struck IS NOT 1 "
        "ORDER BY w.started DESC, w.row DESC"
    )
    wanted = words.casefold().split()
    told = connection.exec_driver_sql(asked, (event,))
    return [row for row, text in told if all(word in text.casefold() for word in wanted)]


def activation_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ActivationRow]:
    """These activations, by row number."""
    held = paged(connection, f"{_ACTIVATIONS} WHERE w.row", rows)
    return {row: _activation(values) for row, values in held.items()}


def _activation(values: Sequence[object]) -> ActivationRow:
    made = ActivationRow(*values)  # type: ignore[arg-type]
    return made._replace(rehearsal=bool(made.rehearsal))
