"""The zones of a calendar are those it means: by name, by Windows' name, by its own rules, else asked for."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest

from eocdesk.interchange.content_lines import Block, blocks, unfold
from eocdesk.interchange.ics.zones import Zones
from eocdesk.models.errors import Refused

OWN = """BEGIN:VTIMEZONE
TZID:House time
BEGIN:STANDARD
DTSTART:19701101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
"""


def zones(text: str = "", calendar: str = "", given: str | None = None) -> Zones:
    defined: list[Block] = blocks(unfold(text), ())[0] if text else []
    return Zones(defined, calendar, given)


def summer(zone: tzinfo) -> float:
    offset = datetime(2028, 7, 14, tzinfo=zone).utcoffset()
    assert offset is not None
    return offset / timedelta(hours=1)


@pytest.mark.parametrize(
    "tzid",
    [
        "America/Los_Angeles",
        "Pacific Standard Time",
        "/mozilla.org/20070129_1/America/Los_Angeles",
        '"America/Los_Angeles"',
        "/America/Los_Angeles",
    ],
)
def test_a_zone_is_known_by_any_of_its_names(tzid: str) -> None:
    zone, warning = zones().named(tzid)
    assert (summer(zone), warning) == (-7, "")


def test_a_zone_of_the_files_own_is_worked_out_from_its_rules() -> None:
    zone, warning = zones(OWN).named("House time")
    assert (summer(zone), warning) == (-7, "")
    assert datetime(2028, 1, 14, tzinfo=zone).utcoffset() == timedelta(hours=-8)


def test_a_zone_that_names_its_place_is_that_place() -> None:
    placed = OWN.replace("TZID:House time", "TZID:House time\nX-LIC-LOCATION:Asia/Tokyo")
    assert summer(zones(placed).named("House time")[0]) == 9


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=1,2,3"])
def test_rules_that_would_never_end_make_no_zone(rule: str) -> None:
    hostile = OWN.replace("FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", rule)
    with pytest.raises(Refused, match="“House time” is not known: give the zone") as refused:
        zones(hostile).named("House time")
    assert refused.value.field == "zone"


def test_an_unknown_zone_is_the_one_the_person_gave_and_told() -> None:
    zone, warning = zones(given="Europe/Paris").named("Middle Earth")
    assert summer(zone) == 2
    assert warning == "time zone “Middle Earth” is not known; taken as Europe/Paris, as given"


def test_a_floating_time_is_the_persons_then_the_calendars_and_never_guessed() -> None:
    assert summer(zones(calendar="Asia/Tokyo", given="Europe/Paris").floating()) == 2
    assert summer(zones(calendar="Asia/Tokyo").floating()) == 9
    with pytest.raises(Refused, match="The times have no time zone: give the zone") as refused:
        zones().floating()
    assert refused.value.field == "zone"


def test_a_zone_the_person_gave_must_be_one() -> None:
    with pytest.raises(Refused, match="“Mars/Olympus” is not a time zone"):
        zones(given="Mars/Olympus")
