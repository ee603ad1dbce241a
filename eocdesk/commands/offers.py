"""Take in what partner nations, states and organisations offer; accept it wholly or in part, or decline it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Offer, Refused
from eocdesk.models.aid import OFFER_STATES
from eocdesk.store.queries import aid

OPEN, ACCEPTED = "open", "accepted"
_STATES = dict(OFFER_STATES)
_BY_ACTS = frozenset({"number", "state", "event"})


@dataclass(frozen=True, slots=True)
class OfferAid:
    """Take in an offer; it is open until it is accepted or declined."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take in an offer"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The offer's id and number."""
        work.must(Event, self.event)
        if self.values.get("state", OPEN) != OPEN:
            raise Refused("An offer begins open. Take it in first, then accept or decline it.", "state")
        values = _fitted({name: value for name, value in self.values.items() if name not in _BY_ACTS})
        named("offer", {"title": "", **values})
        entries.pointing(work, "offer", self.event, values)
        values["offered"] = values.get("offered") or work.moment
        marking, audience = entries.labels(
            work, self.event, None, values.get("marking") or None, values.get("audience") or ""
        )
        values |= {"marking": marking, "audience": audience}
        number = work.number("offer")
        made = work.add("offer", event=self.event, number=number, **values)
        quantity = values.get("quantity", 1) or 1
        by = f" from {values['nation']}" if values.get("nation") else ""
        _say(work, work.must(Offer, made), f"Offer {number}{by}: {quantity} × {values['title']}")
        return made, number


@dataclass(frozen=True, slots=True)
class AmendOffer:
    """Change an offer; never to fewer than were given of it."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend an offer"

    def do(self, work: Work) -> bytes:
        """The offer's id."""
        before = work.must(Offer, self.id)
        if self.values.get("state", before.state) != before.state:
            raise Refused("This changes by accepting, declining or ending the offer.", "state")
        values = _fitted({name: value for name, value in self.values.items() if name not in _BY_ACTS})
        named("offer", values)
        entries.pointing(work, "offer", before.event, values)
        if "quantity" in values:
            _not_fewer(work, before, values["quantity"])
        work.put("offer", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """Accept an offer: wholly, or so many of it; then that is what can be given."""

    id: bytes
    quantity: int | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Accept an offer"

    def do(self, work: Work) -> bytes:
        """The offer's id; Refused where more is accepted than was offered."""
        before = _standing(work, self.id, (OPEN,))
        whole = before.quantity or 1
        taken = whole if self.quantity is None else self.quantity
        if not 1 <= taken <= whole:
            raise Refused(f"{taken} cannot be accepted: {whole} are offered.", "quantity")
        _not_fewer(work, before, taken)
        part = f"{taken} of {whole} accepted" if taken < whole else ""
        note = ". ".join(one for one in (part, " ".join(self.note.split())) if one)
        work.put("offer", self.id, state=ACCEPTED, quantity=taken, note=_noted(before.note, note))
        said = part or "accepted"
        extra = " ".join(self.note.split())
        _say(work, before, f"Offer {before.number}: {said}. {before.title}. {extra}".strip())
        return self.id


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    """Decline an offer, with the reason."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Decline an offer"

    def do(self, work: Work) -> bytes:
        """The offer's id; Refused where something of it was given already."""
        return _end(work, _standing(work, self.id, (OPEN, ACCEPTED)), "declined", self.reason)


@dataclass(frozen=True, slots=True)
class EndOffer:
    """The offer is withdrawn by who made it, or over; what is here stays until it is demobilised."""

    id: bytes
    reason: str
    state: str = "withdrawn"
    """Or over."""

    @property
    def title(self) -> str:
        """What it is called."""
        return "End an offer"

    def do(self, work: Work) -> bytes:
        """The offer's id."""
        if self.state not in ("withdrawn", "over"):
            raise Refused("An offer ends withdrawn or over.", "state")
        return _end(work, _standing(work, self.id, (OPEN, ACCEPTED)), self.state, self.reason)


def _end(work: Work, before: Offer, state: str, reason: str) -> bytes:
    said = " ".join(reason.split())
    if not said:
        raise Refused(f"Say why it is {_STATES[state].lower()}.", "note")
    row = work.read(aid.offer, before.id)
    if row is not None and row.given and state == "declined":
        raise Refused(f"{row.given} of it are given already. Let them fall through or demobilise them first.", "state")
    work.put("offer", before.id, state=state, note=_noted(before.note, said))
    _say(work, before, f"Offer {before.number}: {_STATES[state].lower()}. {before.title}. {said}")
    return before.id


def _standing(work: Work, offer: bytes, states: tuple[str, ...]) -> Offer:
    found = work.must(Offer, offer)
    if found.struck or found.state not in states:
        raise Refused(f"This offer is {_STATES.get(found.state, found.state).lower()}.", "state")
    return found


def _not_fewer(work: Work, before: Offer, quantity: int | None) -> None:
    row = work.read(aid.offer, before.id)
    if row is not None and (quantity or 1) < row.given:
        raise Refused(f"{row.given} of it are given already; it cannot be {quantity or 1}.", "quantity")


def _noted(before: str | None, note: str) -> str:
    return "\n".join(part for part in (before, note) if part)


def _fitted(values: dict[str, Any]) -> dict[str, Any]:
    fitted = fit("offer", values)
    if "quantity" in fitted and (fitted["quantity"] is None or fitted["quantity"] < 1):
        raise Refused("Say how many: 1 or more.", "quantity")
    return fitted


def _say(work: Work, offer: Offer, text: str) -> None:
    entries.write(work, offer.event, text, marking=offer.marking, audience=offer.audience or "")
