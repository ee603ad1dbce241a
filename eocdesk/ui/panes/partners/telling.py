"""What the card tells of a person or an agency, worked out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.models import Agency
from eocdesk.models.marking import WORDS
from eocdesk.store.queries.contact_card import DESK, DESK_MAIL, MAIL, PHONE, RADIO, SIGN, Card, Watch, Way
from eocdesk.store.queries.partners import AgencyRow
from eocdesk.ui.kit.moments import short
from eocdesk.ui.panes.partners.words import (
    AWAY,
    MIDDOT,
    ON_DUTY,
    Presence,
    counted,
    dialled,
    presence,
    sector,
    standing,
    tel,
    until,
)

_ICONS = {
    RADIO: "mdi6.radio-handheld",
    SIGN: "mdi6.bullhorn-outline",
    PHONE: "mdi6.phone-outline",
    MAIL: "mdi6.email-outline",
    DESK: "mdi6.phone-classic",
    DESK_MAIL: "mdi6.email-outline",
}
_NAMES = {
    RADIO: "Radio",
    SIGN: "Call sign",
    PHONE: "Phone",
    MAIL: "E-mail",
    DESK: "Agency phone",
    DESK_MAIL: "Agency e-mail",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody as it is shown; `link` is opened only when a person asks, empty where there is none."""

    icon: str
    name: str
    words: str
    link: str = ""

    @property
    def verb(self) -> str:
        """What opening the link does."""
        return "Call" if self.link.startswith("tel:") else "Write to"


@dataclass(frozen=True, slots=True)
class Part:
    """A caption with lines under it: words, and a seat's status or nothing."""

    caption: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything on the card. `agency`: whose people can be shown; `listed`: whether in the call-down."""

    kind: str
    id: bytes
    title: str
    second: str
    presence: Presence
    ways: tuple[Reach, ...]
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]
    agency: bytes | None = None
    listed: bool = False

    @property
    def best(self) -> str:
        """The number that is copied: the first phone, else the first way there is."""
        phones = [way.words for way in self.ways if way.link.startswith("tel:")]
        return next(iter([*phones, *(way.words for way in self.ways)]), "")


def of_contact(card: Card, zone: str, now: int) -> Told:
    """A person."""
    row = card.row
    duty = Part("On duty", tuple((_watch(watch, zone, now), "") for watch in card.duties))
    seats = Part("Seats", card.seats)
    facts = (
        ("Venue", row.venue_name),
        ("Languages", card.languages),
        ("Availability", card.availability),
        ("Address", card.address),
        ("Call-down", f"Place {row.call_order}" if row.call_order is not None else ""),
        ("Note", card.note),
        ("Marking", _marking(card.marking, card.audience)),
    )
    return Told(
        kind="contact",
        id=row.id,
        title=row.name,
        second=MIDDOT.join(part for part in (row.role, card.agency_words) if part),
        presence=presence(row, zone, now),
        ways=tuple(reach_of(way) for way in card.ways),
        parts=tuple(part for part in (duty, seats) if part.lines),
        facts=tuple((label, words) for label, words in facts if words),
        agency=row.agency,
        listed=row.call_order is not None,
    )


def of_agency(agency: Agency, row: AgencyRow) -> Told:
    """An agency."""
    ways = (Way(PHONE, "", agency.phone or ""), Way(MAIL, "", agency.email or ""))
    esf = MIDDOT.join(
        part
        for part in (f"ESF {agency.esf}" if agency.esf else "", f"CA-ESF {agency.ca_esf}" if agency.ca_esf else "")
        if part
    )
    facts = (
        ("People", counted(row.people, "person", "people")),
        ("Seats", standing(row)),
        ("Role", agency.role or ""),
        ("Functions", esf),
        ("Country", agency.country or ""),
        ("Address", agency.address or ""),
        ("Note", agency.note or ""),
        ("Marking", _marking(agency.marking or "", agency.audience or "")),
    )
    there = Presence(ON_DUTY, f"{row.on_duty} on duty") if row.on_duty else Presence(AWAY, "Nobody on duty")
    return Told(
        kind="agency",
        id=row.id,
        title=agency.name,
        second=MIDDOT.join(part for part in (agency.short or "", sector(agency.sector or "")) if part),
        presence=there,
        ways=tuple(reach_of(way) for way in ways if way.value),
        parts=(),
        facts=tuple((label, words) for label, words in facts if words),
        agency=row.id,
    )


def reach_of(way: Way) -> Reach:
    """A way as it is shown: what it is called, how it is read aloud, what opens it."""
    name = _NAMES[way.kind]
    if way.kind in (PHONE, MAIL) and way.label:
        name = f"{name}, {way.label}"
    if way.kind in (DESK, DESK_MAIL) and way.label:
        name = f"{way.label} {'phone' if way.kind == DESK else 'e-mail'}"
    if way.kind in (PHONE, DESK):
        return Reach(_ICONS[way.kind], name, dialled(way.value), tel(way.value))
    link = f"mailto:{way.value}" if way.kind in (MAIL, DESK_MAIL) else ""
    return Reach(_ICONS[way.kind], name, way.value, link)


def _watch(watch: Watch, zone: str, now: int) -> str:
    when = until(watch.ends, zone, now)
    if watch.starts > now:
        end = f" to {short(watch.ends, zone, now)}" if watch.ends is not None else ""
        when = f"from {short(watch.starts, zone, now)}{end}"
    return MIDDOT.join(part for part in (when, watch.position, watch.venue) if part)


def _marking(marking: str, audience: str) -> str:
    label = WORDS[marking].label if marking in WORDS else marking
    return f"{label}  {audience}".strip() if label else ""
