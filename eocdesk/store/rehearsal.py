"""A command's work without the work: what it would find and write, on a connection that only reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from eocdesk.models import KINDS, Record, Refused, fields_of, kind_of
from eocdesk.models.fields import Meets
from eocdesk.store import local, rows
from eocdesk.store.rows import State

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")


class Rehearsal:
    """Answers as a `Work` would. Nobody waits for it, and nothing of it stays.

    `again`: the records that are put more than once; what was put of the others is forgotten at each checkpoint,
    so that a rehearsal of a million records holds a few thousand.
    """

    def __init__(self, connection: Connection, again: Collection[bytes] = ()) -> None:
        self._connection = connection
        self._again = frozenset(again)
        self._known: dict[tuple[str, bytes], State | None] = {}
        self._kept: dict[tuple[str, bytes], State] = {}
        self._notes: dict[str, Any] = {}

    def get(self, cls: type[R], record: bytes) -> R | None:
        """The record with what was put so far, or None."""
        state = self.state(kind_of(cls), record)
        return None if state is None else rows.as_record(cls, state)

    def must(self, cls: type[R], record: bytes) -> R:
        """The record, or Refused."""
        found = self.get(cls, record)
        if found is None:
            raise Refused(f"This {kind_of(cls)} is not on this desk.")
        return found

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query; it does not see what was put."""
        return query(self._connection, *args, **kwargs)

    def prefetch(self, kind: str, records: Sequence[bytes]) -> None:
        """Read many records at once before they are put."""
        missing = [record for record in records if (kind, record) not in self._known]
        found = rows.load(self._connection, kind, missing)
        for record in missing:
            self._known[kind, record] = self._kept.get((kind, record)) or found.get(record)

    def state(self, kind: str, record: bytes) -> State | None:
        """The record with its heads, as it would be by now."""
        if (kind, record) not in self._known:
            self.prefetch(kind, [record])
        return self._known[kind, record]

    def put(self, kind: str, record: bytes, /, **values: Any) -> bool:
        """Whether it would change something. Refused where a field is written once and the record stands already."""
        state = self.state(kind, record) or rows.blank(kind, record)
        declared = fields_of(KINDS[kind])
        changed = [name for name, value in values.items() if state.values[name] != value]
        for name in changed:
            if state.exists and declared[name].meets is Meets.ONCE:
                raise Refused(f"{declared[name].label} is written once and cannot be changed.", name)
        state.values.update({name: values[name] for name in changed})
        new, state.exists = not state.exists, True
        self._known[kind, record] = state
        if record in self._again:
            self._kept[kind, record] = state
        return new or bool(changed)

    def noted(self, key: str) -> Any:
        """What this copy noted for itself under a key, or would have by now."""
        return self._notes[key] if key in self._notes else local.get(self._connection, key)

    def note(self, key: str, value: object) -> None:
        """Would be noted."""
        self._notes[key] = value

    def checkpoint(self) -> None:
        """Forget what will not be asked for again."""
        self._known.clear()
