"""Take back an act, or do it again, if nobody has built on it. Undo is itself an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.models import KINDS, Change, Op, Refused, defaults_of, fields_of
from eocdesk.store import changelog
from eocdesk.store.merge import STRUCK
from eocdesk.store.work import LABELS


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
        return _reverse(work, self.act)


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
        return _reverse(work, self.act)


def _reverse(work: Work, act: bytes) -> str:
    changes = work.read(changelog.of_act, act)
    if not changes:
        raise Refused("This act is no longer in the log.")
    for change in reversed(changes):
        if change.kind not in KINDS or change.op == Op.LEAVE:
            continue
        if change.kind == "entry" and not change.base:
            raise Refused("A log entry cannot be undone. Strike or amend it: the log keeps what was written.")
        _reverse_change(work, change)
    return changes[0].act.title


def _reverse_change(work: Work, change: Change) -> None:
    state = work.state(change.kind, change.rec)
    if state is None:
        raise Refused("This record is no longer on this desk.")
    declared = fields_of(KINDS[change.kind])
    for name, value in change.fields.items():
        if name in declared and name not in LABELS and state.values[name] != value:
            raise Refused(f"{declared[name].label} has been changed since.", name)
    if _is_first(work, change):
        work.put(change.kind, change.rec, **{STRUCK: True})
        return
    before = {name: _before(work, change, name) for name in change.fields if name in declared}
    work.put(change.kind, change.rec, **before)


def _is_first(work: Work, change: Change) -> bool:
    first = work.read(changelog.of_record, change.rec)[0][0]
    return (first.scope, first.dev, first.n) == (change.scope, change.dev, change.n)


def _before(work: Work, change: Change, name: str) -> Any:
    """The value a field held when the change was written: that of its newest parent, else the default."""
    home = change.left or change.scope
    parents = [work.read(changelog.by_dot, home, dev, n) for dev, n in change.base.get(name, ())]
    known = sorted((p for p in parents if p is not None), key=lambda p: (p.hlc, p.dev, p.n))
    return known[-1].fields.get(name) if known else defaults_of(KINDS[change.kind])[name]
