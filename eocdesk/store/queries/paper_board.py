"""Paper as the reports pane lists it: what was issued, forms on their way. The trail is read in `access`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged


class IssuedRow(NamedTuple):
    """One issued paper of any kind. Moments in ms UTC."""

    row: int
    id: bytes
    event: bytes
    code: str
    called: str
    number: int
    version: int
    stage: str
    as_of: int
    issued: int
    prepared_by: str
    approved_by: str
    approved_at: int | None
    marking: str
    audience: str
    sha256: str
    digest: str
    form: bytes | None
    changed: str
    newest: int
    """1 where no later version of it stands."""

    @property
    def name(self) -> str:
        """`Situation Report 4, version 2`."""
        return f"{self.called or 'Situation Report'} {self.numbered}"

    @property
    def numbered(self) -> str:
        """`4, version 2`."""
        return str(self.number) + (f", version {self.version}" if self.version > 1 else "")


class FormRow(NamedTuple):
    """One form that people fill. Moments in ms UTC."""

    row: int
    id: bytes
    code: str
    number: str
    title: str
    state: str
    stage: str
    blocks: int
    """How many blocks and rows hold something."""
    disputed: int
    """How many of them two desks wrote differently."""
    prepared_by: str
    prepared_at: int | None
    approved_by: str
    approved_at: int | None
    made_at: int
    made_by: str
    marking: str
    audience: str
    corrects: bytes | None
    changed: str


_ISSUED = """
SELECT s.row, s.id, s.event, coalesce(nullif(s.code, ''), 'situation'), coalesce(s.title, ''), s.number,
  coalesce(s.version, 1), coalesce(s.stage, ''), coalesce(s.as_of, s.made_at), s.made_at,
  coalesce(s.prepared_by, ''), coalesce(s.approved_by, ''), s.approved_at, coalesce(s.marking, ''),
  coalesce(s.audience, ''), coalesce(s.sha256, ''), coalesce(s.digest, ''), s.form, coalesce(s.changed, ''),
  NOT EXISTS (SELECT 1 FROM summary n WHERE n.event = s.event AND n.number = s.number AND n.struck IS NOT 1
    AND coalesce(nullif(n.code, ''), 'situation') = coalesce(nullif(s.code, ''), 'situation')
    AND coalesce(n.version, 1) > coalesce(s.version, 1))
FROM summary s
"""
_FORMS = """
SELECT f.row, f.id, coalesce(f.code, ''), coalesce(f.number, ''), coalesce(f.title, ''), coalesce(f.state, ''),
  coalesce(f.stage, ''),
  (SELECT count(*) FROM block b WHERE b.form = f.id AND b.struck IS NOT 1 AND (b.text <> '' OR b.unchanged = 1)),
  (SELECT count(*) FROM block b WHERE b.form = f.id AND b.struck IS NOT 1
    AND b.id IN (SELECT rec FROM conflict WHERE field = 'text')),
  coalesce(f.prepared_by, ''), f.prepared_at, coalesce(f.approved_by, ''), f.approved_at, f.made_at,
  coalesce(f.made_by, ''), coalesce(f.marking, ''), coalesce(f.audience, ''), f.corrects, coalesce(f.changed, '')
FROM form f
"""


def issued_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """What was issued, the last on top."""
    ordered = (
        "SELECT row FROM summary WHERE event = :event AND struck IS NOT 1 AND number IS NOT NULL AND :now IS NOT NULL "
        "ORDER BY made_at DESC, number DESC, version DESC, row DESC"
    )
    return found(connection, "summary", ordered, event, words, now)


def form_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Forms: what waits for approval first, then drafts, then what is done; the newest on top of each."""
    ordered = (
        "SELECT row FROM form WHERE event = :event AND struck IS NOT 1 AND :now IS NOT NULL "
        "ORDER BY CASE state WHEN 'submitted' THEN 0 WHEN 'draft' THEN 1 WHEN 'approved' THEN 2 ELSE 3 END, "
        "made_at DESC, row DESC"
    )
    return found(connection, "form", ordered, event, words, now)


def issued_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, IssuedRow]:
    """These issued papers, by row number."""
    return {row: IssuedRow(*values) for row, values in paged(connection, f"{_ISSUED} WHERE s.row", rows).items()}


def form_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, FormRow]:
    """These forms, by row number."""
    return {row: FormRow(*values) for row, values in paged(connection, f"{_FORMS} WHERE f.row", rows).items()}


def issued(connection: Connection, record: bytes) -> IssuedRow | None:
    """One issued paper, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_ISSUED} WHERE s.id = ? AND s.number IS NOT NULL", (record,)).one_or_none()
    return None if row is None else IssuedRow(*row)


def form(connection: Connection, record: bytes) -> FormRow | None:
    """One form, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_FORMS} WHERE f.id = ?", (record,)).one_or_none()
    return None if row is None else FormRow(*row)
