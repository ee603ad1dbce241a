"""Schedules of the Olympic Data Feed: units become sessions as they are meant, odd ones are said, none fails."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from eocdesk.commands.reading import Reading
from eocdesk.interchange import Asked, read_data, recognise
from tests.kit.odf import SESSION, UNIT, message

ASKED = Asked(event_zone="America/Los_Angeles")


def read(data: bytes, asked: Asked = ASKED) -> Reading:
    return read_data(data, asked)


def values(data: bytes) -> dict[str, Any]:
    (item,) = read(data).items
    return item.values


def ms(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[arg-type, misc]


def test_a_unit_is_a_session_with_its_times_its_place_and_its_medal() -> None:
    data = message(SESSION, UNIT)
    assert recognise(data).name == "odf"
    (item,) = read(data).items
    assert item.key == "odf:OG2028:GARWTEAM-------------FNL-000100--"
    assert item.names == {"venue": "Arena One"}
    said = item.values
    assert (said["title"], said["kind"], said["sport"], said["stage"]) == ("Final", "competition", "GAR", "Gold medal")
    assert (said["starts"], said["ends"]) == (ms(2028, 7, 19, 18), ms(2028, 7, 19, 20, 30))
    assert (said["status"], said["note"]) == ("scheduled", "Main hall\nSession GAR01")
    assert item.version == ms(2028, 7, 1, 19, 30, 15) + 123


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("GETTING_READY", "scheduled"),
        ("INTERRUPTED", "suspended"),
        ("UNSCHEDULED", "postponed"),
        ("DELAYED", "delayed"),
    ],
)
def test_the_words_of_the_feed_are_ours(code: str, status: str) -> None:
    assert values(message(UNIT.replace('"SCHEDULED"', f'"{code}"')))["status"] == status


def test_a_start_that_is_hidden_is_never_shown_as_a_time() -> None:
    said = values(message(UNIT.replace(" PhaseType", ' HideStartDate="Y" PhaseType')))
    assert (said["starts"], said["ends"], said["day"]) == (None, None, "2028-07-19")


def test_a_unit_outside_its_session_is_taken_and_said() -> None:
    (item,) = read(message(SESSION.replace("T11:00", "T12:00"), UNIT)).items
    assert item.warnings == ("it lies outside its session GAR01; its own times were taken",)


def test_a_session_without_units_stands_for_itself() -> None:
    (item,) = read(message(SESSION)).items
    assert (item.key, item.values["title"]) == ("odf:OG2028:session:GAR01", "Morning")


def test_only_a_whole_schedule_is_a_list() -> None:
    assert read(message(UNIT)).lists == "odf/OG2028/GAR-------------------------------"
    assert read(message(UNIT, type="DT_SCHEDULE_UPDATE")).lists == ""


def test_a_test_message_comes_in_at_an_exercise_alone() -> None:
    assert "test message" in read(message(UNIT, flag="T")).refused[0].reason
    assert len(read(message(UNIT, flag="T"), Asked(exercise=True)).items) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (message(UNIT, type="DT_RESULT"), "DT_RESULT"),
        (message(), "neither a unit nor a session"),
        (b"<OdfBody>", "not whole XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><OdfBody>&b;</OdfBody>', "never followed"),
    ],
)
def test_what_is_no_schedule_is_refused_whole(data: bytes, why: str) -> None:
    reading = read(data)
    assert (reading.items, len(reading.refused)) == ((), 1)
    assert why in reading.refused[0].reason


def test_rows_that_do_not_fit_are_refused_alone() -> None:
    reading = read(message(UNIT, UNIT, '<Unit StartDate="x"/>'))
    assert len(reading.items) == 1
    assert [one.at for one in reading.refused] == ["unit 2", "unit 3"]


def test_a_time_that_is_none_is_left_out_and_said() -> None:
    (item,) = read(message(UNIT.replace("2028-07-19T11:00:00-07:00", "noon"))).items
    assert item.values["starts"] is None
    assert item.warnings == ("StartDate “noon” is not a time and was left out",)
