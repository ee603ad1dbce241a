"""The trail of paper: who looked at what and let it out, newest first, by words where any are said."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store import search


class Noted(NamedTuple):
    """One entry of the trail. `written` in ms UTC; `way` is one of models.paper.WAYS_OUT."""

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


_COLUMNS = (
    "id, way, coalesce(what, ''), coalesce(code, ''), coalesce(released, ''), coalesce(withheld, 0), "
    "coalesce(pages, 0), coalesce(digest, ''), coalesce(sent_to, ''), coalesce(author, ''), coalesce(position, ''), "
    "written, marking, coalesce(audience, '')"
)


def trail(connection: Connection, event: bytes, words: str = "", limit: int = 500) -> tuple[Noted, ...]:
    """The newest entries of an event; with words, those that hold each of them (also a digest's beginning)."""
    if not words.strip():
        asked = f"SELECT {_COLUMNS} FROM access WHERE event = ? ORDER BY written DESC, row DESC LIMIT ?"
        return tuple(Noted(*row) for row in connection.exec_driver_sql(asked, (event, limit)))
    rows = search.rows(connection, "access", words, event, limit)
    marks = ", ".join("?" * len(rows))
    asked = f"SELECT {_COLUMNS} FROM access WHERE row IN ({marks}) ORDER BY written DESC, row DESC"
    return tuple(Noted(*row) for row in connection.exec_driver_sql(asked, tuple(rows)))


def of_digest(connection: Connection, digest: str) -> tuple[Noted, ...]:
    """What was looked at or let out with this digest of its content, or one that begins so; the first one first."""
    asked = (
        f"SELECT {_COLUMNS} FROM access WHERE substr(digest, 1, ?) = ? AND digest <> '' ORDER BY written, row LIMIT 500"
    )
    return tuple(Noted(*row) for row in connection.exec_driver_sql(asked, (len(digest), digest.lower())))


def last_look(connection: Connection, event: bytes, author: str, what: str, since: int) -> int | None:
    """When somebody was last noted to look at what is called so, not before `since` (ms UTC); None: not since then."""
    named = "way = 'viewed' AND author = ? AND what = ?"
    asked = f"SELECT max(written) FROM access WHERE event = ? AND written >= ? AND {named}"
    found = connection.exec_driver_sql(asked, (event, since, author, what)).scalar_one()
    return None if found is None else int(found)
