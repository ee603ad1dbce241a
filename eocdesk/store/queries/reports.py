"""The situation reports that were issued, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Issued:
    """One summary as it was issued. Moments in ms UTC."""

    id: bytes
    number: int
    version: int
    as_of: int
    issued: int
    prepared_by: str
    approved_by: str
    approved_at: int | None
    marking: str
    sha256: str
    highlights: str
    remarks: str

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Situation Report {self.number}" + (f", version {self.version}" if self.version > 1 else "")


_COLUMNS = (
    "id, number, version, as_of, made_at, coalesce(prepared_by, ''), coalesce(approved_by, ''), approved_at, marking, "
    "coalesce(sha256, ''), coalesce(highlights, ''), coalesce(remarks, '')"
)


def issued(connection: Connection, event: bytes) -> tuple[Issued, ...]:
    """Every situation report of an event, the newest number and version first."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM summary WHERE event = ? AND struck IS NOT 1 AND number IS NOT NULL "
        "AND coalesce(nullif(code, ''), 'situation') = 'situation' ORDER BY number DESC, version DESC, made_at DESC",
        (event,),
    )
    return tuple(Issued(*row) for row in found)
