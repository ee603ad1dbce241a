"""What the pane says of a person: initials, numbers as they are read aloud, whether somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from eocdesk.models.partner import SECTORS
from eocdesk.store.queries.partners import AgencyRow, ContactRow, DutyRow
from eocdesk.ui.kit.moments import short

_RANKS = frozenset(
    {"lt", "ltc", "lieutenant", "capt", "captain", "cpt", "sgt", "sergeant", "dr", "mr", "mrs", "ms", "mx", "prof"}
    | {"chief", "col", "colonel", "maj", "major", "gen", "general", "det", "detective", "cmdr", "commander", "insp"}
    | {"inspector", "officer", "ofc", "deputy", "sheriff", "sir", "rev", "hon", "adm", "amb"}
)
_SECTOR = dict(SECTORS)
ON_DUTY, ON_CALL, AWAY = "on duty", "on call", "away"
MIDDOT = " · "


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody is there: one of three, in words, and the token and shape of the dot."""

    state: str
    word: str

    @property
    def part(self) -> str:
        """The token the dot is drawn in."""
        return {ON_DUTY: "ok", ON_CALL: "warn"}.get(self.state, "faint")

    @property
    def filled(self) -> bool:
        """Whether the dot is full; a ring says the same without colour."""
        return self.state == ON_DUTY


NOBODY = Presence(AWAY, "")


def initials(name: str) -> str:
    """Two letters: of the first name and the last, ranks left out."""
    words = [word for word in name.replace("-", " ").split() if word.strip(".").casefold() not in _RANKS]
    letters = [word[0].upper() for word in words if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"


@lru_cache(maxsize=4096)
def dialled(number: str) -> str:
    """`+1 213 555 0143`, with ` ext 5` behind it; what is no E.164 number as it is."""
    bare, _, extension = number.partition(";ext=")
    if not bare.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(bare)
    except phonenumbers.NumberParseException:
        return number
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")
    return f"{shown} ext {extension}" if extension else shown


def tel(number: str) -> str:
    """The number as a link (RFC 3966); empty where it cannot be dialled from outside."""
    bare, _, extension = number.partition(";ext=")
    if not bare.startswith("+"):
        return f"tel:{bare}" if bare.isdigit() else ""
    return f"tel:{bare}" + (f";ext={extension}" if extension else "")


def reach(row: ContactRow | DutyRow) -> str:
    """The best way to reach somebody: the radio channel, else the phone, else the call sign."""
    return row.radio or dialled(row.phone) or row.call_sign


def until(ends: int | None, zone: str, now: int) -> str:
    """`until 18:00`; an open end is said."""
    return "open end" if ends is None else f"until {short(ends, zone, now)}"


def presence(row: ContactRow, zone: str, now: int) -> Presence:
    """On duty by the roster, or in a seat that is activated; on call by a seat; else away."""
    if row.on_duty:
        return Presence(ON_DUTY, f"On duty, {until(row.until, zone, now)}")
    if row.seat == "activated":
        return Presence(ON_DUTY, "In an activated seat")
    if row.seat == "on call":
        return Presence(ON_CALL, "On call")
    return Presence(AWAY, "Not on duty")


def second_line(row: ContactRow) -> str:
    """Role and agency."""
    return MIDDOT.join(part for part in (row.role, row.place or row.venue_name) if part)


def spoken(row: ContactRow, zone: str, now: int) -> str:
    """The whole card as it is read aloud."""
    parts = (row.name, second_line(row).replace(MIDDOT, ", "), reach(row), presence(row, zone, now).word)
    return ", ".join(part for part in parts if part)


def sector(value: str) -> str:
    """The sector's word; what has none is said."""
    return _SECTOR.get(value, value.capitalize() if value else "No sector")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 person`, `1,204 people`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def standing(row: AgencyRow) -> str:
    """How an agency's seats stand: `1 of 2 seats activated`."""
    return f"{row.activated} of {counted(row.seats, 'seat')} activated" if row.seats else "None"
