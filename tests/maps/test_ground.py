"""Degrees and the square of the world; scale bars a person can read off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.ground import MAX_LAT, View, bar, degrees, fitting, fraction, metres_per_pixel, ratio

LATS = st.floats(-MAX_LAT, MAX_LAT)
LONS = st.floats(-180, 180)


@given(LATS, LONS)
def test_a_place_comes_back_from_the_square_of_the_world(lat: float, lon: float) -> None:
    x, y = fraction(lat, lon)
    assert -1e-9 <= x <= 1 + 1e-9
    assert -1e-6 <= y <= 1 + 1e-6
    assert degrees(x, y) == pytest.approx((lat, lon), abs=1e-8)


@given(LATS, LATS, LONS)
def test_what_lies_north_lies_above(one: float, other: float, lon: float) -> None:
    if one > other + 1e-6:
        assert fraction(one, lon)[1] < fraction(other, lon)[1]


def test_a_pole_is_put_at_the_edge_rather_than_beyond_all_measure() -> None:
    assert fraction(90, 0)[1] == pytest.approx(0, abs=1e-6)
    assert fraction(-90, 0)[1] == pytest.approx(1, abs=1e-6)


@given(LATS, LATS, LONS, LONS, st.floats(0, 1))
def test_a_padded_view_holds_the_view_and_stays_on_the_map(a: float, b: float, c: float, d: float, part: float) -> None:
    view = View(min(c, d), min(a, b), max(c, d), max(a, b), 9)
    wider = view.padded(part)
    assert wider.holds(view)
    assert wider.south >= -MAX_LAT
    assert wider.north <= MAX_LAT


@given(LATS, LATS)
def test_the_middle_of_a_view_is_in_the_middle_of_its_picture(one: float, other: float) -> None:
    view = View(-10, min(one, other), 20, max(one, other), 3)
    lat, lon = view.centre
    assert lon == 5
    between = fraction(view.north, 0)[1], fraction(lat, 0)[1], fraction(view.south, 0)[1]
    assert between[1] - between[0] == pytest.approx(between[2] - between[1], abs=1e-9)


def test_a_view_at_another_zoom_is_not_held() -> None:
    assert not View(-180, -80, 180, 80, 3).holds(View(0, 0, 1, 1, 4))


def test_the_scale_of_the_ground_is_that_of_web_maps() -> None:
    assert metres_per_pixel(0, 0) == pytest.approx(156543.03, abs=0.01)
    assert metres_per_pixel(60, 10) == pytest.approx(156543.03 / 2**10 / 2, abs=0.01)


@given(st.floats(0.5, 5e7), st.booleans())
def test_a_bar_is_a_round_length_that_fits(limit: float, imperial: bool) -> None:  # noqa: FBT001  drawn
    metres, words = bar(limit, imperial=imperial)
    assert 0 < metres <= limit * (1 + 1e-9)
    assert metres > limit / 3  # and no needlessly short one
    figure, unit = words.split()
    assert float(figure) * {"m": 1, "km": 1000, "ft": 0.3048, "mi": 1609.344}[unit] == pytest.approx(metres)


@pytest.mark.parametrize(
    ("lat", "zoom", "words"), [(34, 10.5, "1:320 k"), (0, 2, "1:140 M"), (34, 19, "1:880"), (0, 6.5, "1:6.2 M")]
)
def test_the_ratio_has_two_figures(lat: float, zoom: float, words: str) -> None:
    assert ratio(lat, zoom) == words


def test_two_venues_a_thousand_miles_off_do_not_make_a_map_of_nothing() -> None:
    around = [(34.0 + i / 50, -118.3 + i / 40) for i in range(18)]
    box = fitting([*around, (35.46, -97.5), (35.4, -97.6)])
    assert box is not None
    west, south, east, north = box
    assert east < -117
    assert (south, north) == (34.0, pytest.approx(34.34))
    assert west == -118.3


def test_many_incidents_at_one_venue_do_not_push_the_other_venues_out() -> None:
    assert fitting([(33.95, -118.34)] * 50 + [(34.16, -118.17)]) == (-118.34, 33.95, -118.17, 34.16)


def test_nothing_to_fit_is_no_box() -> None:
    assert fitting([]) is None


@given(st.lists(st.tuples(st.floats(-80, 80), LONS), min_size=1, max_size=40))
def test_a_fitted_box_holds_at_least_half_of_the_points(points: list[tuple[float, float]]) -> None:
    box = fitting(points)
    assert box is not None
    west, south, east, north = box
    places = set(points)
    assert 2 * sum(west <= lon <= east and south <= lat <= north for lat, lon in places) >= len(places)
