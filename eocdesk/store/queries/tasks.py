"""What the log shows of tasks: rows by page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

_KEYS = 500


class TaskRow(NamedTuple):
    """One task. Moments in ms UTC; texts of what is not there are empty."""

    row: int
    id: bytes
    number: str
    title: str
    owner: str
    due: int | None
    done: int | None
    done_by: str
    checklist: str | None
    """JSON list of pairs: words and done."""
    note: str
    marking: str
    incident: bytes | None
    incident_number: str
    incident_title: str
    incident_severity: int
    venue: bytes | None
    venue_name: str
    struck: bool
    conflict: bool

    @property
    def points(self) -> tuple[tuple[str, bool], ...]:
        """The checklist."""
        return tuple((str(words), bool(done)) for words, done in json.loads(self.checklist or "[]"))

    def is_late(self, now: int) -> bool:
        """Whether it should be done by now."""
        return self.done is None and self.due is not None and self.due < now


_ROWS = """
SELECT t.row, t.id, coalesce(t.number, ''), coalesce(t.title, ''), coalesce(t.owner, ''), t.due, t.done,
  coalesce(t.done_by, ''), t.checklist, coalesce(t.note, ''), coalesce(t.marking, ''),
  t.incident, coalesce(i.number, ''), coalesce(i.title, ''), coalesce(i.severity, 0),
  t.venue, coalesce(nullif(v.short, ''), v.name, ''), t.struck IS 1,
  EXISTS (SELECT 1 FROM conflict c WHERE c.rec = t.id)
FROM task t LEFT JOIN incident i ON i.id = t.incident LEFT JOIN venue v ON v.id = coalesce(t.venue, i.venue)
"""


def page(connection: Connection, rows: Sequence[int]) -> Mapping[int, TaskRow]:
    """These tasks, by row number."""
    found: dict[int, TaskRow] = {}
    for at in range(0, len(rows), _KEYS):
        some = tuple(rows[at : at + _KEYS])
        asked = f"{_ROWS} WHERE t.row IN ({', '.join('?' * len(some))})"
        found |= {values[0]: TaskRow(*values) for values in connection.exec_driver_sql(asked, some)}
    return found


def one(connection: Connection, task: bytes) -> TaskRow | None:
    """A task by its id."""
    values = connection.exec_driver_sql(f"{_ROWS} WHERE t.id = ?", (task,)).first()
    return None if values is None else TaskRow(*values)


def of_incident(connection: Connection, incident: bytes) -> tuple[TaskRow, ...]:
    """The tasks of an incident that are not struck, what is to be done first."""
    asked = (
        f"{_ROWS} WHERE t.incident = ? AND t.struck IS NOT 1 ORDER BY t.done IS NOT NULL, t.due IS NULL, t.due, t.row"
    )
    return tuple(TaskRow(*values) for values in connection.exec_driver_sql(asked, (incident,)))
