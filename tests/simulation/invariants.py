"""What must hold on every desk, whatever happened: checked against an oracle of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import KINDS, Change
from eocdesk.models.change import NO_KIND, decode
from eocdesk.models.ids import scope_id
from eocdesk.models.right import Labels
from eocdesk.store import rows, search, verify
from tests.simulation.broken import must
from tests.simulation.oracle import LABELS, Known, disputed, dot_of, shown, where_it_lives, work_out
from tests.simulation.world import Laptop

_CHAINS = (
    "SELECT s.event, s.marking, s.audience, h.scope, h.dev, h.n, h.hash FROM chain h JOIN scope s ON s.id = h.scope "
    "WHERE h.n > 0"
)
BEGIN = 12
"""So many letters of such a word are of one gesture alone."""
_MARK = re.compile(r"zq[0-9a-f]{11,}")


def held(connection: Connection) -> list[Change]:
    """Every body a desk holds, read."""
    asked = "SELECT CAST(body AS BLOB) FROM change WHERE kind <> ? ORDER BY seq"
    return [decode(body) for (body,) in connection.exec_driver_sql(asked, (NO_KIND,))]


def sound(laptop: Laptop) -> None:
    """Chains, rows, conflicts, search: the program's own walk finds nothing."""
    found = laptop.desk.read_now(verify.verify)
    must(not found, f"{laptop.name} does not verify: {found[:3]}")


def as_the_oracle(laptop: Laptop) -> dict[bytes, Known]:
    """Rows and conflicts are what an independent reading of the bodies gives."""
    return laptop.desk.read_now(lambda connection: _compared(laptop.name, connection))


def _compared(name: str, connection: Connection) -> dict[bytes, Known]:
    records = work_out(held(connection))
    conflicts: dict[tuple[bytes, str], set[tuple[bytes, bytes, int]]] = {}
    for record, field, *dot in connection.exec_driver_sql("SELECT rec, field, scope, dev, n FROM conflict"):
        conflicts.setdefault((record, field), set()).add(tuple(dot))
    by_kind: dict[str, list[bytes]] = {}
    for record, known in records.items():
        by_kind.setdefault(known.kind, []).append(record)
    for kind in sorted(by_kind.keys() & KINDS.keys()):
        states = rows.load(connection, kind, by_kind[kind])
        for record in by_kind[kind]:
            _compare(f"{kind} {record.hex()} on {name}", records[record], states.get(record), conflicts, record)
    for record, field in conflicts:
        must(record in records and field in records[record].heads, f"{name} has a conflict of nothing: {field}")
    return records


def _compare(what: str, known: Known, state: rows.State | None, conflicts: dict[Any, Any], record: bytes) -> None:
    must(known.there == (state is not None), f"{what} {'is missing' if known.there else 'should have left'}")
    if state is None:
        return
    stay = where_it_lives(known)
    made = scope_id(*(state.values[name] for name in LABELS))
    must(stay is None or made == state.scope == stay.scope, f"{what} stands in a scope its labels do not make")
    for field, heads in known.heads.items():
        stands = [(head.scope, head.dev, head.n) for head in state.heads.get(field, ())]
        due = [dot_of(change) for change in heads]
        must(stands == due, f"{what}: {field} is held by {_told(stands)}, not {_told(due)}")
        if field in state.values and field != "struck":
            value = stay.fields[field] if stay and field in LABELS else shown(known, field, heads)
            must(
                value is ... or state.values[field] == value,
                f"{what}: {field} shows {state.values[field]!r}, not {value!r}",
            )
        if field != "struck":
            open_ = set(due) if disputed(known.kind, field, heads) else set()
            must(
                conflicts.get((record, field), set()) == open_, f"{what}: the conflict of {field} is not shown as it is"
            )
    if known.struck_for_good:
        must(state.values["struck"], f"{what} was struck, nobody wrote beside it, and it is back")


def _told(dots: list[tuple[bytes, bytes, int]]) -> str:
    return ", ".join(f"{scope.hex()[:4]}/{dev.hex()[:4]}/{n}" for scope, dev, n in dots) or "nothing"


def alike(laptops: list[Laptop], sees: Callable[[Labels], bool]) -> None:
    """Copies with the same rights hold the same: rows, conflicts, logs of what they see."""
    first, *others = [(laptop.name, laptop.desk.read_now(contents, sees)) for laptop in laptops]
    for name, content in others:
        for part, mine in first[1].items():
            theirs = content[part]
            must(mine == theirs, f"{first[0]} and {name} differ in {part}: {sorted(mine ^ theirs, key=repr)[:2]}")


def contents(connection: Connection, sees: Callable[[Labels], bool]) -> dict[str, set[Any]]:
    """Everything of a copy that another copy with the same rights holds too."""
    found: dict[str, set[Any]] = {
        "log": {tuple(row[3:]) for row in connection.exec_driver_sql(_CHAINS) if sees((row[0], row[1], row[2]))},
        "conflicts": {
            tuple(row) for row in connection.exec_driver_sql("SELECT rec, field, scope, dev, n, value FROM conflict")
        },
    }
    for kind in KINDS:
        names = ("id", "scope", "heads", "extra", "made_at", "made_by", "made_on", *rows.names_of(kind))
        asked = f"SELECT {', '.join(names)} FROM {kind}"  # noqa: S608  kinds of ours
        found[kind] = {tuple(row) for row in connection.exec_driver_sql(asked)}
    return found


def words_of(connection: Connection) -> dict[str, set[str]]:
    """Every word a desk could find or show, and where: every column of every table, and what search finds."""
    found: dict[str, set[str]] = {}
    tables = [name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):  # noqa: S608  names from the database itself
            for word in {word for value in row for word in marks_of(value)}:
                found.setdefault(word, set()).add(table)
    for kind in search.SEARCHED:
        made = f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_{kind} USING fts5vocab(main, {kind}_search, row)"
        connection.exec_driver_sql(made)
        asked = f"SELECT term FROM temp.words_{kind} WHERE term >= 'zq' AND term < 'zr'"  # noqa: S608  kinds of ours
        for (term,) in connection.exec_driver_sql(asked):
            if _MARK.fullmatch(term):  # a desk's code may begin so too
                found.setdefault(term, set()).add(f"{kind}_search")
    return found


def marks_of(value: object) -> set[str]:
    """The words that stand nowhere else in the world."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str) or "zq" not in value:
        return set()
    return set(_MARK.findall(value))
