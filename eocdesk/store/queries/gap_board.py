"""What stands beside the gaps: capabilities as they are and should be, agreements and their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged


class CapabilityRow(NamedTuple):
    """One capability. `present` and `target` from 0 to 5, None where nobody has rated it."""

    row: int
    id: bytes
    name: str
    area: str
    goal: str
    present: int | None
    target: int | None
    owner: str
    gaps: int
    """Gaps of it that are open."""
    marking: str

    @property
    def short(self) -> int:
        """How many levels are missing; 0 where it is not rated."""
        return 0 if self.present is None or self.target is None else max(self.target - self.present, 0)


class AgreementRow(NamedTuple):
    """One agreement. `signed` and `expires` as ISO days, empty where not said."""

    row: int
    id: bytes
    name: str
    kind: str
    partners: str
    """Names, one after the other."""
    signed: str
    expires: str
    marking: str


_CAPABILITIES = """
SELECT c.row, c.id, coalesce(c.name, ''), coalesce(c.area, ''), coalesce(c.goal, ''), c.present, c.target,
  coalesce(c.owner, ''), (SELECT count(*) FROM gap g WHERE g.event = c.event AND g.capability = c.id
    AND g.struck IS NOT 1 AND g.state NOT IN ('closed', 'accepted')), coalesce(c.marking, '')
FROM capability c
"""
_AGREEMENTS = """
SELECT t.row, t.id, coalesce(t.name, ''), coalesce(t.kind, ''), coalesce((SELECT group_concat(a.name, ', ')
    FROM json_each(coalesce(t.partners, '[]')) j JOIN agency a ON a.id = unhex(j.value)), ''),
  coalesce(t.signed, ''), coalesce(t.expires, ''), coalesce(t.marking, '')
FROM agreement t
"""


def capability_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Capabilities: what is furthest below its target first, then by name; what nobody has rated last."""
    ordered = (
        "SELECT row FROM capability WHERE event = :event AND struck IS NOT 1 "
        "ORDER BY present IS NULL OR target IS NULL, present - target, name, row"
    )
    return found(connection, "capability", ordered, event, words, now)


def agreement_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Agreements: what ends first on top; what has no end last."""
    ordered = (
        "SELECT row FROM agreement WHERE event = :event AND struck IS NOT 1 "
        "ORDER BY coalesce(expires, '') = '', expires, name, row"
    )
    return found(connection, "agreement", ordered, event, words, now)


def capability_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, CapabilityRow]:
    """These capabilities, by row number."""
    asked = f"{_CAPABILITIES} WHERE c.row"
    return {row: CapabilityRow(*values) for row, values in paged(connection, asked, rows).items()}


def agreement_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, AgreementRow]:
    """These agreements, by row number."""
    asked = f"{_AGREEMENTS} WHERE t.row"
    return {row: AgreementRow(*values) for row, values in paged(connection, asked, rows).items()}


def capability(connection: Connection, record: bytes) -> CapabilityRow | None:
    """One capability, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_CAPABILITIES} WHERE c.id = ?", (record,)).one_or_none()
    return None if row is None else CapabilityRow(*row)


def agreement(connection: Connection, record: bytes) -> AgreementRow | None:
    """One agreement, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_AGREEMENTS} WHERE t.id = ?", (record,)).one_or_none()
    return None if row is None else AgreementRow(*row)


def gaps_of(connection: Connection, capability: bytes) -> tuple[tuple[bytes, str, str, str], ...]:
    """(id, number, title, state) of a capability's gaps, the open ones first."""
    asked = (
        "SELECT id, coalesce(number, ''), coalesce(title, ''), coalesce(state, '') FROM gap "
        "WHERE capability = ? AND struck IS NOT 1 ORDER BY state IN ('closed', 'accepted'), found, row"
    )
    return tuple(tuple(row) for row in connection.exec_driver_sql(asked, (capability,)))
