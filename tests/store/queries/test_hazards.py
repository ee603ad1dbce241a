"""Alerts by their life, what was measured by what still holds, thresholds by venue; what expires has not ended."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.hazards import SetThreshold
from eocdesk.commands.records import Add
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import hazards
from tests.kit.desks import EVENT

HOUR = 3_600_000
NOW = 1_847_000_000_000


def add(desk: Desk, kind: str, title: str, **values: Any) -> bytes:
    return bytes(desk.do_now(Add(kind, EVENT, {"title": title, **values})).value)


def alerts(desk: Desk, words: str = "") -> list[tuple[str, str]]:
    keys = desk.read_now(hazards.alert_keys, EVENT, words, NOW)
    rows = desk.read_now(hazards.alert_rows, keys)
    return [(rows[key].title, rows[key].life(NOW)) for key in keys]


def test_what_is_in_force_comes_first_the_most_severe_before_and_what_is_taken_back_last(desk: Desk) -> None:
    add(desk, "alert", "gone", sent=NOW - HOUR, state="cancelled", severity="extreme")
    add(desk, "alert", "old", sent=NOW - HOUR, state="superseded")
    add(desk, "alert", "try", sent=NOW - HOUR, status="test", severity="extreme")
    add(desk, "alert", "over", sent=NOW - 2 * HOUR, ends=NOW, severity="extreme")
    add(desk, "alert", "soon", sent=NOW - HOUR, onset=NOW + HOUR, severity="extreme")
    add(desk, "alert", "mild", sent=NOW - HOUR, severity="minor", ends=NOW + HOUR)
    add(desk, "alert", "bad", sent=NOW - HOUR, severity="extreme", ends=NOW + HOUR, expires=NOW - 1)
    assert alerts(desk) == [
        ("bad", "in force"),
        ("mild", "in force"),
        ("soon", "to come"),
        ("over", "over"),
        ("try", "test"),
        ("old", "superseded"),
        ("gone", "cancelled"),
    ]
    assert alerts(desk, "mild") == [("mild", "in force")]


def test_a_forecast_that_is_over_stands_last(desk: Desk) -> None:
    add(desk, "observation", "was", measure="gust", starts=NOW - 3 * HOUR, ends=NOW, observed=NOW)
    venue = desk.do_now(AddVenue(EVENT, {"name": "Bowl"})).value
    add(desk, "observation", "is", measure="gust", observed=NOW - HOUR, venue=venue)
    keys = desk.read_now(hazards.observation_keys, EVENT, "", NOW)
    rows = desk.read_now(hazards.observation_rows, keys)
    assert [(rows[key].title, rows[key].where) for key in keys] == [("is", "Bowl"), ("was", "")]


def test_a_threshold_of_the_whole_event_stands_before_those_of_venues(desk: Desk) -> None:
    venue = desk.do_now(AddVenue(EVENT, {"name": "Bowl"})).value
    desk.do_now(SetThreshold(EVENT, "aqi", 101, venue))
    whole = desk.do_now(SetThreshold(EVENT, "gust", 40)).value
    keys = desk.read_now(hazards.threshold_keys, EVENT, "", NOW)
    rows = desk.read_now(hazards.threshold_rows, keys)
    assert [rows[key].venue_name for key in keys] == ["", "Bowl"]
    assert desk.read_now(hazards.threshold_keys, EVENT, "bowl", NOW) == keys[1:]
    found = desk.read_now(hazards.threshold, whole)
    assert found is not None
    assert found.value == 40


def test_only_what_says_a_place_can_be_drawn(desk: Desk) -> None:
    assert not desk.read_now(hazards.any_hazard, EVENT)
    here = add(desk, "observation", "fire", measure="fire", hazard="wildfire", lat=34.0, lon=-118.0)
    coded = add(desk, "alert", "zone", codes=["UGC:CAZ368"])
    nowhere = add(desk, "alert", "words only")
    found = desk.read_now(hazards.shapes, EVENT, (here, coded, nowhere))
    assert [(one.kind, one.title, one.codes) for one in found] == [
        ("alert", "zone", '["UGC:CAZ368"]'),
        ("observation", "fire", ""),
    ]
    assert desk.read_now(hazards.any_hazard, EVENT)
