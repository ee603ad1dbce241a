"""What every record must be, worked out a second time from the bodies alone, by other means than the program's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from eocdesk.models import KINDS, Change, Op, fields_of
from eocdesk.models.fields import Meets

LABELS = ("event", "marking", "audience")
Dot = tuple[bytes, bytes, int]
"""(scope, device, n)."""


def dot_of(change: Change) -> Dot:
    """A change's identity."""
    return change.scope, change.dev, change.n


def parents(change: Change, name: str) -> set[Dot]:
    """The changes of a field that this one's author saw and replaced."""
    home = change.left or change.scope
    return {(dev[16:] or home, dev[:16], n) for dev, n in change.base.get(name, ())}


@dataclass
class Known:
    """One record as its bodies leave it."""

    kind: str = ""
    changes: list[Change] = field(default_factory=list)
    heads: dict[str, list[Change]] = field(default_factory=dict)  # newest first
    there: bool = False  # whether it has a stay left
    struck_for_good: bool = False  # a strike that nobody wrote beside and nobody took back


def work_out(bodies: Iterable[Change]) -> dict[bytes, Known]:
    """Every record of these bodies: per field the changes named in no other's base."""
    records: dict[bytes, Known] = defaultdict(Known)
    for change in bodies:
        records[change.rec].changes.append(change)
    for known in records.values():
        _heads(known)
        known.kind = known.changes[0].kind
        known.there = bool(stays(known.changes)) or not _told_where(known.changes)
        known.struck_for_good = _struck(known.changes)
    return records


def _heads(known: Known) -> None:
    named: dict[str, set[Dot]] = defaultdict(set)
    seen = {dot_of(change): change for change in known.changes}
    for change in known.changes:
        for name in change.fields:  # a base may name more: what its author had seen, and left as it was
            if not rewrites(change, name, seen):
                named[name] |= parents(change, name)
    for change in known.changes:
        if change.op == Op.LEAVE:
            continue
        for name in change.fields:
            if dot_of(change) not in named[name]:
                known.heads.setdefault(name, []).append(change)
    for held in known.heads.values():
        held.sort(key=lambda change: (change.hlc, change.dev, change.n, change.scope), reverse=True)


def rewrites(change: Change, name: str, seen: dict[Dot, Change]) -> bool:
    """Whether it would replace what is written once by something that stood nowhere: then nothing is replaced."""
    declared = fields_of(KINDS[change.kind]).get(name) if change.kind in KINDS else None
    if declared is None or declared.meets is not Meets.ONCE:
        return False
    stood = [seen[dot].fields[name] for dot in parents(change, name) if dot in seen and name in seen[dot].fields]
    return stood != [] and change.fields[name] not in stood


def stays(changes: list[Change]) -> list[Change]:
    """The changes that say where the record lives and that none has followed; the newest first."""
    moves = [change for change in changes if change.op == Op.LEAVE or "event" in change.fields]
    named = {dot for change in moves for dot in parents(change, "event")}
    left = [change for change in moves if change.op != Op.LEAVE and dot_of(change) not in named]
    return sorted(left, key=lambda change: (change.hlc, change.dev, change.n, change.scope), reverse=True)


def _told_where(changes: list[Change]) -> bool:
    """Whether anything is known of where it was made or went; if not, it is where it was written on."""
    return any(change.op == Op.LEAVE or "event" in change.fields for change in changes)


def where_it_lives(known: Known) -> Change | None:
    """The change that put the record where it lives; its labels are the record's."""
    return next(iter(stays(known.changes)), None)


def ancestors(dot: Dot, held: dict[Dot, Change]) -> set[Dot]:
    """Everything the author of a change had seen of the record, as far as it is held."""
    found: set[Dot] = set()
    ahead = [dot]
    while ahead:
        change = held.get(ahead.pop())
        if change is None:
            continue
        fresh = {parent for name in change.base for parent in parents(change, name)} - found
        found |= fresh
        ahead += fresh
    return found


def _struck(changes: list[Change]) -> bool:
    held = {dot_of(change): change for change in changes if change.op != Op.LEAVE}
    strikes = [dot for dot, change in held.items() if change.fields.get("struck") is True]
    if not strikes:
        return False
    if any(dot not in held for change in held.values() for dot in parents(change, "struck")):
        return False  # somebody had seen more: it may have been taken back where this desk does not see
    followed = {dot for change in held.values() if "struck" in change.fields for dot in parents(change, "struck")}
    if any(change.fields.get("struck") is False and dot not in followed for dot, change in held.items()):
        return False  # nothing that wrote the field named what kept it: both stand, and a person settles
    above = {dot: ancestors(dot, held) for dot in held}
    for strike in strikes:
        after = {dot for dot in held if strike in above[dot]}
        told = after | above[strike] | {strike}
        if told >= held.keys() and not any(held[dot].fields.get("struck") is False for dot in after):
            return True
    return False


def disputed(kind: str, name: str, held: list[Change]) -> bool:
    """Whether a person must settle these heads."""
    declared = fields_of(KINDS[kind]).get(name)
    meets = Meets.ASK if declared is None else declared.meets
    values = [change.fields[name] for change in held]
    return meets in {Meets.ASK, Meets.ONCE} and any(value != values[0] for value in values)


def shown(known: Known, name: str, held: list[Change]) -> Any:
    """What shows of a field that is no set: the newest head's value; of what is written once, what its maker said."""
    declared = fields_of(KINDS[known.kind])[name]
    if declared.meets is Meets.ONCE:
        makings = [change for change in known.changes if _makes(change)]
        said = (
            min(makings, key=lambda change: (change.hlc, change.dev, change.n, change.scope)).fields if makings else {}
        )
        if name in said and said[name] in [change.fields[name] for change in held]:
            return said[name]
    return ... if declared.meets is Meets.UNION else held[0].fields[name]


def _makes(change: Change) -> bool:
    return change.op == Op.SET and "event" in change.fields and not change.base
