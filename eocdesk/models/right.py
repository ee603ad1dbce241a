"""Who may: roles, rights by event and marking, and the two questions that every copy asks the same way."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

import msgspec

from eocdesk.models.clock import Moment
from eocdesk.models.errors import Refused
from eocdesk.models.ids import NIL
from eocdesk.models.marking import WORDS, Tlp

Labels: TypeAlias = tuple[bytes, str, str]
"""What a scope stands for: event (NIL: no event), marking, audiences in canonical spelling."""
ANY = "*"
"""All audiences."""


class Role(StrEnum):
    """What a desk is for at the hub; each is a word people use."""

    WATCH_OFFICER = "watch officer"
    LIAISON = "liaison"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    PARTNER = "partner"  # reads only
    ADMINISTRATOR = "administrator"
    FEEDS = "feeds"  # the hub's own desk that asks the outside: writes what feeds bring and nothing else


CEILING = {
    Role.WATCH_OFFICER: Tlp.RED,
    Role.LIAISON: Tlp.AMBER_STRICT,
    Role.SUPERVISOR: Tlp.RED,
    Role.ANALYST: Tlp.RED,
    Role.PARTNER: Tlp.GREEN,
    Role.ADMINISTRATOR: Tlp.RED,
    Role.FEEDS: Tlp.AMBER_STRICT,
}
"""The strictest marking a role sees unless its right says otherwise."""
AUDIENCES = dict.fromkeys(Role, ANY) | {Role.PARTNER: "", Role.FEEDS: ""}
"""The audiences a role belongs to unless its right says otherwise."""
_SETTING_UP = frozenset({"event", "period", "posture", "summary"})
"""Kinds that set an event up or are handed up under a number: not a liaison's."""
FED = frozenset({"alert", "observation", "indicator", "feature", "session"})
"""The kinds of records a feed may write."""
_NOWHERE = frozenset({"person", "device"})
"""Kinds that belong to no event and yet may be marked as strictly as AMBER."""
_OWN = _NOWHERE | {"access"}
"""Kinds every desk writes of itself, whatever its role: who it is, and which paper it let out."""


class Right(msgspec.Struct, array_like=True, frozen=True):
    """One right of one device. A device may hold several; each reaches as far as it says."""

    role: str
    event: bytes = b""  # empty: every event, those the device brings included
    ceiling: str = ""  # a marking; empty: the role's own
    audiences: str = ""  # canonical spelling; "*" all; empty: the role's own
    until: Moment | None = None
    why: str = ""
    lease: int = 0  # milliseconds that a desk may go by it without having met its hub; 0: as long as it takes


def role_of(words: str) -> Role:
    """`watch-officer`, `Watch officer`; Refused otherwise."""
    word = " ".join(words.replace("-", " ").replace("_", " ").casefold().split())
    try:
        return Role(word)
    except ValueError:
        known = ", ".join(role.value.replace(" ", "-") for role in Role)
        raise Refused(f"“{words}” is not a role. Use one of {known}.", "role") from None


def may_see(rights: Iterable[Right], labels: Labels, now: Moment, met: Moment | None = None) -> bool:
    """Whether records of these labels may reach a device with these rights.

    What belongs to no event (people, desks) reaches every device up to GREEN's stricter neighbour AMBER.
    STRICT and RED reach a partner only where the record names one of its audiences.
    `met`: when its hub last vouched for them, where it is not the hub that asks: then their leases count too.
    """
    return any(_sees(right, labels) for right in rights if _in_force(right, now, met))


def ends(rights: Iterable[Right], labels: Labels, met: Moment) -> Moment | None:
    """When the last of the rights that let see these labels ends for a device that met its hub then and not since.

    None: never, or none of them reaches there.
    """
    found = [_end(right, met) for right in rights if _sees(right, labels)]
    known = [end for end in found if end is not None]
    return max(known) if known and len(known) == len(found) else None


def may_write(rights: Iterable[Right], labels: Labels, kind: str, now: Moment) -> bool:
    """Whether a device with these rights may write a record of this kind under these labels."""
    return any(_sees(right, labels) and _writes(role_of(right.role), kind) for right in rights if _in_force(right, now))


def only_of_itself(rights: Iterable[Right], labels: Labels, kind: str, now: Moment) -> bool:
    """Whether a device may write such a record where it made it itself, and change nobody else's."""
    return kind in _OWN and not may_write([one for one in rights if one.role != Role.PARTNER], labels, kind, now)


def misplaced(labels: Labels, kind: str) -> bool:
    """Whether such a record is marked for more than it can keep: what belongs to no event reaches every device.

    Up to AMBER only people and desks do, whose names stand beside whatever they write; all else is at most GREEN there.
    """
    event, marking, _ = labels
    return event == NIL and kind not in _NOWHERE and WORDS.get(marking, Tlp.RED) > CEILING[Role.PARTNER]


def reads_only(rights: Iterable[Right], kinds: Iterable[str]) -> bool:
    """Whether a device with these rights, all of them a partner's, may write some of these kinds nowhere."""
    roles = {right.role for right in rights}
    return roles == {Role.PARTNER} and not _OWN.issuperset(kinds)


def in_force(rights: Iterable[Right], now: Moment) -> tuple[Right, ...]:
    """Those of the rights that have not ended."""
    return tuple(right for right in rights if _in_force(right, now))


def _in_force(right: Right, now: Moment, met: Moment | None = None) -> bool:
    end = right.until if met is None else _end(right, met)
    return end is None or now < end


def _end(right: Right, met: Moment) -> Moment | None:
    """When a right ends for who met its hub then and not since; None: never."""
    named = [end for end in (right.until, met + right.lease if right.lease else None) if end is not None]
    return min(named) if named else None


def _sees(right: Right, labels: Labels) -> bool:
    event, marking, audience = labels
    role = role_of(right.role)
    level = WORDS.get(marking, Tlp.RED)
    if event == NIL:
        return level <= Tlp.AMBER and not audience
    if right.event and right.event != event:
        return False
    if level > (WORDS[right.ceiling] if right.ceiling else CEILING[role]):
        return False
    mine = right.audiences or AUDIENCES[role]
    named = set(filter(None, audience.split(",")))
    if named:
        return mine == ANY or not named.isdisjoint(mine.split(","))
    return role is not Role.PARTNER or level < Tlp.AMBER_STRICT


def _writes(role: Role, kind: str) -> bool:
    if role is Role.PARTNER:
        return kind in _OWN
    if role is Role.FEEDS:
        return kind in _OWN or kind in FED
    return role is not Role.LIAISON or kind not in _SETTING_UP
