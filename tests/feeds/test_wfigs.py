"""WFIGS: of several perimeters of a fire the newest; a service that refuses says why."""

from __future__ import annotations

import json
from typing import Any

from eocdesk.feeds import Given
from eocdesk.feeds.wfigs import read

SQUARE = {"type": "Polygon", "coordinates": [[[-118, 34], [-117, 34], [-117, 35], [-118, 34]]]}


def fire(acres: float, when: int) -> dict[str, Any]:
    said = {
        "attr_IrwinID": "{AB}",
        "poly_IncidentName": "Ridge",
        "attr_IncidentSize": acres,
        "poly_DateCurrent": when,
        "attr_PercentContained": 5,
        "attr_POOState": "US-CA",
    }
    return {"type": "Feature", "properties": said, "geometry": SQUARE}


def test_the_newest_perimeter_of_a_fire_wins_whatever_the_order() -> None:
    rows = [fire(10, 1_800_000_000_000), fire(30, 1_800_000_002_000), fire(20, 1_800_000_001_000), {"properties": {}}]
    reading = read(json.dumps({"features": rows, "exceededTransferLimit": True}).encode(), Given(bytes(16), 0))
    command: Any = reading.commands[0]
    (item,) = command.observations
    assert (item.key, item.values["value"], item.values["title"]) == ("ab/perimeter", 30.0, "Ridge Fire")
    assert item.values["contained"] == 5.0
    assert len(reading.refused) == 1
    assert len(reading.warnings) == 2


def test_a_service_that_refuses_is_quoted() -> None:
    assert "Invalid query" in read(b'{"error": {"code": 400, "message": "Invalid query"}}', Given(bytes(16), 0)).says
