"""Plans that propose themselves, in the brief: why, and as strictly marked as what they are proposed for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from eocdesk.models.clock import Moment
from eocdesk.store.queries.handover import Noted, Part, Reader


class Crossed(Protocol):
    """One reason: the record that crossed a line, and where."""

    @property
    def reason(self) -> str:
        """In words."""

    @property
    def kind(self) -> str:
        """What kind of record crossed it."""

    @property
    def record(self) -> bytes:
        """That record."""

    @property
    def venue(self) -> bytes | None:
        """Where."""


class Proposal(Protocol):
    """A plan that proposes itself (desk/proposing)."""

    @property
    def plan(self) -> bytes:
        """The plan."""

    @property
    def marking(self) -> str:
        """The plan's."""

    @property
    def begins(self) -> Moment:
        """From when the first reason holds."""

    @property
    def crossings(self) -> Sequence[Crossed]:
        """The gravest first."""


Proposing: TypeAlias = Callable[[Any, bytes, Moment], Sequence[Proposal]]
"""Reckons what proposes itself at a moment: (connection, event, now)."""
SAID = 3
"""So many reasons are said."""


def proposed(reader: Reader, proposing: Proposing | None) -> tuple[Noted, ...]:
    """A line for each plan; none where nobody reckons it."""
    if proposing is None:
        return ()
    found = proposing(reader.connection, reader.event.id, reader.span.until)
    return tuple(_line(reader, one) for one in found)


def with_proposed(reader: Reader, plans: Part, proposing: Proposing | None) -> Part:
    """The section of plans, those that propose themselves first."""
    lines = (*proposed(reader, proposing), *plans.lines)
    return Part(plans.key, "Plans proposed, at work or left for now", lines, "No plan proposes itself or is at work.")


def _line(reader: Reader, one: Proposal) -> Noted:
    reasons = [each.reason for each in one.crossings[:SAID]]
    more = len(one.crossings) - len(reasons)
    for each in one.crossings:
        reader.named.name(each.kind, each.record)  # lends its marking
        reader.named.name("venue", each.venue)
    said = "; ".join(reasons) + (f"; and {more} more" if more else "")
    name = reader.named.name("plan", one.plan)
    return Noted("plan", one.plan, "", name, f"proposes itself: {said}", "", one.begins, None, "warn")
