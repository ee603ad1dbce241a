"""Which record a figure of the strip is about: where a person lands who chooses the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

_OVER = "('cancelled', 'postponed', 'finished')"
_FAR = 36 * 3_600_000
"""As in `figures`: what runs for longer has no end that anybody set."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A record. `id` None: there is none, so the kind's pane has to do."""

    kind: str
    id: bytes | None


def behind(connection: Connection, event: bytes, figure: str, now: int) -> Behind:
    """The record a figure is about: the worst, the latest due, the one that begins next."""
    kind, asked = _ASKED[figure]
    values = {"event": event, "now": now, "since": now - _FAR}
    for words in asked:
        found = connection.exec_driver_sql(f"{words} LIMIT 1", values).first()
        if found is not None:
            return Behind(kind, found[0])
    return Behind(kind, None)


def _sessions(where: str, order: str = "s.starts") -> str:
    return (
        f"SELECT s.id FROM session s WHERE s.event = :event AND s.struck IS NOT 1 AND s.status NOT IN {_OVER} "
        f"AND {where} ORDER BY {order}"
    )


_RUNS = "coalesce(s.actual_start, s.starts) <= :now AND coalesce(s.actual_end, s.ends) > :now AND s.starts > :since"
_SUSPENDED = _sessions("s.status = 'suspended' AND s.starts > :since", "s.starts DESC")
_NEXT = _sessions("s.starts > :now")
_TASKS = "SELECT id FROM task WHERE event = :event AND done IS NULL AND struck IS NOT 1"
_POSTURE = (
    "SELECT id FROM posture WHERE event = :event AND since <= :now AND level IS NOT NULL AND struck IS NOT 1 "
    "ORDER BY since DESC, row DESC"
)
_INCIDENT = (
    "SELECT id FROM incident WHERE event = :event AND status IN ('open', 'monitoring') AND struck IS NOT 1 "
    "ORDER BY severity DESC, row DESC"
)
_ALERT = (
    "SELECT id FROM alert WHERE event = :event AND state = 'in force' AND status IN ('actual', 'exercise') "
    "AND struck IS NOT 1 AND coalesce(onset, sent, made_at) <= :now "
    "AND (coalesce(ends, expires) IS NULL OR coalesce(ends, expires) > :now) "
    "ORDER BY CASE severity WHEN 'extreme' THEN 0 WHEN 'severe' THEN 1 WHEN 'moderate' THEN 2 WHEN 'minor' THEN 3 "
    "ELSE 4 END, row DESC"
)
_ON_DUTY = (
    "SELECT c.id FROM duty d JOIN contact c ON c.id = d.contact WHERE d.event = :event AND d.starts <= :now "
    "AND (d.ends IS NULL OR d.ends > :now) AND d.struck IS NOT 1 ORDER BY d.starts DESC, c.name"
)
_ASKED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "posture": ("posture", (_POSTURE,)),
    "incidents": ("incident", (_INCIDENT,)),
    "venues": ("session", (_SUSPENDED, _sessions(_RUNS), _NEXT)),
    "hazards": ("alert", (_ALERT,)),
    "next": ("session", (_NEXT,)),
    "overdue": ("task", (f"{_TASKS} AND due IS NOT NULL ORDER BY due, row", f"{_TASKS} ORDER BY row")),
    "duty": ("contact", (_ON_DUTY,)),
}
FIGURES = tuple(_ASKED)
"""The figures that have a record behind them."""
