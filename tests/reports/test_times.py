"""Times as they are printed."""

from __future__ import annotations

from datetime import UTC, datetime

from eocdesk.models.clock import moment
from eocdesk.reports.times import ago, clock, span, stamp

ZONE = "America/Los_Angeles"
AFTERNOON = moment(datetime(2028, 7, 19, 21, 45, tzinfo=UTC))
HOUR = 3_600_000


def test_a_stamp_names_the_zone_and_gives_zulu() -> None:
    assert stamp(AFTERNOON, ZONE) == "19 Jul 2028 14:45 PDT (21:45Z)"


def test_zulu_names_its_day_where_it_is_another_one() -> None:
    assert stamp(AFTERNOON + 5 * HOUR, ZONE) == "19 Jul 2028 19:45 PDT (20 Jul 02:45Z)"


def test_a_clock_names_the_day_only_where_it_is_not_the_page_s() -> None:
    assert clock(AFTERNOON, ZONE, AFTERNOON) == "14:45"
    assert clock(AFTERNOON - 20 * HOUR, ZONE, AFTERNOON) == "18 Jul 18:45"
    assert clock(None, ZONE) == ""


def test_a_span_over_midnight_names_both_days() -> None:
    assert span(AFTERNOON, AFTERNOON + 12 * HOUR, ZONE) == "19 Jul 2028 14:45–20 Jul 02:45 PDT (21:45Z–20 Jul 09:45Z)"


def test_lengths_are_said_as_people_say_them() -> None:
    assert ago(59_000) == "less than 1 min"
    assert ago(35 * 60_000) == "35 min"
    assert ago(125 * 60_000) == "2 h 05 min"
    assert ago(76 * HOUR) == "3 d 4 h"
