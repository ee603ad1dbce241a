"""How the copy stands: changes, conflicts, the newest entry, the highest marking held."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.models.marking import DEFAULT, highest


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of this copy."""

    changes: int
    conflicts: int
    newest_entry: Moment | None
    marking: str


def standing(connection: Connection, event: bytes | None) -> Standing:
    """The copy's counts; the marking is the strictest of any record of the event, as its scopes say."""
    changes = connection.exec_driver_sql("SELECT coalesce(sum(n), 0) FROM chain").scalar_one()
    conflicts = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT DISTINCT rec, field FROM conflict)"
    ).scalar_one()
    if event is None:
        return Standing(int(changes), int(conflicts), None, DEFAULT)
    newest = connection.exec_driver_sql("SELECT max(happened) FROM entry WHERE event = ?", (event,)).scalar()
    markings = connection.exec_driver_sql("SELECT DISTINCT marking FROM scope WHERE event = ?", (event,))
    return Standing(int(changes), int(conflicts), newest, highest([word for (word,) in markings]).word)
