"""What a map file says of itself is believed no further than a person needs it."""

from __future__ import annotations

import gzip
import math
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.tileset import TILE_LIMIT, WORLD, Format, bounds_of, format_of, inflated, plain_words
from eocdesk.models.errors import Refused
from tests.kit.mapfiles import ground_tile, png

FIGURES = st.floats(allow_nan=True, allow_infinity=True)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, bytes])
def test_a_tile_comes_out_however_it_was_packed(pack: object) -> None:
    assert callable(pack)
    assert inflated(pack(ground_tile()), "Tile") == ground_tile()


def test_a_tile_that_swells_beyond_measure_is_refused() -> None:
    bomb = gzip.compress(bytes(TILE_LIMIT + 1))
    assert len(bomb) < 20_000
    with pytest.raises(Refused, match=r"Tile 1/2/3 unpacks to more than 16 MB\."):
        inflated(bomb, "Tile 1/2/3")


@pytest.mark.parametrize(("cut", "word"), [(-4, "cut short"), (12, "cut short"), (3, "cut short")])
def test_a_packed_tile_cut_short_is_refused(cut: int, word: str) -> None:
    with pytest.raises(Refused, match=word):
        inflated(gzip.compress(ground_tile())[:cut], "Tile")


def test_rubbish_behind_a_packed_head_is_refused() -> None:
    with pytest.raises(Refused, match="damaged"):
        inflated(b"\x1f\x8b" + bytes(30), "Tile")


@pytest.mark.parametrize(
    ("tile", "kind"),
    [
        (png(1, 2, 3), Format.PNG),
        (b"\xff\xd8\xff\xe0", Format.JPEG),
        (b"RIFF\0\0\0\0WEBPVP8 ", Format.WEBP),
        (gzip.compress(b"x"), Format.MVT),
        (ground_tile(), Format.MVT),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_a_tile_shows_what_it_is(tile: bytes, kind: Format | None) -> None:
    assert format_of(tile) is kind


@given(FIGURES, FIGURES, FIGURES, FIGURES)
def test_bounds_are_a_box_on_the_map_whatever_the_file_says(w: float, s: float, e: float, n: float) -> None:
    west, south, east, north = bounds_of(w, s, e, n)
    assert WORLD[0] <= west < east <= WORLD[2]
    assert WORLD[1] <= south < north <= WORLD[3]


def test_a_box_that_makes_sense_is_kept() -> None:
    assert bounds_of(-119, 33, -117, 35) == (-119, 33, -117, 35)
    assert bounds_of(math.nan, 33, -117, 35) == WORLD


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('<a href="https://osm.org">© OpenStreetMap</a>  contributors', "© OpenStreetMap contributors"),
        ("A &amp; B", "A & B"),
        ("<script>alert(1)</script>City GIS<style>b{}</style>", "City GIS"),
        (None, ""),
        ("two\nlines\x00", "two lines"),
        ("lone \ud800 half", "lone half"),
        ("x" * 500, "x" * 239 + "…"),
    ],
)
def test_an_attribution_is_its_words(said: str | None, words: str) -> None:
    assert plain_words(said) == words


@given(st.one_of(st.text(), st.text(alphabet="<>![]-?/ab&;\"'", max_size=60)))
def test_any_attribution_at_all_becomes_one_line_that_can_be_shown(said: str) -> None:
    words = plain_words(said)
    assert words.isprintable()
    assert len(words) <= 240
