"""What can be done with partners: agencies, contacts, seats, who is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import phones
from eocdesk.commands.calldown import BeginCallDown, MoveInCallDown, TickOff
from eocdesk.commands.command import Work
from eocdesk.commands.entries import of_event
from eocdesk.commands.records import fit, named
from eocdesk.models import Agency, Contact, Duty, Event, Record, Refused, Seat, Venue

__all__ = [
    "ADDING",
    "AMENDING",
    "AddAgency",
    "AddContact",
    "AddDuty",
    "AddSeat",
    "AmendAgency",
    "AmendContact",
    "AmendDuty",
    "AmendSeat",
    "BeginCallDown",
    "EndDuty",
    "MoveInCallDown",
    "SetSeat",
    "TickOff",
]

_POINTS: Mapping[str, tuple[tuple[str, type[Record]], ...]] = {
    "agency": (),
    "contact": (("agency", Agency), ("venue", Venue)),
    "seat": (("agency", Agency), ("holder", Contact)),
    "duty": (("contact", Contact), ("venue", Venue)),
}


def _fit(work: Work, kind: str, event: bytes, values: dict[str, Any]) -> dict[str, Any]:
    """The values as they may be stored: numbers dialled, addresses whole, what they point to is here."""
    fitted = fit(kind, values)
    named(kind, fitted)
    if kind == "contact" and "phones" in fitted:
        fitted["phones"] = phones.pairs(fitted["phones"])
    if kind == "contact" and "emails" in fitted:
        fitted["emails"] = phones.addresses(fitted["emails"])
    if kind == "agency" and fitted.get("phone"):
        fitted["phone"] = phones.normal(fitted["phone"], "phone")
    if kind == "agency" and fitted.get("email"):
        fitted["email"] = phones.mailed(fitted["email"], "email")
    for name, cls in _POINTS[kind]:
        of_event(work, cls, fitted.get(name), event, name)
    return fitted


def _add(work: Work, kind: str, event: bytes, values: dict[str, Any]) -> bytes:
    """A new record of the event, marked as the event is unless it says otherwise."""
    whole = work.must(Event, event)
    fitted = _fit(work, kind, event, values)
    fitted.setdefault("marking", whole.marking)
    return work.add(kind, event=event, **fitted)


def _amend(work: Work, cls: type[Record], record: bytes, values: dict[str, Any]) -> bytes:
    known = work.must(cls, record)
    kind = str(cls.__tablename__)
    work.put(kind, record, **_fit(work, kind, known.event, values))
    return record


@dataclass(frozen=True, slots=True)
class AddAgency:
    """Add a partner organisation."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add agency"

    def do(self, work: Work) -> bytes:
        """The agency's id."""
        return _add(work, "agency", self.event, {"name": "", **self.values})


@dataclass(frozen=True, slots=True)
class AmendAgency:
    """Change fields of an agency."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend agency"

    def do(self, work: Work) -> bytes:
        """The agency's id."""
        return _amend(work, Agency, self.id, self.values)


@dataclass(frozen=True, slots=True)
class AddContact:
    """Add a person one can call."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add contact"

    def do(self, work: Work) -> bytes:
        """The contact's id; Refused beside `phones` where one cannot be dialled."""
        return _add(work, "contact", self.event, {"name": "", **self.values})


@dataclass(frozen=True, slots=True)
class AmendContact:
    """Change fields of a contact."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend contact"

    def do(self, work: Work) -> bytes:
        """The contact's id."""
        return _amend(work, Contact, self.id, self.values)


@dataclass(frozen=True, slots=True)
class AddSeat:
    """Add a seat in the centre."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add seat"

    def do(self, work: Work) -> bytes:
        """The seat's id; its status counts from now unless it says since when."""
        return _add(work, "seat", self.event, {"name": "", "since": work.moment, **self.values})


@dataclass(frozen=True, slots=True)
class AmendSeat:
    """Change fields of a seat; another status counts from now unless it says since when."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend seat"

    def do(self, work: Work) -> bytes:
        """The seat's id."""
        values = dict(self.values)
        known = work.must(Seat, self.id)
        if "status" in values and values["status"] != known.status:
            values.setdefault("since", work.moment)
        return _amend(work, Seat, self.id, values)


@dataclass(frozen=True, slots=True)
class SetSeat:
    """Say how a seat stands now and who holds it."""

    seat: bytes
    status: str
    holder: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Set seat"

    def do(self, work: Work) -> bytes:
        """The seat's id."""
        return AmendSeat(self.seat, {"status": self.status, "holder": self.holder}).do(work)


@dataclass(frozen=True, slots=True)
class AddDuty:
    """Put a contact on duty, from now unless it says when."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add duty"

    def do(self, work: Work) -> bytes:
        """The duty's id; Refused without a contact or where it ends before it starts."""
        values = {"contact": None, **self.values}
        if values.get("starts") is None:
            values["starts"] = work.moment
        if values["contact"] is None:
            raise Refused("Say who is on duty.", "contact")
        _after(values["starts"], values.get("ends"))
        return _add(work, "duty", self.event, values)


@dataclass(frozen=True, slots=True)
class AmendDuty:
    """Change fields of a duty."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend duty"

    def do(self, work: Work) -> bytes:
        """The duty's id."""
        known = work.must(Duty, self.id)
        if self.values.get("contact", known.contact) is None:
            raise Refused("Say who is on duty.", "contact")
        _after(self.values.get("starts", known.starts), self.values.get("ends", known.ends))
        return _amend(work, Duty, self.id, self.values)


@dataclass(frozen=True, slots=True)
class EndDuty:
    """End a duty now, or at the moment said."""

    duty: bytes
    at: int | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "End duty"

    def do(self, work: Work) -> bytes:
        """The duty's id; Refused where it has ended already or has not begun."""
        known = work.must(Duty, self.duty)
        ends = work.moment if self.at is None else self.at
        if known.ends is not None and known.ends <= min(ends, work.moment):
            raise Refused("This duty has ended already.", "ends")
        if known.starts is not None and ends < known.starts:
            raise Refused("This duty has not begun. Strike it instead.", "ends")
        work.put("duty", self.duty, ends=ends)
        return self.duty


def _after(starts: int | None, ends: int | None) -> None:
    if starts is not None and ends is not None and ends <= starts:
        raise Refused("The end is not after the start.", "ends")


ADDING = {"agency": AddAgency, "contact": AddContact, "seat": AddSeat, "duty": AddDuty}
"""How a record of each kind is added by hand: (event, values)."""
AMENDING = {"agency": AmendAgency, "contact": AmendContact, "seat": AmendSeat, "duty": AmendDuty}
"""How it is amended by hand: (id, values)."""
