"""A hazard touches what lies in it, while it lasts: by place, by hours, by the line that was set there."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.counties import County
from eocdesk.maps.exposure import Exposed, distance_km, exposed, read_shapes
from eocdesk.store.queries.exposures import Ground, Line, Measured, Place, Run, Warned, World

HOUR = 3_600_000
BOWL = Place(b"v1", "Rose Bowl", 34.1613, -118.1676, "")
PIER = Place(b"v2", "Pier", 33.7550, -118.1320, "")


def box(west: float, south: float, east: float, north: float) -> str:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def alert(geometry: str, begins: int = 0, ends: int | None = 10 * HOUR, codes: tuple[str, ...] = ()) -> Warned:
    return Warned(b"a1", "Heat warning", "severe", begins, ends, geometry, codes)


def heat(**over: Any) -> Measured:
    base = Measured(b"o1", "Heat", "heat index", None, (), 0, 6 * HOUR, b"v1", None, None, "")
    return base._replace(**over)


def touched(found: Exposed) -> set[tuple[bytes | None, bytes | None]]:
    return {(one.venue, one.session) for one in found.exposures}


NORTH = box(-118.3, 34.0, -118.0, 34.3)
SOUTH = box(-118.3, 33.6, -118.0, 34.0)


def county(code: str) -> County | None:
    """Two counties here; the same one by two codes."""
    held = {"06037": County("06037", "North", NORTH), "06059": County("06059", "South", SOUTH)}
    return held.get(code[-5:] if code.startswith("SAME:") else f"06{code[-3:]}")


def test_an_alert_touches_the_venue_within_and_the_sessions_in_its_hours() -> None:
    runs = (
        Run(b"s1", "Morning", b"v1", 1 * HOUR, 3 * HOUR),
        Run(b"s2", "Evening", b"v1", 10 * HOUR, 12 * HOUR),
        Run(b"s3", "Elsewhere", b"v2", 1 * HOUR, 3 * HOUR),
    )
    found = exposed(World((BOWL, PIER), runs, alerts=(alert(NORTH, 2 * HOUR),)), 0)
    assert touched(found) == {(b"v1", None), (b"v1", b"s1")}
    hours = next(one for one in found.exposures if one.session)
    assert (hours.begins, hours.ends) == (2 * HOUR, 3 * HOUR)
    assert found.ends_next == 10 * HOUR


def test_an_alert_without_an_end_reaches_every_later_session() -> None:
    runs = (Run(b"s1", "Far ahead", b"v1", 900 * HOUR, 903 * HOUR),)
    assert (b"v1", b"s1") in touched(exposed(World((BOWL,), runs, alerts=(alert(NORTH, ends=None),)), 0))


def test_an_alert_without_a_shape_is_listed_and_one_with_a_county_is_placed() -> None:
    bare = World((BOWL,), alerts=(alert("", codes=("SAME:006037",)),))
    assert exposed(bare, 0, {}.get).unplaced == (b"a1",)
    placed = exposed(bare, 0, county)
    assert touched(placed) == {(b"v1", None)}
    assert placed.unplaced == ()
    assert placed.exposures[0].reason == "Heat warning: Severe, Rose Bowl lies in North, drawn by county"
    assert exposed(World((BOWL,), alerts=(alert("nonsense"),)), 0).unplaced == (b"a1",)


def test_counties_touch_what_lies_in_any_of_them_once_and_only_where_nothing_was_drawn() -> None:
    both = alert("", codes=("UGC:CAC037", "SAME:006037", "SAME:006059", "UGC:CAZ368"))
    other = both._replace(id=b"a2", codes=("SAME:006059",))
    drawn = both._replace(id=b"a3", geometry=SOUTH, codes=("SAME:006037",))
    found = exposed(World((BOWL, PIER), alerts=(both, other, drawn)), 0, county)
    assert [(one.hazard, one.venue) for one in found.exposures] == [
        (b"a1", b"v1"),
        (b"a1", b"v2"),
        (b"a2", b"v2"),
        (b"a3", b"v2"),
    ]


def test_a_county_without_a_venue_is_placed_all_the_same() -> None:
    later = alert("", begins=HOUR, codes=("SAME:006059",))._replace(id=b"a2")
    found = exposed(World((BOWL,), alerts=(alert("", codes=("SAME:006059",)), later)), 0, county)
    assert (found.exposures, found.unplaced, found.in_force) == ((), (), (b"a1",))


def test_a_route_through_the_area_is_touched_though_its_venue_is_not() -> None:
    line = json.dumps({"type": "LineString", "coordinates": [[-118.4, 34.1], [-118.2, 34.1]]})
    found = exposed(
        World((PIER,), grounds=(Ground(b"f1", "Bus route", "route", b"v2", line),), alerts=(alert(NORTH),)), 0
    )
    assert [(one.feature, one.session) for one in found.exposures] == [(b"f1", None)]


def test_a_forecast_touches_only_the_hours_over_the_line() -> None:
    series = ((0, 95.0), (2 * HOUR, 104.0), (3 * HOUR, 106.0), (4 * HOUR, 99.0))
    runs = (Run(b"s1", "Before", b"v1", 0, 2 * HOUR), Run(b"s2", "Noon", b"v1", 3 * HOUR, 5 * HOUR))
    found = exposed(World((BOWL,), runs, observations=(heat(series=series),)), 0)
    assert touched(found) == {(b"v1", None), (b"v1", b"s2")}
    venue = found.exposures[0]
    assert (venue.begins, venue.ends) == (2 * HOUR, 4 * HOUR)
    assert venue.reason == "Heat index up to 106 °F at Rose Bowl (counts from 103 °F)"


@pytest.mark.parametrize(("lines", "count"), [((), 0), ((Line(None, "heat index", 90),), 1)])
def test_the_line_of_the_event_counts(lines: tuple[Line, ...], count: int) -> None:
    world = World((BOWL,), observations=(heat(value=95.0),), thresholds=lines)
    assert len(exposed(world, 0).exposures) == count


def test_the_line_of_the_venue_counts_before_the_events() -> None:
    lines = (Line(b"v1", "heat index", 100), Line(None, "heat index", 90))
    assert exposed(World((BOWL,), observations=(heat(value=95.0),), thresholds=lines), 0).exposures == ()


def test_a_fire_counts_within_the_kilometres_of_each_venue() -> None:
    fire = heat(measure="fire", title="Canyon Fire", venue=None, lat=34.2513, lon=-118.1676)  # 10 km north
    assert exposed(World((BOWL, PIER), observations=(fire,)), 0).exposures == ()
    found = exposed(World((BOWL, PIER), observations=(fire,), thresholds=(Line(b"v1", "fire", 12),)), 0)
    assert touched(found) == {(b"v1", None)}
    assert found.exposures[0].km == pytest.approx(10.0, abs=0.1)


def test_a_station_speaks_for_what_is_near_and_a_quake_from_its_size() -> None:
    smoke = heat(measure="aqi", value=180.0, venue=None, lat=34.2, lon=-118.17)
    assert touched(exposed(World((BOWL, PIER), observations=(smoke,)), 0)) == {(b"v1", None)}
    quake = smoke._replace(measure="magnitude", value=4.4)
    assert exposed(World((BOWL, PIER), observations=(quake,)), 0).exposures == ()
    both = exposed(World((BOWL, PIER), observations=(quake._replace(value=5.0),)), 0)
    assert touched(both) == {(b"v1", None), (b"v2", None)}


def haversine(lat: float, lon: float, other: tuple[float, float]) -> float:
    a, b = math.radians(lat), math.radians(other[0])
    east = math.radians(other[1] - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(-0.8, 0.8), st.floats(-0.8, 0.8))
def test_distances_are_those_of_the_globe(lat: float, lon: float, north: float, east: float) -> None:
    texts = [json.dumps({"type": "Point", "coordinates": [x, y]}) for x, y in ((lon, lat), (lon + east, lat + north))]
    one, other = read_shapes(texts)
    assert distance_km(one, other) == pytest.approx(haversine(lat, lon, (lat + north, lon + east)), rel=0.005, abs=0.01)


def test_many_are_found_as_one_by_one() -> None:
    dice = random.Random(4)  # noqa: S311  places, not secrets
    venues = tuple(Place(b"%d" % at, str(at), 33 + 2 * dice.random(), -119 + 2 * dice.random(), "") for at in range(60))
    alerts = tuple(
        alert(box(x, y, x + 0.3, y + 0.3))._replace(id=b"%d" % at)
        for at in range(40)
        for x, y in ((-119 + 2 * dice.random(), 33 + 2 * dice.random()),)
    )
    whole = {(one.hazard, one.venue) for one in exposed(World(venues, alerts=alerts), 0).exposures}
    single = {
        (one.hazard, one.venue)
        for venue in venues
        for each in alerts
        for one in exposed(World((venue,), alerts=(each,)), 0).exposures
    }
    assert whole == single
    assert len(whole) > 20


def test_a_shape_is_read_once_and_what_is_none_stays_none() -> None:
    text = box(-118.0, 34.0, -117.0, 35.0)
    first, again, none, broken, half = read_shapes([text, text, "", "{", "\ud800"])
    assert first is again is read_shapes([text])[0]
    assert (none, broken, half) == (None, None, None)
