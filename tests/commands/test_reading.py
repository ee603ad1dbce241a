"""A reading counts every row of its file, taken or not."""

from __future__ import annotations

from eocdesk.commands.reading import Item, Reading, Refusal, refused_whole


def test_every_row_is_an_item_or_refused_and_both_are_read() -> None:
    items = (Item("session", "A", "row 2", {"title": "Heat"}), Item("session", "B", "row 4", {"title": "Final"}))
    assert Reading("csv", "la28", items, (Refusal("row 3", "No title."),)).read == 3
    assert Reading("csv", "la28").read == 0


def test_a_file_refused_whole_is_one_row_read_and_one_refused() -> None:
    reading = refused_whole("csv", "The file is empty.")
    assert (reading.format, reading.read, reading.items) == ("csv", 1, ())
    assert reading.refused == (Refusal("file", "The file is empty."),)
    assert reading.lists == ""  # it says nothing about what is missing
