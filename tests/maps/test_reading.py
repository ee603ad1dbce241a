"""The map's layers as they are read out of a real desk."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.commands.venues import AddFeature, AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.maps import reading
from eocdesk.maps.counties import Counties
from eocdesk.maps.exposure import Exposure
from eocdesk.maps.layers import VENUES, LayerData, Mark
from eocdesk.models import clock
from tests.kit.desks import EVENT

SQUARE = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]})


def venue(desk: Desk, name: str = "SoFi Stadium", **values: object) -> bytes:
    return bytes(desk.do_now(AddVenue(EVENT, {"name": name, "lat": 33.95, "lon": -118.34, **values})).value)


def reported(desk: Desk, **values: object) -> bytes:
    return bytes(desk.do_now(ReportIncident(EVENT, "Heat at gate 7", **values)).value[0])  # type: ignore[arg-type]


def test_a_venue_is_a_mark_with_its_name_and_what_happens_there(desk: Desk) -> None:
    known = venue(desk, short="SoFi", city="Inglewood", sports="Swimming", capacity=70_000)
    venues, _ = desk.read_now(reading.venue_layers, EVENT)
    (mark,) = venues.marks
    assert (mark.kind, mark.id, mark.lat, mark.lon) == ("venue", known, 33.95, -118.34)
    assert (mark.title, mark.label, mark.rank) == ("SoFi Stadium\nSwimming · Inglewood", "SoFi Stadium", 70_000)


def test_a_name_too_long_for_a_map_gives_way_to_the_short_one(desk: Desk) -> None:
    venue(desk, "Long Beach Convention and Entertainment Center", short="Arena LB")
    venues, _ = desk.read_now(reading.venue_layers, EVENT)
    assert venues.marks[0].label == "Arena LB"


def test_footprints_and_features_are_shapes_with_their_kind_in_words(desk: Desk) -> None:
    known = venue(desk, geometry=SQUARE)
    desk.do_now(AddFeature(EVENT, {"name": "Gate 7", "kind": "gate", "venue": known, "geometry": SQUARE}))
    desk.do_now(AddFeature(EVENT, {"name": "No shape", "kind": "gate"}))
    _, features = desk.read_now(reading.venue_layers, EVENT)
    assert [(shape.title, shape.what) for shape in features.shapes] == [
        ("SoFi Stadium\nFootprint", "footprint"),
        ("Gate 7\nGate · SoFi Stadium", "gate"),
    ]


@pytest.mark.parametrize(("source", "verb"), [("LA28 list", "imported"), ("", "added")])
def test_the_layer_knows_since_when_and_how(desk: Desk, source: str, verb: str) -> None:
    before = clock.now()
    venue(desk, source=source)
    venues, features = desk.read_now(reading.venue_layers, EVENT)
    assert venues.as_of is not None
    assert before <= venues.as_of <= clock.now()
    assert venues.verb == verb
    assert features.as_of is None


def test_an_incident_says_what_it_is_and_stands_at_its_venue(desk: Desk) -> None:
    record = reported(desk, severity=4, venue=venue(desk))
    layer = desk.read_now(reading.incident_layer, EVENT)
    (mark,) = layer.marks
    assert (mark.id, mark.lat, mark.severity) == (record, 33.95, 4)
    assert mark.title == f"{desk.code}-1 Heat at gate 7\nCritical · Open · SoFi Stadium"


def test_incidents_without_a_place_are_counted(desk: Desk) -> None:
    reported(desk)
    layer = desk.read_now(reading.incident_layer, EVENT)
    assert (layer.marks, layer.placeless) == ((), 1)


def test_the_changed_incidents_come_alone_and_closed_ones_not_at_all(desk: Desk) -> None:
    place = venue(desk)
    one, two, three = (reported(desk, venue=place) for _ in range(3))
    desk.do_now(CloseIncident(two, "Over"))
    marks, placeless = desk.read_now(reading.incidents_of, EVENT, {one, two})
    assert [mark.id for mark in marks] == [one]
    assert placeless == 0
    assert three not in {mark.id for mark in marks}


def test_a_warning_that_draws_nothing_is_drawn_by_the_counties_it_names(desk: Desk, tmp_path: Path) -> None:
    now, file = clock.now(), tmp_path / "counties.tsv.gz"
    county = '{"type":"MultiPolygon","coordinates":[[[[-119,33],[-117,33],[-117,35],[-119,33]]]]}'
    file.write_bytes(gzip.compress(f"06037\tLos Angeles\t{county}\n".encode()))
    codes = ["UGC:CAZ368", "SAME:006037"]
    alert = desk.do_now(Add("alert", EVENT, {"title": "Wind", "hazard": "wind", "codes": codes, "sent": now})).value
    layer = desk.read_now(reading.hazard_layer, EVENT, now, Counties(file))
    (shape,) = layer.shapes
    assert (shape.id, shape.geometry, shape.title) == (alert, county, "Wind\nWind · Drawn by county: Los Angeles")
    assert layer.missing == ""
    assert shape.label == "Wind, just now"
    bare = desk.read_now(reading.hazard_layer, EVENT, now, Counties(tmp_path / "absent"))
    assert (bare.shapes, bare.missing) == ((), "1 has no place")


def test_hazards_that_hold_are_drawn_in_their_colour_and_those_without_a_shape_are_counted(desk: Desk) -> None:
    now = clock.now()

    def add(kind: str, **values: object) -> bytes:
        return bytes(desk.do_now(Add(kind, EVENT, values)).value)

    heat = add("alert", title="Heat warning", hazard="heat", severity="severe", geometry=SQUARE, sent=now, ends=now + 9)
    add("alert", title="Zone", codes=["UGC:CAZ368"], sent=now)
    add("alert", title="Over", geometry=SQUARE, sent=now - 9, ends=now - 1)
    fire = add("observation", title="Fire", hazard="wildfire", measure="fire", lat=34.0, lon=-118.0, observed=now)
    layer = desk.read_now(reading.hazard_layer, EVENT, now)
    assert {(one.id, one.what) for one in layer.shapes} == {(heat, "heat"), (fire, "wildfire")}
    assert next(one.title for one in layer.shapes if one.id == heat) == "Heat warning\nHeat · Severe"
    assert layer.missing == "1 has no place"
    assert layer.age(now + 600_000).startswith("received ")
    desk.do_now(Amend("alert", heat, {"state": "cancelled"}))
    assert [one.id for one in desk.read_now(reading.hazard_layer, EVENT, now).shapes] == [fire]


def test_a_page_shows_no_hazard_that_is_marked_more_strictly_or_for_others(desk: Desk) -> None:
    now = clock.now()

    def add(**labels: str) -> bytes:
        values = {"title": "Heat", "geometry": SQUARE, "sent": now, **labels}
        return bytes(desk.do_now(Add("alert", EVENT, values)).value)

    plain, green, red = add(marking="AMBER"), add(marking="GREEN"), add(marking="RED")
    law = add(marking="AMBER", audience="LAW")

    def shown(limit: reading.Limit | None) -> set[bytes]:
        layer = desk.read_now(reading.hazard_layer, EVENT, now, None, limit)
        assert layer.placeless == 0  # nor is it counted
        return {one.id for one in layer.shapes}

    assert shown(None) == {plain, green, red, law}
    assert shown(reading.Limit("AMBER")) == {plain, green}
    assert shown(reading.Limit("RED", frozenset({"LAW"}))) == {plain, green, red, law}


def test_a_venue_that_a_hazard_touches_now_is_marked_and_says_by_what() -> None:
    def touch(title: str, venue: bytes, begins: int = 0, severity: int = 2, session: bytes | None = None) -> Exposure:
        return Exposure(b"h", "alert", title, venue, session, None, begins, 100, "", None, severity)

    bowl, pier = (Mark("venue", name, 34.0, -118.0, name.decode()) for name in (b"Bowl", b"Pier"))
    many = [touch(f"Warning {at}", b"Bowl") for at in range(4)]
    found = [*many, touch("Extreme heat", b"Bowl", severity=4), touch("Later", b"Pier", begins=50)]
    found += [touch("Of a session", b"Pier", session=b"s")]
    layer = reading.touched_now(LayerData(VENUES, (bowl, pier)), found, 10)
    assert [mark.touched for mark in layer.marks] == [True, False]
    assert layer.marks[0].title == "Bowl\nTouched now: Extreme heat, Warning 0, Warning 1 and 2 more"
    assert layer.marks[1] == pier


def test_an_open_threat_stands_at_its_place_else_at_the_venues_at_risk(desk: Desk) -> None:
    sofi = venue(desk)
    values = {"title": "Drone over the bowl", "nature": "uas", "level": "high"}
    at_venue = desk.do_now(Add("threat", EVENT, {**values, "venues": [sofi.hex()]})).value
    at_place = desk.do_now(Add("threat", EVENT, {**values, "lat": 34.0, "lon": -118.2, "venues": [sofi.hex()]})).value
    desk.do_now(Add("threat", EVENT, {**values, "title": "Phishing"}))
    desk.do_now(Add("threat", EVENT, {**values, "state": "closed", "lat": 34.0, "lon": -118.2}))
    layer = desk.read_now(reading.threat_layer, EVENT)
    points = {shape.id: json.loads(shape.geometry)["coordinates"] for shape in layer.shapes}
    assert points == {at_venue: [[-118.34, 33.95]], at_place: [[-118.2, 34.0]]}
    assert layer.missing == "1 has no place"
    assert "SoFi Stadium" in layer.shapes[0].title
