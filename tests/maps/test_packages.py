"""Map files people add: taken whole or not at all, listed with what is wrong with them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eocdesk.maps.packages import Packages
from eocdesk.models.errors import Refused, Unavailable
from tests.kit.mapfiles import base_file, mbtiles_file, png


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    return Packages(tmp_path / "desk" / "maps")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where files come from."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_a_file_is_copied_in_whole_and_can_be_opened(packages: Packages, stick: Path) -> None:
    source = base_file(stick / "streets.pmtiles")
    heard: list[tuple[int, int]] = []
    added = packages.add(source, lambda done, size: heard.append((done, size)) or True)  # type: ignore[func-returns-value]
    assert (added.key, added.title, added.refusal) == ("streets.pmtiles", "Base map", "")
    assert (packages.folder / "streets.pmtiles").read_bytes() == source.read_bytes()
    assert heard[-1] == (source.stat().st_size, source.stat().st_size)
    tiles = packages.open("streets.pmtiles")
    assert tiles.tile(0, 0, 0)
    tiles.close()


def test_what_cannot_be_drawn_is_not_taken(packages: Packages, stick: Path) -> None:
    (stick / "odd.pmtiles").write_bytes(b"PMTiles\x03" + bytes(300))
    (stick / "notes.txt").write_text("x")
    for name, word in (("odd.pmtiles", "odd"), ("notes.txt", "neither an .mbtiles nor a .pmtiles")):
        with pytest.raises(Refused, match=word):
            packages.add(stick / name)
    assert packages.listed() == ()
    assert not packages.folder.exists() or not list(packages.folder.iterdir())


def test_a_file_whose_tiles_are_damaged_is_not_taken_though_its_head_is_sound(packages: Packages, stick: Path) -> None:
    source = base_file(stick / "a.pmtiles")
    raw = bytearray(source.read_bytes())
    raw[-20:] = bytes(20)
    source.write_bytes(raw)
    with pytest.raises(Refused, match=r"Tile 0/0/0 of a\.pmtiles"):
        packages.add(source)
    assert packages.listed() == ()


def test_a_second_file_of_the_same_name_does_not_replace_the_first(packages: Packages, stick: Path) -> None:
    first = base_file(stick / "a.pmtiles").read_bytes()
    packages.add(stick / "a.pmtiles")
    mbtiles_file(stick / "other.mbtiles", {(0, 0, 0): png(1, 1, 1, 2)}).replace(stick / "a.pmtiles")
    with pytest.raises(Refused, match="already; rename the file or remove the other first"):
        packages.add(stick / "a.pmtiles")
    assert (packages.folder / "a.pmtiles").read_bytes() == first


def test_stopping_leaves_nothing_behind(packages: Packages, stick: Path) -> None:
    base_file(stick / "a.pmtiles")
    with pytest.raises(Refused, match="Stopped; the map package was not added"):
        packages.add(stick / "a.pmtiles", lambda _done, _size: False)
    assert list(packages.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(packages: Packages, stick: Path) -> None:
    base_file(stick / "a.pmtiles")
    packages.folder.parent.write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match=r"a\.pmtiles cannot be copied"):
        packages.add(stick / "a.pmtiles")


def test_a_file_broken_later_is_listed_with_its_reason_and_the_others_are_not_hurt(
    packages: Packages, stick: Path
) -> None:
    packages.add(base_file(stick / "b.pmtiles"))
    packages.add(mbtiles_file(stick / "a.mbtiles", {(0, 0, 0): png(1, 1, 1, 2)}, name="Zoning"))
    with (packages.folder / "b.pmtiles").open("r+b") as file:
        os.truncate(file.fileno(), 150)
    (packages.folder / "c.pmtiles.part").write_text("a copy that was interrupted")
    broken, sound = packages.listed()
    assert (broken.title, broken.refusal) == ("b.pmtiles", "b.pmtiles is cut short.")
    assert (sound.title, sound.refusal) == ("Zoning", "")
    with pytest.raises(Refused, match="cut short"):
        packages.open("b.pmtiles")


@pytest.mark.parametrize("key", ["../secret.pmtiles", "gone.pmtiles", "", ".."])
def test_only_files_of_the_folder_are_opened(packages: Packages, stick: Path, key: str) -> None:
    packages.add(base_file(stick / "a.pmtiles"))
    base_file(packages.folder.parent / "secret.pmtiles")
    with pytest.raises(Refused, match="There is no map package"):
        packages.open(key)


def test_a_file_is_taken_off_the_desk(packages: Packages, stick: Path) -> None:
    source = base_file(stick / "a.pmtiles")
    packages.add(source)
    packages.remove("a.pmtiles")
    packages.remove("a.pmtiles")  # twice is once
    packages.remove("../../stick/a.pmtiles")
    assert packages.listed() == ()
    assert source.exists()
