"""A small cast of partners on a test desk: two agencies, four people, a seat each way, a roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands.partners import AddAgency, AddContact, AddDuty, AddSeat
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from tests.kit.desks import EVENT

HOUR = 3_600_000
RUIZ: dict[str, Any] = {
    "name": "Maria Ruiz",
    "role": "Medical branch",
    "radio": "Ch 7B",
    "call_sign": "Medical 1",
    "phones": [["mobile", "+12135550143"], ["", "Ext 22"]],
    "emails": [["work", "ruiz@fire.example.org"]],
    "languages": "English, Spanish",
    "availability": "Days",
    "note": "Ask for the branch.",
    "call_order": 1,
}


@dataclass(frozen=True)
class Cast:
    """Ids. Ruiz (LACoFD) is on duty, first to call; Okafor (FEMA) second; Kim third, comes on duty; Baker alone."""

    fire: bytes
    fema: bytes
    sofi: bytes
    ruiz: bytes
    okafor: bytes
    kim: bytes
    baker: bytes
    medical: bytes
    """A seat of LACoFD, activated, held by Ruiz."""
    federal: bytes
    """A seat of FEMA, not activated, held by nobody."""
    now_on: bytes
    next_on: bytes


def make_cast(desk: Desk) -> Cast:
    """Add them all, around now."""
    now = clock.now()

    def add(verb: Any, **values: Any) -> bytes:
        made = desk.do_now(verb(EVENT, values)).value
        assert isinstance(made, bytes)
        return made

    fire = add(AddAgency, name="LA County Fire", short="LACoFD", sector="local", phone="213-485-0000", ca_esf="4, 8")
    fema = add(AddAgency, name="FEMA Region 9", short="FEMA", sector="federal", role="Coordination")
    sofi = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    ruiz = add(AddContact, agency=fire, venue=sofi, **RUIZ)
    okafor = add(AddContact, name="Daniel Okafor", agency=fema, role="Duty officer", call_order=2)
    kim = add(AddContact, name="Sara Kim", organisation="Inglewood PD", role="Venue commander", call_order=3)
    baker = add(AddContact, name="Tom Baker", role="Duty officer")
    held = {
        "medical": add(AddSeat, name="Medical", agency=fire, status="activated", holder=ruiz),
        "federal": add(AddSeat, name="Federal liaison", agency=fema),
        "now_on": add(AddDuty, contact=ruiz, position="Branch director", starts=now - HOUR, ends=now + HOUR),
        "next_on": add(AddDuty, contact=kim, position="Commander", starts=now + 2 * HOUR, ends=now + 4 * HOUR),
    }
    return Cast(fire, fema, sofi, ruiz, okafor, kim, baker, **held)
