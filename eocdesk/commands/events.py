"""What can be done with an event: add it, amend it, give it periods, set the centre's posture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Period, Refused, ids
from eocdesk.store.queries import events

_CODE = re.compile(r"[^\W_][\w .&+-]{0,39}")
_DAYS = ("starts", "ends")


def _day(words: str | None, label: str, name: str) -> str | None:
    if words is None or not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip()).isoformat()
    except ValueError:
        raise Refused(f"{label} “{words}” is not a day. Write it as 2028-07-14.", name) from None


def _fit_event(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they may be stored: days are days in order, the zone is one, choices are known."""
    fitted = fit("event", values)
    named("event", fitted)
    if "name" in fitted and not (fitted["name"] or "").strip():
        raise Refused("Name is empty.", "name")
    labels = {"starts": "First day", "ends": "Last day"}
    for name in _DAYS:
        if name in fitted:
            fitted[name] = _day(fitted[name], labels[name], name)
    if fitted.get("partner_zone"):
        _zone_of_partner(fitted["partner_zone"])
    return fitted


def _zone_of_partner(zone: str) -> None:
    try:
        fit("event", {"zone": zone})
    except Refused as refused:
        raise Refused(refused.sentence, "partner_zone") from None


def _days_in_order(starts: str | None, ends: str | None) -> None:
    if starts and ends and ends < starts:
        raise Refused("The last day is before the first.", "ends")


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Add an event. Its id is made from its code, so that two desks that never met agree on it."""

    code: str
    name: str
    zone: str
    starts: str | None = None  # YYYY-MM-DD
    ends: str | None = None
    exercise: bool = False
    marking: str = "AMBER"
    rating: str | None = None
    partner_zone: str | None = None
    partner_name: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add event"

    def do(self, work: Work) -> bytes:
        """The event's id; Refused where the code is taken or odd, a day is none, the zone is none."""
        code = " ".join(self.code.split())
        if not code:
            raise Refused("Code is empty. Give the event a short code such as LA28.", "code")
        if not _CODE.fullmatch(code):
            raise Refused(f"“{code}” is no code. Use letters and digits, such as LA28.", "code")
        record = ids.event_id(code)
        known = work.get(Event, record)
        if known is not None:
            fate = " It is struck; restore it instead." if known.struck else ""
            raise Refused(f"There is an event {known.code} on this desk already.{fate}", "code")
        values = _fit_event(
            {
                "code": code,
                "name": self.name.strip(),
                "zone": self.zone.strip(),
                "starts": self.starts,
                "ends": self.ends,
                "exercise": self.exercise,
                "marking": self.marking,
                "rating": self.rating or None,
                "partner_zone": self.partner_zone or None,
                "partner_name": self.partner_name or None,
            }
        )
        _days_in_order(values["starts"], values["ends"])
        work.put("event", record, event=record, **values)
        return record


@dataclass(frozen=True, slots=True)
class AmendEvent:
    """Change fields of an event; its code stays, because other desks know it by that."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend event"

    def do(self, work: Work) -> bytes:
        """The event's id; Refused where a value does not fit."""
        known = work.must(Event, self.id)
        values = _fit_event(self.values)
        if values.get("code", known.code) != known.code:
            raise Refused("An event keeps its code: other desks know it by that. Add another event instead.", "code")
        _days_in_order(values.get("starts", known.starts), values.get("ends", known.ends))
        work.put("event", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class AddPeriod:
    """Add an operational period; without a number it takes the next."""

    event: bytes
    starts: int
    ends: int
    name: str = ""
    number: int | None = None
    objectives: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add operational period"

    def do(self, work: Work) -> bytes:
        """The period's id; Refused where it overlaps another or its end is not after its start."""
        event = work.must(Event, self.event)
        if self.ends <= self.starts:
            raise Refused("The end is not after the start.", "ends")
        known = work.read(events.periods, self.event)
        _alone(self.starts, self.ends, known)
        number = self.number or max((period.number or 0 for period in known), default=0) + 1
        if any(period.number == number for period in known):
            raise Refused(f"There is a period {number} already.", "number")
        values = fit(
            "period",
            {
                "name": self.name.strip() or f"OP-{number}",
                "number": number,
                "starts": self.starts,
                "ends": self.ends,
                "objectives": self.objectives,
                "marking": event.marking,
            },
        )
        return work.add("period", event=self.event, **values)


def _alone(starts: int, ends: int, known: list[Period]) -> None:
    for period in known:
        if period.starts is not None and period.ends is not None and starts < period.ends and period.starts < ends:
            raise Refused(f"It overlaps {period.name or f'period {period.number}'}.", "starts")


@dataclass(frozen=True, slots=True)
class SetPosture:
    """Set the centre's activation level from now on: a new record each time, so that each stays as it was."""

    event: bytes
    level: int
    reason: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Set posture"

    def do(self, work: Work) -> bytes:
        """The new posture's id; Refused where nothing would change."""
        event = work.must(Event, self.event)
        values = fit("posture", {"level": self.level, "reason": self.reason.strip(), "note": self.note.strip()})
        now = work.read(events.posture, self.event, work.moment)
        if now is not None and all(getattr(now, name) == value for name, value in values.items()):
            raise Refused("That is the posture in force.", "level")
        return work.add("posture", event=self.event, since=work.moment, marking=event.marking, **values)
