"""The incident action plan: objectives, organisation, assignments, communications, medical, safety and map as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eocdesk.reports.document import Document
from eocdesk.reports.ics import frame, ics202, ics203, ics204, ics205, ics205a, ics206, ics208
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Drawing, Leaf, Sheet, strip
from eocdesk.reports.times import stamp
from eocdesk.store.queries.assignments import CODE as ASSIGNED
from eocdesk.store.queries.assignments import assignments
from eocdesk.store.queries.held import Held

CODE = "iap"
TITLE = "Incident Action Plan"
MAP = "Map/Chart"
_PEOPLES = ("ICS 207", "Weather Forecast/Tides/Currents", "Other Attachments")
"""What people tick in block 6 of ICS 202: it is added by hand."""


def draw(connection: Any, asked: Asked) -> Document:
    """The plan of a period; what there is nothing of stays out, and block 6 of ICS 202 says what is in it."""
    aims, rest, inside = _gathered(connection, asked)
    ticked = [item for item in _PEOPLES if aims.ticked(f"6.{item}")]
    others = [row[0] for row in aims.rows(ics202.OTHER, 1)]
    first = ics202.sheet(aims, asked, [] if asked.blank else [*inside, *ticked], others, bundled=True)
    return frame.document(asked, aims, (first, *rest), TITLE)


def _gathered(connection: Any, asked: Asked) -> tuple[Held, tuple[Sheet, ...], list[str]]:
    """What the objectives stand on, marked as all of the plan is; the other forms; the names of what is in it."""
    found: dict[str, Held] = {}

    def of(code: str) -> Held:
        found[code] = frame.sought(connection, asked, code)
        return found[code]

    aims = of(ics202.CODE)
    parts: list[tuple[str, Sequence[Sheet]]] = [
        ("ICS 203", ics203.sheets(connection, of(ics203.CODE), asked, bundled=True)),
        ("ICS 204", _assigned(connection, of(ASSIGNED), asked)),
        ("ICS 205", (ics205.sheet(connection, of(ics205.CODE), asked, bundled=True),)),
        ("ICS 205A", (ics205a.sheet(connection, of(ics205a.CODE), asked, bundled=True),)),
        ("ICS 206", (ics206.sheet(connection, of(ics206.CODE), asked, bundled=True),)),
        ("ICS 208", _safety(of(ics208.CODE), asked)),
        (MAP, _map(connection, aims, asked)),
    ]
    for one in found.values():
        if one is not aims:
            aims.labels.markings += one.labels.markings
            aims.labels.audiences |= one.labels.audiences
    return aims, tuple(sheet for _, sheets in parts for sheet in sheets), [name for name, sheets in parts if sheets]


def _assigned(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    return ics204.sheets(connection, held, asked, bundled=True) if held.blank or assignments(connection, held) else ()


def _safety(held: Held, asked: Asked) -> tuple[Sheet, ...]:
    return (ics208.sheet(held, asked, bundled=True),) if held.blank or held.text("3") else ()


def _map(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    if held.blank or asked.ground is None:
        return ()
    svg, said = asked.ground(connection, held.event.id, f"As of {stamp(asked.as_of, held.event.zone)}")
    if not svg:
        return ()
    drawing = strip(Box("", MAP, (Drawing(svg, said, 560.0),), grows=1))
    head = (frame.head(held, ics202.FORM),)
    return (Sheet(MAP, "Situation Map", head, (Leaf((drawing,)),), landscape=True, plan=True, bundled=True),)


MAKER = Maker(CODE, TITLE, draw, blank=True)
