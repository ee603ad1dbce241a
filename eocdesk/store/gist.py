"""What of a record's changes in one scope is needed to know it as it is: those that hold a field, and its making."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from eocdesk.models import Change, Op
from eocdesk.models.change import DEVICE
from eocdesk.store.merge import PLACE, STRUCK, fold


def gist(changes: Sequence[Change], once: Callable[[str], Collection[str]]) -> list[tuple[int, list[str]]]:
    """(which of the changes, those of its fields that another holds now), in order; `once` as in `fold`.

    Folded with those fields known as superseded they give the record that all of the changes give. Of a record that
    moved or was struck all are needed: who knew of what is worked out along the whole of it.
    """
    held = None if any(map(_moves, changes)) else _held(changes, once)
    if held is None:
        return [(at, []) for at in range(len(changes))]
    first = min(range(len(changes)), key=lambda at: (changes[at].hlc, changes[at].dev, changes[at].n), default=0)
    found = []
    for at, change in enumerate(changes):
        holds = held[at]
        if holds or at == first or PLACE in change.fields:
            found.append((at, sorted(change.fields.keys() - holds)))
    return found


def _moves(change: Change) -> bool:
    """Whether it takes the record from scope to scope, or knows of words about it in another."""
    return change.op != Op.SET or any(len(dev) > DEVICE for dots in change.base.values() for dev, _ in dots)


def _held(changes: Sequence[Change], once: Callable[[str], Collection[str]]) -> list[set[str]] | None:
    """Of each change the fields that it holds; None of a record that is struck, be it in dispute."""
    if any(one.fields.keys() & one.base.keys() & set(once(one.kind)) for one in changes):
        return _folded(changes, once)
    dead = {(name, dev, n) for one in changes for name in one.fields for dev, n in one.base.get(name, ())}
    held = [{name for name in one.fields if (name, one.dev, one.n) not in dead} for one in changes]
    struck = any(STRUCK in holds and one.fields[STRUCK] for one, holds in zip(changes, held, strict=True))
    return None if struck else held


def _folded(changes: Sequence[Change], once: Callable[[str], Collection[str]]) -> list[set[str]] | None:
    """The same where what is written once was written again: whose word stands is the merge's to say."""
    whole = fold(((change, 0) for change in changes), once=once)
    strikes = whole.fields.get(STRUCK)
    if strikes is not None and any(strikes.values):
        return None
    held: dict[tuple[bytes, int], set[str]] = {(one.dev, one.n): set() for one in changes}
    for name, field in whole.fields.items():
        for head in field.heads:
            held[head.dev, head.n].add(name)
    return [held[one.dev, one.n] for one in changes]
