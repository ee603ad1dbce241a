"""Forecasts at venues: the heat index is the Weather Service's own, each hour is kept, a gap is not filled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from eocdesk.feeds import Given, Where
from eocdesk.feeds.nws_forecast import FEED, HOUR_MS, heat_index, read

NOW = 1_847_650_200_000 - 1_847_650_200_000 % HOUR_MS + 600_000
FIRST = NOW - 600_000
STADIUM = (bytes([1]) * 16, "Stadium", 34.01, -118.28)
FAR = (bytes([2]) * 16, "Far", 37.0, -122.0)
GIVEN = Given(bytes(16), NOW, venues=(STADIUM, FAR))
RING = [[-118.3, 34.0], [-118.27, 34.0], [-118.27, 34.02], [-118.3, 34.02], [-118.3, 34.0]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}


def stamp(hours: int, length: str) -> str:
    return f"{datetime.fromtimestamp(FIRST / 1000 + hours * 3600, UTC).isoformat()}/{length}"


def answer(**said: Any) -> bytes:
    return json.dumps({"geometry": SQUARE, "properties": said}).encode()


def layer(unit: str, *values: tuple[int, str, float | None]) -> dict[str, Any]:
    return {"uom": unit, "values": [{"validTime": stamp(at, long), "value": value} for at, long, value in values]}


def observations(data: bytes) -> dict[str, Any]:
    command: Any = read(data, GIVEN).commands[0]
    return {item.values["measure"]: item for item in command.observations}


@pytest.mark.parametrize(
    ("degrees", "humidity", "index"), [(80, 40, 80), (90, 70, 106), (100, 40, 109), (96, 50, 108), (110, 40, 136)]
)
def test_the_heat_index_is_the_one_of_the_chart(degrees: float, humidity: float, index: int) -> None:
    assert round(heat_index(degrees, humidity)) == index


def test_the_heat_index_is_lower_in_dry_air_and_higher_in_wet_air_than_the_regression() -> None:
    assert heat_index(95, 12.99) - heat_index(95, 13) == pytest.approx(0, abs=0.01)
    assert heat_index(95, 5) < heat_index(95, 13) - 2
    charted, humid = 95, (100 - 85) / 10 * (87 - 82) / 5  # the chart is the regression alone
    assert heat_index(82, 100) == pytest.approx(charted + humid, abs=0.5)
    assert heat_index(60, 50) == pytest.approx(58.6, abs=0.6)


def test_a_forecast_is_told_for_the_venue_in_its_square_hour_by_hour() -> None:
    heat = layer("wmoUnit:degC", (-1, "PT3H", 32.2222), (2, "PT2H", 37.7778))
    found = observations(
        answer(
            temperature=heat,
            relativeHumidity=layer("wmoUnit:percent", (-1, "P1D", 40.0)),
            windGust=layer("wmoUnit:km_h-1", (0, "PT6H", 64.3738)),
        )
    )
    item = found["heat index"]
    assert item.values["venue"] == STADIUM[0]
    assert item.values["series"] == [[FIRST, 91.0], [FIRST + 2 * HOUR_MS, 109.0]]
    assert (item.values["starts"], item.values["ends"]) == (FIRST, FIRST + 4 * HOUR_MS)
    assert (found["gust"].values["value"], item.values["title"]) == (40.0, "Heat index up to 109 °F, Stadium")


def test_beyond_a_gap_nothing_is_held_and_no_more_than_two_days_are_kept() -> None:
    gusts = layer("wmoUnit:km_h-1", (0, "PT1H", 10.0), (1, "PT1H", None), (3, "PT1H", 90.0))
    assert observations(answer(windGust=gusts))["gust"].values["ends"] == FIRST + HOUR_MS
    long = observations(answer(windGust=layer("wmoUnit:km_h-1", (0, "P7D", 10.0))))["gust"]
    assert long.values["ends"] == FIRST + 48 * HOUR_MS


def test_the_same_answer_read_later_says_the_same() -> None:
    gusts = layer("wmoUnit:km_h-1", (-3, "PT60H", 10.0))
    data = answer(windGust=gusts, updateTime=stamp(-1, "PT1H").partition("/")[0])
    now, later = (read(data, replace(GIVEN, now=NOW + hours * HOUR_MS)).commands for hours in (0, 5))
    assert now == later
    assert observations(data)["gust"].values["starts"] == FIRST - HOUR_MS


def test_the_answer_before_it_names_the_address_and_is_no_failure() -> None:
    first = answer(forecastGridData="https://api.weather.gov/gridpoints/LOX/154,44")
    reading = read(first, GIVEN)
    assert (reading.read, reading.refused, reading.commands) == (0, [], [])
    assert FEED.more is not None
    assert FEED.more(first, "") == "https://api.weather.gov/gridpoints/LOX/154,44"
    assert FEED.more(answer(temperature={}), "") == ""
    assert FEED.addresses(Where((STADIUM,))) == ["https://api.weather.gov/points/34.01,-118.28"]


@pytest.mark.parametrize("square", [None, {"type": "Polygon"}, {"type": "Point", "coordinates": [1e308, 0]}, 7])
def test_without_a_square_around_a_venue_it_is_refused_whole(square: Any) -> None:
    data = json.dumps({"geometry": square, "properties": {"temperature": {}}}).encode()
    assert read(data, GIVEN).refused[0][0] == "answer"
