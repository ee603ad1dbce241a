"""Vector tiles read as the reference library writes them; damaged ones refused, never a crash."""

from __future__ import annotations

import contextlib
from typing import Any

import mapbox_vector_tile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.mvt import Draw, Shape, enlarged, shapes
from eocdesk.models.errors import Refused
from tests.kit.mapfiles import HALF_LAND, ground_tile, vector_tile

UNITS = st.tuples(st.integers(0, 4096), st.integers(0, 4096))
WORDS = st.dictionaries(
    st.text(min_size=1, max_size=6),
    st.one_of(st.text(max_size=8), st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False)),
    max_size=3,
)


def only(data: bytes, name: str = "a") -> list[Shape]:
    return shapes(data, {name})[name]


@given(UNITS, WORDS)
def test_a_point_is_where_the_library_put_it_with_what_it_said(at: tuple[int, int], told: dict[str, Any]) -> None:
    (shape,) = only(vector_tile(a=[("Point", list(at), told)]))
    assert shape.draw is Draw.POINTS
    assert shape.parts == (((at[0] / 4096, at[1] / 4096),),)
    assert shape.told == told


@given(st.lists(UNITS, min_size=2, max_size=20, unique=True))
def test_a_line_keeps_all_its_points_in_order(points: list[tuple[int, int]]) -> None:
    (shape,) = only(vector_tile(a=[("LineString", [list(p) for p in points], {})]))
    assert shape.draw is Draw.LINES
    assert shape.parts == (tuple((x / 4096, y / 4096) for x, y in points),)


def test_a_ring_is_closed_and_a_second_one_is_a_part_of_its_own() -> None:
    hole = [[500, 500], [500, 900], [900, 900], [900, 500], [500, 500]]
    (shape,) = only(vector_tile(a=[("Polygon", [HALF_LAND, hole], {})]))
    assert shape.draw is Draw.POLYGONS
    assert len(shape.parts) == 2
    assert all(part[0] == part[-1] for part in shape.parts)


def test_two_points_of_one_feature_are_one_part() -> None:
    (shape,) = only(vector_tile(a=[("MultiPoint", [[1, 2], [3, 4]], {})]))
    assert len(shape.parts) == 1
    assert len(shape.parts[0]) == 2


def test_only_the_wanted_layers_are_read() -> None:
    assert set(shapes(ground_tile(), {"places", "rivers"})) == {"places"}


@given(st.integers(1, 5), st.data())
def test_an_enlarged_tile_is_the_part_it_should_be(steps: int, data: st.DataObject) -> None:
    side = 1 << steps
    column, row = data.draw(st.integers(0, side - 1)), data.draw(st.integers(0, side - 1))
    x, y = data.draw(UNITS)
    tile = vector_tile(a=[("LineString", [[x, y], [100, 4000]], {}), ("Point", [x, y], {"name": "town"})])
    found = shapes(enlarged(tile, steps, column, row), {"a"})["a"]
    wanted = (x / 4096 * side - column, y / 4096 * side - row)
    assert found[0].parts[0][0] == pytest.approx(wanted)
    assert found[0].parts[0][1] == pytest.approx((100 / 4096 * side - column, 4000 / 4096 * side - row))
    inside = all(0 <= part < 1 for part in wanted)
    assert len(found) == (2 if inside else 1)  # a town is named in its own tile and in no other


def test_the_reference_library_reads_an_enlarged_tile_too() -> None:
    told = mapbox_vector_tile.decode(enlarged(ground_tile(), 1, 0, 0))
    assert told["earth"]["extent"] == 2048
    assert told["earth"]["features"][0]["geometry"]["type"] == "Polygon"


@given(st.data())
def test_a_damaged_tile_is_refused_or_read_as_less_but_never_breaks(data: st.DataObject) -> None:
    tile = bytearray(ground_tile())
    for _ in range(data.draw(st.integers(0, 4))):
        tile[data.draw(st.integers(0, len(tile) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(tile[: data.draw(st.integers(0, len(tile)))])
    with contextlib.suppress(Refused):
        shapes(cut, {"earth", "places"})
    with contextlib.suppress(Refused):
        enlarged(cut, 3, 1, 2)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_a_tile_or_refused(data: bytes) -> None:
    with contextlib.suppress(Refused):
        shapes(data, {"earth"})


def test_a_tile_cut_short_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match=r"A tile of the map is damaged\."):
        shapes(ground_tile()[:-3], {"earth", "places"})
