"""Words never become markup, whatever is in them; shapes that are none leave an area in words."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.cap.blocks import area, element, name_of, said


@given(st.text())
def test_any_words_make_sound_xml_that_says_them(words: str) -> None:
    root = fromstring(element("info", said("note", words)).encode())
    assert len(list(root.iter())) <= 2
    if words.isascii() and words.isprintable() and words.strip():
        assert root[0].text == words.strip()


@given(st.text())
def test_a_name_holds_nothing_cap_forbids(words: str) -> None:
    assert not set(name_of(words)) & set(" \t\n,<&")


def test_a_shape_that_is_none_leaves_the_words() -> None:
    assert "polygon" not in area("Park", "{broken", (), "x")
    assert area("", "", (), "Heat") == ""
    assert "<areaDesc>Heat</areaDesc>" in area("", "", ("CAZ368",), "Heat")


def test_every_part_of_a_shape_is_drawn() -> None:
    ring = "[[[0,1],[1,1],[1,2],[0,1]]]"
    drawn = area("A", f'{{"type":"MultiPolygon","coordinates":[{ring},{ring}]}}', (), "x")
    assert drawn.count("<polygon>1,0 1,1 2,1 1,0</polygon>") == 2
    assert area("A", '{"type":"MultiPoint","coordinates":[[5,6],[7,8]]}', (), "x").count("<circle>") == 2
