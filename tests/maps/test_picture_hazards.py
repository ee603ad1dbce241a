"""Hazards on paper: each named with its age where there is room, its colour explained, what is not drawn counted."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.labels import Labels
from eocdesk.maps.layers import HAZARDS, INCIDENTS, VENUES, LayerData, Mark, Shape
from eocdesk.maps.palette import PAPER
from eocdesk.maps.picture import draw, framed, in_words
from eocdesk.maps.picture_hazards import HazardKey, hazard_names, hazards_of

VENUE = LayerData(VENUES, (Mark("venue", b"v", 34.0, -118.3, "Bowl", "Bowl"), Mark("venue", b"w", 34.3, -118.0, "B")))


def area(
    west: float, south: float, east: float, north: float, label: str = "Heat, 4 h ago", what: str = "heat"
) -> Shape:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Shape("alert", label.encode(), json.dumps({"type": "Polygon", "coordinates": [ring]}), label, what, label)


def spot(lat: float, lon: float, label: str) -> Shape:
    point = json.dumps({"type": "Point", "coordinates": [lon, lat]})
    return Shape("observation", label.encode(), point, label, "wildfire", label)


BIG, SMALL = area(-118.6, 33.9, -117.8, 34.4), area(-118.301, 34.0, -118.3, 34.001, "Basin fire, 5 min ago", "wildfire")


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_areas_are_named_with_their_age_and_their_colours_explained() -> None:
    layers = (LayerData(HAZARDS, shapes=(BIG, SMALL)), VENUE)
    said = words(draw(layers, None, "Now"))
    assert {"Heat, 4 h ago", "Basin fire, 5 min ago", "Heat", "Wildfire", "Bowl"} <= set(said)
    assert "Earthquake" not in said
    assert in_words(layers).endswith("Hazards: Heat, 4 h ago; Basin fire, 5 min ago.")


def test_what_has_no_shape_is_counted_and_a_map_without_hazards_has_no_key() -> None:
    assert "2 warnings without a shape" in words(draw((LayerData(HAZARDS, placeless=2), VENUE), None, ""))
    assert "1 warning without a shape" in words(draw((LayerData(HAZARDS, shapes=(BIG,), placeless=1), VENUE), None, ""))
    plain = draw((VENUE,), None, "")
    assert plain == draw((LayerData(HAZARDS), VENUE), None, "")


def test_a_name_keeps_clear_of_the_key_and_of_other_names() -> None:
    frame = framed([VENUE])
    labels = Labels(frame.width, frame.height)
    (big,), (small,) = hazard_names((BIG, SMALL), frame)
    labels.take((0, 0, frame.width, frame.height))
    assert big.area(labels, PAPER) == small.spot(labels, PAPER) == ""
    free = Labels(frame.width, frame.height)
    assert all((big.area(free, PAPER), small.spot(free, PAPER)))
    assert all(one.area(free, PAPER) for one in hazard_names((BIG,), frame)[0])  # the same again: at another place


def test_a_hazard_far_from_the_paper_is_not_named() -> None:
    assert hazard_names((area(10, 50, 11, 51), spot(50, 10, "Far")), framed([VENUE])) == ([], [])


@pytest.mark.parametrize(("severities", "row"), [(100.0, 40), (500.0, 64)])
def test_the_key_stands_beside_the_other_where_there_is_room_else_above(severities: float, row: int) -> None:
    frame = framed([VENUE])
    drawn = "".join(HazardKey(LayerData(HAZARDS, shapes=(BIG,)), frame, severities).drawn(PAPER))
    assert f'y="{frame.height - row:g}"' in drawn


@given(st.text(max_size=30), st.floats(-84, 84), st.floats(-179, 179))
def test_any_name_anywhere_makes_a_sound_drawing(label: str, lat: float, lon: float) -> None:
    layers = (LayerData(HAZARDS, shapes=(spot(lat, lon, label), BIG)), VENUE, LayerData(INCIDENTS))
    ET.fromstring(draw(layers, None, ""))  # noqa: S314  our own words
    assert hazards_of(layers).shapes[1] is BIG
