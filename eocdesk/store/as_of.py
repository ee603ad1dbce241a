"""The records as this copy held them at an earlier moment, worked out from the log into tables of one connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from eocdesk.models import KINDS
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment
from eocdesk.models.marking import Tlp
from eocdesk.store import changelog, early, project, rows
from eocdesk.store.early import Early, Told
from eocdesk.store.project import Projected

TABLE = "as_of_"
"""What begins the name of a kind's table of an earlier moment."""
CONFLICT = "as_of_conflict"
_TOUCHED = "as_of_touched"
_CHUNK = 500


def build(connection: Connection, moment: Moment) -> frozenset[str]:
    """Make a temporary table for each kind of which a record was touched after `moment` (ms UTC); those kinds.

    What this copy received later does not count, whenever it was written. Records that were not touched since are
    copied as they stand. Of words that were taken out since nothing comes back; what is marked more strictly by now, or
    for fewer readers, is so then too. Needs leave to write temporary tables; `drop` takes them away. Takes 1 s for each
    10,000 records touched that were there then, and less than that to copy 100,000.
    """
    run = connection.exec_driver_sql
    touched = _touched(connection, moment)
    run(f"CREATE TEMP TABLE {_TOUCHED} (id BLOB PRIMARY KEY) WITHOUT ROWID")
    _put(connection, f"INSERT INTO temp.{_TOUCHED} VALUES (?)", [(one,) for ids in touched.values() for one in ids])
    for kind in touched:
        _copy(connection, kind)
    then = f"SELECT * FROM main.conflict WHERE rec NOT IN (SELECT id FROM temp.{_TOUCHED})"
    run(f"CREATE TEMP TABLE {CONFLICT} AS {then}")
    beyond = 0
    for done in _worked_out(connection, _there(connection, moment), moment):
        beyond = _write(connection, done, touched.keys(), beyond)
    for kind in touched:
        _no_milder(connection, kind)
    return frozenset(touched)


def drop(connection: Connection, kinds: Iterable[str]) -> None:
    """Take the tables away again."""
    for name in (_TOUCHED, CONFLICT, *(f"{TABLE}{kind}" for kind in kinds)):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def _touched(connection: Connection, moment: Moment) -> dict[str, list[bytes]]:
    asked = (
        "SELECT kind, rec FROM main.change WHERE at > ? AND kind <> '' "
        "UNION SELECT kind, rec FROM main.early WHERE at > ?"
    )
    found: dict[str, list[bytes]] = {}
    for kind, record in connection.exec_driver_sql(asked, (moment, moment)):
        if kind in KINDS:
            found.setdefault(kind, []).append(record)
    return found


def _there(connection: Connection, moment: Moment) -> list[bytes]:
    """Those that were touched since of which anything was known by then: what came later need not be worked out."""
    # CROSS JOIN: each of them first, then the log by its index; never the log from end to end.
    asked = (
        f"SELECT c.rec FROM temp.{_TOUCHED} t CROSS JOIN main.change c ON c.rec = t.id WHERE c.at <= ? "
        f"UNION SELECT e.rec FROM temp.{_TOUCHED} t CROSS JOIN main.early e ON e.rec = t.id WHERE e.at <= ?"
    )
    return [record for (record,) in connection.exec_driver_sql(asked, (moment, moment))]


def _copy(connection: Connection, kind: str) -> None:
    run, table = connection.exec_driver_sql, f"{TABLE}{kind}"
    declared = [(name, sort) for _, name, sort, *_ in run(f"PRAGMA main.table_info({kind})")]
    columns = ", ".join(f"{name} {'INTEGER PRIMARY KEY' if name == 'row' else sort}" for name, sort in declared)
    run(f"CREATE TEMP TABLE {table} ({columns})")
    run(f"INSERT INTO temp.{table} SELECT * FROM main.{kind} WHERE id NOT IN (SELECT id FROM temp.{_TOUCHED})")
    run(f"CREATE UNIQUE INDEX temp.{table}_id ON {table} (id)")
    asked = "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for name, sql in run(asked, (kind,)).fetchall():
        run(f"CREATE INDEX temp.{TABLE}{name} ON {table} {sql[sql.index('(') :]}")


def _no_milder(connection: Connection, kind: str) -> None:
    """Who may not see a record today is not shown what it said before: the stricter of both markings, fewer readers.

    What was not touched since is marked as it is.
    """
    run, table = connection.exec_driver_sql, f"temp.{TABLE}{kind}"
    today = f"temp.{_TOUCHED} x CROSS JOIN main.{kind} m ON m.id = x.id"
    now, then = _rank("m.marking"), _rank(f"{TABLE}{kind}.marking")
    run(f"UPDATE {table} SET marking = m.marking FROM {today} WHERE {TABLE}{kind}.id = x.id AND {now} > {then}")
    asked = (
        f"SELECT t.id, coalesce(t.audience, ''), m.audience FROM {today} JOIN {table} t ON t.id = x.id "
        "WHERE coalesce(m.audience, '') NOT IN ('', coalesce(t.audience, ''))"
    )
    fewer = [(_fewer(before, after), record) for record, before, after in run(asked).fetchall()]
    _put(connection, f"UPDATE {table} SET audience = ? WHERE id = ?", fewer)


def _rank(marking: str) -> str:
    """SQL that orders markings; one that is not known is above all."""
    ranks = " ".join(f"WHEN '{tlp.word}' THEN {int(tlp)}" for tlp in Tlp)
    return f"(CASE {marking} {ranks} ELSE {max(map(int, Tlp)) + 1} END)"


def _fewer(before: str, today: str) -> str:
    """The lists that were let see it then and are now; those of now where they have nothing in common: who was given it
    since may read what it said before, who was taken off may not.
    """
    if not before:
        return today
    named = set(today.split(","))
    return ",".join(name for name in before.split(",") if name in named) or today


def _worked_out(connection: Connection, records: Sequence[bytes], moment: Moment) -> Iterator[list[Projected]]:
    for at in range(0, len(records), _CHUNK):
        some = records[at : at + _CHUNK]
        told = _early(early.known(connection, some), moment)
        bodies = changelog.bodies_of(connection, some)
        logs = {one: [(decode(body), came) for body, came in held if came <= moment] for one, held in bodies.items()}
        yield [project.made(one, log, told) for one, log in logs.items()]


def _early(told: Told, moment: Moment) -> Told:
    """What was known early by then."""
    words: dict[bytes, Early] = {}
    for record, one in told.words.items():
        known = {key: (change, came) for key, (change, came) in one.words.items() if came <= moment}
        if known:
            words[record] = Early(known, one.dead)
    return Told(words, told.frontiers)


def _write(connection: Connection, done: Sequence[Projected], kinds: Iterable[str], beyond: int) -> int:
    """Add what was worked out; records that have no row any more get numbers below zero, from `beyond` down."""
    for kind in kinds:
        states = [one.state for one in done if one.state is not None and one.state.kind == kind]
        numbers = _numbers(connection, kind, [state.id for state in states])
        values = []
        for state in states:
            beyond -= state.id not in numbers
            values.append((numbers.get(state.id, beyond), *rows.stored(state)))
        names = ("row", *rows.OWN, *rows.names_of(kind))
        marks = ", ".join("?" * len(names))
        _put(connection, f"INSERT INTO temp.{TABLE}{kind} ({', '.join(names)}) VALUES ({marks})", values)
    conflicts = [row for one in done for row in project.conflict_rows(one)]
    marks = ", ".join("?" * len(project.CONFLICT.split(",")))
    _put(connection, f"INSERT INTO temp.{CONFLICT} ({project.CONFLICT}) VALUES ({marks})", conflicts)
    return beyond


def _numbers(connection: Connection, kind: str, ids: Sequence[bytes]) -> Mapping[bytes, int]:
    marks = ", ".join("?" * len(ids))
    found = connection.exec_driver_sql(f"SELECT id, row FROM main.{kind} WHERE id IN ({marks})", tuple(ids))
    return {row[0]: row[1] for row in found}


def _put(connection: Connection, statement: str, values: Sequence[tuple[object, ...]]) -> None:
    if values:
        connection.exec_driver_sql(statement, list(values))
