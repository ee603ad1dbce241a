"""What a code of a warning means, and the shape it gets; a desk without the outlines knows none and says so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eocdesk.maps.counties import Counties, County, county_of, fips, installed, several

SQUARE = '{"type":"MultiPolygon","coordinates":[[[[%d,0],[%d,0],[%d,1],[%d,0]]]]}'


def square(west: int) -> str:
    return SQUARE % (west, west + 1, west + 1, west)


@pytest.fixture
def held(tmp_path: Path) -> Counties:
    """Two counties of California, one of Florida by the same name."""
    rows = [
        ("00", "the United States", square(0)),
        ("06", "California", square(1)),
        ("06037", "Los Angeles", square(2)),
        ("06059", "Orange", square(3)),
        ("12", "Florida", square(4)),
        ("12095", "Orange", square(5)),
    ]
    path = tmp_path / "counties.tsv.gz"
    path.write_bytes(gzip.compress("".join("\t".join(row) + "\n" for row in rows).encode()))
    return Counties(path)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("SAME:006037", "06037"),
        ("same:106037", "06037"),  # a part of the county: the whole is drawn
        ("FIPS6:006037", "06037"),
        ("FIPS:06037", "06037"),
        ("SAME:006000", "06"),
        ("SAME:000000", "00"),
        ("UGC:CAC037", "06037"),
        ("UGC:CACALL", "06"),
        ("UGC:CAZ368", ""),  # a forecast zone
        ("UGC:PZZ650", ""),
        ("UGC:QQC001", ""),
        ("SAME:6037", ""),
        ("EMMA_ID:DE123", ""),
        ("006037", ""),
        ("", ""),
    ],
)
def test_a_code_means_a_county_a_state_or_nothing(code: str, number: str) -> None:
    assert fips(code) == number


def test_counties_are_drawn_together_each_once_and_what_has_no_shape_is_named(held: Counties) -> None:
    drawn = held.outline(["UGC:CAZ368", "SAME:006037", "UGC:CAC037", "SAME:006059", "SAME:006999"])
    assert drawn.names == ("Los Angeles", "Orange")
    assert drawn.without == ("UGC:CAZ368", "SAME:006999")
    shape = json.loads(drawn.geometry)
    assert [polygon[0][0] for polygon in shape["coordinates"]] == [[2, 0], [3, 0]]


def test_a_state_takes_its_counties_in(held: Counties) -> None:
    drawn = held.outline(["SAME:006037", "SAME:006000", "SAME:012095"])
    assert drawn.names == ("California", "Orange (Florida)")
    assert held.outline(["SAME:000000", "SAME:012095"]).names == ("the United States",)


def test_the_state_is_said_where_counties_of_several_are_named(held: Counties) -> None:
    assert held.outline(["SAME:006059", "SAME:012095"]).names == ("Orange (California)", "Orange (Florida)")
    county = held.of("SAME:012095")
    assert county is not None
    assert held.state(county) == "Florida"


@pytest.mark.parametrize("content", [None, b"", b"no gzip", gzip.compress(b"\xff\xfe"), gzip.compress(b"one\ttwo")])
def test_a_desk_without_outlines_knows_no_county(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "counties.tsv.gz"
    if content is not None:
        path.write_bytes(content)
    held = Counties(path)
    assert not held.there
    assert held.of("SAME:006037") is None
    assert held.outline(["SAME:006037"]) == ("", (), ("SAME:006037",))


def test_what_is_installed_is_read_once(held: Counties) -> None:
    assert held.there
    assert installed() is installed()
    found = county_of("SAME:006037")
    assert found is None or found == County("06037", "Los Angeles", found.geometry)


def test_a_long_list_of_counties_is_cut_with_the_count() -> None:
    assert several(("One", "Two")) == "One, Two"
    assert several([str(at) for at in range(9)]) == "0, 1, 2, 3, 4, 5 and 3 more"
