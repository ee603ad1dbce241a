"""Find words anywhere: one full-text index a kind, kept by triggers, over the fields declared as searched."""

from __future__ import annotations

import re
from functools import cache

from sqlalchemy import Connection

from eocdesk.models import KINDS, fields_of

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@cache
def searched(kind: str) -> tuple[str, ...]:
    """The fields of a kind that are searched."""
    return tuple(name for name, known in fields_of(KINDS[kind]).items() if known.searched)


SEARCHED = tuple(kind for kind in KINDS if searched(kind))


def ddl(kind: str) -> list[str]:
    """The statements that make a kind's index and the triggers that keep it."""
    names = ", ".join(searched(kind))
    new = ", ".join(f"new.{name}" for name in searched(kind))
    old = ", ".join(f"old.{name}" for name in searched(kind))
    index = f"{kind}_search"
    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.row, {new});"
    drop = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.row, {old});"
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in searched(kind))
    options = f"content='{kind}', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3'"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, {options})",
        f"CREATE TRIGGER {index}_add AFTER INSERT ON {kind} BEGIN {add} END",
        f"CREATE TRIGGER {index}_drop AFTER DELETE ON {kind} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_set AFTER UPDATE ON {kind} WHEN {changed} BEGIN {drop} {add} END",
    ]


def match(words: str) -> str:
    """What a person typed as an FTS5 query: every word as a prefix, numbers with dashes as phrases; empty for none.

    Nothing of FTS5's own syntax passes: quotes, colons, stars and operators are taken as blanks or words.
    """
    return " ".join(f'"{word}"*' for word in _WORD.findall(words))


def rows(connection: Connection, kind: str, words: str, event: bytes | None = None, limit: int = 50) -> list[int]:
    """The newest rows of a kind that hold every word, newest made first."""
    asked = match(words)
    if not asked:
        return []
    index = f"{kind}_search"
    if event is None:
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [row for (row,) in connection.exec_driver_sql(sql, (asked, limit))]
    sql = (
        f"SELECT s.rowid FROM {index} s JOIN {kind} r ON r.row = s.rowid "
        f"WHERE {index} MATCH ? AND r.event = ? ORDER BY s.rowid DESC LIMIT ?"
    )
    return [row for (row,) in connection.exec_driver_sql(sql, (asked, event, limit))]


def rebuild(connection: Connection) -> None:
    """Make every index anew from its table."""
    for kind in SEARCHED:
        connection.exec_driver_sql(f"INSERT INTO {kind}_search ({kind}_search) VALUES ('rebuild')")
