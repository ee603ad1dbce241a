"""What holds words of a report: the words it is known again by, blocks of forms that say them, papers issued since."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store import purged
from eocdesk.store.queries.search import Hit

_SHORTEST_TITLE, _SHORTEST_LINE, _FIRST = 8, 12, 60
"""A shorter title, or one of one word, would be found in everything; of a sentence its first letters are looked for."""
_SENTENCES = re.compile(r"[.!?;\n]+")


class IssuedSince(NamedTuple):
    """A paper that was issued since a report was taken. `issued` in ms UTC."""

    id: bytes
    title: str
    number: int
    version: int
    issued: int
    sha256: str
    content: str
    said: str
    """Its highlights, remarks and what changed."""

    @property
    def name(self) -> str:
        """`Situation Report 4, version 2`."""
        return f"{self.title or 'Situation Report'} {self.number}" + (
            f", version {self.version}" if self.version > 1 else ""
        )


def plain(words: str) -> str:
    """As words are compared: no capitals, single spaces, one letter for all its shapes, none that nobody sees."""
    if not words.isascii():
        whole = unicodedata.normalize("NFKC", words)
        words = "".join(letter for letter in whole if unicodedata.category(letter) != "Cf")
    return " ".join(words.casefold().split())


def known_by(connection: Connection, report: bytes) -> tuple[str, ...]:
    """The words a report is known again by: its number, its title, each sentence of what was seen and of whom."""
    found = connection.exec_driver_sql(
        "SELECT coalesce(number, ''), coalesce(title, ''), coalesce(text, ''), coalesce(identifying, '') "
        "FROM report WHERE id = ?",
        (report,),
    ).first()
    if found is None:
        return ()
    number, title, *texts = found
    title = plain(title)
    lines = [plain(line)[:_FIRST] for text in texts for line in _SENTENCES.split(text)]
    named = [title] if len(title) >= _SHORTEST_TITLE and " " in title else []
    told = (plain(number), *named, *(line for line in lines if len(line) >= _SHORTEST_LINE))
    return tuple(dict.fromkeys(one for one in told if one))


def says(words: str, phrases: Sequence[str]) -> bool:
    """Whether a text says any of them."""
    said = plain(words)
    return any(phrase in said for phrase in phrases)


def blocks(connection: Connection, report: bytes) -> tuple[Hit, ...]:
    """The blocks and rows of forms of its event that say it, struck ones too."""
    phrases = known_by(connection, report)
    rows = connection.exec_driver_sql(
        "SELECT b.id, b.key, b.text, coalesce(f.number, ''), coalesce(nullif(f.title, ''), f.code, '') "
        "FROM block b LEFT JOIN form f ON f.id = b.form "
        "WHERE b.event = (SELECT event FROM report WHERE id = ?) AND b.text <> '' ORDER BY f.number, b.key",
        (report,),
    )
    return tuple(
        Hit("block", record, f"Block {key.removesuffix('[]')} of {title} {number}".rstrip(), " ".join(text.split()))
        for record, key, text, number, title in rows
        if says(text, phrases)
    )


def issued_since(connection: Connection, report: bytes) -> tuple[IssuedSince, ...]:
    """The papers of its event that were issued since it was taken and hold pages yet, the newest first."""
    rows = connection.exec_driver_sql(
        "SELECT s.id, coalesce(s.title, ''), s.number, coalesce(s.version, 1), s.made_at, coalesce(s.sha256, ''), "
        "coalesce(s.content, ''), coalesce(s.highlights, '') || ' ' || coalesce(s.remarks, '') || ' ' || "
        "coalesce(s.changed, '') FROM summary s JOIN report r ON r.id = ? AND r.event = s.event "
        "WHERE s.number IS NOT NULL AND s.made_at >= r.made_at AND coalesce(s.sha256, '') <> '' "
        "ORDER BY s.made_at DESC, s.id",
        (report,),
    )
    return tuple(IssuedSince(*row) for row in rows)


def naming_content(connection: Connection, sha256: str) -> tuple[bytes, ...]:
    """The records that name what a paper was made from."""
    asked = "SELECT id FROM document WHERE sha256 = ? AND sha256 <> '' ORDER BY id"
    return tuple(record for (record,) in connection.exec_driver_sql(asked, (sha256,)))


def withdrawn(changed: str) -> str:
    """Of what an issued paper says that changed, that it was withdrawn by a purge; else nothing."""
    return changed if changed.startswith(purged.TAKEN_OUT) else ""
