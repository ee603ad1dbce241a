"""The trail of paper: who looked at what and let it out, newest first, by words where any are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.store import search
from eocdesk.store.queries.paging import found, paged


class TrailRow(NamedTuple):
    """One entry of the trail. `written` in ms UTC; `way` is one of models.paper.WAYS_OUT."""

    row: int
    id: bytes
    way: str
    what: str
    code: str
    released: str
    withheld: int
    pages: int
    digest: str
    sent_to: str
    author: str
    position: str
    written: int | None
    marking: str
    audience: str
    summary: bytes | None
    form: bytes | None


_TRAIL = """
SELECT t.row, t.id, coalesce(t.way, ''), coalesce(t.what, ''), coalesce(t.code, ''), coalesce(t.released, ''),
  coalesce(t.withheld, 0), coalesce(t.pages, 0), coalesce(t.digest, ''), coalesce(t.sent_to, ''),
  coalesce(t.author, ''), coalesce(t.position, ''), t.written, coalesce(t.marking, ''), coalesce(t.audience, ''),
  t.summary, t.form
FROM access t
"""


def trail(connection: Connection, event: bytes, words: str = "", limit: int = 500) -> tuple[TrailRow, ...]:
    """The newest entries of an event; with words, those that hold each of them (also a digest's beginning)."""
    if not words.strip():
        asked = f"{_TRAIL} WHERE t.event = ? ORDER BY t.written DESC, t.row DESC LIMIT ?"
        return _read(connection, asked, (event, limit))
    rows = search.rows(connection, "access", words, event, limit)
    marks = ", ".join("?" * len(rows))
    return _read(connection, f"{_TRAIL} WHERE t.row IN ({marks}) ORDER BY t.written DESC, t.row DESC", tuple(rows))


def trail_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """The trail, the last entry on top."""
    ordered = "SELECT row FROM access WHERE event = :event AND :now IS NOT NULL ORDER BY written DESC, row DESC"
    return found(connection, "access", ordered, event, words, now)


def trail_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, TrailRow]:
    """These entries, by row number."""
    return {row: TrailRow(*values) for row, values in paged(connection, f"{_TRAIL} WHERE t.row", rows).items()}


def entry(connection: Connection, record: bytes) -> TrailRow | None:
    """One entry of the trail, or None where it is not here."""
    return next(iter(_read(connection, f"{_TRAIL} WHERE t.id = ?", (record,))), None)


def trail_of(connection: Connection, summary: bytes) -> tuple[TrailRow, ...]:
    """Who saw and let out an issued paper, the last first."""
    return _read(connection, f"{_TRAIL} WHERE t.summary = ? ORDER BY t.written DESC, t.row DESC", (summary,))


def of_digest(connection: Connection, digest: str) -> tuple[TrailRow, ...]:
    """What was looked at or let out with this digest of its content, or one that begins so; the first one first."""
    asked = f"{_TRAIL} WHERE substr(t.digest, 1, ?) = ? AND t.digest <> '' ORDER BY t.written, t.row LIMIT 500"
    return _read(connection, asked, (len(digest), digest.lower()))


def last_look(connection: Connection, event: bytes, author: str, what: str, since: int) -> int | None:
    """When somebody was last noted to look at what is called so, not before `since` (ms UTC); None: not since then."""
    named = "way = 'viewed' AND author = ? AND what = ?"
    asked = f"SELECT max(written) FROM access WHERE event = ? AND written >= ? AND {named}"
    found = connection.exec_driver_sql(asked, (event, since, author, what)).scalar_one()
    return None if found is None else int(found)


def _read(connection: Connection, asked: str, values: tuple[Any, ...]) -> tuple[TrailRow, ...]:
    return tuple(TrailRow(*row) for row in connection.exec_driver_sql(asked, values))
