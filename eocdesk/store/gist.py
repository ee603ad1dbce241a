"""What of a record's changes in one scope is needed to know it as it is: those that hold a field, and its making."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from eocdesk.models import Change, Op
from eocdesk.models.change import DEVICE
from eocdesk.store.merge import PLACE, STRUCK, Whole, fold


def gist(changes: Sequence[Change], once: Callable[[str], Collection[str]]) -> list[tuple[int, list[str]]]:
    """(which of the changes, those of its fields that another holds now), in order; `once` as in `fold`.

    Folded with those fields known as superseded they give the record that all of the changes give. Of a record that
    moved or was struck all are needed: who knew of what is worked out along the whole of it.
    """
    whole = fold(((change, 0) for change in changes), once=once)
    if any(map(_moves, changes)) or _struck(whole):
        return [(at, []) for at in range(len(changes))]
    held: dict[tuple[bytes, int], set[str]] = {}
    for name, field in whole.fields.items():
        for head in field.heads:
            held.setdefault((head.dev, head.n), set()).add(name)
    first = min(range(len(changes)), key=lambda at: (changes[at].hlc, changes[at].dev, changes[at].n), default=0)
    found = []
    for at, change in enumerate(changes):
        holds = held.get((change.dev, change.n), set())
        if holds or at == first or PLACE in change.fields:
            found.append((at, sorted(change.fields.keys() - holds)))
    return found


def _moves(change: Change) -> bool:
    """Whether it takes the record from scope to scope, or knows of words about it in another."""
    return change.op != Op.SET or any(len(dev) > DEVICE for dots in change.base.values() for dev, _ in dots)


def _struck(whole: Whole) -> bool:
    strikes = whole.fields.get(STRUCK)
    return strikes is not None and any(strikes.values)
