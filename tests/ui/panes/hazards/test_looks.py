"""What ends a hazard is never mixed up with what ends its message; values carry their units."""

from __future__ import annotations

from eocdesk.store.queries.hazards import AlertRow
from eocdesk.ui.panes.hazards import looks

HOUR = 3_600_000
NOW = 1_847_000_000_000


def alert(**values: object) -> AlertRow:
    plain = AlertRow(
        1,
        b"a",
        "Heat",
        "",
        "heat",
        "in force",
        "actual",
        "alert",
        "severe",
        "",
        "",
        NOW - HOUR,
        None,
        None,
        1,
        "",
        "RED",
    )
    return plain._replace(**values)


def told(**values: object) -> str:
    return looks.Looks(lambda: NOW, lambda: "UTC").remaining(alert(**values))


def test_the_time_left_is_of_the_hazard_and_of_the_message_where_nobody_said_its_end() -> None:
    assert told(ends=NOW + 3 * HOUR, expires=NOW + HOUR) == "ends in 3 h 0 min"
    assert told(expires=NOW + HOUR) == "message runs out in 1 h 0 min"
    assert told() == "until taken back"
    assert told(begins=NOW + 40 * 60_000) == "begins in 40 min"
    assert not told(ends=NOW)
    assert not told(state="cancelled", ends=NOW + HOUR)


def test_values_are_told_in_their_units() -> None:
    assert looks.worth("heat index", 104) == "104 °F"
    assert looks.worth("heatrisk", 3.0) == "3 Major"
    assert looks.worth("fire", 1250.0, 20.0) == "1,250 acres, 20% contained"
    assert looks.counts_from("fire", 8) == "within 8 km"
    assert looks.counts_from("aqi", 151) == "from 151"
