"""Degrees and the national grid, checked against the library that defines it for us."""

from __future__ import annotations

import math

import mgrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eocdesk.models.errors import Refused
from eocdesk.models.place import checked, parse_place, usng

GRID = mgrs.MGRS()
LATS, LONS = st.floats(-79.9, 83.9), st.floats(-179.99, 179.99)


def test_a_known_place_has_its_known_reference() -> None:
    assert usng(33.9535, -118.3392) == "11S LT 76256 57807"
    assert usng(38.8895, -77.0353) == "18S UJ 23478 06483"  # the Washington Monument
    assert usng(33.9535, -118.3392, 3) == "11S LT 762 578"


@given(LATS, LONS, st.integers(1, 5))
def test_the_reference_is_the_librarys_with_blanks(lat: float, lon: float, digits: int) -> None:
    parts = usng(lat, lon, digits).split(" ")
    assert len(parts) == 4
    assert len(parts[1]) == 2
    assert len(parts[2]) == len(parts[3]) == digits
    assert "".join(parts) == GRID.toMGRS(lat, lon, MGRSPrecision=digits)


@given(LATS, LONS)
def test_a_reference_leads_back_to_within_two_metres(lat: float, lon: float) -> None:
    assume(abs(lat) > 1e-4)  # ten metres from the equator the library names a square that it does not read
    back = parse_place(usng(lat, lon))
    north = (back[0] - lat) * 111_320
    east = ((back[1] - lon + 180) % 360 - 180) * 111_320 * math.cos(math.radians(lat))
    assert math.hypot(north, east) < 2


@pytest.mark.parametrize("lat", [-90.0, -80.5, 84.5, 90.0])
def test_beyond_the_grid_there_is_no_reference(lat: float) -> None:
    assert usng(lat, 0) == ""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("33.95, -118.34", (33.95, -118.34)),
        (" 33.95 -118.34 ", (33.95, -118.34)),
        ("-33,151", (-33.0, 151.0)),
        ("11S LT 76256 57807", (33.9535, -118.3392)),
        ("11slt7625657807", (33.9535, -118.3392)),
        ("11S LT 762 578", (33.9539, -118.3393)),  # the middle of its hundred metres
    ],
)
def test_a_place_is_read_as_people_write_it(words: str, place: tuple[float, float]) -> None:
    assert parse_place(words) == pytest.approx(place, abs=2e-4)


@pytest.mark.parametrize("words", ["", "here", "33.95", "99Z ZZ 1 1", "11S LT 7", "33.95, -118.34, 7", "☃", "\0"])
def test_what_is_no_place_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(Refused, match=r"neither degrees .33.95, -118.34. nor a grid reference"):
        parse_place(words)


@pytest.mark.parametrize(("words", "field"), [("91, 0", "lat"), ("0, -181", "lon")])
def test_degrees_off_the_earth_are_refused_beside_their_field(words: str, field: str) -> None:
    with pytest.raises(Refused) as told:
        parse_place(words)
    assert told.value.field == field


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_only_places_on_the_earth_pass(lat: float, lon: float) -> None:
    if abs(lat) <= 90 and abs(lon) <= 180:
        assert checked(lat, lon) == (lat, lon)
    else:
        with pytest.raises(Refused):
            checked(lat, lon)


@given(st.text(max_size=30))
def test_any_words_at_all_are_a_place_or_refused(words: str) -> None:
    try:
        lat, lon = parse_place(words)
    except Refused:
        return
    assert checked(lat, lon) == (lat, lon)
