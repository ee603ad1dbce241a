"""Geometries are checked, closed and turned, and a point that stands for an area lies in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.geojson.shapes import inside, oriented, positions, sound
from eocdesk.models.errors import Refused

SQUARE = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]]
HOLE = [[1.0, 1.0], [3.0, 1.0], [3.0, 3.0], [1.0, 3.0], [1.0, 1.0]]


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (None, "is no object"),
        ({"type": "Circle"}, "“Circle” is no type of geometry"),
        (shape("Point", [1]), "needs a longitude and a latitude"),
        (shape("Point", ["1", "2"]), "are not two numbers"),
        (shape("Point", [True, 2]), "are not two numbers"),
        (shape("Point", [10**400, 2]), "out of range"),
        (shape("Point", [372000.0, 3767000.0]), "are they in degrees"),
        (shape("Point", [float("nan"), 0]), "nowhere on the Earth"),
        (shape("LineString", [[0, 0]]), "two points at least"),
        (shape("MultiLineString", [[[0, 0]]]), "two points at least"),
        (shape("Polygon", [[[0, 0], [1, 1]]]), "three different points"),
        (shape("Polygon", []), "missing or not nested"),
        (shape("Polygon", [[0, 0]]), "missing or not nested|longitude"),
        ({"type": "GeometryCollection", "geometries": 7}, "collection of geometries is none"),
    ],
)
def test_what_is_no_sound_geometry_is_refused(geometry: Any, why: str) -> None:
    with pytest.raises(Refused, match=why):
        sound(geometry)


def test_collections_within_collections_without_end_are_refused() -> None:
    deep: dict[str, Any] = shape("Point", [0, 0])
    for _ in range(9):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    with pytest.raises(Refused, match="nested too deep"):
        sound(deep)


def test_a_ring_left_open_is_closed_and_heights_are_left_out_and_both_are_told() -> None:
    made = sound(shape("Polygon", [[[0, 0, 9], [4, 0, 9], [4, 4, 9]]]))
    assert made.geometry["coordinates"] == [[[0, 0], [4, 0], [4, 4], [0, 0]]]
    assert made.warnings == ["heights were left out", "a ring was not closed and has been"]
    assert made.area


def test_outer_rings_run_counter_clockwise_and_holes_clockwise() -> None:
    right = shape("Polygon", [SQUARE, HOLE[::-1]])
    assert oriented(shape("Polygon", [SQUARE[::-1], HOLE])) == right == oriented(right)
    assert oriented(shape("MultiPolygon", [[SQUARE[::-1]]])) == shape("MultiPolygon", [[SQUARE]])
    assert oriented(shape("Point", [1, 2])) == shape("Point", [1, 2])


def test_the_point_of_an_area_lies_in_it_and_not_in_its_hole() -> None:
    lat, lon = inside(shape("Polygon", [SQUARE, HOLE[::-1]]))
    assert 0 < lat < 4
    assert not (1 < lat < 3 and 1 < lon < 3)


def test_the_point_of_a_horseshoe_is_on_it() -> None:
    shoe = [[0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9], [0, 0]]
    lat, lon = inside(shape("Polygon", [[[float(x), float(y)] for x, y in shoe]]))
    assert not (3 < lon < 6 and lat > 3)


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=3, max_size=12, unique=True))
def test_the_point_of_any_ring_is_within_its_bounds(points: list[tuple[float, float]]) -> None:
    ring = [[lon, lat] for lon, lat in points]
    made = sound(shape("Polygon", [[*ring, ring[0]]])).geometry
    lat, lon = inside(made)
    assert min(p[1] for p in ring) <= lat <= max(p[1] for p in ring)
    assert min(p[0] for p in ring) - 1e-9 <= lon <= max(p[0] for p in ring) + 1e-9


def test_of_several_areas_the_biggest_is_meant_and_of_a_line_its_middle() -> None:
    small = [[50.0, 50.0], [50.1, 50.0], [50.1, 50.1], [50.0, 50.0]]
    lat, _ = inside(shape("MultiPolygon", [[small], [SQUARE]]))
    assert lat < 5
    assert inside(shape("LineString", [[0, 0], [1, 1], [2, 2]])) == (1, 1)
    assert inside(shape("Point", [2, 1])) == (1, 2)
    with pytest.raises(Refused, match="no points"):
        inside({"type": "GeometryCollection", "geometries": []})


def test_every_point_is_counted_in_its_order() -> None:
    nested = {
        "type": "GeometryCollection",
        "geometries": [shape("MultiPoint", [[0, 0], [1, 1]]), shape("Point", [2, 2])],
    }
    assert list(positions(nested)) == [[0, 0], [1, 1], [2, 2]]


def test_a_shape_of_more_points_than_a_map_draws_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eocdesk.interchange.geojson.shapes._MOST", 3)
    with pytest.raises(Refused, match="5 points; 3 at most"):
        sound(shape("Polygon", [SQUARE]))
