"""What partners share and learn: engagements in their order, lessons and what became of them here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged


class EngagementRow(NamedTuple):
    """One meeting of partners. Moments in ms UTC."""

    row: int
    id: bytes
    title: str
    kind: str
    starts: int | None
    ends: int | None
    place: str
    partners: str
    """Names, one after the other."""
    lessons: int
    marking: str


class LessonRow(NamedTuple):
    """One lesson. `decided` in ms UTC."""

    row: int
    id: bytes
    number: str
    title: str
    observed_at: str
    adoption: str
    reason: str
    decided: int | None
    decided_by: str
    agency: str
    engagement: bytes | None
    engagement_title: str
    gap: bytes | None
    gap_number: str
    gap_title: str
    owner: str
    marking: str


_ENGAGEMENTS = """
SELECT m.row, m.id, coalesce(m.title, ''), coalesce(m.kind, ''), m.starts, m.ends, coalesce(m.place, ''),
  coalesce((SELECT group_concat(a.name, ', ') FROM json_each(coalesce(m.partners, '[]')) j
    JOIN agency a ON a.id = unhex(j.value)), ''),
  (SELECT count(*) FROM lesson s WHERE s.event = m.event AND s.engagement = m.id AND s.struck IS NOT 1),
  coalesce(m.marking, '')
FROM engagement m
"""
_LESSONS = """
SELECT s.row, s.id, coalesce(s.number, ''), coalesce(s.title, ''), coalesce(s.observed_at, ''),
  coalesce(s.adoption, ''), coalesce(s.reason, ''), s.decided, coalesce(s.decided_by, ''), coalesce(a.name, ''),
  s.engagement, coalesce(m.title, ''), s.gap, coalesce(g.number, ''), coalesce(g.title, ''), coalesce(s.owner, ''),
  coalesce(s.marking, '')
FROM lesson s LEFT JOIN agency a ON a.id = s.agency LEFT JOIN engagement m ON m.id = s.engagement
  LEFT JOIN gap g ON g.id = s.gap
"""


def engagement_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Engagements: what is on or still to come first, the next on top; then what is past, the latest on top."""
    ordered = (
        "SELECT row FROM engagement WHERE event = :event AND struck IS NOT 1 ORDER BY starts IS NULL, "
        "coalesce(ends, starts) < :now, iif(coalesce(ends, starts) < :now, -starts, starts), row"
    )
    return found(connection, "engagement", ordered, event, words, now)


def lesson_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Lessons: those nobody has decided on first, the oldest on top; then what was decided, the latest on top."""
    ordered = (
        "SELECT row FROM lesson WHERE event = :event AND struck IS NOT 1 "
        "ORDER BY adoption != 'considered', decided DESC, row"
    )
    return found(connection, "lesson", ordered, event, words, now)


def engagement_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, EngagementRow]:
    """These engagements, by row number."""
    asked = f"{_ENGAGEMENTS} WHERE m.row"
    return {row: EngagementRow(*values) for row, values in paged(connection, asked, rows).items()}


def lesson_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, LessonRow]:
    """These lessons, by row number."""
    return {row: LessonRow(*values) for row, values in paged(connection, f"{_LESSONS} WHERE s.row", rows).items()}


def engagement(connection: Connection, record: bytes) -> EngagementRow | None:
    """One engagement, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_ENGAGEMENTS} WHERE m.id = ?", (record,)).one_or_none()
    return None if row is None else EngagementRow(*row)


def lesson(connection: Connection, record: bytes) -> LessonRow | None:
    """One lesson, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_LESSONS} WHERE s.id = ?", (record,)).one_or_none()
    return None if row is None else LessonRow(*row)


def lessons_of(connection: Connection, engagement: bytes) -> tuple[LessonRow, ...]:
    """What was learned at an engagement."""
    asked = f"{_LESSONS} WHERE s.engagement = ? AND s.struck IS NOT 1 ORDER BY s.row"
    return tuple(LessonRow(*row) for row in connection.exec_driver_sql(asked, (engagement,)))


def shared_at(connection: Connection, engagement: bytes) -> tuple[tuple[bytes, str, str, str], ...]:
    """(id, number, title, marking) of the documents shared at an engagement."""
    asked = (
        "SELECT p.id, coalesce(p.number, ''), coalesce(p.title, ''), coalesce(p.marking, '') FROM engagement m, "
        "json_each(coalesce(m.products, '[]')) j JOIN product p ON p.id = unhex(j.value) WHERE m.id = ? ORDER BY j.key"
    )
    return tuple(tuple(row) for row in connection.exec_driver_sql(asked, (engagement,)))


def document_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Shared documents (products of kind strategy or document): what is valid first, the newest version on top."""
    ordered = (
        "SELECT row FROM product WHERE event = :event AND struck IS NOT 1 AND kind IN ('strategy', 'document') "
        "ORDER BY state IN ('superseded', 'recalled'), title, version DESC, row"
    )
    return found(connection, "product", ordered, event, words, now)
