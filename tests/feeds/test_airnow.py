"""Air quality: each pollutant of a place is one record, in its own zone; what was not measured is no value."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from eocdesk.feeds import Given, Where
from eocdesk.feeds.airnow import FEED, read

GIVEN = Given(bytes(16), 0, "America/Los_Angeles")
ROW = {
    "DateObserved": "2028-07-19 ",
    "HourObserved": 15,
    "LocalTimeZone": "PDT",
    "ReportingArea": "Central LA CO",
    "Latitude": 34.06,
    "Longitude": -118.23,
    "ParameterName": "PM2.5",
    "AQI": 163,
    "Category": {"Number": 4, "Name": "Unhealthy"},
}
AT = int(datetime(2028, 7, 19, 22, tzinfo=UTC).timestamp() * 1000)


def observed(data: bytes, given: Given = GIVEN) -> Any:
    command: Any = read(data, given).commands[0]
    return command.observations


def test_a_reading_lies_at_its_place_and_at_its_own_hour() -> None:
    (item,) = observed(json.dumps([ROW]).encode())
    assert item.values["title"] == "AQI 163 (Unhealthy), PM2.5, Central LA CO"
    assert (item.values["value"], item.values["observed"]) == (163.0, AT)
    assert (item.values["lat"], item.values["lon"], item.key) == (34.06, -118.23, "Central LA CO/PM2.5")


def test_a_table_says_the_same() -> None:
    data = b"Latitude,Longitude,UTC,Parameter,AQI\r\n34.06,-118.23,2028-07-19T22:00,PM2.5,163\r\n"
    (item,) = observed(data)
    assert (item.values["value"], item.values["observed"], item.values["lat"]) == (163.0, AT, 34.06)


def test_what_was_not_measured_is_refused_and_stops_no_other() -> None:
    reading = read(json.dumps([ROW | {"AQI": -1}, ROW, {"AQI": 4}]).encode(), GIVEN)
    assert [at for at, _ in reading.refused] == ["row 1", "row 3"]
    assert (reading.read, reading.says) == (3, "3 readings read, 2 refused.")


@pytest.mark.parametrize(
    ("aqi", "level"), [(50, "Good"), (51, "Moderate"), (300, "Very Unhealthy"), (301, "Hazardous")]
)
def test_the_level_is_the_one_of_the_scale(aqi: int, level: str) -> None:
    assert f"({level})" in observed(json.dumps([ROW | {"AQI": aqi}]).encode())[0].values["title"]


def test_without_a_place_it_lies_where_it_was_asked_for_or_is_said_to_have_none() -> None:
    row = {"dateObserved": "2028-07-19", "hourObserved": "15:00", "localTimeZone": "PDT", "parameterName": "OZONE"}
    data = json.dumps([row | {"siteID": "060371103", "siteName": "N. Main Street", "nowcastAQI": 44}]).encode()
    (item,) = observed(data, Given(bytes(16), 0, address="https://a.test/?latitude=34.1&longitude=-118.3"))
    assert (item.values["lat"], item.values["lon"]) == (34.1, -118.3)
    assert "no venue is matched" in read(data, GIVEN).warnings[0]
    assert observed(data)[0].values["lat"] is None


def test_it_is_asked_once_for_venues_beside_each_other_and_not_without_a_key() -> None:
    venues = tuple((bytes([n]) * 16, "V", 33.9531 + n / 10_000, -118.3392) for n in range(3))
    assert FEED.addresses(Where(venues)) == []
    (address,) = FEED.addresses(Where(venues, key="a&b"))
    assert address.endswith("latitude=33.95&longitude=-118.34&API_KEY=a%26b")


@pytest.mark.parametrize("data", [b"", b"<html>sign in</html>", b"a,b\n1,2\n", b"\xff\xfe\x00", b"{}", b"[1, null]"])
def test_what_is_no_air_quality_is_refused_in_words(data: bytes) -> None:
    reading = read(data, GIVEN)
    assert reading.commands == []
    assert reading.refused
