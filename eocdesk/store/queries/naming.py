"""What names a record in words: what others wrote of a report by its number or title, tasks on a threat."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.store.queries import search
from eocdesk.store.queries.search import Hit

MOST = 200
"""Of each kind no more are told."""
_SHORTEST = 8
"""A title of fewer letters, or of one word, would be found in everything."""


def naming(connection: Connection, report: bytes) -> tuple[Hit, ...]:
    """Records that are not struck and say the report's number or its title, kind by kind, the newest first.

    Pages that were issued are files: what stands in them is not looked at. The trail of looks names it for good, by its
    number.
    """
    found = connection.exec_driver_sql("SELECT event, number, title FROM report WHERE id = ?", (report,)).first()
    phrases = () if found is None else _phrases(found.number, found.title)
    if found is None or not phrases:
        return ()
    hits = (
        hit for kind in search.KINDS if kind != "access" for hit in _of_kind(connection, kind, found.event, phrases)
    )
    return tuple(hit for hit in hits if hit.id != report)


def tasks_on(connection: Connection, event: bytes, number: str) -> tuple[Hit, ...]:
    """Tasks that say the number of a threat, the newest first."""
    return tuple(_of_kind(connection, "task", event, _phrases(number, ""))) if number else ()


def _phrases(number: str, title: str) -> tuple[str, ...]:
    words = title if len(title) >= _SHORTEST and len(title.split()) > 1 else ""
    return tuple('"' + part.replace('"', " ") + '"' for part in (number, words) if part.strip())


def _of_kind(connection: Connection, kind: str, event: bytes, phrases: tuple[str, ...]) -> list[Hit]:
    held = connection.exec_driver_sql(
        f"SELECT s.rowid FROM {kind}_search s JOIN {kind} r ON r.row = s.rowid "
        f"WHERE {kind}_search MATCH ? AND r.event = ? ORDER BY s.rowid DESC LIMIT {MOST}",
        (" OR ".join(phrases), event),
    )
    return search.told(connection, kind, [row for (row,) in held])
