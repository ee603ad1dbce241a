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

    Pages that were issued are files: what stands in them is not looked at. The trail names it for good: by its number,
    which says nothing of it and is not told; what an older version noted by title is.
    """
    found = connection.exec_driver_sql("SELECT event, number, title FROM report WHERE id = ?", (report,)).first()
    if found is None:
        return ()
    hits: list[Hit] = []
    for kind in search.KINDS:
        phrases = _phrases("" if kind == "access" else found.number, found.title)
        hits += _of_kind(connection, kind, found.event, phrases) if phrases else []
    return tuple(hit for hit in hits if hit.id != report)


def tasks_on(connection: Connection, event: bytes, number: str) -> tuple[Hit, ...]:
    """Tasks that say the number of a threat, the newest first."""
    return tuple(_of_kind(connection, "task", event, _phrases(number, ""))) if number else ()


def saying(connection: Connection, kind: str, record: bytes) -> list[tuple[str, bytes, str, str]]:
    """(kind, id, marking, audience) of all that says the number of a report or threat: entries, tasks on it.

    With entries go those that amend or strike them, and what is attached to any of them.
    """
    found = connection.exec_driver_sql(f"SELECT event, number FROM {kind} WHERE id = ?", (record,)).first()
    if found is None or "-" not in (found.number or ""):  # a bare word or figure would be found in everything
        return []
    (phrase,) = _phrases(found.number, "")
    said = (
        "SELECT r.id FROM {kind}_search s JOIN {kind} r ON r.row = s.rowid "
        "WHERE {kind}_search MATCH :phrase AND r.event = :event"
    )
    asked = (
        f"WITH first AS ({said.format(kind='entry')}), "
        "whole AS (SELECT id FROM first UNION SELECT id FROM entry WHERE amends IN (SELECT id FROM first)) "
        "SELECT 'entry', id, marking, coalesce(audience, '') FROM entry WHERE id IN (SELECT id FROM whole) UNION ALL "
        "SELECT 'task', id, marking, coalesce(audience, '') FROM task "
        f"WHERE id IN ({said.format(kind='task')}) UNION ALL "
        "SELECT 'document', id, marking, coalesce(audience, '') FROM document WHERE entry IN (SELECT id FROM whole)"
    )
    rows = connection.exec_driver_sql(asked, {"phrase": phrase, "event": found.event}).fetchall()
    return [(what, one, marking, audience) for what, one, marking, audience in rows]


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
