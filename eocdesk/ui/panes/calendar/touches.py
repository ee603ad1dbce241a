"""Which sessions hazards touch, and why, for the marks on the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eocdesk.store.queries.calendar import NO_TOUCH, SessionRow, Touch
from eocdesk.store.queries.hazards import any_hazard

if TYPE_CHECKING:
    from eocdesk.desk.exposing import Exposing

Touches = Mapping[bytes, Touch]
"""By session."""


def touches(connection: Any, event: bytes, exposing: Exposing, now: int) -> dict[bytes, Touch]:
    """The worst that touches each session; in the reading pool, and nothing is reckoned where no hazard is known."""
    if not any_hazard(connection, event):
        return {}
    made: dict[bytes, Touch] = {}
    for one in exposing.look(event, now).exposures:
        if one.session is None:
            continue
        before = made.get(one.session, NO_TOUCH)
        worse = one.severity > before.severity
        told = (one.title, one.reason, one.severity) if worse else before[:3]
        made[one.session] = Touch(*told, before.many + 1)
    return made


def marked(rows: Iterable[SessionRow], found: Touches) -> tuple[SessionRow, ...]:
    """The same rows with what touches them; those that do not change stay the same objects."""
    return tuple(
        row if row.hazard == found.get(row.id, NO_TOUCH) else replace(row, hazard=found.get(row.id, NO_TOUCH))
        for row in rows
    )
