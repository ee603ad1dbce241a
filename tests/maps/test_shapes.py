"""Geometries made ready to draw: what can be drawn is, what cannot is said to be none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.ground import View
from eocdesk.maps.shapes import MOST_POINTS, drawable

LON, LAT = st.floats(-180, 180), st.floats(-85, 85)
POINT = st.tuples(LON, LAT)
SQUARE = [[-118, 34], [-117, 34], [-117, 35], [-118, 35], [-118, 34]]


def ready(kind: str, at: Any) -> Any:
    return drawable(json.dumps({"type": kind, "coordinates": at}))


@given(st.lists(POINT, min_size=2, max_size=30))
def test_a_line_keeps_its_points_and_its_box_holds_them(points: list[tuple[float, float]]) -> None:
    made = ready("LineString", points)
    assert made.lines[0].tolist() == [list(p) for p in points]
    assert not made.area
    west, south, east, north = made.box
    assert (west, east) == (min(p[0] for p in points), max(p[0] for p in points))
    assert (south, north) == (min(p[1] for p in points), max(p[1] for p in points))


@given(st.lists(POINT, min_size=2, max_size=60), st.floats(0, 19))
def test_thinning_keeps_the_ends_and_adds_nothing(points: list[tuple[float, float]], zoom: float) -> None:
    (thin,) = ready("LineString", points).thinned(zoom)
    assert len(thin) <= len(points)
    for end in (0, -1):
        assert thin[end] == pytest.approx(list(points[end]), abs=1e-6)


def test_a_line_within_one_pixel_is_two_points() -> None:
    close = [[-118 + step * 1e-7, 34] for step in range(500)]
    assert [len(line) for line in ready("LineString", close).thinned(5)] == [2]


def test_an_area_has_its_holes_and_is_shown_at_its_middle() -> None:
    hole = [[-117.6, 34.4], [-117.4, 34.4], [-117.4, 34.6], [-117.6, 34.4]]
    made = ready("Polygon", [SQUARE, hole])
    assert made.area
    assert len(made.lines) == 2
    assert made.anchor == (-117.5, 34.5)


def test_each_kind_of_geometry_is_drawn() -> None:
    assert ready("Point", [-118, 34]).points == ((-118.0, 34.0),)
    assert ready("Point", [-118, 34, 90]).anchor == (-118.0, 34.0)
    assert len(ready("MultiPoint", [[-118, 34], [-117, 35]]).points) == 2
    assert len(ready("MultiLineString", [SQUARE, SQUARE]).lines) == 2
    assert len(ready("MultiPolygon", [[SQUARE], [SQUARE]]).lines) == 2
    both = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}] * 2}
    assert len(drawable(json.dumps(both)).points) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"type": "Point"}',
        '{"type": "Point", "coordinates": ["a", 1]}',
        '{"type": "Point", "coordinates": [200, 1]}',
        '{"type": "Point", "coordinates": [1, 91]}',
        '{"type": "Point", "coordinates": [NaN, 1]}',
        '{"type": "LineString", "coordinates": [[1, 2]]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Circle", "coordinates": [1, 2]}',
        '{"type": "Feature", "geometry": null}',
        '{"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_geometry_is_none(text: str) -> None:
    assert drawable(text) is None


def test_a_shape_beyond_measure_is_none() -> None:
    assert ready("LineString", [[0, 0]] * (MOST_POINTS + 1)) is None


@given(st.recursive(st.none() | st.floats() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=4)))
def test_any_coordinates_at_all_are_drawn_or_none(at: Any) -> None:
    for kind in ("Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"):
        ready(kind, at)


def test_a_shape_is_met_by_a_view_that_overlaps_it_and_by_no_other() -> None:
    made = ready("Polygon", [SQUARE])
    assert made.meets(View(-117.5, 34.5, -110, 40, 8))
    assert made.meets(View(-117.6, 34.4, -117.5, 34.5, 12))  # from within
    assert not made.meets(View(-116.9, 34, -110, 40, 8))
    assert not made.meets(View(-118, 35.1, -117, 40, 8))
