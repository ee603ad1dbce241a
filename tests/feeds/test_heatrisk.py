"""HeatRisk from a file: each venue and day is one record, the one said by hand; what names no venue is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from eocdesk.feeds import Given
from eocdesk.feeds.heatrisk import read

BOWL = (bytes([1]) * 16, "Rose Bowl", 34.16, -118.17)
TWINS = ((bytes([2]) * 16, "Pool", 34.0, -118.0), (bytes([3]) * 16, "Pool", 34.1, -118.1))
GIVEN = Given(bytes(16), 1_847_650_200_000, "America/Los_Angeles", venues=(BOWL, *TWINS))
MIDNIGHT = int(datetime(2028, 7, 19, 7, tzinfo=UTC).timestamp() * 1000)


def observations(data: bytes) -> Any:
    command: Any = read(data, GIVEN).commands[0]
    return command.observations


@pytest.mark.parametrize(
    "data",
    [
        b"Venue,Date,HeatRisk\r\nrose bowl,2028-07-19,3\r\n",
        json.dumps([{"venue": "Rose Bowl", "date": "2028-07-19", "value": 3}]).encode(),
    ],
)
def test_a_value_lasts_the_day_at_its_venue(data: bytes) -> None:
    (item,) = observations(data)
    assert item.key == f"{BOWL[0].hex()}/2028-07-19"
    assert item.values["title"] == "HeatRisk 3 (Major), Rose Bowl"
    assert (item.values["starts"], item.values["ends"]) == (MIDNIGHT, MIDNIGHT + 86_400_000)
    assert (item.values["venue"], item.values["value"]) == (BOWL[0], 3.0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nowhere,2028-07-19,3", "“Nowhere”"),
        ("Pool,2028-07-19,3", "Several venues"),
        ("Rose Bowl,2028-07-19,5", "from 0 to 4"),
        ("Rose Bowl,2028-07-19,2.5", "from 0 to 4"),
        ("Rose Bowl,19 July,3", "not a day"),
        ("Rose Bowl,2028-07-19,", "no value"),
    ],
)
def test_what_does_not_fit_is_refused_alone(row: str, reason: str) -> None:
    reading = read(f"venue,date,value\n{row}\nRose Bowl,2028-07-20,0\n".encode(), GIVEN)
    assert [(at, reason in why) for at, why in reading.refused] == [("row 1", True)]
    assert len(reading.commands) == 1


def test_the_same_file_read_later_says_the_same() -> None:
    data = b"venue,date,value\nRose Bowl,2028-07-20,0\n"
    assert read(data, GIVEN).commands == read(data, replace(GIVEN, now=GIVEN.now + 9_000_000)).commands


@pytest.mark.parametrize("data", [b"", b"<html>", b"a,b\n1,2\n", b"\xff\xfe\x00", b"{}", b"[1, null]"])
def test_what_is_no_heatrisk_is_refused_in_words(data: bytes) -> None:
    assert (read(data, GIVEN).commands, bool(read(data, GIVEN).refused)) == ([], True)
