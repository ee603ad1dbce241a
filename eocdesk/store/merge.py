"""What a record is, given its changes: a pure function, the same in any order, twice or in part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eocdesk.models.change import DEVICE, Change, Dot, Op
from eocdesk.models.fields import Field, Meets
from eocdesk.models.marking import audience

STRUCK = "struck"
PLACE = "event"
"""Written when a record is made and each time it moves, never else: its heads say where the record lives."""
LABELS = (PLACE, "marking", "audience")
"""Always written together."""


class Head(NamedTuple):
    """A change that holds a field now. Sorted, the last is the one that shows: clocks only choose what shows."""

    hlc: int
    dev: bytes
    n: int
    scope: bytes

    @property
    def dot(self) -> Key:
        """The change's identity across scopes."""
        return Key(self.scope, self.dev, self.n)


class Key(NamedTuple):
    """A dot and its scope."""

    scope: bytes
    dev: bytes
    n: int


def parents_of(change: Change, name: str) -> frozenset[Key]:
    """The changes of a field that the author saw and replaced."""
    home = change.left or change.scope  # the parents of a record that moved stand in the scope it left
    return frozenset(_key(dot, home) for dot in change.base.get(name, ()))


def dots_of(heads: Iterable[Head], home: bytes) -> list[Dot]:
    """Heads as a base names them; those of other scopes than the record's home say theirs."""
    return sorted((head.dev if head.scope == home else head.dev + head.scope, head.n) for head in heads)


def _key(dot: Dot, home: bytes) -> Key:
    dev, n = dot
    return Key(dev[DEVICE:] or home, dev[:DEVICE], n)


@dataclass(slots=True)
class Held:
    """One field as its changes leave it: the changes not superseded, and their values, newest first."""

    heads: tuple[Head, ...] = ()
    values: tuple[Any, ...] = ()
    dead: frozenset[Key] = frozenset()


def meet(held: Held, head: Head, value: object, parents: frozenset[Key]) -> Held:
    """The field after one more change: heads' = (heads - parents) + the change, unless it is superseded already.

    Parents are remembered as dead even when they have not arrived: a change that comes after its successor,
    itself superseded, must still supersede its own parents (sync.md 4.3, bug 2).
    """
    dead = held.dead | parents
    pairs = {old: kept for old, kept in zip(held.heads, held.values, strict=True) if old.dot not in parents}
    if head.dot not in dead:
        pairs[head] = value
    heads = tuple(sorted(pairs, reverse=True))
    return Held(heads, tuple(pairs[kept] for kept in heads), dead)


def shown(meets: Meets, values: tuple[Any, ...]) -> Any:
    """The value to show for the heads' values, newest first."""
    if meets is Meets.UNION and len(values) > 1:
        if all(isinstance(value, bool) for value in values):
            return all(values)  # struck on one desk, kept on another: kept
        told = [value for value in values if isinstance(value, list | tuple)]  # other things are no members
        members = {repr(member): member for value in told for member in value}
        return [members[name] for name in sorted(members)]
    return values[0]


def disputed(meets: Meets, values: tuple[Any, ...]) -> bool:
    """Whether a person must settle: two heads with equal values agree."""
    return meets in {Meets.ASK, Meets.ONCE} and any(value != values[0] for value in values[1:])


@dataclass(slots=True)
class Whole:
    """A record as its changes leave it."""

    kind: str = ""
    scope: bytes = b""  # where it lives now; empty once it has left for a scope this copy may not see
    fields: dict[str, Held] = field(default_factory=dict)
    made: tuple[int, int, bytes, int] = (0, 0, b"", 0)  # of its first change: (how it begins, hlc, dev, n)
    made_by: str = ""
    received: int = 0
    revived: bool = False  # struck by one desk while another wrote on: it stays visible until settled
    labels: dict[str, Any] = field(default_factory=dict)  # as what it lives there: one change says both
    makings: dict[Head, Change] = field(default_factory=dict)  # more than one: imported twice, or forged


def _nothing(_kind: str) -> Collection[str]:
    return ()


def fold(
    changes: Iterable[tuple[Change, int]],
    dead: Mapping[str, frozenset[Key]] | None = None,
    once: Callable[[str], Collection[str]] = _nothing,
) -> Whole:
    """The record all these (change, received at) make, in whatever order they come.

    `once` gives the fields of a kind that are written with the record and never again.
    """
    whole = Whole(fields={name: Held(dead=keys) for name, keys in (dead or {}).items()})
    place, first = Held(), b""
    known = list(changes)
    seen = {Key(change.scope, change.dev, change.n): change for change, _ in known}
    for change, at in known:
        head = Head(change.hlc, change.dev, change.n, change.scope)
        leaves = change.op == Op.LEAVE
        if leaves or change.op == Op.ENTER or PLACE in change.fields:
            place = meet(place, head, b"" if leaves else change.scope, parents_of(change, PLACE))
        if not leaves:
            first = _first(whole, change, at) or first
            _take(whole, change, head, seen, once(change.kind))
    # Where it was put last, as far as is known; a move that left for a scope not held here leaves nothing.
    whole.scope = next(filter(None, place.values), b"" if place.heads else first)
    stay = next((seen[head.dot] for head, scope in zip(place.heads, place.values, strict=True) if scope), None)
    whole.labels = {} if stay is None else labels_in(stay)
    whole.revived = _revived(whole, seen)
    if len(whole.makings) > 1:
        _tell_maker(whole, once(whole.kind))
    return whole


def _tell_maker(whole: Whole, once: Collection[str]) -> None:
    """Of several makings the record is of the one whose words show; of equal ones of the first.

    Else who makes a second time what another wrote would have its words read under the other's name.
    """
    told = {name: _first_said(whole, name) for name in once if name in whole.fields and whole.fields[name].heads}

    def agrees(head: Head) -> int:
        fields = whole.makings[head].fields
        return sum(name in fields and fields[name] == value for name, value in told.items())

    head = max(sorted(whole.makings), key=agrees)
    whole.made = (0, head.hlc, head.dev, head.n)
    whole.made_by = whole.makings[head].act.person


def _first_said(whole: Whole, name: str) -> Any:
    """Of what is written once, while several values stand: what was written with the record; else the newest."""
    values = whole.fields[name].values
    if len(values) > 1 and whole.makings:
        said = whole.makings[min(whole.makings)].fields
        if name in said and said[name] in values:
            return said[name]
    return values[0]


def labels_in(change: Change) -> dict[str, Any]:
    """The labels among a change's fields; where they are none of its scope's, those of the scope: it is there."""
    told = {name: change.fields[name] for name in LABELS if name in change.fields}
    return told if is_labelled(change) else dict(zip(LABELS, change.labels, strict=True))


def is_labelled(change: Change) -> bool:
    """Whether the labels among a change's fields are those of the scope it was written to."""
    for name, here in zip(LABELS, change.labels, strict=True):
        told = change.fields.get(name, here)
        if told != here and (name != "audience" or _spelled(told) != here):
            return False
    return True


def _spelled(told: Any) -> str | None:
    try:
        return audience(told or "")
    except (ValueError, TypeError, AttributeError):
        return None


def _first(whole: Whole, change: Change, at: int) -> bytes:
    """Note who made the record and as what; the change's scope where it is the first so far.

    A making knows of nothing before it; where none has come, the record begins with what brought it here. Only among
    several, and of a record of which neither is known, do the clocks decide.
    """
    whole.received = whole.received or at
    making = change.op == Op.SET and PLACE in change.fields and not change.base
    if making:
        whole.makings[Head(change.hlc, change.dev, change.n, change.scope)] = change
    begins = 0 if making else 1 if PLACE in change.fields else 2
    order = (begins, change.hlc, change.dev, change.n)
    if whole.kind and order >= whole.made:
        return b""
    whole.made, whole.made_by, whole.kind = order, change.act.person, change.kind
    return change.scope


def _take(whole: Whole, change: Change, head: Head, seen: Mapping[Key, Change], once: Collection[str]) -> None:
    for name, value in change.fields.items():
        parents = parents_of(change, name)
        if parents and name in once and _rewrites(name, value, parents, seen):
            parents = frozenset()
        whole.fields[name] = meet(whole.fields.get(name, Held()), head, value, parents)


def _rewrites(name: str, value: object, parents: frozenset[Key], seen: Mapping[Key, Change]) -> bool:
    """Whether a value is none of those it would replace: what is written once is not replaced so, both stay to be seen.

    A settlement takes one of the values there were. Of parents that have not come nothing can be said yet.
    """
    held = [seen[key].fields[name] for key in parents if key in seen and name in seen[key].fields]
    return bool(held) and value not in held


def _revived(whole: Whole, seen: Mapping[Key, Change]) -> bool:
    """Whether someone wrote on without knowing of any strike, and no striker knew of that.

    One who struck it knowing all there is has decided, though a strike that knew less still stands beside it.
    """
    strikes = whole.fields.get(STRUCK)
    if strikes is None or not strikes.heads or not strikes.values[0]:
        return False
    held = [head.dot for head in strikes.heads if head.dot in seen]
    return bool(held) and all(_written_beside(strike, seen) for strike in held)


def _written_beside(strike: Key, seen: Mapping[Key, Change]) -> bool:
    """Whether someone wrote on who knew of no strike, and whoever made this one did not know of that."""
    known = _known_to(strike, seen)
    for key, change in seen.items():
        if key in known or change.op == Op.LEAVE:
            continue
        told = _known_to(key, seen)
        if strike not in told and not _told_struck(told, seen):
            return True
    return False


def _told_struck(told: Collection[Key], seen: Mapping[Key, Change]) -> bool:
    """Whether who knew these changes saw the record struck, and nothing that took that back."""
    read = {key: seen[key] for key in told if key in seen}
    wrote = {key: change for key, change in read.items() if STRUCK in change.fields}
    followed = {parent for change in wrote.values() for parent in parents_of(change, STRUCK)}
    heads = [change.fields[STRUCK] for key, change in wrote.items() if key not in followed]
    known = {parent for change in read.values() for parent in parents_of(change, STRUCK)}
    return bool(heads) and all(heads) and known <= read.keys()


def _known_to(key: Key, seen: Mapping[Key, Change]) -> set[Key]:
    """The change and every change its author had seen of this record."""
    known: set[Key] = set()
    ahead = [key]
    while ahead:
        key = ahead.pop()
        if key in known:
            continue
        known.add(key)
        change = seen.get(key)
        if change is not None:
            ahead.extend(key for name in change.base for key in parents_of(change, name))
    return known


def values_of(whole: Whole, declared: Mapping[str, Field]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The shown values: of declared fields, and of fields only a newer version knows."""
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, held in whole.fields.items():
        if not held.heads:
            continue
        if name in declared:
            meets = declared[name].meets
            known[name] = _first_said(whole, name) if meets is Meets.ONCE else shown(meets, held.values)
        else:
            extra[name] = held.values[0]
    # Of a stay that ended for where this copy does not see, the labels are still heads here; they show no more.
    known |= whole.labels
    if whole.revived:
        known[STRUCK] = False
    return known, extra


def conflicts_of(whole: Whole, declared: Mapping[str, Field]) -> dict[str, Held]:
    """The fields a person must settle, with every head and value."""
    found = {
        name: held
        for name, held in whole.fields.items()
        if len(held.heads) > 1 and disputed(declared[name].meets if name in declared else Meets.ASK, held.values)
    }
    if whole.revived:
        found[STRUCK] = whole.fields[STRUCK]
    return found
