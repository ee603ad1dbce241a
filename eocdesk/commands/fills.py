"""Answer a request, wholly or in part: from an offer, by a resource or in words; then check in, assign, demobilise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.aid import DRAFT, STATES, let_go, say
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Event, Fill, Offer, Record, Refused, Request, Resource, clock
from eocdesk.models.aid import FILL_STATES, OVER
from eocdesk.models.marking import highest
from eocdesk.store.queries import aid

PLACES = ("Base", "Staging Area", "ICP", "Helibase", "Other")
"""Where one checks in, ICS 211 block 3."""
_STATES = dict(FILL_STATES)
_HERE = ("arrived", "assigned")
_COURSE = ("committed", "en route", "arrived", "assigned", "released")
_FOLLOWS = {"committed": "sourced", "en route": "en route", "arrived": "arrived", "assigned": "assigned"}
"""The state a request has when all that was asked for is so far."""
_RANK = {state: at for at, state in enumerate(STATES)}
_FREE = frozenset({"words", "eta", "note", "marking", "audience"})
_BACK = ("sourced", "ordered", "en route")


@dataclass(frozen=True, slots=True)
class FillRequest:
    """Promise a request so many: of an offer, by a resource, or in words. Never more than the offer has left.

    `quantity` None: what the request still needs, or what the offer has left where that is less.
    """

    request: bytes
    offer: bytes | None = None
    resource: bytes | None = None
    words: str = ""
    quantity: int | None = None
    eta: int | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Fill a request"

    def do(self, work: Work) -> bytes:
        """The fill's id; Refused with the numbers where the offer has not so many."""
        request = work.must(Request, self.request)
        _may_be_filled(request)
        entries.of_event(work, Offer, self.offer, request.event, "offer")
        entries.of_event(work, Resource, self.resource, request.event, "resource")
        resource = None if self.resource is None else work.must(Resource, self.resource)
        offer = None if self.offer is None else work.must(Offer, self.offer)
        if offer is None and resource is not None:
            offer = _came_with(work, resource)
        words = " ".join(self.words.split())
        if offer is None and resource is None and not words:
            raise Refused("Say what it is filled with: an offer, a resource, or in words.", "words")
        if resource is not None:
            _is_free(work, resource)
        quantity = self._counted(work, request, offer)
        named: list[Record] = [one for one in (offer, resource) if one is not None]
        marking = highest([one.marking for one in (request, *named)]).word
        audience = _audience(request, named)
        values = fit("fill", {"words": words, "quantity": quantity, "eta": self.eta, "note": self.note})
        pointers = {"request": request.id, "offer": offer and offer.id, "resource": self.resource}
        made = work.add(
            "fill", event=request.event, marking=marking, audience=audience, state="committed", **pointers, **values
        )
        if offer is not None and offer.state == "open":
            work.put("offer", offer.id, state="accepted")
        if resource is not None and resource.status == "available":
            work.put("resource", resource.id, status="assigned", assigned_to=f"Request {request.number}")
        _follow(work, request, self._told(work, request, offer, resource, quantity), *named)
        return made

    def _counted(self, work: Work, request: Request, offer: Offer | None) -> int:
        """How many; Refused where there are not so many."""
        row = work.read(aid.request, request.id)
        needed = row.left if row is not None else 1
        quantity = 1 if self.quantity is None and self.resource is not None else self.quantity
        if offer is None:
            quantity = (needed or 1) if quantity is None else quantity
        else:
            quantity = _of_offer(work, offer, quantity, needed)
        if quantity < 1:
            raise Refused("Say how many: 1 or more.", "quantity")
        return quantity

    def _told(self, work: Work, request: Request, offer: Offer | None, resource: Resource | None, quantity: int) -> str:
        what = resource.name if resource is not None else " ".join(self.words.split()) or (offer.title if offer else "")
        by = f" (offer {offer.number}{f', {offer.nation}' if offer.nation else ''})" if offer is not None else ""
        row = work.read(aid.request, request.id)
        total = f"{row.filled} of {row.quantity}" if row is not None else f"{quantity}"
        expected = ""
        if self.eta is not None:
            whole = work.must(Event, request.event)
            expected = f", expected {clock.at(self.eta, whole.zone):%Y-%m-%d %H:%M}"
        return f"{quantity} × {what}{by}{expected}. {total} filled"


@dataclass(frozen=True, slots=True)
class AmendFill:
    """Put right when it is expected and what is said of it; how many, of what and how far it is have acts."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend what was promised"

    def do(self, work: Work) -> bytes:
        """The fill's id."""
        before = work.must(Fill, self.id)
        values = fit("fill", {name: value for name, value in self.values.items() if name != "event"})
        for name in values.keys() - _FREE:
            if values[name] != getattr(before, name):
                raise Refused("Let it fall through and fill the request anew, or move it along.", name)
        work.put("fill", before.id, **values)
        return before.id


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What was promised is on its way."""

    fill: bytes
    eta: int | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Set out"

    def do(self, work: Work) -> bytes:
        """The fill's id."""
        before = _at(work, self.fill, ("committed",))
        values: dict[str, Any] = {"state": "en route"}
        if self.eta is not None:
            values |= fit("fill", {"eta": self.eta})
        work.put("fill", before.id, **values)
        _of(work, before, status="en route")
        _moved(work, before, "en route")
        return before.id


@dataclass(frozen=True, slots=True)
class CheckIn:
    """It is here (ICS 211): where it checked in, and a record of it as a resource where there was none."""

    fill: bytes
    where: str = "Staging Area"
    at: int | None = None
    name: str = ""
    """What it is called from now on; empty: as it was promised."""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Check in"

    def do(self, work: Work) -> bytes:
        """The resource's id."""
        before = _at(work, self.fill, ("committed", "en route"))
        where = " ".join(self.where.split())
        if not where:
            raise Refused(f"Say where it checks in: {', '.join(PLACES)}.", "checked_in_at")
        values = fit("fill", {"arrived": self.at or work.moment, "checked_in_at": where})
        resource = before.resource or self._resource(work, before)
        work.put("fill", before.id, state="arrived", resource=resource, **values)
        _of(work, work.must(Fill, before.id), status="available", place=where, assigned_to="")
        _moved(work, before, f"checked in at {where}")
        return resource

    def _resource(self, work: Work, before: Fill) -> bytes:
        """What checks in becomes known to the Resources Unit."""
        request = None if before.request is None else work.get(Request, before.request)
        offer = None if before.offer is None else work.get(Offer, before.offer)
        told: Offer | Request | None = offer or request
        name = self.name.strip() or before.words or (told.title if told is not None else "") or "Resource"
        values: dict[str, Any] = {"name": name, "quantity": before.quantity}
        if told is not None:
            values |= {"category": told.category, "kind": told.kind, "type": told.type, "languages": told.languages}
        if offer is not None:
            values |= {"capacity": offer.capacity, "agency": offer.agency, "nation": offer.nation}
            values |= {"liaison": offer.contact, "offer": offer.id}
        if request is not None:
            values["venue"] = request.venue
        labels = {"marking": before.marking, "audience": before.audience}
        number = work.number("resource")
        return work.add("resource", event=before.event, number=number, **fit("resource", values | labels))


@dataclass(frozen=True, slots=True)
class Assign:
    """What is here is given its work: to whom, or what for."""

    fill: bytes
    to: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Assign"

    def do(self, work: Work) -> bytes:
        """The fill's id."""
        before = _at(work, self.fill, _HERE)
        to = " ".join(self.to.split())
        if not to:
            raise Refused("Say what it is assigned to.", "assigned_to")
        work.put("fill", before.id, state="assigned")
        _of(work, before, status="assigned", assigned_to=to)
        _moved(work, before, f"assigned to {to}")
        return before.id


@dataclass(frozen=True, slots=True)
class Demobilise:
    """It goes home (ICS 221): when it was released, and what is to be said of it."""

    fill: bytes
    note: str = ""
    at: int | None = None
    home: bool = True
    """False: its work is over, and it is available to others."""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Demobilise"

    def do(self, work: Work) -> bytes:
        """The fill's id; Refused before it checked in, and where it is released before it came."""
        before = _at(work, self.fill, _HERE)
        released = self.at or work.moment
        if before.arrived is not None and released < before.arrived:
            raise Refused("It is released before it checked in.", "released")
        note = " ".join(self.note.split())
        said = f"{before.note}\n{note}".strip() if before.note and note else note or before.note
        work.put("fill", before.id, state="released", **fit("fill", {"released": released, "note": said}))
        _of(work, before, status="released" if self.home else "available", assigned_to="")
        _moved(work, before, f"{'demobilised' if self.home else 'released, available again'}. {note}".rstrip(" ."))
        return before.id


@dataclass(frozen=True, slots=True)
class FallThrough:
    """What was promised does not come, with the reason; the request needs somebody else."""

    fill: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "A promise falls through"

    def do(self, work: Work) -> bytes:
        """The fill's id."""
        before = _at(work, self.fill, ("committed", "en route"))
        reason = " ".join(self.reason.split())
        if not reason:
            raise Refused("Say why it does not come.", "note")
        let_go(work, before, reason)
        _moved(work, before, f"does not come. {reason}".rstrip("."))
        return before.id


def _may_be_filled(request: Request) -> None:
    if request.struck:
        raise Refused("This request was struck.", "request")
    if request.state == DRAFT:
        raise Refused("This request is a draft. Approve it first.", "request")
    if request.state in OVER:
        raise Refused(f"This request is {STATES[request.state].lower()}.", "request")


def _is_free(work: Work, resource: Resource) -> None:
    if resource.struck or resource.status in ("out of service", "released"):
        raise Refused(f"{resource.name} is {'struck' if resource.struck else resource.status}.", "resource")
    busy = work.read(aid.busy_with, resource.id)
    if busy is not None:
        raise Refused(f"{resource.name} is given to request {busy.request_number}.", "resource")


def _came_with(work: Work, resource: Resource) -> Offer | None:
    """The offer a resource comes with, where it is not counted against it yet and the offer has one left."""
    offer = None if resource.offer is None else work.get(Offer, resource.offer)
    row = None if offer is None else work.read(aid.offer, offer.id)
    if offer is None or row is None or row.left < 1 or offer.struck or offer.state not in ("open", "accepted"):
        return None
    counted = any(one.offer == offer.id for one in work.read(aid.fills_of, resource.id, "resource"))
    return None if counted else offer


def _of_offer(work: Work, offer: Offer, quantity: int | None, needed: int) -> int:
    row = work.read(aid.offer, offer.id)
    if row is None or offer.struck or offer.state not in ("open", "accepted"):
        raise Refused(f"Offer {offer.number} does not stand any more.", "offer")
    wanted = max(min(row.left, needed or 1), 0) if quantity is None else quantity
    if wanted > row.left or row.left < 1:
        left = f"{max(row.left, 0)} of {row.quantity} are left"
        raise Refused(f"Offer {offer.number} has not so many: {left}, {row.given} are given.", "quantity")
    return wanted


def _audience(request: Request, named: list[Record]) -> str:
    """Theirs who may read all of it; Refused where nobody may."""
    audiences = {one.audience for one in (request, *named) if one.audience}
    if len(audiences) > 1:
        words = " and ".join(sorted(audiences))
        raise Refused(f"What is asked and what is given are for different readers ({words}).", "audience")
    return next(iter(audiences), "")


def _at(work: Work, fill: bytes, states: tuple[str, ...]) -> Fill:
    found = work.must(Fill, fill)
    if found.struck or found.state not in states:
        said = "struck" if found.struck else _STATES.get(found.state, found.state).lower()
        able = " or ".join(_STATES[state].lower() for state in states)
        raise Refused(f"This is {said}; it has to be {able}.", "state")
    return found


def _of(work: Work, fill: Fill, **values: Any) -> None:
    """Set the resource that comes, where it is a record here."""
    if fill.resource is not None and work.get(Resource, fill.resource) is not None:
        work.put("resource", fill.resource, **values)


def _moved(work: Work, before: Fill, how: str) -> None:
    row = work.read(aid.fill, before.id)
    request = None if before.request is None else work.get(Request, before.request)
    if row is None or request is None:
        return
    words = f"{row.quantity} × {row.what} {how}"
    _follow(work, request, words, work.must(Fill, before.id))


def _follow(work: Work, request: Request, words: str, *named: Record) -> None:
    """One entry for what happened, the request's new state in it where all that was asked for is so far."""
    state = _followed(work, request)
    if state is not None and request.state not in OVER:
        stamp: list[object] = [state, work.person, work.position, work.moment]
        work.put("request", request.id, state=state, approvals=[*(request.approvals or []), stamp])
        words += f". The request is {STATES[state].lower()}"
    say(work, request, f"Request {request.number}: {words}.", *named)


def _followed(work: Work, request: Request) -> str | None:
    """The state that follows from what was given; None where it stays. It never goes back but for what is lacking."""
    fills = [one for one in work.read(aid.fills_of, request.id) if one.state != aid.GONE]
    asked = request.quantity or 1
    if sum(one.quantity for one in fills) < asked:
        return "received" if request.state in _BACK and _any_gone(work, request) else None
    if all(one.state == "released" for one in fills):
        return "released" if request.state != "released" else None
    reached = None
    for at, state in enumerate(_COURSE[:-1]):
        if sum(one.quantity for one in fills if _COURSE.index(one.state) >= at) >= asked:
            reached = _FOLLOWS[state]
    return reached if reached is not None and _RANK[reached] > _RANK[request.state] else None


def _any_gone(work: Work, request: Request) -> bool:
    """Whether something promised to it fell through."""
    return any(one.state == aid.GONE for one in work.read(aid.fills_of, request.id))
