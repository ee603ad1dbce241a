"""Headings are found and told apart."""

from __future__ import annotations

from eocdesk.interchange.sheet.table import above, distinct, heading_row


def test_no_heading_is_empty_and_none_is_there_twice() -> None:
    assert distinct(["Name", "", " Name ", "Name (2)", "Name"]) == [
        "Name",
        "column 2",
        "Name (2)",
        "Name (2) (2)",
        "Name (3)",
    ]


def test_a_title_above_the_table_is_not_taken_for_its_headings() -> None:
    rows = [["Sessions of LA28", "", ""], [], ["Title", "Start", "Venue"], ["x", "y", "z"]]
    assert heading_row(rows) == 2
    assert heading_row([]) == 0
    line = above("row 1", rows[0])
    assert (line.at, line.broken) == ("row 1", "“Sessions of LA28” stands above the headings.")
