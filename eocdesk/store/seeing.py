"""What may stand on paper: while it is drawn, tables show only what a release and audiences let, as of a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event

from eocdesk.models import KINDS, fields_of
from eocdesk.models.clock import Moment
from eocdesk.models.marking import WORDS, Tlp, parse_tlp
from eocdesk.models.marking import audience as audience_of
from eocdesk.store import as_of as earlier
from eocdesk.store import unsettled

_NAMED = frozenset({"code", "name", "zone", "starts", "ends", "exercise", "partner_zone", "partner_name", "event"})
"""What of an event any paper may say: it stands in the file's name. The rest only where its marking lets it."""
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
_EMPTY = ("refused", "draft")
"""Words held back, and words being typed: no paper's."""
_SEEN = "seen"
"""Under this name the connection knows what is open on it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose eyes, and of when. `release`: the strictest marking seen, empty: all; `audience`: the lists a reader is on.

    Records for an audience are seen only by who is on one of its lists; by everybody where neither is said. While two
    values of a label are unsettled the stricter one counts.
    """

    event: bytes
    release: str = ""
    audience: str = ""
    as_of: Moment | None = None

    @property
    def full(self) -> bool:
        """Whether nothing is withheld."""
        return not self.release and not self.audience

    def rule(self, marking: str = "marking", audience: str = "audience") -> str:
        """SQL that is 1 of what may be seen and else 0; a marking that is not known is the strictest."""
        if self.full:
            return "1"
        most = parse_tlp(self.release) if self.release else Tlp.RED
        words = ", ".join(f"'{tlp.word}'" for tlp in Tlp if tlp <= most)
        level = "1" if most is Tlp.RED else f"coalesce({marking}, '') IN ({words})"
        names = [name.replace("'", "''") for name in audience_of(self.audience).split(",") if name]
        theirs = "".join(f" OR instr(',' || {audience} || ',', ',{name},') > 0" for name in names)
        return f"({level} AND (coalesce({audience}, '') = ''{theirs}))"

    def shows(self, marking: str, audience: str) -> bool:
        """Whether the same rule lets words be seen that stand in no table: those that were frozen."""
        if self.full:
            return True
        most = parse_tlp(self.release) if self.release else Tlp.RED
        named = {name for name in audience.split(",") if name}
        theirs = set(audience_of(self.audience).split(","))
        return WORDS.get(marking, Tlp.RED) <= most and (not named or bool(named & theirs))


@dataclass(slots=True)
class Seen:
    """What was looked at while it was open."""

    connection: Connection
    sight: Sight
    bases: dict[str, str]
    read: set[str] = field(default_factory=set)
    """The kinds whose tables were read."""
    left: dict[str, set[bytes]] = field(default_factory=dict)
    """The records by kind whose frozen words may not be seen, whatever the tables show of them."""

    def withheld(self) -> dict[str, int]:
        """How many records of the event may not be seen, of the kinds that were read. Only while it is open."""
        if self.sight.full:
            return {}
        found = {kind: self._withheld(kind) for kind in (self.read | self.left.keys()) - {"event"}}
        return {kind: found[kind] for kind in KINDS if found.get(kind)}

    def held(self) -> dict[str, int]:
        """How many records of the event can be seen, of the kinds that were read. Only while it is open."""
        found = {kind: self._count(kind, self.sight.rule()) for kind in self.read}
        return {kind: found[kind] for kind in KINDS if found.get(kind)}

    def leave_out(self, kind: str, record: bytes) -> None:
        """Count a record whose frozen words are left out; once, though its row is left out too."""
        self.left.setdefault(kind, set()).add(record)

    def _withheld(self, kind: str) -> int:
        rule, left = f"NOT {self.sight.rule()}", self.left.get(kind)
        return self._count(kind, rule) if not left else len(left.union(self._ids(kind, rule)))

    def _count(self, kind: str, rule: str) -> int:
        return int(self._of_event("count(*)", kind, rule).scalar_one())

    def _ids(self, kind: str, rule: str) -> list[bytes]:
        return [record for (record,) in self._of_event("id", kind, rule)]

    def _of_event(self, what: str, kind: str, rule: str) -> Any:
        asked = f"SELECT {what} FROM {self.bases[kind]} WHERE event = ? AND struck IS NOT 1 AND {rule}"
        return self.connection.exec_driver_sql(asked, (self.sight.event,))

    def note(self, statement: str) -> None:
        """What a statement reads."""
        self.read.update(name for name in _READ.findall(statement) if name in KINDS)


def open_on(connection: Connection) -> Seen | None:
    """What is open on a connection; None where it shows all."""
    found = connection.info.get(_SEEN)
    return found if isinstance(found, Seen) else None


@contextmanager
def seeing(connection: Connection, sight: Sight) -> Iterator[Seen]:
    """Let the reader's connection show what `sight` may see and nothing else, under the tables' own names.

    Only statements that name no database see it so, and none that says INDEXED BY. Nothing is written to the file;
    whatever happens inside, the connection is as it was, or is thrown away. With a moment gone by this takes up to a
    second for each 10,000 records touched since; without one, milliseconds.
    """
    bases = {kind: f'main."{kind}"' for kind in KINDS}
    seen = Seen(connection, sight, bases)
    run = connection.exec_driver_sql
    shadows: list[str] = []
    copies: frozenset[str] = frozenset()
    query_only = run("PRAGMA query_only").scalar_one()
    run("PRAGMA query_only = OFF")
    try:
        if sight.as_of is not None:
            copies = frozenset(KINDS)
            copies = earlier.build(connection, sight.as_of)
            bases |= {kind: f"temp.{earlier.TABLE}{kind}" for kind in copies}
        disputed = unsettled.strictest(connection, bases, _conflicts(sight))
        bases |= disputed
        if disputed or not sight.full or sight.as_of is not None:
            _shadow(connection, sight, bases, shadows)
        run("PRAGMA query_only = ON")
        with _watched(connection, seen):
            yield seen
    finally:
        _clear(connection, shadows, copies, int(query_only))


def _conflicts(sight: Sight) -> list[str]:
    """The tables of what is in dispute: what is so by now counts at an earlier moment too."""
    return ["main.conflict", *([] if sight.as_of is None else [f"temp.{earlier.CONFLICT}"])]


@contextmanager
def _watched(connection: Connection, seen: Seen) -> Iterator[None]:
    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.note(statement)

    event.listen(connection, "before_cursor_execute", before)
    connection.info[_SEEN] = seen
    try:
        yield
    finally:
        connection.info.pop(_SEEN, None)
        event.remove(connection, "before_cursor_execute", before)


def _shadow(connection: Connection, sight: Sight, bases: dict[str, str], shadows: list[str]) -> None:
    """A view before each table."""

    def view(name: str, asked: str) -> None:
        connection.exec_driver_sql(f'CREATE TEMP VIEW "{name}" AS {asked}')
        shadows.append(name)

    for kind in KINDS:
        if kind == "event":
            view(kind, _event(connection, sight, bases[kind]))
        else:
            view(kind, f"SELECT * FROM {bases[kind]} WHERE {sight.rule()}")
    seen = "1" if sight.full else _visible()
    then = "" if sight.as_of is None else f" AND at <= {int(sight.as_of)}"
    scopes = f"SELECT id FROM main.scope s WHERE {sight.rule('s.marking', 's.audience')}"
    chains = f"SELECT h.id FROM main.chain h WHERE h.scope IN ({scopes})"
    view("change", f"SELECT * FROM main.change WHERE chain IN ({chains}){then} AND {seen}")
    view("conflict", f"SELECT * FROM {_conflicts(sight)[-1]} WHERE scope IN ({scopes}) AND {seen}")
    view("early", f"SELECT * FROM main.early WHERE scope IN ({scopes}){then} AND {seen}")
    if not sight.full:
        for name in _EMPTY:
            view(name, f"SELECT * FROM main.{name} WHERE 0")


def _visible() -> str:
    """SQL that is 1 of changes and conflicts (kind, rec) whose record may be seen as it is marked now."""
    cases = " ".join(f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM temp.\"{kind}\" v WHERE v.id = rec)" for kind in KINDS)
    return f"CASE kind {cases} ELSE 0 END"


def _event(connection: Connection, sight: Sight, base: str) -> str:
    """Events as others; of the one the paper is of, whatever its marking, what it is called and when it is."""
    columns = [row[1] for row in connection.exec_driver_sql("PRAGMA main.table_info(event)")]
    known, most = fields_of(KINDS["event"]), parse_tlp(sight.release or "RED").word
    bare = {name: "''" if known[name].holds == "line" else "NULL" for name in known if name not in _NAMED}
    bare |= {"marking": f"'{most}'", "audience": "''", "struck": "struck", "extra": "NULL"}
    shown = ", ".join(f"{bare[name]} AS {name}" if name in bare else name for name in columns)
    ours = f"id = X'{sight.event.hex()}'"
    asked = f"SELECT {', '.join(columns)} FROM {base} WHERE {sight.rule()}"
    return asked if sight.full else f"{asked} UNION ALL SELECT {shown} FROM {base} WHERE {ours} AND NOT {sight.rule()}"


def _clear(connection: Connection, shadows: Sequence[str], copies: frozenset[str], query_only: int) -> None:
    """Take everything away again; a connection that does not let go of it is not used again."""
    try:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        for name in reversed(shadows):
            connection.exec_driver_sql(f'DROP VIEW IF EXISTS temp."{name}"')
        if copies:
            earlier.drop(connection, copies)
        connection.exec_driver_sql(f"PRAGMA query_only = {query_only}")
    except BaseException:
        connection.invalidate()
        raise
