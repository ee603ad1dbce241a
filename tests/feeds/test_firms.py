"""Hot spots near a venue are fires to look at for a day; the rest of the world and what is doubtful is counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.feeds import Given, Where
from eocdesk.feeds.firms import FEED, NEAR_KM, read
from eocdesk.maps.exposure import distance_km

BOWL = (bytes([1]) * 16, "Rose Bowl", 34.16, -118.17)
GIVEN = Given(bytes(16), 1_847_650_200_000, venues=(BOWL,))
HEAD = (
    "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,confidence,version,bright_t31,frp,daynight\n"
)
SEEN = int(datetime(2028, 7, 19, 0, 9, tzinfo=UTC).timestamp() * 1000)


def row(lat: object = 34.2, lon: object = -118.1, sure: object = 87, time: str = "0009", satellite: str = "T") -> str:
    return f"{lat},{lon},303.4,1.0,1.0,2028-07-19,{time},{satellite},{sure},6.1NRT,291.8,4.78,N\n"


def table(*rows: str) -> bytes:
    return (HEAD + "".join(rows)).encode()


def items(data: bytes, asked: Given = GIVEN) -> list[Any]:
    reading = read(data, asked)
    assert reading.refused == []
    command: Any = reading.commands[0] if reading.commands else None
    assert reading.read == (0 if command is None else len(command.observations))
    return [] if command is None else list(command.observations)


def test_a_hot_spot_near_a_venue_is_a_fire_for_a_day() -> None:
    (one,) = items(table(row(time="9")))
    assert one.values == {
        "title": "Hot spot (Terra)",
        "hazard": "wildfire",
        "measure": "fire",
        "observed": SEEN,
        "ends": SEEN + 86_400_000,
        "lat": 34.2,
        "lon": -118.1,
        "status": "seen from space",
        "note": "Confidence high. Radiative power 4.78 MW. A pixel is 1 km wide: a place to look at, no perimeter.",
    }
    assert one.key == "T/2028-07-19T0009/34.20000/-118.10000"


def test_json_of_the_other_instrument_is_read_alike() -> None:
    said = {"latitude": 34.2, "longitude": -118.1, "acq_date": "2028-07-19", "acq_time": "0009", "confidence": "n"}
    (one,) = items(json.dumps([{**said, "satellite": "NOAA-20", "frp": 3.3}]).encode())
    assert one.values["title"] == "Hot spot (NOAA-20)"
    assert one.values["note"].startswith("Confidence nominal. Radiative power 3.3 MW. A pixel is 375 m wide")


def test_what_is_far_off_or_doubtful_is_counted_and_not_taken() -> None:
    reading = read(table(row(), row(lat=-17.4), row(lon=2.0), row(sure=29), row(sure="l")), GIVEN)
    assert reading.read == 1
    assert reading.warnings == [
        "2 hot spots further than 50 km from every venue were passed over",
        "2 hot spots of low confidence were passed over",
    ]


@given(st.floats(2, 75), st.floats(-178, 178), st.floats(-0.7, 0.7), st.floats(-0.7, 0.7))
def test_near_is_what_lies_within_the_distance(lat: float, lon: float, north: float, east: float) -> None:
    import shapely  # noqa: PLC0415  heavy, and for this test alone

    there = round(lat + north, 5), round(lon + east, 5)
    far = distance_km(shapely.Point(lon, lat), shapely.Point(there[1], there[0]))
    taken = len(items(table(row(*there)), Given(bytes(16), 0, venues=((b"v" * 16, "V", lat, lon),))))
    if abs(far - NEAR_KM) > 1:
        assert taken == (far < NEAR_KM)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [(row(lat="x"), "no place"), (row().replace("2028-07-19", "soon"), "when it was seen")],
)
def test_a_row_that_does_not_fit_is_refused_alone(bad: str, reason: str) -> None:
    reading = read(table(bad, row()), GIVEN)
    assert [(at, reason in why) for at, why in reading.refused] == [("row 1", True)]
    assert reading.read == 2


@pytest.mark.parametrize("data", [b"Invalid MAP_KEY.", b"a,b\n1,2\n", b'[{"a": 1}]', b"\xff\xfe", b"<html>"])
def test_what_is_no_list_of_hot_spots_is_refused_whole(data: bytes) -> None:
    reading = read(data, GIVEN)
    assert (reading.read, len(reading.refused), reading.commands) == (1, 1, [])


def test_an_event_without_places_takes_none_and_says_so() -> None:
    assert "No venue of the event has a place" in read(table(row()), Given(bytes(16), 0)).says


@pytest.mark.parametrize("data", [HEAD.encode(), b"[]"])
def test_an_empty_list_holds_none(data: bytes) -> None:
    assert read(data, GIVEN).says == "0 hot spots read."


def test_it_asks_for_the_box_around_the_venues_where_there_is_a_key() -> None:
    pier = (bytes([2]) * 16, "Pier", 33.0, -118.5)
    assert FEED.addresses(Where((BOWL, pier))) == []
    assert FEED.addresses(Where(key="k y")) == []
    (asked,) = FEED.addresses(Where((BOWL, pier), key="k y"))
    assert asked.endswith("/area/csv/k%20y/VIIRS_NOAA20_NRT/-119.00,32.50,-117.67,34.66/1")
