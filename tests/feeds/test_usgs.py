"""Earthquakes: one event under many ids is one record; depth goes down; what has no place is refused."""

from __future__ import annotations

import json
from typing import Any

from eocdesk.feeds import Given
from eocdesk.feeds.usgs import read


def quake(key: str, ids: str, at: Any, mag: float | None = 4.2) -> dict[str, Any]:
    said = {"mag": mag, "place": "near Castaic", "time": 1_517_966_773_840, "updated": 1_517_966_996_303, "ids": ids}
    return {"type": "Feature", "id": key, "properties": said, "geometry": {"type": "Point", "coordinates": at}}


def test_a_quake_is_known_by_all_its_ids_and_its_depth_is_said() -> None:
    rows = [quake("ci1", ",ci1,us2,", [-118.6, 34.5, 9.1]), quake("us2", ",us2,ci1,", [-118.6, 34.5, 9.1])]
    reading = read(json.dumps({"features": [*rows, quake("x", "", [None, None])]}).encode(), Given(bytes(16), 0))
    command: Any = reading.commands[0]
    first, second = command.observations
    assert first.key == second.key == "ci1"
    assert (first.values["title"], first.values["lat"], first.values["lon"]) == ("M 4.2, near Castaic", 34.5, -118.6)
    assert "Depth 9.1 km" in first.values["note"]
    assert reading.refused == [("feature 3", "It has no place on the Earth.")]


def test_what_is_no_earthquake_is_refused_though_it_has_a_place() -> None:
    row = {"id": "1", "properties": {"name": "arrow board"}, "geometry": {"type": "Point", "coordinates": [-118, 34]}}
    assert "no earthquake" in read(json.dumps({"features": [row]}).encode(), Given(bytes(16), 0)).refused[0][1]
