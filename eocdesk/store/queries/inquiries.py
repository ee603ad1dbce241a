"""Questions asked of partners: open ones first, what is overdue before the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged


class InquiryRow(NamedTuple):
    """One question. Moments in ms UTC."""

    row: int
    id: bytes
    number: str
    question: str
    agency: bytes | None
    agency_name: str
    marking: str
    asked: int | None
    due: int | None
    answered: int | None
    threat: bytes | None
    threat_number: str
    threat_title: str

    @property
    def is_over(self) -> bool:
        """Whether it is answered."""
        return self.answered is not None

    def is_late(self, now: int) -> bool:
        """Whether it should be answered by now and is not."""
        return self.answered is None and self.due is not None and self.due < now


_INQUIRIES = (
    "SELECT q.row, q.id, q.number, q.question, q.agency, coalesce(nullif(a.short, ''), a.name, ''), q.marking, "
    "q.asked, q.due, q.answered, q.threat, coalesce(t.number, ''), coalesce(t.title, '') "
    "FROM inquiry q LEFT JOIN agency a ON a.id = q.agency LEFT JOIN threat t ON t.id = q.threat WHERE q."
)


def inquiry_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Open ones first, by when they are due, those with no such time after them; answered ones, the newest first."""
    del now
    ordered = (
        "SELECT row FROM inquiry WHERE event = :event AND struck IS NOT 1 ORDER BY answered IS NOT NULL, "
        "CASE WHEN answered IS NULL THEN due IS NULL END, CASE WHEN answered IS NULL THEN due END, "
        "coalesce(answered, asked, made_at) DESC, row"
    )
    return found(connection, "inquiry", ordered, event, words)


def inquiry_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, InquiryRow]:
    """These questions, by row number."""
    return {row: InquiryRow(*values) for row, values in paged(connection, f"{_INQUIRIES}row", rows).items()}


def inquiry(connection: Connection, record: bytes) -> InquiryRow | None:
    """One question."""
    values = connection.exec_driver_sql(f"{_INQUIRIES}id = ?", (record,)).one_or_none()
    return None if values is None else InquiryRow(*values)


def inquiries_of(connection: Connection, threat: bytes) -> tuple[InquiryRow, ...]:
    """The questions asked about a threat, the newest first."""
    asked = f"{_INQUIRIES}threat = ? AND q.struck IS NOT 1 ORDER BY coalesce(q.asked, q.made_at) DESC, q.row"
    return tuple(InquiryRow(*values) for values in connection.exec_driver_sql(asked, (threat,)))
