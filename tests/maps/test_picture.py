"""The printed map: the same things as on the screen, their names beside them, its age and whose ground it is."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.layers import FEATURES, INCIDENTS, VENUES, LayerData, Mark, Shape
from eocdesk.maps.picture import HEIGHT, WIDTH, draw, framed, in_words
from eocdesk.maps.tiles import Filled, open_tiles
from tests.kit.mapfiles import base_file

PLACES = st.lists(st.tuples(st.floats(-84, 84), st.floats(-179, 179)), min_size=1, max_size=12)


def venue(name: str, lat: float, lon: float, people: float = 1) -> Mark:
    return Mark("venue", name.encode(), lat, lon, name, name, rank=people)


def incident(number: int, severity: int, lat: float = 33.95, lon: float = -118.34) -> Mark:
    return Mark("incident", bytes([number]), lat, lon, str(number), severity=severity)


GAMES = (
    LayerData(VENUES, (venue("SoFi Stadium", 33.95, -118.34), venue("Rose Bowl", 34.16, -118.17))),
    LayerData(INCIDENTS, (incident(1, 4), incident(2, 1), incident(3, 1))),
)


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_venues_are_named_incidents_counted_and_the_caption_says_of_when() -> None:
    said = words(draw(GAMES, None, "As of 14:32"))
    assert {"SoFi Stadium", "Rose Bowl", "3", "Critical", "Minor"} <= set(said)
    assert "Major" not in said  # the key explains what is there and nothing else
    assert "As of 14:32 · Base map not installed" in said


def test_the_picture_in_words() -> None:
    assert in_words(GAMES) == "Map of 2 venues and 3 open incidents: 1 critical, 2 minor."
    assert in_words(GAMES[:1]) == "Map of 2 venues; no open incident with a place."


def test_the_ground_is_drawn_and_its_makers_named(tmp_path: Path) -> None:
    tiles = Filled(open_tiles(base_file(tmp_path / "base.pmtiles")))
    svg = draw(GAMES, tiles, "Now")
    tiles.close()
    assert "clip-path" in svg
    assert "Now · Natural Earth" in words(svg)


@given(PLACES)
def test_most_of_what_is_shown_lies_inside_the_frame(places: list[tuple[float, float]]) -> None:
    frame = framed([LayerData(VENUES, tuple(venue(str(i), *at) for i, at in enumerate(places)))])
    inside = [frame.at(lat, lon) for lat, lon in set(places)]
    assert 2 * sum(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in inside) >= len(inside)
    assert 0 <= frame.zoom <= 12.5


def test_an_event_with_nothing_on_the_map_still_has_a_frame() -> None:
    assert "<svg" in draw([LayerData(VENUES)], None, "")


@pytest.mark.parametrize("what", ["perimeter", "gate", "nonsense"])
def test_features_are_drawn_each_in_its_way(what: str) -> None:
    line = json.dumps({"type": "LineString", "coordinates": [[-118.4, 33.9], [-118.2, 34.1]]})
    gate = json.dumps({"type": "Point", "coordinates": [-118.3, 34.0]})
    shapes = (Shape("feature", b"1", line, "Route", what), Shape("feature", b"2", gate, "Gate", what))
    svg = draw([*GAMES, LayerData(FEATURES, (), (*shapes, Shape("feature", b"3", "{}", "Broken")))], None, "")
    assert svg.count('fill="none" stroke="#') >= 1
    assert ("stroke-dasharray" in svg) == (what == "perimeter")


@given(st.text(max_size=20))
def test_any_name_and_caption_make_a_sound_drawing(name: str) -> None:
    layers = [LayerData(VENUES, (venue(name, 34, -118), venue("B", 34.1, -118.1)))]
    ET.fromstring(draw(layers, None, name))  # noqa: S314  our own words
