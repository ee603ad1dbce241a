"""TopoJSON read as shapes: whole polygons, shared borders once, the far side of the world in its place."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from topo import Topology, polygons_of

from tests.packaging.assets.conftest import Topo

# Two squares side by side: west of the shared border, the border, east of it.
WEST = [(10, 10), (0, 10), (0, 0), (10, 0)]
SHARED = [(10, 0), (10, 10)]
EAST = [(10, 10), (20, 10), (20, 0), (10, 0)]


def polygon(*rings: list[int]) -> dict[str, Any]:
    return {"type": "Polygon", "arcs": list(rings)}


def test_arcs_are_joined_forwards_and_backwards_into_whole_shapes(topo: Topo) -> None:
    file = topo("a.json", [WEST, SHARED, EAST], land=[polygon([0, 1]), polygon([2, 1])])
    shapes = Topology(file).polygons("land")
    assert [shape.area for shape in shapes] == [100.0, 100.0]
    assert shapely.union_all(shapes).bounds == (0, 0, 20, 10)


def test_an_arc_is_walked_backwards_where_its_number_says_so(topo: Topo) -> None:
    ring = [(0, 0), (0, 10), (10, 10)]
    back = [(0, 0), (10, 0), (10, 10)]
    (shape,) = Topology(topo("a.json", [ring, back], land=[polygon([0, ~1])])).polygons("land")
    assert shape.area == 100
    assert shape.is_valid


def test_a_multi_polygon_is_taken_apart_and_a_hole_stays_a_hole(topo: Topo) -> None:
    outer = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)]
    hole = [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]
    other = [(20, 0), (20, 5), (25, 5), (25, 0), (20, 0)]
    many = {"type": "MultiPolygon", "arcs": [[[0], [1]], [[2]]]}
    shapes = Topology(topo("a.json", [outer, hole, other], land=[many])).polygons("land")
    assert sorted(shape.area for shape in shapes) == [25.0, 96.0]


def test_a_ring_of_too_few_points_is_left_out(topo: Topo) -> None:
    sliver = [(0, 0), (1, 1), (0, 0)]
    assert Topology(topo("a.json", [sliver], land=[polygon([0])])).polygons("land") == []


def test_the_mesh_is_the_border_that_two_share_and_no_coast(topo: Topo) -> None:
    file = topo("a.json", [WEST, SHARED, EAST], counties=[polygon([0, 1]), polygon([~1, ~2])])
    (line,) = Topology(file).mesh("counties")
    assert line.equals(shapely.LineString(SHARED))


def test_land_that_crosses_the_date_line_lies_on_both_edges_of_the_map(topo: Topo) -> None:
    ring = [(170, 60), (170, 70), (-170, 70), (-170, 60), (170, 60)]
    shapes = Topology(topo("a.json", [ring], land=[polygon([0])])).polygons("land")
    assert sorted(shape.bounds for shape in shapes) == [(-180, 60, -170, 70), (170, 60, 180, 70)]


def test_land_around_the_pole_is_closed_there(topo: Topo) -> None:
    ring = [(-180, -70), (-90, -65), (0, -70), (90, -65), (180, -70)]
    shapes = Topology(topo("a.json", [ring], land=[polygon([0])])).polygons("land")
    together = shapely.union_all(shapes)
    assert together.bounds[1] == -90
    assert together.covers(shapely.Point(10, -85))
    assert not together.covers(shapely.Point(10, -50))


@pytest.mark.parametrize("kind", ["empty", "line", "nested"])
def test_only_polygons_are_left_of_what_was_mended(kind: str) -> None:
    square = shapely.box(0, 0, 1, 1)
    made = {
        "empty": shapely.Polygon(),
        "line": shapely.LineString([(0, 0), (1, 1)]),
        "nested": shapely.GeometryCollection([shapely.MultiPolygon([shapely.box(5, 5, 6, 6)]), shapely.Point(0, 0)]),
    }[kind]
    assert len(polygons_of([square, made])) == (2 if kind == "nested" else 1)


def test_members_are_told_with_their_id_and_name_and_what_has_no_shape_is_left_out(topo: Topo) -> None:
    square = [(0, 0), (0, 4), (4, 4), (4, 0), (0, 0)]
    named = {**polygon([0]), "id": "06037", "properties": {"name": "Los Angeles"}}
    found = list(Topology(topo("a.json", [square], land=[named, {"type": None, "id": "1"}])).named("land"))
    assert [(code, name, shape.bounds) for code, name, shape in found] == [("06037", "Los Angeles", (0, 0, 4, 4))]
