"""Which map files lie under the layers, and what happens where one is missing or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.maps.packages import Packages
from eocdesk.models.errors import Refused
from eocdesk.ui.panes.venues.grounds import OWN, Grounds
from tests.kit.mapfiles import base_file, mbtiles_file, png


@pytest.fixture
def added(grounds: Grounds, tmp_path: Path) -> str:
    """A package on the desk."""
    assert grounds.packages is not None
    source = mbtiles_file(tmp_path / "city.mbtiles", {(0, 0, 0): png(9, 9, 9)}, name="City", attribution="City GIS")
    return grounds.packages.add(source).key


def test_our_own_map_lies_under_the_chosen_package_and_both_are_credited(grounds: Grounds, added: str) -> None:
    assert list(grounds.told()) == [OWN]
    assert (grounds.attribution, grounds.named, grounds.trouble) == ("Natural Earth", True, "")
    grounds.choose(added)
    assert list(grounds.told()) == [OWN, added]
    assert grounds.told()[OWN][0].own
    assert grounds.attribution == "Natural Earth · City GIS"
    assert not grounds.named  # a package names its own towns
    grounds.choose("")
    assert (list(grounds.told()), grounds.chosen) == ([OWN], "")


def test_a_package_that_cannot_be_used_leaves_what_was_shown(grounds: Grounds, added: str) -> None:
    grounds.choose(added)
    with pytest.raises(Refused, match="There is no map package"):
        grounds.choose("gone.pmtiles")
    assert grounds.chosen == added
    assert grounds.told()[added][1].tile(0, 0, 0)


def test_a_package_is_taken_off(grounds: Grounds, added: str) -> None:
    assert [package.title for package in grounds.listed()] == ["City"]
    grounds.remove(added)
    assert grounds.listed() == ()


@pytest.mark.parametrize("content", [None, b"", b"PMTiles\x03" + bytes(10)])
def test_without_its_own_map_the_desk_says_so_and_goes_on(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "base.pmtiles"
    if content is not None:
        own.write_bytes(content)
    grounds = Grounds(None, own)
    assert grounds.trouble == "Base map not installed"
    assert (grounds.told(), grounds.listed(), grounds.places, grounds.attribution) == ({}, (), None, "")
    grounds.choose("anything")
    assert grounds.chosen == ""
    grounds.close()


def test_closing_lets_go_of_the_files(tmp_path: Path) -> None:
    path = base_file(tmp_path / "base.pmtiles")
    grounds = Grounds(Packages(tmp_path / "maps"), path)
    tiles = grounds.own
    assert tiles is not None
    grounds.close()
    grounds.close()
    with pytest.raises(ValueError, match="closed"):
        tiles.tile(0, 0, 0)
