"""One quiet figure says how old the outside's words are; it is red where that is too old."""

from __future__ import annotations

from eocdesk.desk.feeding import FeedAge
from eocdesk.ui.feed_words import NOTHING, age, told, trouble

NOW = 1_847_646_000_000
"""2028-07-19 19:00 UTC."""
MINUTE = 60_000
GOOD = FeedAge("nws", "Alerts (NWS)", NOW - 4 * MINUTE, NOW - 4 * MINUTE, "", 120)
DAILY = FeedAge("kev", "KEV", NOW - 1_200 * MINUTE, NOW - 1_200 * MINUTE, "", 86_400)
LATE = FeedAge("usgs", "Earthquakes (USGS)", NOW - 45 * MINUTE, NOW - MINUTE, "usgs.gov cannot be reached.", 300)
NEVER = FeedAge("wfigs", "Fires (WFIGS)", None, NOW, "nifc.gov answers 500.", 300)


def test_the_oldest_is_said_and_a_daily_one_does_not_count_against_the_others() -> None:
    said = told([GOOD, DAILY], "America/Los_Angeles", NOW)
    assert (said.words, said.part) == ("Feeds 4 min", "muted")
    assert said.detail.splitlines() == [
        "Alerts (NWS): as of 11:56 (4 min).",
        "KEV: as of 18 Jul 16:00 (20 h).",
        "Press to ask now.",
    ]
    assert told([DAILY], "UTC", NOW).words == "Feeds 20 h"
    assert told([], "UTC", NOW) == NOTHING


def test_one_older_than_three_rhythms_makes_it_red_and_says_why() -> None:
    said = told([GOOD, DAILY, LATE], "UTC", NOW)
    assert (said.words, said.part) == ("Feeds 45 min", "bad")
    assert "usgs.gov cannot be reached." in said.detail
    assert told([GOOD, NEVER], "UTC", NOW).words == "Feeds silent"


def test_the_banner_names_the_one_that_fails_or_counts_them() -> None:
    assert trouble([GOOD]) == ""
    assert trouble([GOOD, LATE]) == "Earthquakes (USGS): usgs.gov cannot be reached. It is tried again."
    assert trouble([LATE, NEVER]).startswith("2 feeds do not come in: Earthquakes (USGS), Fires (WFIGS).")


def test_ages_are_short() -> None:
    assert [age(ms * MINUTE) for ms in (0, 1, 119, 120, 2_879, 2_880)] == [
        "now",
        "1 min",
        "119 min",
        "2 h",
        "47 h",
        "2 d",
    ]
