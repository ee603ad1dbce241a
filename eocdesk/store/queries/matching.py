"""Which venue or agency a source's words mean: only what is certain; the rest waits for a person."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection

_BREAK = re.compile(r"[\W_]+")


def plain(words: str) -> str:
    """Lower case, no accents, no punctuation, no leading article: what two spellings have in common."""
    bare = unicodedata.normalize("NFKD", words).casefold()
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _BREAK.sub(" ", bare).strip().removeprefix("the ")


class Matcher:
    """Names to ids; a name that two records bear stands for neither."""

    def __init__(self, named: Iterable[tuple[bytes, Iterable[str]]]) -> None:
        self._ids: dict[str, bytes | None] = {}
        for record, names in named:
            self.learn(record, names)

    def learn(self, record: bytes, names: Iterable[str]) -> None:
        """A record bears these names too."""
        for name in {plain(name) for name in names if name}:
            if name:
                self._ids[name] = None if self._ids.get(name, record) != record else record

    def match(self, words: str) -> bytes | None:
        """The record these words name, also when a place follows after a comma or in brackets; else None."""
        for part in (words, words.split(",", maxsplit=1)[0], words.split("(", maxsplit=1)[0]):
            found = self._ids.get(plain(part))
            if found is not None:
                return found
        return None


def venues(connection: Connection, event: bytes) -> Matcher:
    """The event's venues by name, short name and other names."""
    asked = "SELECT id, name, short, aliases FROM venue WHERE event = ? AND struck IS NOT 1"
    held = connection.exec_driver_sql(asked, (event,)).fetchall()
    return Matcher((row[0], (row[1], row[2], *json.loads(row[3] or "[]"))) for row in held)


def agencies(connection: Connection, event: bytes) -> Matcher:
    """The event's agencies by name and short name."""
    asked = "SELECT id, name, short FROM agency WHERE event = ? AND struck IS NOT 1"
    held = connection.exec_driver_sql(asked, (event,)).fetchall()
    return Matcher((row[0], (row[1], row[2])) for row in held)
