"""CSV however it is written: its separator found, its breaks told, each row with where it stands."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.format import Asked, Cancelled
from eocdesk.interchange.sheet import text
from eocdesk.interchange.sheet.table import Table
from eocdesk.interchange.sheet.text import read_text, separator_of
from eocdesk.models.errors import Refused

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="'"), max_size=20).map(str.strip)


def read(words: str, separator: str = "", comment: str = "") -> Table:
    return read_text(words, Asked(), separator, comment)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found(sign: str) -> None:
    table = read(f"a{sign}b\n1, 5{sign}2\n" if sign != "," else "a,b\n1,2\n")
    assert table.headings == ["a", "b"]
    assert next(dict(line.cells) for line in table.lines)["b"] == "2"


def test_commas_inside_quotes_do_not_count() -> None:
    assert separator_of('a;b\n"1,2,3,4";x\n"5,6,7,8";y\n') == ";"
    assert separator_of("only words\nand more words\n") == ""


def test_excels_own_hint_comes_first() -> None:
    assert read("sep=;\na;b\n1,1;2\n").headings == ["a", "b"]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_is_read_the_same(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    table = read(out.getvalue(), ",")
    assert [list(line.cells.values()) for line in table.lines] == rows


def test_rows_say_where_they_stand_also_after_a_cell_of_many_lines() -> None:
    table = read('a,b\n"one\ntwo",2\n3,4\n')
    assert [line.at for line in table.lines] == ["row 2", "row 3, line 4"]
    assert table.lines[0].cells["a"] == "one\ntwo"


def test_a_row_with_too_many_cells_is_broken_and_one_with_too_few_is_told() -> None:
    table = read("a,b,c\n1,2,3,4\n1,2\n1,2,3,\n")
    assert [line.broken for line in table.lines] == ["The row has 4 cells, the headings name 3.", "", ""]
    assert table.lines[1].note == "has 2 of 3 cells"


def test_a_file_cut_short_says_so() -> None:
    with pytest.raises(Refused, match=r"quoted cell that begins in line 2 is never closed"):
        read('a,b\n1,"two\n3,4\n')
    with pytest.raises(Refused, match="breaks off in its last line after 1 of 3 cells"):
        read("a,b,c\n1,2,3\n4")


def test_a_quote_in_the_middle_breaks_its_row_alone() -> None:
    table = read('a,b\n"1"x,2\n3,4\n')
    assert "cannot be read" in table.lines[0].broken
    assert table.lines[-1].cells == {"a": "3", "b": "4"}


def test_comments_and_titles_are_no_rows() -> None:
    table = read("# made by hand\na,b\n# west\n1,2\n")
    assert [line.cells for line in table.lines] == [{"a": "1", "b": "2"}]
    table = read("Sessions of the Games,,\na,b,c\n1,2,3\n")
    assert "stands above the headings" in table.lines[0].broken
    with pytest.raises(Refused, match="no headings"):
        read("#a\n")


def test_what_a_spreadsheet_was_kept_from_running_is_read_as_it_was() -> None:
    assert read("a,b\n'=1+1,'t Hoff\n").lines[0].cells == {"a": "=1+1", "b": "'t Hoff"}


def test_files_beyond_all_tables_are_refused_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_ROWS", 3)
    with pytest.raises(Refused, match="more than 3 rows; split it"):
        read("a,b\n" + "1,2\n" * 5)
    monkeypatch.setattr(text, "_MOST_LINES", 4)
    with pytest.raises(Refused, match="more than 4 lines"):
        read("a,b\n" + "\n" * 50)


def test_a_cell_of_many_pages_is_read() -> None:
    assert len(read("a,b\n" + "x" * 1_000_000 + ",2\n").lines[0].cells["a"]) == 1_000_000


def test_a_long_read_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read_text("a,b\n" + "1,2\n" * 300, Asked(cancelled=lambda: True))
