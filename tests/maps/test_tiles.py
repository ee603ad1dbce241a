"""Map files of either kind opened; the base map's gaps filled from above."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.maps.mbtiles import MBTiles
from eocdesk.maps.mvt import shapes
from eocdesk.maps.pmtiles import PMTiles
from eocdesk.maps.tiles import Filled, open_tiles
from eocdesk.models.errors import Refused, Unavailable
from tests.kit.mapfiles import base_file, mbtiles_file, pmtiles_file, png, vector_tile


def test_a_file_is_known_by_its_first_bytes_not_by_its_name(tmp_path: Path) -> None:
    one = open_tiles(base_file(tmp_path / "a.mbtiles"))
    other = open_tiles(mbtiles_file(tmp_path / "b.pmtiles", {(0, 0, 0): png(1, 2, 3, 2)}))
    assert isinstance(one, PMTiles)
    assert isinstance(other, MBTiles)
    one.close()
    other.close()


def test_an_empty_file_a_strange_one_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.pmtiles").touch()
    (tmp_path / "strange.pmtiles").write_text("hello")
    with pytest.raises(Refused, match=r"empty\.pmtiles is empty\."):
        open_tiles(tmp_path / "empty.pmtiles")
    with pytest.raises(Refused, match=r"strange\.pmtiles is neither an MBTiles nor a PMTiles file\."):
        open_tiles(tmp_path / "strange.pmtiles")
    with pytest.raises(Unavailable, match=r"gone\.pmtiles cannot be read: No such file"):
        open_tiles(tmp_path / "gone.pmtiles")
    with pytest.raises(Unavailable, match="cannot be read"):
        open_tiles(tmp_path)


def test_where_the_file_has_no_tile_the_one_above_stands_in(tmp_path: Path) -> None:
    corner = vector_tile(earth=[("Polygon", [[[0, 0], [1024, 0], [1024, 1024], [0, 1024], [0, 0]]], {})])
    filled = Filled(open_tiles(pmtiles_file(tmp_path / "a.pmtiles", {(1, 0, 0): corner})))
    below = filled.tile(3, 0, 0)
    assert below is not None
    (shape,) = shapes(below, {"earth"})["earth"]
    assert max(x for x, _ in shape.parts[0]) == pytest.approx(1.0)  # a quarter, enlarged fourfold, is the whole
    beyond = filled.tile(3, 1, 1)
    assert beyond is not None
    (shape,) = shapes(beyond, {"earth"})["earth"]
    assert min(x for x, _ in shape.parts[0]) == pytest.approx(-1.0)
    assert filled.tile(3, 7, 7) is None  # nothing is known there
    assert filled.tile(1, 0, 0) == corner
    assert filled.told.max_zoom == 1
    filled.close()


def test_far_below_the_last_zoom_there_is_still_ground(tmp_path: Path) -> None:
    filled = Filled(open_tiles(base_file(tmp_path / "a.pmtiles")))
    assert filled.tile(7, 1, 60)
    assert filled.tile(9, 1, 200) is None
    filled.close()
