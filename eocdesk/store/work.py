"""A transaction under way: the only two doors through which anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import msgpack, structs
from sqlalchemy import Connection

from eocdesk.models import KINDS, Act, Change, Op, Record, Refused, clock, defaults_of, fields_of, ids, kind_of, marking
from eocdesk.models.change import Dot
from eocdesk.models.fields import Meets
from eocdesk.store import changelog, local, project, purged, redacted, rows
from eocdesk.store.merge import PLACE, STRUCK, Head, dots_of
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
        Refused where a field is written once and the record stands already, whether or not the field was filled.
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
            if state.exists and declared[name].meets is Meets.ONCE:
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
        """Decide a conflict: the value is written over every head seen, even where it is the one that shows.

        Refused where the field is not in conflict, and where it is written once and the value is none of those.
        """
        held = self._connection.exec_driver_sql(
            "SELECT value FROM conflict WHERE rec = ? AND field = ?", (record, name)
        ).fetchall()
        declared = fields_of(KINDS[kind])[name]
        if not held:
            raise Refused(f"{declared.label} is not in conflict any more.", name)
        if declared.meets is Meets.ONCE and value not in [msgpack.decode(known) for (known,) in held]:
            raise Refused(f"{declared.label} is written once: choose one of the values written.", name)
        touched = self._touch(kind, record)
        touched.state.values[name] = value
        touched.names.add(name)
        self._mark(kind, record)

    def purge(self, kind: str, record: bytes, /, **stays: Any) -> int:
        """Take every word of a record out of this copy for good; `stays` is told of it whole, by a new change.

        That names all it does away with, so that a copy that has the words yet shows none of them. What was put before
        in this act is written first. How many changes were emptied. It cannot be undone.
        """
        self._finish_part()
        touched = self._touch(kind, record)
        state = touched.state
        declared = fields_of(KINDS[kind])
        kept = {name: state.values[name] for name in LABELS}
        state.values.update({**defaults_of(KINDS[kind]), **kept, **stays})
        state.extra = {}
        touched.names |= (touched.before.keys() & declared.keys()) | stays.keys()
        self._mark(kind, record)
        self.checkpoint()
        return redacted.purge(self._connection, kind, record, self.act_id)

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
        elif kind in purged.KINDS and (state.values.get("state") == purged.PURGED or self._closed(record)):
            raise Refused(purged.GONE)
        found = _Touched(state, dict(state.heads))
        self._touched[kind, record] = found
        return found

    def _closed(self, record: bytes) -> bool:
        return purged.closed(self._connection, record)

    def _project(self) -> None:
        rows.save(self._connection, [self._touched[key].state for key in self._dirty])
        self._dirty.clear()

    def _finish_part(self) -> None:
        touched = [t for t in self._touched.values() if t.names or t.extra]
        chains: dict[bytes, changelog.Chain] = {}
        for one in touched:
            if not one.state.exists or not one.names.isdisjoint(LABELS):
                one.names.update(LABELS)  # always together: one change says where a record lives
        size = sum(1 + len(_leaves(one)) for one in touched)
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

    def _log(
        self, one: _Touched, act: Act, chains: dict[bytes, changelog.Chain], logged: list[changelog.Logged]
    ) -> None:
        state, values, labels = one.state, one.state.values, _labels(one.state)
        scope = ids.scope_id(*labels)
        fields = {name: values[name] for name in sorted(one.names)}
        base = {name: dots_of(one.before[name], scope) for name in fields if one.before.get(name)}
        draft = Change(scope, self._device, 0, b"", 0, state.kind, state.id, int(Op.SET), fields, base, act, labels)
        logged += [self._extend(chains, self._leave(one, left, draft)) for left in _leaves(one)]
        if state.exists and scope != state.scope:
            fields, base = self._full(one)
            draft = structs.replace(draft, op=int(Op.ENTER), fields=fields, base=base, left=state.scope)
        elif state.exists:
            draft = structs.replace(draft, base=base | _aware(fields, one.before, scope))
        done = self._extend(chains, draft)
        logged.append(done)
        if not state.exists:
            state.made_at = clock.wall_of(done.change.hlc)
        moved = state.exists and (PLACE in fields or not one.before.get(PLACE))  # what it begins with may be another
        if moved or one.before.get(STRUCK) or any(len(held) > 1 for held in one.before.values()):
            self._refold.append(state.id)
        state.scope, state.exists = scope, True
        state.heads.update(dict.fromkeys(fields, (Head(done.change.hlc, self._device, done.change.n, scope),)))

    def _leave(self, one: _Touched, left: bytes, draft: Change) -> Change:
        """The record's going, told in a scope where it lived; it names the stays it knows of."""
        labels = changelog.labels_of(self._connection, left)
        held = one.before.get(PLACE)
        base = {PLACE: dots_of(held, left)} if held else {}
        return structs.replace(draft, scope=left, op=int(Op.LEAVE), fields={}, base=base, labels=labels)

    def _full(self, one: _Touched) -> tuple[dict[str, Any], dict[str, list[Dot]]]:
        """A record's full state and what it replaces, for arriving in another scope.

        What is in conflict stays so: only what shows is replaced, and a strike in dispute is not carried along.
        """
        state, before = one.state, one.before
        defaults = defaults_of(KINDS[state.kind])
        fields = {
            name: value
            for name, value in sorted(state.values.items())
            if value != defaults[name] or name in before or name in LABELS
        }
        fields |= state.extra
        base = {name: dots_of(held, state.scope) for name, held in before.items() if held}
        open_ = self._connection.exec_driver_sql("SELECT DISTINCT field FROM conflict WHERE rec = ?", (state.id,))
        for name in {name for (name,) in open_} - one.names:
            if name == STRUCK:
                del fields[name]
            else:
                base[name] = dots_of(before[name][:1], state.scope)
        return fields, base

    def _extend(self, chains: dict[bytes, changelog.Chain], draft: Change) -> changelog.Logged:
        """The draft with its place in our chain and its stamp."""
        chain = chains.get(draft.scope)
        if chain is None:
            chain = chains[draft.scope] = changelog.chain_of(self._connection, draft.scope, self._device)
            changelog.know_scope(self._connection, draft.scope, draft.labels)
        self._hlc = clock.tick(self._hlc, self.moment)
        change = structs.replace(draft, n=chain.n + 1, prev=chain.hash[: changelog.PREV], hlc=self._hlc)
        return changelog.extend(chain, change)


def _labels(state: State) -> tuple[bytes, str, str]:
    values = state.values
    return values["event"], values["marking"], marking.audience(values["audience"] or "")


def _leaves(one: _Touched) -> list[bytes]:
    """The scopes a record leaves: the one it stands in, and any that another desk moved it to meanwhile."""
    if not one.state.exists or one.names.isdisjoint(LABELS):
        return []
    stands = {one.state.scope, *(head.scope for head in one.before.get(PLACE, ()))}
    return sorted(stands - {ids.scope_id(*_labels(one.state))})


def _aware(fields: dict[str, Any], before: dict[str, tuple[Head, ...]], home: bytes) -> dict[str, list[Dot]]:
    """What the author knew beside the fields written: of a strike, everything; else whether it was struck.

    This is how a strike and an edit that did not know of each other are found out (merge._revived).
    """
    if fields.get(STRUCK):
        return {name: dots_of(held, home) for name, held in before.items() if held}
    held = before.get(STRUCK)
    return {STRUCK: dots_of(held, home)} if held else {}
