"""Tables for a spreadsheet: whole, marked in each row, and nothing in them is run."""

from __future__ import annotations

import csv
import io

import pytest

from eocdesk.reports.document import Cell, Column, Document, Paragraph, Section, Table
from eocdesk.reports.exports_csv import plain, tables
from eocdesk.reports.sheet import Box, Field, Head, Leaf, Ruled, Sheet, strip


def document(*sections: Section | Sheet) -> Document:
    """A document of these."""
    return Document("Paper", "LA28", "", "TLP:AMBER", "#FFC000", "", "", "", "", (), "me", 0, sections)


def read(*sections: Section | Sheet) -> list[list[str]]:
    """The lines again."""
    return list(csv.reader(io.StringIO(tables(document(*sections)))))


def test_a_table_of_a_form_and_one_of_a_report_are_read_back_as_they_were() -> None:
    rows = ((Field("Ann, “A”"), Field("one\ntwo")), (Field(), Field("three")))
    form = Sheet("ICS 299", "Test", (), (Leaf((strip(Box("3", "T", (Ruled((Head("a"), Head("b")), rows),))),)),))
    table = Table((Column("c", 50.0),), ((Cell("four"),),))
    assert read(form, Section("S", (table,))) == [
        ["a", "b", "Marking"],
        ["Ann, “A”", "one\ntwo", "TLP:AMBER"],
        ["", "three", "TLP:AMBER"],
        [],
        ["c", "Marking"],
        ["four", "TLP:AMBER"],
    ]


def test_what_a_spreadsheet_would_run_is_told_as_words() -> None:
    table = Table((Column("=head", 50.0),), tuple((Cell(word),) for word in ("=1+1", "+1213", "@x", "plain")))
    assert [row[0] for row in read(Section("S", (table,)))] == ["'=head", "'=1+1", "'+1213", "'@x", "plain"]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("\ufeff=1+1", "\ufeff'=1+1"),
        ("  @x", "  '@x"),
        ("＝1+1", "'＝1+1"),
        ("\x1b=1", "?=1"),
        ("a;=1+1", "a;'=1+1"),
        ("one\n-2+3", "one\n'-2+3"),
        ("\ta", "'\ta"),
        ("a; b - c = 4", "a; b - c = 4"),
    ],
)
def test_no_disguise_and_no_other_separator_has_it_run(word: str, told: str) -> None:
    assert plain(word) == told


def test_a_paper_without_a_table_says_what_it_is_and_its_marking() -> None:
    assert read(Section("S", (Paragraph("words"),))) == [["Paper", "TLP:AMBER"]]


def test_empty_rows_to_write_on_are_not_rows() -> None:
    form = Sheet("ICS 299", "Test", (), (Leaf((strip(Box("3", "T", (Ruled((Head("a"),), (), least=4),))),)),))
    assert read(form) == [["Paper", "TLP:AMBER"]]
