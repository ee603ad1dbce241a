"""What waits for a person after an import: venues that only their source's words name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

_WAITING = "FROM session WHERE event = ? AND struck IS NOT 1 AND venue IS NULL AND venue_words != ''"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words of a source that no venue bears, and how many sessions they stand for."""

    words: str
    sessions: int


def unknown_venues(connection: Connection, event: bytes) -> list[Unknown]:
    """What waits for review, the words of most sessions first."""
    asked = f"SELECT venue_words, count(*) {_WAITING} GROUP BY venue_words ORDER BY count(*) DESC, venue_words"
    return [Unknown(words, count) for words, count in connection.exec_driver_sql(asked, (event,))]


def sessions_of(connection: Connection, event: bytes, words: str) -> list[bytes]:
    """The sessions that wait under these words."""
    found = connection.exec_driver_sql(f"SELECT id {_WAITING} AND venue_words = ?", (event, words))
    return [record for (record,) in found]
