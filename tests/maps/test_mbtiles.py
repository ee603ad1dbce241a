"""MBTiles read as the specification has them, and trusted with nothing."""

from __future__ import annotations

import contextlib
import gzip
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eocdesk.maps.mbtiles import MBTiles
from eocdesk.maps.tileset import WORLD, Format
from eocdesk.models.errors import Refused
from tests.kit.mapfiles import ground_tile, mbtiles_file, png

RED = png(255, 0, 0, 4)


def test_rows_are_counted_from_the_south_in_the_file_and_from_the_north_here(tmp_path: Path) -> None:
    tiles = {(2, x, y): png(x, y, 0, 2) for x in range(4) for y in range(3)}
    file = MBTiles(mbtiles_file(tmp_path / "a.mbtiles", tiles, format="png"))
    assert all(file.tile(2, x, y) == tiles.get((2, x, y)) for x in range(4) for y in range(4))
    assert file.tile(3, 0, 0) is None
    assert file.tile(2, 9, 9) is None
    assert file.tile(60, 1 << 40, 0) is None
    file.close()


def test_vector_tiles_come_unpacked(tmp_path: Path) -> None:
    path = mbtiles_file(tmp_path / "a.mbtiles", {(0, 0, 0): gzip.compress(ground_tile())}, format="pbf")
    file = MBTiles(path)
    assert file.told.format is Format.MVT
    assert file.tile(0, 0, 0) == ground_tile()
    file.close()


def test_it_says_what_it_is(tmp_path: Path) -> None:
    told = {
        "name": "Port of <i>Long Beach</i>",
        "attribution": "<a href='x'>City</a>",
        "bounds": "-118.3,33.7,-118.1,33.8",
        "minzoom": "0",
        "maxzoom": "14",
        "json": '{"vector_layers": [{"id": "transportation"}]}',
    }
    file = MBTiles(mbtiles_file(tmp_path / "a.mbtiles", {(0, 0, 0): ground_tile()}, **told))
    said = file.told
    file.close()
    assert (said.name, said.attribution, said.layers) == ("Port of Long Beach", "City", ("transportation",))
    assert (said.min_zoom, said.max_zoom, said.bounds) == (0, 14, (-118.3, 33.7, -118.1, 33.8))


def test_without_words_the_tiles_speak(tmp_path: Path) -> None:
    file = MBTiles(mbtiles_file(tmp_path / "harbour.mbtiles", {(3, 1, 1): RED, (5, 4, 4): RED}))
    said = file.told
    file.close()
    assert (said.name, said.min_zoom, said.max_zoom, said.bounds) == ("harbour", 3, 5, WORLD)
    assert said.raster


def test_words_in_an_old_code_page_do_not_keep_a_file_out(tmp_path: Path) -> None:
    path = mbtiles_file(tmp_path / "a.mbtiles", {(0, 0, 0): RED})
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO metadata VALUES ('name', CAST(x'4c6120436173696e61f1' AS TEXT))")
    database.close()
    file = MBTiles(path)
    assert file.told.name == "La Casina�"
    file.close()


def test_the_picture_is_believed_before_the_word_about_it(tmp_path: Path) -> None:
    file = MBTiles(mbtiles_file(tmp_path / "a.mbtiles", {(0, 0, 0): RED}, format="pbf", bounds="here", json="[[["))
    assert (file.told.format, file.told.bounds, file.told.layers) == (Format.PNG, WORLD, ())
    file.close()


@pytest.mark.parametrize(
    ("tiles", "told", "sentence"),
    [
        ({}, {}, "holds no tiles"),
        ({(0, 0, 0): b""}, {}, "holds no tiles"),
        ({(0, 0, 0): b"GIF89a"}, {}, "neither MVT, PNG, JPEG nor WebP"),
        ({(0, 0, 0): RED}, {"maxzoom": "99"}, "says its maximum zoom is 99"),
        ({(0, 0, 0): RED}, {"minzoom": "-3"}, "says its minimum zoom is -3"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_reason(
    tmp_path: Path, tiles: dict[tuple[int, int, int], bytes], told: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        MBTiles(mbtiles_file(tmp_path / "a.mbtiles", tiles, **told))


def test_tiles_without_a_zoom_are_refused(tmp_path: Path) -> None:
    path = mbtiles_file(tmp_path / "a.mbtiles", {})
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO tiles VALUES ('high', 0, 0, ?)", (RED,))
    database.close()
    with pytest.raises(Refused, match="says its minimum zoom is None"):
        MBTiles(path)


def test_another_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "log.mbtiles"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE entry (text)")
    database.close()
    with pytest.raises(Refused, match="is a database, but not of map tiles"):
        MBTiles(path)


def test_a_view_made_to_hang_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "trap.mbtiles"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata (name text, value text)")
        database.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS zoom_level, i AS tile_column, i AS tile_row, "
            "CASE WHEN i < 0 THEN zeroblob(9) END AS tile_data FROM n"
        )
    database.close()
    with pytest.raises(Refused, match="is damaged"):
        MBTiles(path)


def test_a_file_being_read_is_not_written_beside(tmp_path: Path) -> None:
    path = mbtiles_file(tmp_path / "a b%20c#.mbtiles", {(0, 0, 0): RED})
    file = MBTiles(path)
    assert file.tile(0, 0, 0) == RED
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    file.close()


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = mbtiles_file(tmp_path / "a.mbtiles", {(0, 0, 0): RED}).read_bytes()
    for length in range(0, len(whole), 500):
        (tmp_path / "cut.mbtiles").write_bytes(whole[:length])
        with pytest.raises(Refused):
            MBTiles(tmp_path / "cut.mbtiles")


@settings(max_examples=40)
@given(changes=st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=12))
def test_a_file_with_wrong_bytes_is_refused_or_read_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    path = mbtiles_file(tmp_path_factory.mktemp("maps") / "a.mbtiles", {(0, 0, 0): RED, (1, 0, 1): RED}, name="A")
    raw = bytearray(path.read_bytes())
    for at, byte in changes:
        raw[at % len(raw)] = byte
    path.write_bytes(raw)
    with contextlib.suppress(Refused):
        file = MBTiles(path)
        try:
            file.tile(0, 0, 0)
            file.tile(1, 0, 1)
        finally:
            file.close()
