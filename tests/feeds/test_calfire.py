"""CAL FIRE: the old list and the newer GeoJSON say the same fires in the same words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eocdesk.feeds import Given
from eocdesk.feeds.calfire import read

FIRE = {
    "UniqueId": "u1",
    "Name": "Ridge Fire ",
    "Latitude": 34.1,
    "Longitude": -118.5,
    "AcresBurned": 120.5,
    "PercentContained": None,
    "Updated": "2028-07-19T17:00:00Z",
    "Started": "2028-07-19T10:00:00Z",
    "ExtinguishedDate": "",
    "ConditionStatement": "<p>Smoke &amp; wind</p>",
}


@pytest.mark.parametrize("form", ["list", "geojson"])
def test_both_forms_of_the_answer_are_read(form: str) -> None:
    said: dict[str, Any] = {**FIRE, "IsActive": "Y" if form == "list" else True}
    answer = (
        {"Incidents": [said, {}]} if form == "list" else {"features": [{"type": "Feature", "properties": said}, {}]}
    )
    reading = read(json.dumps(answer).encode(), Given(bytes(16), 0))
    command: Any = reading.commands[0]
    values = command.observations[0].values
    assert (values["title"], values["value"], values["contained"]) == ("Ridge Fire", 120.5, None)
    assert (values["status"], values["ends"], values["note"]) == ("active", None, "Smoke & wind")
    assert reading.refused == [("incident 2", "It has no UniqueId or no Name.")]
