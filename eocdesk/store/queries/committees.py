"""Committees: who sits on them, when they meet, which gaps are theirs and what of them is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged


class CommitteeRow(NamedTuple):
    """One committee as listed. Moments in ms UTC."""

    row: int
    id: bytes
    name: str
    chair: str
    members: int
    gaps: int
    """Gaps of it that are open."""
    due: int | None
    """When the first of what is unfinished about them is due."""
    meetings: str
    """`starts,ends` of each meeting in ms, one after the other, for `next_meeting` and `last_meeting`."""
    marking: str

    def is_late(self, now: int) -> bool:
        """Whether something about its gaps should be done by now."""
        return self.due is not None and self.due < now

    def next_meeting(self, now: int) -> int | None:
        """When it meets next, or met where the meeting is still on; None where none is planned."""
        return min((starts for starts, ends in self._hours() if ends >= now), default=None)

    def last_meeting(self, now: int) -> int | None:
        """When the newest meeting that is over began; None where it never met."""
        return max((starts for starts, ends in self._hours() if ends < now), default=None)

    def _hours(self) -> list[tuple[int, int]]:
        pairs = (one.split(",") for one in self.meetings.split())
        return [(int(starts), int(ends)) for starts, ends in pairs]


class MeetingRow(NamedTuple):
    """One meeting of a committee. Moments in ms UTC; `minutes`: whether any are written."""

    id: bytes
    title: str
    starts: int | None
    ends: int | None
    place: str
    minutes: bool

    def is_over(self, now: int) -> bool:
        """Whether it has ended, or began where no end is said."""
        end = self.ends if self.ends is not None else self.starts
        return end is not None and end < now


class OwnedGap(NamedTuple):
    """A gap a committee owns; `due` in ms UTC, when the first of what is unfinished about it is due."""

    id: bytes
    number: str
    title: str
    state: str
    due: int | None

    def is_late(self, now: int) -> bool:
        """Whether something about it should be done by now."""
        return self.due is not None and self.due < now and self.state not in ("closed", "accepted")


_OPEN = "state NOT IN ('closed', 'accepted')"
_MEET = "m.event = c.event AND m.committee = c.id AND m.struck IS NOT 1"
_DUE = (
    "SELECT min(n.due) FROM gap g JOIN recommendation n ON n.gap = g.id WHERE g.event = c.event "
    f"AND g.committee = c.id AND g.struck IS NOT 1 AND g.{_OPEN} AND n.struck IS NOT 1 "
    "AND n.state NOT IN ('done', 'rejected')"
)
_COMMITTEES = f"""
SELECT c.row, c.id, coalesce(c.name, ''), coalesce(p.name, ''), json_array_length(coalesce(c.members, '[]')),
  (SELECT count(*) FROM gap g WHERE g.event = c.event AND g.committee = c.id AND g.struck IS NOT 1 AND g.{_OPEN}),
  ({_DUE}),
  coalesce((SELECT group_concat(m.starts || ',' || coalesce(m.ends, m.starts), ' ') FROM engagement m
    WHERE {_MEET} AND m.starts IS NOT NULL), ''),
  coalesce(c.marking, '')
FROM committee c LEFT JOIN contact p ON p.id = c.chair
"""


def committee_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Committees: those with something overdue first, then by name."""
    ordered = (
        f"SELECT c.row FROM committee c WHERE c.event = :event AND c.struck IS NOT 1 "
        f"ORDER BY coalesce(({_DUE}) < :now, 0) DESC, c.name COLLATE NOCASE, c.row"
    )
    return found(connection, "committee", ordered, event, words, now)


def committee_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, CommitteeRow]:
    """These committees, by row number."""
    asked = f"{_COMMITTEES} WHERE c.row"
    return {row: CommitteeRow(*values) for row, values in paged(connection, asked, rows).items()}


def committee(connection: Connection, record: bytes) -> CommitteeRow | None:
    """One committee, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_COMMITTEES} WHERE c.id = ?", (record,)).one_or_none()
    return None if row is None else CommitteeRow(*row)


def meetings(connection: Connection, committee: bytes) -> tuple[MeetingRow, ...]:
    """Its meetings, the newest first; those without a time on top."""
    asked = (
        "SELECT id, coalesce(title, ''), starts, ends, coalesce(place, ''), coalesce(minutes, '') <> '' "
        "FROM engagement WHERE committee = ? AND struck IS NOT 1 ORDER BY starts IS NOT NULL, starts DESC, row DESC"
    )
    found = connection.exec_driver_sql(asked, (committee,))
    return tuple(MeetingRow(*values)._replace(minutes=bool(values[5])) for values in found)


def gaps_of(connection: Connection, committee: bytes) -> tuple[OwnedGap, ...]:
    """Its gaps: open ones first, by when something is due; closed ones last."""
    asked = (
        "SELECT g.id, coalesce(g.number, ''), coalesce(g.title, ''), coalesce(g.state, ''), "
        "(SELECT min(n.due) FROM recommendation n WHERE n.gap = g.id AND n.struck IS NOT 1 "
        "AND n.state NOT IN ('done', 'rejected')) AS due FROM gap g WHERE g.committee = ? AND g.struck IS NOT 1 "
        f"ORDER BY g.{_OPEN} DESC, due IS NULL, due, g.found, g.row"
    )
    return tuple(OwnedGap(*values) for values in connection.exec_driver_sql(asked, (committee,)))


def people(connection: Connection, contacts: Sequence[bytes]) -> tuple[tuple[bytes, str, str], ...]:
    """(id, name, role and agency) of these contacts in this order; of what is not here, that it is not."""
    asked = (
        "SELECT p.id, coalesce(p.name, ''), coalesce(p.role, ''), coalesce(nullif(a.short, ''), a.name, '') "
        "FROM contact p LEFT JOIN agency a ON a.id = p.agency WHERE p.id"
    )
    held: Mapping[Any, Any] = paged(connection, asked, contacts)
    told: list[tuple[bytes, str, str]] = []
    for one in contacts:
        _, name, role, agency = held.get(one, (one, "Somebody who is not on this desk", "", ""))
        told.append((one, name, ", ".join(part for part in (role, agency) if part)))
    return tuple(told)
