"""Which acts are let into the log: by the rights of who wrote them, and never over what is written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

from eocdesk.models import KINDS, Change, Op, defaults_of, fields_of
from eocdesk.models.clock import Moment
from eocdesk.models.fields import Field, Meets
from eocdesk.models.right import Labels, may_write, misplaced
from eocdesk.store.hub.log_moves import comes
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.merge import LABELS, PLACE, STRUCK, Key, is_labelled, parents_of

Find: TypeAlias = Callable[[Key], Change | None]
"""The change of a dot; None where the hub has not its words."""


class Rights:
    """Whether authors may write what they wrote; each question is asked once."""

    def __init__(self, now: Moment) -> None:
        self._now = now
        self._told: dict[tuple[bytes, Labels, str], str] = {}

    def against(self, author: HubDevice, change: Change) -> str:
        """Why the author may not write this; empty where it may."""
        key = (author.dev, change.labels, change.kind)
        if key not in self._told:
            self._told[key] = self._against(author, change.labels, change.kind)
        return self._told[key]

    def against_move(
        self, author: HubDevice, change: Change, labels: Mapping[bytes, Labels], stays: Iterable[Labels] = ()
    ) -> str:
        """Why the author may not bring a record to where it brings it; empty where it may, or the change moves none.

        It must have had the right to write where the record was, and where it is by now (`stays`), though it may not
        have heard of that. Else who was to see it no more could have its words told again by bringing it back from
        where it may not look. `labels` are those of the scopes the hub knows. Who settles where it is may leave it
        where it is.
        """
        if not comes(change):
            return ""
        homes = {key.scope for key in parents_of(change, PLACE)}
        known = [*(labels[scope] for scope in sorted(homes & labels.keys())), *stays]
        good = all(may_write(author.rights, one, change.kind, self._now) for one in known)
        if good and (change.op == Op.SET or homes - {change.scope}):
            return ""
        return f"“{author.name}” has no right to move this {change.kind} from where it was. Ask for it at the hub."

    def _against(self, author: HubDevice, labels: Labels, kind: str) -> str:
        if author.revoked is not None:
            return f"“{author.name}” was revoked ({author.why}). What it wrote waits at the hub for a supervisor."
        if kind in KINDS and misplaced(labels, kind):
            return f"What belongs to no event reaches every desk. This {kind} is marked for fewer: give it an event."
        if may_write(author.rights, labels, kind, self._now):
            return ""
        _, marking, audience = labels
        article = "an" if kind[:1] in {*"aeiou"} else "a"
        where = f"{marking} for {audience}" if audience else marking
        return f"“{author.name}” has no right to write {article} {kind} marked {where}. Ask for it at the hub."


@cache
def once(kind: str) -> dict[str, Field]:
    """The fields of a kind that are written with the record and never again, by name; none of a kind not known here."""
    declared = fields_of(KINDS[kind]) if kind in KINDS else {}
    return {name: field for name, field in declared.items() if field.meets is Meets.ONCE}


def asks_for(change: Change) -> set[Key]:
    """The changes whose words are needed to tell whether this one writes over what is written once."""
    if not change.base:
        return set()
    names = [name for name in once(change.kind) if name in change.fields]
    return {key for name in names for key in parents_of(change, name)}


def mislabelled(change: Change) -> str:
    """Why the labels that this change writes are not let in; empty where it writes none, or those of its scope.

    Who reads a record goes by the marking it shows: it is always that of the place where it lives.
    """
    told = [name for name in LABELS if name in change.fields]
    if not told or (len(told) == len(LABELS) and is_labelled(change)):
        return ""
    return f"This {change.kind} is marked otherwise than the place where it stands. It is put right by a move only."


def over_once(change: Change, find: Find) -> str:
    """What this change does to a field that is written once, in a sentence; empty where nothing.

    Such a field is written when its record is made. Later its value may be said again only, by who moves the record
    or settles between two values: it must be that of a change which this one names as the one it replaces. Who names
    none that the hub holds is not believed: it could unwrite what has not even arrived.
    """
    making = change.op == Op.SET and PLACE in change.fields and not change.base
    for name, field in once(change.kind).items():
        if name not in change.fields:
            continue
        value, parents = change.fields[name], parents_of(change, name) if change.base else ()
        if name == STRUCK and value:
            return f"The {change.kind} was struck out of the log; it is put right by another {change.kind} only."
        if not parents and (making or (change.op == Op.ENTER and value == _default(change.kind, name))):
            continue
        told = [parent for key in parents if (parent := find(key)) is not None and parent.rec == change.rec]
        if not any(name in parent.fields and parent.fields[name] == value for parent in told):
            return f"{field.label} is written once and was changed."
    return ""


def _default(kind: str, name: str) -> Any:
    return defaults_of(KINDS[kind])[name]
