"""Committees in the committee's report: who chairs them, when they meet, what they own, what is overdue of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eocdesk.models.clock import Moment
from eocdesk.reports.document import Cell, Column, Piece, Table
from eocdesk.reports.times import clock, day

_OVER, _FINISHED = ("closed", "accepted"), ("done", "rejected")
Records = Mapping[str, Sequence[Mapping[str, Any]]]
"""Of gap, recommendation, committee and engagement, those that may be seen; fields by name."""
Name = Callable[[str, Any, str], str]
"""What stands in a field of a record: of (kind, id, field)."""


def committees(records: Records, name: Name, now: Moment, zone: str) -> tuple[Piece, ...]:
    """A table of them, those with something overdue first; nothing where there are none."""
    columns = (
        Column("Committee", share=1, letters=32),
        Column("Meets", 110, digits=True, letters=20),
        Column("Gaps open", 60, right=True, digits=True),
        Column("Overdue", 60, right=True, digits=True),
    )
    made = [(_late(one, records, now), one) for one in records["committee"]]
    made.sort(key=lambda pair: (-pair[0], str(pair[1]["name"]).casefold()))
    rows = tuple(
        (
            Cell(one["name"], _seats(one, name), strong=True),
            Cell(*_met(one, records, now, zone)),
            Cell(str(len(_owned(one, records)))),
            Cell(str(late) if late else "", tone="bad"),
        )
        for late, one in made
    )
    return (Table(columns, rows),) if rows else ()


def _owned(committee: Mapping[str, Any], records: Records) -> list[Any]:
    return [one["id"] for one in records["gap"] if one["committee"] == committee["id"] and one["state"] not in _OVER]


def _late(committee: Mapping[str, Any], records: Records, now: Moment) -> int:
    """How many of its open gaps have a recommendation that should be done by now."""
    late = {
        one["gap"]
        for one in records["recommendation"]
        if one["due"] is not None and one["due"] < now and one["state"] not in _FINISHED
    }
    return len(late & set(_owned(committee, records)))


def _seats(committee: Mapping[str, Any], name: Name) -> str:
    chair = name("contact", committee["chair"], "name")
    members = len(committee["members"] or ())
    said = (f"chair {chair}" if chair else "no chair named", f"{members} members" if members != 1 else "1 member")
    return ", ".join(said)


def _met(committee: Mapping[str, Any], records: Records, now: Moment, zone: str) -> tuple[str, str]:
    """When it meets next, and below it when it met last and whether minutes were kept."""
    mine = [one for one in records["engagement"] if one["committee"] == committee["id"] and one["starts"] is not None]
    after = [one for one in mine if (one["ends"] if one["ends"] is not None else one["starts"]) >= now]
    before = [one for one in mine if one not in after]
    following = min((one["starts"] for one in after), default=None)
    meets = f"{day(following, zone)} {clock(following, zone)}" if following is not None else "none planned"
    if not before:
        return meets, ""
    last = max(before, key=_starts)
    minutes = "" if str(last["minutes"] or "").strip() else ", no minutes"
    return meets, f"met {day(last['starts'], zone)}{minutes}"


def _starts(one: Mapping[str, Any]) -> Moment:
    return int(one["starts"])
