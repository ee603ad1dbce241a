"""A file somebody brought is read as the feed's answer; one that cannot be read says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import hazards
from eocdesk.ui.panes.hazards.pane import HazardsPane
from tests.kit.desks import EVENT

QUAKE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "ci1",
            "properties": {"mag": 4.8, "place": "9 km N of Nowhere, CA", "time": 1847000000000, "type": "earthquake"},
            "geometry": {"type": "Point", "coordinates": [-118.0, 34.0, 8.0]},
        }
    ],
}


def test_a_file_is_read_and_a_missing_one_is_refused(
    opened: Callable[[], HazardsPane], desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    pane = opened()
    file = tmp_path / "quakes.geojson"
    pane.files.choose("usgs")
    said: list[str] = []
    pane.context.messages.refused.connect(said.append)
    pane.files.picked(str(file))
    qtbot.waitUntil(lambda: any("cannot be read" in one for one in said))
    file.write_text(json.dumps(QUAKE))
    pane.files.picked(str(file))
    qtbot.waitUntil(lambda: len(desk.read_now(hazards.observation_keys, EVENT, "", 0)) == 1)
