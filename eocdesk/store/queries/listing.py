"""Which rows a list shows, in which order: row numbers alone, the whole list or what a filter leaves of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from eocdesk.store.queries.filter import Filter, Frame
from eocdesk.store.queries.terms import Bound, entry_parts, incident_tests, phrases, pieces, task_tests
from eocdesk.store.search import searched

Rows: TypeAlias = NDArray[np.int64]

FIRST = 500
"""How many rows are shown at once while the whole answer is looked for."""
NEAR = 5_000
"""The quick answer looks at no more than so many of the newest entries."""
_NEVER = -(1 << 62)
_KEYS = 500
_WHOLE_AGAIN = 20_000
_SAID = "(" + " || ".join(f"' ' || coalesce({name}, '')" for name in searched("entry")) + ")"
"""All that is searched of an entry, each word after a blank."""


@dataclass(frozen=True, slots=True)
class Base:
    """Every entry of an event, newest first: row numbers, when each happened (ms UTC), the greatest row number.

    Made once and grown; a million entries are 16 MB.
    """

    event: bytes
    rows: Rows
    happened: Rows
    top: int


def nothing(event: bytes) -> Base:
    """The list of an event before it was read."""
    return Base(event, np.empty(0, np.int64), np.empty(0, np.int64), 0)


def base(connection: Connection, event: bytes) -> Base:
    """Every entry of the event, newest happened first, then newest received."""
    newest = (
        f"SELECT row, coalesce(happened, {_NEVER}) AS moment FROM entry WHERE event = :event "
        "ORDER BY happened DESC, row DESC"
    )
    rows, happened = _columns(connection, newest, {"event": event})
    return Base(event, rows, happened, int(rows.max(initial=0)))


def grown(connection: Connection, before: Base) -> Base:
    """The same with what was received since; entries never change their moment."""
    newer = (
        f"SELECT row, coalesce(happened, {_NEVER}) AS moment FROM entry WHERE row > :top AND +event = :event "
        f"ORDER BY moment DESC, row DESC LIMIT {_WHOLE_AGAIN + 1}"
    )
    rows, happened = _columns(connection, newer, {"event": before.event, "top": before.top})
    if len(rows) > _WHOLE_AGAIN:
        return base(connection, before.event)
    if not len(rows):
        return before
    # Descending order: the place before the first that is not newer; rows are newer than any of the same moment.
    places = np.searchsorted(-before.happened, -happened, side="left")
    return Base(
        before.event,
        np.insert(before.rows, places, rows),
        np.insert(before.happened, places, happened),
        max(before.top, int(rows.max())),
    )


def newest(connection: Connection, event: bytes) -> array[int]:
    """The newest entries, at once, while the whole list is read."""
    found = connection.exec_driver_sql(
        "SELECT row FROM entry WHERE event = ? ORDER BY happened DESC, row DESC LIMIT ?", (event, FIRST)
    )
    return array("q", [row for (row,) in found])


def keys(rows: Rows) -> array[int]:
    """Row numbers as a table keeps them."""
    made = array("q")
    made.frombytes(np.ascontiguousarray(rows).tobytes())
    return made


def matching(connection: Connection, whole: Base, asked: Filter, frame: Frame) -> array[int]:
    """The rows of all entries that fit, in the order of the base."""
    if asked.is_empty or not len(whole.rows):
        return keys(whole.rows)
    bound = Bound(whole.event, frame)
    fits = np.ones(whole.top + 1, np.bool_)
    for part in entry_parts(bound, asked):
        rows = _rows(connection, part.rows, bound.values)
        here = np.zeros(whole.top + 1, np.bool_)
        here[rows[rows <= whole.top]] = True
        fits &= here
    return keys(whole.rows[fits[whole.rows]])


def newest_matching(connection: Connection, whole: Base, asked: Filter, frame: Frame) -> array[int]:
    """Some of the newest entries that fit, within a frame of the screen; the rest follows from `matching`."""
    if asked.is_empty:
        return keys(whole.rows[:FIRST])
    bound = Bound(whole.event, frame)
    if not asked.terms:
        return _newest_found(connection, bound, asked.words)
    bound.values["low"] = max(0, whole.top - 2 * NEAR)
    since = int(whole.happened[min(NEAR, len(whole.rows)) - 1]) if len(whole.rows) else 0
    tests = " AND ".join(part.test for part in entry_parts(bound, asked))
    found = connection.exec_driver_sql(
        "SELECT e.row FROM entry e INDEXED BY entry_happened WHERE e.event = :event "
        f"AND e.happened >= {bound.one(since)} AND {tests} ORDER BY e.happened DESC, e.row DESC LIMIT {FIRST}",
        bound.values,
    )
    return array("q", [row for (row,) in found])


def incidents(connection: Connection, event: bytes, asked: Filter, frame: Frame) -> array[int]:
    """Incidents that fit: worked on first, the gravest and newest of them on top; then resolved, then closed."""
    bound = Bound(event, frame)
    tests = ["i.event = :event", *incident_tests(bound, asked)]
    if not asked.has("is", "struck"):
        tests.append("i.struck IS NOT 1")
    rank = "CASE i.status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END"
    ordered = (
        f"SELECT i.row FROM incident i WHERE {' AND '.join(tests)} "
        f"ORDER BY {rank}, CASE WHEN {rank} = 0 THEN i.severity ELSE 0 END DESC, i.opened DESC, i.row DESC"
    )
    return keys(_rows(connection, ordered, bound.values))


def tasks(connection: Connection, event: bytes, asked: Filter, frame: Frame) -> array[int]:
    """Tasks that fit: to be done by due time, those without one after them, then what is done, newest first."""
    bound = Bound(event, frame)
    tests = ["t.event = :event", *task_tests(bound, asked)]
    if not asked.has("is", "struck"):
        tests.append("t.struck IS NOT 1")
    ordered = (
        f"SELECT t.row FROM task t WHERE {' AND '.join(tests)} "
        "ORDER BY t.done IS NOT NULL, t.done DESC, t.due IS NULL, t.due, t.row"
    )
    return keys(_rows(connection, ordered, bound.values))


def rows_of(connection: Connection, kind: str, ids: Iterable[bytes]) -> dict[bytes, int]:
    """The row numbers of some records of a kind (one of KINDS); those that are not here are left out."""
    wanted, found = list(ids), dict[bytes, int]()
    for at in range(0, len(wanted), _KEYS):
        some = wanted[at : at + _KEYS]
        marks = ", ".join("?" * len(some))
        for record, row in connection.exec_driver_sql(f"SELECT id, row FROM {kind} WHERE id IN ({marks})", tuple(some)):
            found[record] = row
    return found


def _newest_found(connection: Connection, bound: Bound, words: tuple[tuple[str, bool], ...]) -> array[int]:
    """A letter on its own is looked for in what the other words found: the index would gather half the log for it."""
    letters = tuple(word for word, closed in words if not closed and len("".join(pieces(word))) == 1)
    others = tuple(one for one in words if one[0] not in letters)
    letters, others = (letters, others) if others else ((), words)
    query = phrases(others)
    if not query:
        return array("q")
    tests = "".join(f" AND {_SAID} {bound.like(''.join(pieces(letter)), '% {}%')}" for letter in letters)
    near = (
        f"SELECT rowid FROM entry_search WHERE entry_search MATCH {bound.one(query)} "
        f"ORDER BY rowid DESC LIMIT {FIRST * (1 + len(letters))}"
    )
    found = connection.exec_driver_sql(
        f"SELECT row FROM entry WHERE row IN ({near}) AND +event = :event{tests} ORDER BY happened DESC, row DESC",
        bound.values,
    )
    return array("q", [row for (row,) in found][:FIRST])


def _rows(connection: Connection, sql: str, values: Mapping[str, Any]) -> Rows:
    # One text instead of a million Python rows: ten times as fast, and the interpreter is free meanwhile.
    return _numbers(connection.exec_driver_sql(f"SELECT group_concat(row) FROM ({sql})", dict(values)).scalar())


def _columns(connection: Connection, sql: str, values: Mapping[str, Any]) -> tuple[Rows, Rows]:
    found = connection.exec_driver_sql(
        f"SELECT group_concat(row), group_concat(moment) FROM ({sql})", dict(values)
    ).one()
    return _numbers(found[0]), _numbers(found[1])


def _numbers(text: str | None) -> Rows:
    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)
