"""Take back an act, or do it again, if nobody has built on it. Undo is itself an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eocdesk.commands import access
from eocdesk.commands.along import along
from eocdesk.commands.command import Work
from eocdesk.commands.entries import CHANGE, STRIKE, StrikeEntry, write
from eocdesk.commands.forms import stands_still
from eocdesk.models import KINDS, Change, Entry, Op, Refused, clock, defaults_of, fields_of
from eocdesk.store import changelog, purged
from eocdesk.store.merge import STRUCK, parents_of
from eocdesk.store.work import LABELS

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back one act: fields as they were before it, new records struck. Entries are struck by entries."""

    act: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Undo"

    def do(self, work: Work) -> str:
        """The title of the act taken back; Refused where a field has been changed since."""
        return _reverse(work, self.act, again=False)


@dataclass(frozen=True, slots=True)
class Redo:
    """Take back an undo."""

    act: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Redo"

    def do(self, work: Work) -> str:
        """The title of the undo taken back."""
        return _reverse(work, self.act, again=True)


def _reverse(work: Work, act: bytes, again: bool) -> str:  # noqa: FBT001  undo or redo
    changes = [change for change in work.read(changelog.of_act, act) if change.kind in KINDS and change.op != Op.LEAVE]
    if not changes:
        raise Refused("This act is no longer in the log.")
    if any(map(purged.stays, changes)):
        raise Refused("A purge cannot be taken back: the words are gone.")
    if any(change.kind == access.KIND for change in changes):
        raise Refused(access.FOR_GOOD)
    for at in range(0, len(changes), CHUNK):
        some = changes[::-1][at : at + CHUNK]
        for kind in {change.kind for change in some}:
            work.prefetch(kind, [change.rec for change in some if change.kind == kind])
        for change in some:
            if change.kind == "entry" and change.op != Op.ENTER:
                _reverse_entry(work, change, again)
            else:
                _reverse_change(work, change)
    return changes[0].act.title


def _reverse_entry(work: Work, change: Change, again: bool) -> None:  # noqa: FBT001  undo or redo
    """The log keeps what was written: undo strikes the entry by another, redo writes what was struck anew."""
    entry = work.must(Entry, change.rec)
    if entry.kind == CHANGE:
        names = ("incident", "venue", "session", "marking", "audience", "severity")
        words = f"{'Done again' if again else 'Undone'}: {entry.text}"
        write(work, entry.event, words, kind=CHANGE, **{name: getattr(entry, name) for name in names})
        return
    if not again:
        if entry.kind != STRIKE:
            StrikeEntry(entry.id, "Undone").do(work)
        return
    if entry.kind == STRIKE and entry.amends is not None:
        values = {name: getattr(work.must(Entry, entry.amends), name) for name in fields_of(Entry)}
        values |= {"number": work.number("entry"), "written": work.moment, "author": work.person}
        work.add("entry", **values)


def _reverse_change(work: Work, change: Change) -> None:
    state = work.state(change.kind, change.rec)
    if state is None:
        raise Refused("This record is no longer on this desk.")
    stands_still(work, change.kind, change.rec, change.fields)
    declared = fields_of(KINDS[change.kind])
    for name, value in change.fields.items():
        if name in declared and name not in LABELS and state.values[name] != value:
            raise Refused(f"{declared[name].label} has been changed since.", name)
    first = not change.base and (state.made_on, state.made_at) == (change.dev, clock.wall_of(change.hlc))
    if first:
        work.put(change.kind, change.rec, **{STRUCK: True})
        return
    values = {name: _before(work, change, name) for name in change.fields if name in declared and name not in LABELS}
    if change.kind == "entry":  # it was moved: its words stand as they were written
        values = {}
    with along(work, change.kind, change.rec):
        work.put(change.kind, change.rec, **values, **_moved_back(work, change, state.values))


def _moved_back(work: Work, change: Change, now: Mapping[str, Any]) -> dict[str, Any]:
    """The labels the change gave it, as they were before. All are written together: the others stay as they are.

    Refused where one has been given anew since: what was raised meanwhile is never lowered by taking this back.
    """
    back: dict[str, Any] = {}
    for name in LABELS:
        if name in change.fields:
            before = _before(work, change, name)
            if before != change.fields[name]:
                if now[name] not in {before, change.fields[name]}:
                    raise Refused(f"{fields_of(KINDS[change.kind])[name].label} has been changed since.", name)
                back[name] = before
    return back


def _before(work: Work, change: Change, name: str) -> Any:
    """The value a field held when the change was written: that of its newest parent, else the default."""
    parents = [work.read(changelog.by_dot, *key) for key in parents_of(change, name)]
    known = sorted((p for p in parents if p is not None), key=lambda p: (p.hlc, p.dev, p.n))
    return known[-1].fields.get(name) if known else defaults_of(KINDS[change.kind])[name]
