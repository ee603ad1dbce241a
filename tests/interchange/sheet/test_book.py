"""Workbooks are read sheet by sheet; bombs and broken archives are refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from eocdesk.interchange.format import Asked, Cancelled
from eocdesk.interchange.sheet import book
from eocdesk.interchange.sheet.book import is_zip, read_book
from eocdesk.models.errors import Refused

ROWS = [["Title", "Start", "Crowd"], ["Opening", datetime(2028, 7, 14, 20, 0), 70240]]  # noqa: DTZ001  as Excel has it


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def test_a_sheet_is_a_table_with_its_own_types_and_the_rows_a_person_sees() -> None:
    (table,) = read_book(workbook(Sessions=[["LA28"], [], *ROWS]), Asked())
    assert table.headings == ["Title", "Start", "Crowd"]
    assert [line.at for line in table.lines] == ["Sessions row 1", "Sessions row 4"]
    assert table.lines[1].cells["Crowd"] == 70240
    assert "stands above the headings" in table.lines[0].broken


def test_every_sheet_with_rows_is_read_and_named() -> None:
    made = read_book(workbook(One=ROWS, Empty=[], Two=ROWS), Asked())
    assert [table.place for table in made] == ["One", "Two"]


def test_a_row_wider_than_its_headings_is_broken_and_a_guarded_formula_is_words() -> None:
    (table,) = read_book(workbook(A=[["a", "b"], ["'=1+1", "x"], ["1", "2", "3"]]), Asked())
    assert table.lines[0].cells["a"] == "=1+1"
    assert table.lines[1].broken == "The row has 3 cells, the headings name 2."


def test_a_row_number_beyond_all_workbooks_is_not_waited_for() -> None:
    data = workbook(A=[["a", "b"], ["1", "2"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b'<row r="2"', b'<row r="999999999"')
    (table,) = read_book(changed(data, "xl/worksheets/sheet1.xml", sheet), Asked())
    assert table.lines == []


def test_a_workbook_that_would_unpack_too_big_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "_MOST_UNPACKED", 1_000_000)
    bomb = changed(workbook(A=ROWS), "xl/media/zeros.bin", b"\0" * 2_000_000)
    assert len(bomb) < 20_000
    with pytest.raises(Refused, match=r"unpacks to 2 MB .* Save the sheet as CSV"):
        read_book(bomb, Asked())


def test_a_billion_laughs_inside_a_workbook_does_not_laugh() -> None:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">' + entities + b"]><sst><si><t>&e9;</t></si></sst>"
    with pytest.raises(Refused, match="damaged"):
        read_book(changed(workbook(A=ROWS), "xl/worksheets/sheet1.xml", laughs), Asked())


@pytest.mark.parametrize("cut", [10, 500, 2000])
def test_a_workbook_cut_short_is_damaged(cut: int) -> None:
    with pytest.raises(Refused, match="damaged or cut short"):
        read_book(workbook(A=ROWS)[:cut], Asked())


def test_an_archive_that_is_no_workbook_says_what_is_in_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../evil.txt", "x")
    assert is_zip(out.getvalue())
    with pytest.raises(Refused, match=r"zip archive with “../evil.txt” inside"):
        read_book(out.getvalue(), Asked())


def test_broken_parts_and_empty_books_are_told() -> None:
    with pytest.raises(Refused, match="has no rows"):
        read_book(workbook(A=[]), Asked())
    with pytest.raises(Refused, match="is damaged and cannot be read"):
        read_book(changed(workbook(A=ROWS), "xl/workbook.xml", b"<broken"), Asked())


def test_too_many_rows_and_a_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Cancelled):
        read_book(workbook(A=[["a", "b"]] * 300), Asked(cancelled=lambda: True))
    monkeypatch.setattr(book, "MAX_ROWS", 3)
    with pytest.raises(Refused, match="more than 3 rows; split it"):
        read_book(workbook(A=[["a", "b"]] * 5), Asked())
