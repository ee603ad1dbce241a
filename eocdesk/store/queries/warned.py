"""The alerts that bear on a time, as a safety analysis wants them: where, what of, what the issuer says to do."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.store.queries.held import Held

_LAST = 1 << 60


@dataclass(frozen=True, slots=True)
class Warned:
    """One alert in words."""

    area: str
    hazard: str
    instruction: str


def warned(connection: Connection, held: Held) -> tuple[Warned, ...]:
    """Those in force that are severe or extreme and touch the form's time, the first first; none on a blank form."""
    if held.blank:
        return ()
    since = held.now if held.since is None else held.since
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(area, ''), coalesce(nullif(headline, ''), title, ''), coalesce(instruction, ''), "
            "marking, audience FROM alert WHERE event = ? AND struck IS NOT 1 AND state = 'in force' "
            "AND status NOT IN ('test', 'draft') AND severity IN ('extreme', 'severe') "
            "AND coalesce(ends, expires, 1 << 60) > ? AND coalesce(onset, sent, 0) < ? "
            "ORDER BY coalesce(onset, sent, 0), row",
            (held.event.id, since, held.until or _LAST),
        )
    )
    return tuple(Warned(area, hazard, instruction) for area, hazard, instruction, *_ in rows)
