"""GeoJSON becomes venues and features, each with where it is, or refused by its place in the file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eocdesk.commands.reading import Reading
from eocdesk.interchange.format import Asked
from eocdesk.interchange.geojson.read import is_geojson, read_geojson, read_places
from eocdesk.models.errors import Refused

POINT = {"type": "Point", "coordinates": [-118.339, 33.953]}
AREA = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]}


def feature(geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(*features: Any, **more: Any) -> Reading:
    return read_places({"type": "FeatureCollection", "features": list(features), **more}, Asked())


def test_a_named_point_or_area_is_a_venue() -> None:
    point, area = read(feature(name="SoFi Stadium", capacity=70240), feature(AREA, name="Carson")).items
    assert (point.kind, point.values["lat"], point.values["lon"]) == ("venue", 33.953, -118.339)
    assert (point.values["capacity"], point.values["geometry"]) == (70240, None)
    assert 0 < area.values["lat"] < 4
    assert json.loads(area.values["geometry"])["type"] == "Polygon"


def test_a_line_and_a_thing_that_calls_itself_one_are_features() -> None:
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    route, gate = read(feature(line, name="Evacuation"), feature(name="Gate 7", type="Gate")).items
    assert [(item.kind, item.values["kind"]) for item in (route, gate)] == [("feature", "route"), ("feature", "gate")]


def test_a_perimeter_without_a_name_comes_in_and_a_point_or_a_bare_shape_does_not() -> None:
    reading = read(feature(AREA, acres=12), feature(POINT, acres=12), feature(AREA))
    (item,) = reading.items
    assert (item.kind, item.values["name"], item.warnings) == ("feature", "(no name)", ("no name",))
    assert {(refusal.at, refusal.reason) for refusal in reading.refused} == {
        (at, "The feature has no name, and nothing else says what it is.") for at in ("feature 2", "feature 3")
    }


def test_a_place_that_is_nowhere_is_told_and_one_that_says_nothing_refused() -> None:
    reading = read(
        feature(None, name="To be found"), feature(None), {"type": "Fixture"}, feature({"type": "X"}, name="A")
    )
    assert reading.items[0].warnings == ("no place on the map",)
    assert [(refusal.at, refusal.reason) for refusal in reading.refused] == [
        ("feature 2", "The feature says neither what nor where."),
        ("feature 3", "This is no Feature."),
        ("feature 4", "“X” is no type of geometry."),
    ]


def test_the_la28_venues_are_known_by_their_names() -> None:
    row = {"LA28 Venue Name": "Inglewood Stadium", "Venue Common Name": "SoFi", "LA28 Venue Region": "Inglewood"}
    reading = read(feature(**row, **{"Sport/Activity": "Swimming"}), feature(**row, **{"Sport/Activity": "Ceremonies"}))
    assert (reading.source, reading.lists) == ("la28", "la28-venues")
    assert {item.key for item in reading.items} == {"Inglewood Stadium"}
    assert {item.values["sports"] for item in reading.items} == {"Swimming, Ceremonies"}
    assert reading.items[0].values["aliases"] == ["SoFi"]


def test_two_places_of_one_name_are_told_apart_by_where_they_are() -> None:
    reading = read(feature(name="Station"), feature({"type": "Point", "coordinates": [1, 2]}, name="Station"))
    assert len({item.key for item in reading.items}) == 2
    assert "where they are tells them apart" in reading.warnings[-1]


def test_a_bare_geometry_and_a_single_feature_are_read_too() -> None:
    assert read_places(POINT, Asked()).refused[0].at == "feature 1"
    assert read_places(feature(name="A"), Asked()).read == 1
    assert read_places([feature(name="A"), feature(name="B")], Asked()).read == 2


def test_other_coordinates_than_degrees_are_refused() -> None:
    with pytest.raises(Refused, match=r"are in urn:ogc:def:crs:EPSG::3857, not in WGS 84"):
        read(feature(name="A"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}})
    assert read(feature(name="A"), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}).read == 1
    with pytest.raises(Refused, match="unnamed system"):
        read(feature(name="A"), crs=7)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"type": "Topology"}', "not GeoJSON"),
        ('{"type": "FeatureCollection"}', "has no list of features"),
        ('{"type": "FeatureCollection", "features": []}', "holds no feature"),
        ('{"type": "FeatureCollection", "features": [', "cut short"),
        ('{"a":' * 5000 + "1", "nested too deep|cut short"),
    ],
)
def test_what_is_no_geojson_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_geojson(text.encode(), Asked())


def test_a_profile_that_makes_no_places_is_refused() -> None:
    with pytest.raises(Refused, match="GeoJSON holds places"):
        read_places({"type": "FeatureCollection", "features": [feature(name="A", title="B")]}, Asked(profile="session"))
    assert not is_geojson([])
    assert not is_geojson([{"type": "Point"}])
