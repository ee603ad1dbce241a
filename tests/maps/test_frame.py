"""A place lies on the paper where its frame says, and the frame knows what of the ground it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.frame import Frame
from eocdesk.maps.ground import fraction


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(2, 14))
def test_the_middle_of_the_ground_is_the_middle_of_the_paper(lat: float, lon: float, zoom: float) -> None:
    frame = Frame(*fraction(lat, lon), zoom, 730, 316)
    assert frame.at(lat, lon) == pytest.approx((365, 158))
    x, y = frame.at(lat + 1, lon + 1)
    assert x > 365
    assert y < 158


def test_what_is_shown_ends_at_the_edges_of_the_paper() -> None:
    frame = Frame(*fraction(34, -118), 9, 730, 316)
    view = frame.view
    assert frame.at(view.north, view.west) == pytest.approx((0, 0), abs=1e-6)
    assert frame.at(view.south, view.east) == pytest.approx((730, 316), abs=1e-6)
    assert frame.scale == 256 * 2**9
