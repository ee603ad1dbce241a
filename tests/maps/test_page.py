"""The page folium writes: told everything as data, and nothing in it can end the script."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.base import Base
from eocdesk.maps.page import in_script, page, settings
from eocdesk.maps.palette import PAPER
from eocdesk.maps.tileset import Format, TileSet
from eocdesk.models.resources import resource

NASTY = TileSet("</script><script>alert(1)</script>", Format.MVT, 0, 9, layers=("</script><img src=x>",))


def test_the_page_starts_the_live_part_on_foliums_map() -> None:
    html = page(PAPER, [Base("base", NASTY, own=True)], (34.0, -118.3), 9.5)
    named = re.search(r"var (map_\w+) = L\.map", html)
    assert named is not None
    assert f"EOC.start({named[1]}, {{" in html
    assert re.search(r"center: \[34\.0, -118\.3\]", html)
    assert '"zoom": 9.5' in html
    for file in re.findall(r"eoc://app/own/(live[\w.]+)", html):
        assert resource("map", file).is_file()


def test_the_page_may_load_nothing_from_elsewhere() -> None:
    html = page(PAPER, [], (0.0, 0.0), 2)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "http" not in policy[1]


def test_a_map_file_that_calls_itself_a_script_stays_a_name() -> None:
    html = page(PAPER, [Base("a", NASTY)], (0.0, 0.0), 2)
    assert "alert(1)" not in html  # a name is not told to the page at all
    assert "<img" not in html
    assert "\\u003cimg" in html


@given(
    st.recursive(
        st.text() | st.integers(), lambda inner: st.dictionaries(st.text(max_size=4), inner, max_size=2), max_leaves=4
    )
)
def test_what_is_written_into_a_script_is_what_it_reads(told: object) -> None:
    text = in_script({"told": told})
    assert "<" not in text
    assert json.loads(text) == {"told": told}


def test_the_page_is_told_the_layers_from_the_ground_up_and_the_five_shapes() -> None:
    told = settings(PAPER, [])
    assert [layer["name"] for layer in told["layers"]] == ["hazards", "features", "venues", "threats", "incidents"]
    assert len(told["glyphs"]) == len(told["palette"]["severity"]) == 5
