"""A transaction under way: the only two doors through which anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import structs
from sqlalchemy import Connection

from eocdesk.models import KINDS, Act, Change, Op, Record, Refused, clock, defaults_of, fields_of, ids, kind_of, marking
from eocdesk.models.fields import Meets
from eocdesk.store import changelog, local, project, rows
from eocdesk.store.merge import STRUCK, Head
from eocdesk.store.rows import State

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")

LABELS = ("event", "marking", "audience")


@dataclass(frozen=True, slots=True)
class Who:
    """Who is acting: signed into every change."""

    person: str = ""
    position: str = ""
    origin: str = "hand"


@dataclass(slots=True)
class _Touched:
    """One record touched by this act: as it was, and which fields were written."""

    state: State
    before: dict[str, tuple[Head, ...]]
    old: tuple[bytes, str, str]
    names: set[str] = field(default_factory=set)
    extra: set[str] = field(default_factory=set)


class Work:
    """What a command writes with. Made by the writer, inside one immediate transaction."""

    def __init__(self, connection: Connection, title: str, who: Who, device: bytes) -> None:
        self._connection = connection
        self._device = device
        self._title = title
        self._who = who
        self._hlc = int(local.get(connection, "hlc", 0))
        self._touched: dict[tuple[str, bytes], _Touched] = {}
        self._known: dict[tuple[str, bytes], State | None] = {}
        self._part = 0
        self._refold: list[bytes] = []  # records in dispute: what shows is worked out from all their changes
        self._dirty: set[tuple[str, bytes]] = set()
        self.ids: set[tuple[str, bytes]] = set()
        self.act_id = ids.new_id()
        self.moment = clock.now()
        self.code = ids.desk_code(device)

    @property
    def person(self) -> str:
        """Who acts, by name."""
        return self._who.person

    @property
    def position(self) -> str:
        """In which position."""
        return self._who.position

    @property
    def origin(self) -> str:
        """Where the act came from: hand, command line, import:<source>, undo, ..."""
        return self._who.origin

    @property
    def act(self) -> Act:
        """The act as its changes carry it (its size is known only at the end)."""
        return Act(self.act_id, self._title, self._who.person, self._who.position, self._who.origin, 0, self._part)

    # reading

    def get(self, cls: type[R], record: bytes) -> R | None:
        """The record with what this act wrote so far, or None."""
        state = self._state(kind_of(cls), record)
        return None if state is None else rows.as_record(cls, state)

    def must(self, cls: type[R], record: bytes) -> R:
        """The record, or Refused."""
        found = self.get(cls, record)
        if found is None:
            raise Refused(f"This {kind_of(cls)} is not on this desk.")
        return found

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query that sees what this act wrote so far."""
        self._project()
        return query(self._connection, *args, **kwargs)

    def number(self, kind: str) -> str:
        """The next number people say, `7KQ4-42`."""
        return local.next_number(self._connection, kind, self.code)

    def prefetch(self, kind: str, records: Sequence[bytes]) -> None:
        """Read many records at once before they are put."""
        missing = [record for record in records if (kind, record) not in self._known]
        found = rows.load(self._connection, kind, missing)
        for record in missing:
            self._known[kind, record] = found.get(record)

    def state(self, kind: str, record: bytes) -> State | None:
        """The record with its heads, for those who compare who wrote what (imports, undo)."""
        return self._state(kind, record)

    def noted(self, key: str) -> Any:
        """What this copy noted for itself under a key, or None."""
        return local.get(self._connection, key)

    def note(self, key: str, value: object) -> None:
        """Note something for this copy alone, in this transaction; it never travels."""
        local.put(self._connection, key, value)

    # writing

    def add(self, kind: str, /, **values: Any) -> bytes:
        """A new record made by hand; its id."""
        record = ids.new_id()
        self._known[kind, record] = None
        self.put(kind, record, **values)
        return record

    def put(self, kind: str, record: bytes, /, **values: Any) -> bool:
        """Set fields of a record, new or known: the one door for local acts.

        One change per record and act, with only the fields whose values differ; none, no change.
        Refused where a field is written once and stands already.
        """
        touched = self._touch(kind, record)
        declared = fields_of(KINDS[kind])
        state = touched.state
        changed = False
        for name, value in values.items():
            if name not in declared:
                raise TypeError(f"{kind} has no field {name}")
            if state.values[name] == value:
                continue
            if touched.before.get(name) and declared[name].meets is Meets.ONCE:
                raise Refused(f"{declared[name].label} is written once and cannot be changed.", name)
            state.values[name] = value
            touched.names.add(name)
            changed = True
        if not state.exists and not changed and not touched.names:
            touched.names.add("event")
            changed = True
        if changed:
            self._mark(kind, record)
        return changed

    def settle(self, kind: str, record: bytes, name: str, value: Any) -> None:
        """Decide a conflict: the value is written over every head seen, even where it is the one that shows."""
        touched = self._touch(kind, record)
        touched.state.values[name] = value
        touched.names.add(name)
        self._mark(kind, record)

    def checkpoint(self) -> None:
        """Write what was put so far as one part of the act, and forget it: for acts of many records."""
        self._finish_part()
        self._known.clear()

    def finish(self) -> None:
        """The end of the act: everything logged and projected. Called by the writer alone."""
        self._finish_part()
        local.put(self._connection, "hlc", self._hlc)

    def _mark(self, kind: str, record: bytes) -> None:
        self._dirty.add((kind, record))
        self.ids.add((kind, record))

    def _state(self, kind: str, record: bytes) -> State | None:
        if (kind, record) not in self._known:
            self._known[kind, record] = rows.load(self._connection, kind, [record]).get(record)
        return self._known[kind, record]

    def _touch(self, kind: str, record: bytes) -> _Touched:
        found = self._touched.get((kind, record))
        if found is not None:
            return found
        state = self._state(kind, record)
        if state is None:
            state = rows.blank(kind, record)
            state.made_at, state.made_by, state.made_on = self.moment, self._who.person, self._device
            state.received = self.moment
            self._known[kind, record] = state
        labels = tuple(state.values[name] for name in LABELS)
        found = _Touched(state, dict(state.heads), (labels[0], labels[1], labels[2]))
        self._touched[kind, record] = found
        return found

    def _project(self) -> None:
        rows.save(self._connection, [self._touched[key].state for key in self._dirty])
        self._dirty.clear()

    def _finish_part(self) -> None:
        touched = [t for t in self._touched.values() if t.names or t.extra]
        chains: dict[bytes, changelog.Chain] = {}
        size = sum(2 if self._moves(t) else 1 for t in touched)
        act = Act(self.act_id, self._title, self._who.person, self._who.position, self._who.origin, size, self._part)
        logged: list[changelog.Logged] = []
        for one in touched:
            self._log(one, act, chains, logged)
        changelog.keep(self._connection, logged, chains.values(), self.moment)
        rows.save(self._connection, [one.state for one in touched])
        project.records(self._connection, self._refold)
        for one in touched:
            if one.state.id in self._refold:
                self._known.pop((one.state.kind, one.state.id), None)
        self._refold.clear()
        self._touched.clear()
        self._dirty.clear()
        self._part += 1

    def _moves(self, one: _Touched) -> bool:
        return one.state.exists and tuple(one.state.values[name] for name in LABELS) != one.old

    def _log(
        self, one: _Touched, act: Act, chains: dict[bytes, changelog.Chain], logged: list[changelog.Logged]
    ) -> None:
        state, values = one.state, one.state.values
        labels = (values["event"], values["marking"], marking.audience(values["audience"] or ""))
        scope = ids.scope_id(*labels)
        fields = {name: values[name] for name in sorted(one.names)}
        base = {name: _dots(one.before[name]) for name in fields if one.before.get(name)}
        draft = Change(scope, self._device, 0, b"", 0, state.kind, state.id, int(Op.SET), fields, base, act, labels)
        if self._moves(one):
            logged.append(self._extend(chains, self._leave(one, draft)))
            fields, base = _full(state, one.before)
            draft = structs.replace(draft, op=int(Op.ENTER), fields=fields, base=base, left=state.scope)
        elif state.exists:
            draft = structs.replace(draft, base=base | _aware(fields, one.before))
        done = self._extend(chains, draft)
        logged.append(done)
        if not state.exists:
            state.made_at = clock.wall_of(done.change.hlc)
        slow = state.exists and clock.wall_of(done.change.hlc) <= state.made_at
        if slow or one.before.get(STRUCK) or any(len(held) > 1 for held in one.before.values()):
            self._refold.append(state.id)
        state.scope, state.exists = scope, True
        state.heads.update(dict.fromkeys(fields, (Head(done.change.hlc, self._device, done.change.n, scope),)))

    def _leave(self, one: _Touched, draft: Change) -> Change:
        old, record = one.state.scope, one.state.id
        self._connection.exec_driver_sql("INSERT OR IGNORE INTO departed (rec, scope) VALUES (?, ?)", (record, old))
        self._connection.exec_driver_sql("DELETE FROM departed WHERE rec = ? AND scope = ?", (record, draft.scope))
        labels = (one.old[0], one.old[1], marking.audience(one.old[2] or ""))
        return structs.replace(draft, scope=old, op=int(Op.LEAVE), fields={}, base={}, labels=labels)

    def _extend(self, chains: dict[bytes, changelog.Chain], draft: Change) -> changelog.Logged:
        """The draft with its place in our chain and its stamp."""
        chain = chains.get(draft.scope)
        if chain is None:
            chain = chains[draft.scope] = changelog.chain_of(self._connection, draft.scope, self._device)
            changelog.know_scope(self._connection, draft.scope, draft.labels)
        self._hlc = clock.tick(self._hlc, self.moment)
        change = structs.replace(draft, n=chain.n + 1, prev=chain.hash[: changelog.PREV], hlc=self._hlc)
        return changelog.extend(chain, change)


def _dots(held: tuple[Head, ...]) -> list[tuple[bytes, int]]:
    return sorted((head.dev, head.n) for head in held)


def _aware(fields: dict[str, Any], before: dict[str, tuple[Head, ...]]) -> dict[str, list[tuple[bytes, int]]]:
    """What the author knew beside the fields written: of a strike, everything; else whether it was struck.

    This is how a strike and an edit that did not know of each other are found out (merge._revived).
    """
    if fields.get(STRUCK):
        return {name: _dots(held) for name, held in before.items() if held}
    held = before.get(STRUCK)
    return {STRUCK: _dots(held)} if held else {}


def _full(
    state: State, before: dict[str, tuple[Head, ...]]
) -> tuple[dict[str, Any], dict[str, list[tuple[bytes, int]]]]:
    """A record's full state, for arriving in another scope."""
    defaults = defaults_of(KINDS[state.kind])
    fields = {
        name: value
        for name, value in sorted(state.values.items())
        if value != defaults[name] or name in before or name in LABELS
    }
    fields |= state.extra
    return fields, {name: _dots(held) for name, held in before.items() if held}
