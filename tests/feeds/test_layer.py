"""A GeoJSON address as a layer: names and notes plain, features told apart, a part of an answer strikes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from eocdesk.feeds import Given
from eocdesk.feeds.layer import FEED, read

GIVEN = Given(bytes(16), 0, address="https://maps.example.org/gates.geojson")


def row(place: Any = (-118.2, 34.1), **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(place)} if place else None
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def answer(*rows: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(rows), **more}).encode()


def layer(data: bytes, given: Given = GIVEN) -> Any:
    (command,) = read(data, given).commands
    return command


def test_a_feature_has_its_name_kind_and_shape_and_its_properties_in_plain_words() -> None:
    (item,) = layer(
        answer(row(OBJECTID=7, Name="<b>Gate</b> 7\0", Type="Gate", hours="6&ndash;9", deep={"a": 1}))
    ).features
    assert (item.key, item.values["name"], item.values["kind"]) == ("7", "Gate 7", "gate")
    assert json.loads(item.values["geometry"]) == {"type": "Point", "coordinates": [-118.2, 34.1]}
    assert item.values["note"] == "OBJECTID: 7\nName: Gate 7\nType: Gate\nhours: 6–9\na: 1"


def test_a_work_zone_is_called_by_its_roads_though_they_stand_one_deeper() -> None:
    core = {"event_type": "work-zone", "road_names": ["I-80", "I-35"], "description": "One lane.", "deep": [{"a": 1}]}
    drawn = {"type": "MultiPoint", "coordinates": [[-93.7, 41.6], [-93.8, 41.6]]}
    zone = {"type": "Feature", "id": "z1", "properties": {"core_details": core, "name": ""}, "geometry": drawn}
    (item,) = layer(answer(zone)).features
    assert (item.key, item.values["name"]) == ("z1", "I-80, I-35")
    assert item.values["note"] == "event_type: work-zone\nroad_names: I-80, I-35\ndescription: One lane."


def test_a_line_that_says_nothing_of_itself_is_a_route_without_a_name() -> None:
    drawn = {"type": "LineString", "coordinates": [[0, 1], [1, 1]]}
    (item,) = layer(answer({"type": "Feature", "properties": None, "geometry": drawn})).features
    assert (item.values["name"], item.values["kind"], bool(item.key)) == ("(no name)", "route", True)


def test_a_named_feature_without_a_shape_is_kept_and_said() -> None:
    reading = read(answer(row(None, FACIL_NAME="Pier 4")), GIVEN)
    (item,) = layer(answer(row(None, FACIL_NAME="Pier 4"))).features
    assert (item.values["name"], item.values["geometry"]) == ("Pier 4", None)
    assert reading.warnings == ["feature 1: no place on the map"]


def test_features_that_share_an_id_are_told_apart_by_their_shape() -> None:
    rows = row(name="Gate"), row((-118.3, 34.1), name="Gate"), row((-118.4, 34.1), name="Dock")
    keys = [item.key for item in layer(answer(*rows)).features]
    assert len(set(keys)) == 3
    assert keys[2] == "Dock"
    assert sorted(keys) == sorted(item.key for item in layer(answer(*reversed(rows))).features)


def test_only_a_whole_answer_of_an_address_may_strike_what_it_no_longer_lists() -> None:
    assert layer(answer(row(name="a"))).complete
    assert layer(answer()).complete
    assert not layer(answer(row(name="a"), row(None, size=3))).complete
    assert not layer(answer(row(name="a"), exceededTransferLimit=True)).complete
    assert not layer(answer(row(name="a"), links=[{"rel": "next", "href": "x"}])).complete
    assert not layer(answer(row(name="a")), replace(GIVEN, address="")).complete
    other = replace(GIVEN, address="https://maps.example.org/other.geojson")
    assert layer(answer(row(name="a"))).layer != layer(answer(row(name="a")), other).layer


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>", "sign-in"),
        (b"{}", "features"),
        (answer(row(name="a"), crs={"properties": {"name": "EPSG:3857"}}), "EPSG:3857"),
    ],
)
def test_what_is_no_layer_is_refused_whole(data: bytes, why: str) -> None:
    reading = read(data, GIVEN)
    assert (reading.commands, reading.read) == ([], 1)
    assert why in reading.says


@pytest.mark.parametrize("bad", [None, 7, "x", {}, row(None, size=3), row((500, 3), name="a"), {"type": "Feature"}])
def test_a_feature_that_does_not_fit_is_refused_alone(bad: Any) -> None:
    reading = read(answer(bad, row(name="b")), GIVEN)
    assert [at for at, _ in reading.refused] == ["feature 1"]
    assert [item.key for item in layer(answer(bad, row(name="b"))).features] == ["b"]


def test_it_is_asked_at_addresses_of_ones_own() -> None:
    assert FEED.own
