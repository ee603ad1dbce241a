"""The versions of a plan, each with who approved it and when."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models import clock
from eocdesk.models.clock import Moment
from eocdesk.store import changelog

_APPROVED = "approved"


class VersionRow(NamedTuple):
    """One version. `approved` in ms UTC, the newest approval known here; None where there was none."""

    id: bytes
    version: str
    state: str
    approved: Moment | None
    approved_by: str


def versions(connection: Connection, plan: bytes) -> tuple[VersionRow, ...]:
    """The plan, what it replaces and what replaces it, the newest first; struck ones are left out."""
    asked = """
WITH RECURSIVE kin(id) AS (
  SELECT ?
  UNION SELECT p.replaces FROM kin JOIN plan p ON p.id = kin.id WHERE p.replaces IS NOT NULL
  UNION SELECT p.id FROM kin JOIN plan p ON p.replaces = kin.id
)
SELECT p.id, coalesce(p.version, ''), coalesce(p.state, '') FROM kin JOIN plan p ON p.id = kin.id
WHERE p.struck IS NOT 1 ORDER BY p.row DESC
"""
    found = connection.exec_driver_sql(asked, (plan,)).all()
    return tuple(VersionRow(record, version, state, *_approval(connection, record)) for record, version, state in found)


def _approval(connection: Connection, plan: bytes) -> tuple[Moment | None, str]:
    said = [change for change, _ in changelog.of_record(connection, plan) if change.fields.get("state") == _APPROVED]
    if not said:
        return None, ""
    last = max(said, key=lambda change: (change.hlc, change.dev, change.n))
    return clock.wall_of(last.hlc), last.act.person or last.act.position
