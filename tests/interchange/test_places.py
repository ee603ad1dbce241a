"""Coordinates are read as people write them, and never swapped or bent."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.places import in_range, number, one, pair
from eocdesk.models.errors import Refused


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("49°16'36\"N 123°6'43\"W", (49.27667, -123.11194)),
        ("37.403°N 121.970°W", (37.403, -121.97)),
        ("121.970°W 37.403°N", (37.403, -121.97)),
        ("34.0139, -118.2878", (34.0139, -118.2878)),
        ("48,9244 2,3601", (48.9244, 2.3601)),
        ("−33.84 151.06", (-33.84, 151.06)),
        ("33°51.5′S 151°12′E", (-33.85833, 151.2)),
        ("48.9 N 2.3 O", (48.9, -2.3)),
    ],
)
def test_both_coordinates_out_of_one_text(words: str, point: tuple[float, float]) -> None:
    assert pair(words) == pytest.approx(point, abs=1e-4)


@pytest.mark.parametrize("words", ["", "34.01", "here", "34.01 -118.2 7", "95 10", "34.01 -118.2 near the gate"])
def test_what_is_no_pair_is_refused(words: str) -> None:
    with pytest.raises(Refused):
        pair(words)


def test_a_latitude_out_of_range_is_refused_and_not_taken_for_the_other() -> None:
    with pytest.raises(Refused, match="not between −90 and 90"):
        one("-124.2", latitude=True)
    assert one("-124.2", latitude=False) == -124.2
    assert one("49°30'N", latitude=True) == 49.5


@pytest.mark.parametrize("words", [True, "", "nan", "inf", "1e999", "12abc", "0x10", None, "1,2,3", [1]])
def test_what_is_no_number_is_none(words: object) -> None:
    value = number(words)
    assert value is None or math.isinf(value)


def test_a_whole_number_too_long_for_a_float_is_none() -> None:
    assert number(10**400) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_we_write_as_decimals_we_read_the_same(lat: float, lon: float) -> None:
    assert pair(f"{lat:.6f}, {lon:.6f}") == (float(f"{lat:.6f}"), float(f"{lon:.6f}"))
    assert in_range(lat, lon)
