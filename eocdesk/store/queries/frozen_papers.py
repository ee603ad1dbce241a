"""Issued papers by what identifies them: the digest of what they say, or the bytes of their pages."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries import holding


class Frozen(NamedTuple):
    """One issued paper: what it is called, the digests of what it says, of its pages, of its kept content."""

    id: bytes
    event: str
    code: str
    title: str
    number: int
    version: int
    issued: int
    prepared_by: str
    approved_by: str
    digest: str
    sha256: str
    content: str
    changed: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.title or 'Situation Report'} {self.number}{version} of {self.event}"

    @property
    def withdrawn(self) -> str:
        """By which purge, when and by whom it was withdrawn; empty where it was not."""
        return holding.withdrawn(self.changed)


_SHOWN = (
    "SELECT s.id, coalesce(e.code, ''), coalesce(nullif(s.code, ''), 'situation'), coalesce(s.title, ''), s.number, "
    "coalesce(s.version, 1), s.made_at, coalesce(s.prepared_by, ''), coalesce(s.approved_by, ''), "
    "coalesce(s.digest, ''), coalesce(s.sha256, ''), coalesce(s.content, ''), coalesce(s.changed, '') "
    "FROM summary s LEFT JOIN event e ON e.id = s.event WHERE s.number IS NOT NULL AND "
)


def of_file(connection: Connection, sha256: str) -> Frozen | None:
    """The paper whose pages have these bytes."""
    found = connection.exec_driver_sql(f"{_SHOWN} s.sha256 = ? ORDER BY s.row LIMIT 1", (sha256,)).first()
    return None if found is None else Frozen(*found)


def of_digest(connection: Connection, digest: str) -> tuple[Frozen, ...]:
    """The papers whose content has this digest, or one that begins so; the first issued first."""
    asked = f"{_SHOWN} s.digest <> '' AND substr(s.digest, 1, ?) = ? ORDER BY s.row LIMIT 100"
    return tuple(Frozen(*row) for row in connection.exec_driver_sql(asked, (len(digest), digest)))
