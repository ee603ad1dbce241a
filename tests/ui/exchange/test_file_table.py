"""Each file says what it is read as, what becomes of its rows, and where it stands."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from eocdesk.commands.imports import Report
from eocdesk.commands.reading import Refusal
from eocdesk.ui.exchange.batch import Piece
from eocdesk.ui.exchange.file_table import FileTable


def words(table: FileTable, row: int) -> list[str]:
    return [item.text() for column in range(table.columnCount()) if (item := table.item(row, column)) is not None]


def test_a_file_says_how_it_stands(qtbot: QtBot) -> None:
    table = FileTable()
    qtbot.addWidget(table)
    asks = Report("json", 1, refused=[Refusal("file", "No zone.", "zone")])
    nothing = Report("", 1, refused=[Refusal("file", "Not read.")])
    taken = Piece(Path("d.ics"), Report("ics", 12_000, 11_000, 900, 100), done=True)
    under_way = Piece(Path("e.csv"))
    pieces = [Piece(Path("a.json"), asks), Piece(Path("b"), nothing), Piece(Path("c.csv")), taken, under_way]
    table.show_pieces(pieces, under_way)
    assert words(table, 0) == ["a.json", "JSON records", "1", "0", "0", "0", "1", "asks you"]
    assert words(table, 1)[-1] == "nothing to take"
    assert words(table, 2)[-1] == "waits"
    assert words(table, 3) == ["d.ics", "iCalendar", "12,000", "11,000", "900", "100", "0", "imported"]
    assert words(table, 4)[-1] == "under way"


def test_the_table_of_any_records_is_not_called_one_of_sessions(qtbot: QtBot) -> None:
    table = FileTable()
    qtbot.addWidget(table)
    table.show_pieces([Piece(Path("venues.csv"), Report("csv", 2, 2))])
    assert words(table, 0)[1] == "Table (CSV)"
    assert words(table, 0)[-1] == "can come in"


def test_a_few_files_are_all_in_sight_and_many_scroll(qtbot: QtBot) -> None:
    table = FileTable()
    qtbot.addWidget(table)
    heights = []
    for count in (1, 6, 60):
        table.show_pieces([Piece(Path(f"{at}.csv")) for at in range(count)])
        heights.append(table.height())
    assert heights[0] < heights[1] == heights[2]
