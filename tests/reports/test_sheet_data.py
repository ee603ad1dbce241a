"""What the template is given: words broken to their boxes, rows that may split, rooms for writing."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.letters import Letters
from eocdesk.reports.sheet import Box, Drawing, Field, Head, Leaf, Ruled, Sheet, Turned, Words, strip
from eocdesk.reports.sheet_data import data

BREAK = "\u200b"


def made(*boxes: Box, landscape: bool = False) -> list[dict[str, Any]]:
    """The boxes of one strip, as data."""
    letters = Letters(lambda _letter: True)
    form = Sheet("ICS 299", "Test", (), (Leaf((strip(*boxes),)),), landscape=landscape)
    boxes_made: list[dict[str, Any]] = data(form, letters.printable)["leaves"][0][0]["boxes"]
    return boxes_made


def test_a_long_word_is_broken_sooner_in_a_narrow_box() -> None:
    word = Words("x" * 200)
    wide, narrow = made(Box("1", parts=(word,), share=9), Box("2", parts=(word,)))
    pieces = [box["parts"][0]["text"].split(BREAK) for box in (wide, narrow)]
    assert len(pieces[0]) < len(pieces[1])
    assert all("".join(each) == "x" * 200 for each in pieces)


def test_a_form_on_its_side_has_more_room() -> None:
    (upright,), (lying,) = (made(Box("1", parts=(Words("x" * 300),)), landscape=side) for side in (False, True))
    assert upright["parts"][0]["text"].count(BREAK) > lying["parts"][0]["text"].count(BREAK)


def test_rows_to_write_on_fill_up_to_the_least() -> None:
    heads = (Head("a"), Head("b"))
    (box,) = made(Box("1", parts=(Ruled(heads, ((Field("x"), Field("y")),), least=4),)))
    assert box["parts"][0]["spare"] == 3
    assert len(box["parts"][0]["empty"]) == 2
    (box,) = made(Box("1", parts=(Ruled(heads, ((Field("x"), Field("y")),) * 9, least=4),)))
    assert box["parts"][0]["spare"] == 0


def test_only_a_row_of_very_many_lines_may_be_split() -> None:
    rows = ((Field("short"),), (Field("line\n" * 60),))
    (box,) = made(Box("1", parts=(Ruled((Head("a"),), rows),)))
    assert [row["breaks"] for row in box["parts"][0]["rows"]] == [False, True]


def test_each_box_of_a_form_has_an_id_of_its_own() -> None:
    boxes = made(Box("1"), Box("2"), Box("3"))
    assert len({box["id"] for box in boxes}) == 3


def test_a_drawing_that_is_no_drawing_is_said_in_words() -> None:
    (box,) = made(Box("1", parts=(Drawing("<p>", "the map"),)))
    assert box["parts"][0]["svg"] == ""
    assert "the map" in box["parts"][0]["said"]


def test_the_head_of_a_narrow_column_is_broken_later_than_what_stands_under_it() -> None:
    heads = (Head("Departure"), Head("", share=10))
    (box,) = made(Box("1", parts=(Ruled(heads, ((Field("Departure"), Field("")),)),)))
    assert box["parts"][0]["heads"][0]["label"] == "Departure"
    assert BREAK in box["parts"][0]["rows"][0]["cells"][0]["text"]


def test_a_head_that_stands_upright_has_room_in_the_narrowest_column() -> None:
    heads = (Head("Wildland firefighters", 0.1), Turned("Wildland firefighters", 0.1), Turned("", 0.1), Head("x", 9))
    level, upright, empty, _ = made(Box("1", parts=(Ruled(heads),)))[0]["parts"][0]["heads"]
    assert BREAK in level["label"]
    assert BREAK not in upright["label"]
    assert (upright["turned"], level["turned"], empty["turned"]) == (True, False, False)
