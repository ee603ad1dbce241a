"""Moments and px, there and back, and the hours there is room for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.ui.panes.calendar.glass import WHOLE_DAY, Glass, hour_marks, hour_step, snapped
from tests.kit.sessions import HOUR, MINUTE, ZONE, when


@given(st.integers(1, 40 * 24 * HOUR), st.integers(100, 4000), st.floats(0, 1))
def test_a_place_is_the_moment_it_came_from(long: int, width: int, part: float) -> None:
    glass = Glass(when("09:00"), when("09:00") + long, float(width), 100.0)
    moment = glass.first + round(part * long)
    assert abs(glass.when(glass.x(moment)) - moment) <= 1
    assert glass.xs(np.array([moment], float))[0] == pytest.approx(glass.x(moment))


@pytest.mark.parametrize(("hours", "step"), [(6, 1), (16, 1), (24, 2), (48, 3), (24 * 7, 12), (24 * 30, WHOLE_DAY)])
def test_the_further_out_the_fewer_hours_are_written(hours: int, step: int) -> None:
    glass = Glass(when("00:00"), when("00:00") + hours * HOUR, 1000.0, 100.0)
    assert hour_step(glass, 1.0) == step
    assert hour_step(glass, 1.3) >= step


def test_hours_are_those_of_the_local_clock_without_midnights() -> None:
    glass = Glass(when("2028-07-19 20:30"), when("2028-07-20 04:30"), 800.0, 100.0)
    texts = [mark.text for mark in hour_marks(glass, ZONE, 1)]
    assert texts == ["21:00", "22:00", "23:00", "01:00", "02:00", "03:00", "04:00"]
    assert [mark.text for mark in hour_marks(glass, ZONE, 3)] == ["21:00", "03:00"]
    assert hour_marks(glass, ZONE, WHOLE_DAY) == []


def test_the_hour_that_comes_twice_is_marked_twice() -> None:
    glass = Glass(when("2028-11-05 00:00"), when("2028-11-05 04:00"), 800.0, 100.0)
    assert [mark.text for mark in hour_marks(glass, ZONE, 1)] == ["01:00", "01:00’", "02:00", "03:00", "04:00"]


@given(st.integers(0, 2_000_000_000_000))
def test_snapping_goes_to_the_nearest_five_minutes(moment: int) -> None:
    found = snapped(moment)
    assert found % (5 * MINUTE) == 0
    assert abs(found - moment) <= 150_000
