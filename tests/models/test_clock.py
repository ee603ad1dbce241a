"""Stamps order what desks wrote though their clocks disagree; moments are whole and have a zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused, clock

WALL = st.integers(0, 1 << 44)


@given(st.lists(WALL, min_size=1, max_size=30))
def test_our_stamps_always_grow_whatever_the_wall_clock_does(walls: list[int]) -> None:
    stamps = [0]
    for wall in walls:
        stamps.append(clock.tick(stamps[-1], wall))
    assert stamps == sorted(set(stamps))


def test_a_clock_set_back_goes_on_from_the_last_stamp_and_catches_up() -> None:
    before = clock.tick(0, 2_000_000)
    back = clock.tick(before, 1_000_000)
    assert back == before + 1
    assert clock.wall_of(back) == 2_000_000
    assert clock.wall_of(clock.tick(back, 3_000_000)) == 3_000_000


def test_more_acts_in_one_millisecond_than_the_counter_holds_carry_into_the_time() -> None:
    stamp = clock.tick(0, 1000) + (1 << clock.TICK_BITS) - 1
    assert clock.wall_of(clock.tick(stamp, 1000)) == 1001


@pytest.mark.parametrize(
    ("ahead", "followed"), [(-10, False), (10, True), (clock.MAX_AHEAD_MS, True), (clock.MAX_AHEAD_MS + 1, False)]
)
def test_a_stamp_heard_pulls_ours_along_but_not_from_more_than_five_minutes_ahead(ahead: int, followed: bool) -> None:  # noqa: FBT001
    wall = 1_900_000_000_000
    ours = clock.tick(0, wall)
    theirs = (wall + ahead) << clock.TICK_BITS
    assert clock.heard(ours, theirs, wall) == (theirs if followed else ours)


def test_a_time_without_a_zone_is_a_mistake_and_an_unknown_zone_is_said() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.moment(datetime(2028, 7, 14))  # noqa: DTZ001  just that is tested
    for name in ("Mars/Base", "", "../etc/passwd", "America"):
        with pytest.raises(Refused, match="not a time zone"):
            clock.zone_named(name)


@given(st.integers(-(10**12), 4 * 10**12))
def test_a_moment_comes_back_from_what_machines_read(when: int) -> None:
    said = clock.iso(when)
    assert said is not None
    assert clock.moment(datetime.fromisoformat(said)) == when
    assert clock.moment(clock.at(when, "America/Los_Angeles")) == when


def test_nothing_known_is_nothing_said() -> None:
    assert clock.iso(None) is None
    assert clock.iso(0) == "1970-01-01T00:00:00.000Z"
    assert clock.moment(datetime(1969, 12, 31, 23, 59, 59, 999_000, UTC)) == -1
