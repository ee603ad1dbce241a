"""What a machine is told about feeds: off until told, real ones in no exercise, addresses that are addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eocdesk.desk import feed_rules, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_rules import Rules
from eocdesk.desk.settings import FEEDS_ALWAYS, FEEDS_OFF, FEEDS_ON, Settings
from eocdesk.models import Refused


def test_feeds_are_off_until_told_and_never_real_in_an_exercise_unless_told(desk: Desk) -> None:
    assert feed_rules.rules(desk).mode == FEEDS_OFF
    runs = [Rules(mode).run(exercise=exercise) for mode in (FEEDS_OFF, FEEDS_ON, FEEDS_ALWAYS) for exercise in (0, 1)]
    assert runs == [False, False, True, False, True, True]


def test_what_the_command_line_sets_while_the_window_is_open_is_heard(desk: Desk) -> None:
    Settings(desk.folder).set("feeds", FEEDS_ON)
    assert feed_rules.rules(desk).run(exercise=False)


def test_an_own_address_is_kept_with_its_marking_until_it_is_removed(desk: Desk) -> None:
    own = replace(feeding.feed_of("usgs"), own=True)
    feed_rules.add_address(desk, own, " https://example.org/a.geojson ", "tlp:green")
    feed_rules.add_address(desk, own, "https://example.org/b.geojson")
    kept = feed_rules.rules(desk).own["usgs"]
    assert kept == {"https://example.org/a.geojson": "GREEN", "https://example.org/b.geojson": ""}
    feed_rules.remove_address(desk, own, "https://example.org/a.geojson")
    assert list(feed_rules.rules(desk).own["usgs"]) == ["https://example.org/b.geojson"]
    with pytest.raises(Refused, match="not asked there"):
        feed_rules.remove_address(desk, own, "https://example.org/a.geojson")
    with pytest.raises(Refused, match="its own source"):
        feed_rules.add_address(desk, feeding.feed_of("usgs"), "https://example.org/a")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "example.org",
        "https://",
        "https://[::1",
        "https://me:word@example.org/",
        "http://example.org/feed",
        "file:///etc/passwd",
        "https://example.org/\n",
        "https://example.org:port/",
    ],
)
def test_what_is_no_address_or_would_go_unprotected_is_refused(address: str) -> None:
    if address.endswith("\n"):
        address += "x"
    with pytest.raises(Refused):
        feed_rules.checked(address)


def test_within_the_house_an_address_needs_no_protection() -> None:
    assert feed_rules.checked("http://10.1.2.3:8080/a") == "http://10.1.2.3:8080/a"


def test_a_rhythm_is_never_below_what_the_source_asks_for(desk: Desk) -> None:
    feed = replace(feeding.feed_of("usgs"), floor_s=300, every_s=600)
    with pytest.raises(Refused, match="5 minutes or more"):
        feed_rules.pace(desk, feed, 4)
    assert feed_rules.rules(desk).every(feed) == 600
    feed_rules.pace(desk, feed, 7)
    assert feed_rules.rules(desk).every(feed) == 420


def test_a_feed_is_left_out_and_taken_up_again(desk: Desk) -> None:
    feed = feeding.feed_of("usgs")
    feed_rules.switch(desk, feed, on=False)
    assert feed_rules.rules(desk).off == {"usgs"}
    feed_rules.switch(desk, feed, on=True)
    assert feed_rules.rules(desk).off == frozenset()
