"""PMTiles read as the reference library writes them; broken ones refused in a sentence."""

from __future__ import annotations

import contextlib
import gzip
import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, Entry, TileType, serialize_directory, write_varint

from eocdesk.maps.pmtiles import Directory, PMTiles, varints
from eocdesk.maps.tileset import Format
from eocdesk.models.errors import Refused
from tests.kit.mapfiles import base_file, pmtiles_file


def test_every_tile_written_is_read_and_no_other(tmp_path: Path) -> None:
    tiles = {(z, x, y): f"{z}/{x}/{y}".encode() for z in range(4) for x in range(1 << z) for y in range(0, 1 << z, 2)}
    archive = PMTiles(pmtiles_file(tmp_path / "a.pmtiles", tiles))
    for z in range(5):
        for x, y in itertools.product(range(1 << z), repeat=2):
            assert archive.tile(z, x, y) == tiles.get((z, x, y))
    assert archive.tile(2, 4, 0) is None
    assert archive.tile(-1, 0, 0) is None
    archive.close()


def test_an_archive_large_enough_for_further_directories_is_read_through(tmp_path: Path) -> None:
    place = 1 << 6
    tiles = {(7, x, y): f"{x},{y},{(x * 7919 + y) % 9973}".encode() for x in range(place) for y in range(place)}
    archive = PMTiles(pmtiles_file(tmp_path / "large.pmtiles", tiles))
    assert archive.tile(7, 63, 63) == tiles[7, 63, 63]
    assert archive.tile(7, 0, 17) == tiles[7, 0, 17]
    assert archive.tile(7, 64, 0) is None
    archive.close()


def test_it_says_what_it_is(tmp_path: Path) -> None:
    told = {"name": "<b>LA</b> streets", "attribution": "© OSM", "vector_layers": [{"id": "roads"}, {"id": "earth"}, 7]}
    header = {"min_lon_e7": -1190000000, "min_lat_e7": 330000000, "max_lon_e7": -1170000000, "max_lat_e7": 350000000}
    archive = PMTiles(pmtiles_file(tmp_path / "la.pmtiles", {(3, 1, 2): b"x", (5, 5, 12): b"y"}, told, **header))
    said = archive.told
    archive.close()
    assert (said.name, said.attribution, said.layers) == ("LA streets", "© OSM", ("roads", "earth"))
    assert (said.min_zoom, said.max_zoom, said.bounds) == (3, 5, (-119.0, 33.0, -117.0, 35.0))
    assert said.format is Format.MVT
    assert not said.raster


def test_a_file_without_a_name_is_called_after_itself(tmp_path: Path) -> None:
    archive = PMTiles(pmtiles_file(tmp_path / "harbour.pmtiles", {(0, 0, 0): b"x"}))
    assert archive.told.name == "harbour"
    archive.close()


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ({"tile_type": TileType.MLT}, "holds MapLibre tiles"),
        ({"tile_type": TileType.AVIF}, "holds AVIF pictures"),
        ({"tile_compression": Compression.ZSTD}, "save it with gzip"),
        ({"min_zoom": 9, "max_zoom": 3}, "has a damaged header"),
        ({"max_zoom": 99}, "has a damaged header"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_reason(
    tmp_path: Path, header: dict[str, object], sentence: str
) -> None:
    path = pmtiles_file(tmp_path / "odd.pmtiles", {(0, 0, 0): b"x"})
    raw = bytearray(path.read_bytes())
    for name, value in header.items():
        at = {"tile_compression": 98, "tile_type": 99, "min_zoom": 100, "max_zoom": 101}[name]
        raw[at] = int(str(getattr(value, "value", value)))
    path.write_bytes(raw)
    with pytest.raises(Refused, match=sentence):
        PMTiles(path)


def test_a_later_version_is_named(tmp_path: Path) -> None:
    path = base_file(tmp_path / "next.pmtiles")
    raw = bytearray(path.read_bytes())
    raw[7] = 4
    path.write_bytes(raw)
    with pytest.raises(Refused, match=r"next\.pmtiles is PMTiles version 4; this desk reads version 3\."):
        PMTiles(path)


@pytest.mark.parametrize(("data", "word"), [(b"PMTiles", "too short"), (b"x" * 200, "is not a PMTiles file")])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(data)
    with pytest.raises(Refused, match=word):
        PMTiles(path)


def test_an_archive_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = base_file(tmp_path / "a.pmtiles").read_bytes()
    for length in range(0, len(whole), 7):
        (tmp_path / "cut.pmtiles").write_bytes(whole[:length])
        with pytest.raises(Refused):
            PMTiles(tmp_path / "cut.pmtiles")


@settings(max_examples=60)
@given(changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6))
def test_an_archive_with_wrong_bytes_is_refused_or_read_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    path = base_file(tmp_path_factory.mktemp("maps") / "a.pmtiles")
    raw = bytearray(path.read_bytes())
    for at, byte in changes:
        raw[at % len(raw)] = byte
    path.write_bytes(raw)
    with contextlib.suppress(Refused):
        archive = PMTiles(path)
        try:
            for place in ((0, 0, 0), (1, 1, 1), (9, 300, 200)):
                archive.tile(*place)
        finally:
            archive.close()


ENTRIES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5), st.integers(1, 900), st.booleans()), max_size=30)


@given(ENTRIES)
def test_a_directory_is_parsed_as_the_library_wrote_it(made: list[tuple[int, int, int, bool]]) -> None:
    entries, number, place = [], 0, 0
    for gap, run, length, apart in made:
        number += gap
        place += 1000 if apart else 0
        entries.append(Entry(number, place, length, run))
        number += run
        place += length
    directory = Directory(gzip.decompress(serialize_directory(entries)), "it")
    for entry in entries:
        for tile in (entry.tile_id, entry.tile_id + entry.run_length - 1):
            assert directory.find(tile) == (entry.run_length, entry.offset, entry.length)
    covered = {entry.tile_id + step for entry in entries for step in range(entry.run_length)}
    for tile in set(range(number + 2)) - covered:
        assert directory.find(tile) is None


@given(st.lists(st.integers(0, 2**63)))
def test_all_numbers_of_a_buffer_are_read_at_once(numbers: list[int]) -> None:
    buffer = io.BytesIO()
    for number in numbers:
        write_varint(buffer, number)
    assert varints(buffer.getvalue()).tolist() == numbers
    assert varints(buffer.getvalue() + b"\xff").tolist() == numbers
