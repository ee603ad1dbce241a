"""A small operation: a period with its objectives, people on duty, seats, work and resources, to draw forms from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.desk.desk import Desk
from eocdesk.models.clock import moment
from eocdesk.models.ids import source_id
from tests.kit.desks import EVENT

HOUR = 3_600_000
NOW = moment(datetime(2028, 7, 19, 21, 45, tzinfo=UTC))  # 14:45 in Los Angeles
STARTS, ENDS = NOW - 8 * HOUR - 45 * 60_000, NOW + 3 * HOUR + 15 * 60_000  # 06:00 to 18:00
AIMS = "1. Life safety first.\n2. Keep the evening sessions on time."
DEATH = "Patient count is 14"

_PEOPLE = (
    ("Tom Baker", "EOC Supervisor", "EOC Director", [["work", "+12135550101"]]),
    ("Zoë Ólafsdóttir", "Safety", "Safety Officer", [["cell", "+12135550102"]]),
    ("Maria Ruiz", "Medical branch director", "Medical Branch Director", [["work", "+12135550103"]]),
    ("A. Kim", "Operations", "Operations Section Coordinator", [["mobile", "+12135550104"]]),
    ("B. Osei", "Planning", "Planning/Intelligence Section Chief", []),
)


class Put:
    """Records as they are, without the rules of any command."""

    title = "Put"

    def __init__(self, *records: tuple[str, bytes, Mapping[str, Any]]) -> None:
        self.records = records

    def do(self, work: Work) -> None:
        for kind, key, values in self.records:
            work.put(kind, key, event=EVENT, **values)


def key(kind: str, name: str) -> bytes:
    """The id of one of these records."""
    return source_id(EVENT, kind, "operation", name)


def put(desk: Desk, kind: str, known: str, /, **values: Any) -> bytes:
    """One record more; its id."""
    record = key(kind, known)
    desk.do_now(Put((kind, record, {"marking": "GREEN", **values})))
    return record


def operate(desk: Desk) -> None:
    """All of it."""
    put(desk, "period", "14", number=14, name="Day shift", starts=STARTS, ends=ENDS, objectives=AIMS)
    venue = put(desk, "venue", "SoFi", name="SoFi Stadium", short="SoFi", lat=33.9535, lon=-118.339)
    agency = put(desk, "agency", "LACoFD", name="Los Angeles County Fire", short="LACoFD")
    for name, role, position, phones in _PEOPLE:
        contact = put(desk, "contact", name, name=name, role=role, phones=phones, agency=agency, radio="Ch 7B")
        at = venue if name == "Maria Ruiz" else None
        put(desk, "duty", name, contact=contact, position=position, starts=STARTS, ends=ENDS, venue=at)
    holder = put(desk, "contact", "Duarte", name="Pilar Duarte", role="Fire", radio="Tac 4")
    put(desk, "seat", "Fire", name="Fire and rescue, county", agency=agency, status="activated", holder=holder)
    _work(desk, venue)


def _work(desk: Desk, venue: bytes) -> None:
    incident = put(
        desk,
        "incident",
        "mci",
        number="AAAA-1",
        title="Heat casualties at Gate 7",
        venue=venue,
        opened=NOW - HOUR,
        severity=4,
        lat=33.9526,
        lon=-118.3411,
    )
    put(desk, "entry", "1", number="AAAA-2", text=DEATH, incident=incident, happened=NOW - HOUR, author="L. Chen")
    put(desk, "task", "1", number="AAAA-1", title="Shade at Gate 7", owner="Maria Ruiz", due=NOW + HOUR)
    liaison = key("contact", "Maria Ruiz")
    put(
        desk,
        "resource",
        "MS-1",
        number="AAAA-1",
        name="Medical strike team 1",
        kind="team",
        quantity=5,
        status="assigned",
        assigned_to="Maria Ruiz",
        liaison=liaison,
        venue=venue,
    )
    shape = '{"type": "Point", "coordinates": [-118.2092, 34.0577]}'
    put(
        desk, "feature", "USC", name="LA General Medical Center", kind="hospital", geometry=shape, note="Level I trauma"
    )
