"""The list of issued reports: every word of a row in full, the selection stays, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.reports import Issued
from eocdesk.ui.panes.reports.issued_list import IssuedList


def report(number: int, version: int = 1, approved: str = "") -> Issued:
    at = 1_847_655_900_000  # 19 Jul 2028 14:45 in Los Angeles
    return Issued(
        bytes([number, version]) * 8, number, version, at, at, "L. Chen", approved, at, "RED", "ab" * 32, "", ""
    )


def shown(qtbot: QtBot, *reports: Issued) -> IssuedList:
    made = IssuedList()
    qtbot.addWidget(made)
    made.resize(1300, 400)
    made.show_reports(reports, "America/Los_Angeles")
    made.show()
    return made


def words(table: IssuedList, row: int) -> list[str]:
    items = [table.item(row, column) for column in range(table.columnCount())]
    return [item.text() for item in items if item is not None]


def test_a_row_says_number_times_names_marking_and_digest(qtbot: QtBot) -> None:
    table = shown(qtbot, report(2, 2, "T. Baker"), report(1))
    name, as_of, prepared, approved, marking, digest = words(table, 0)
    assert (name, prepared, marking) == ("Situation Report 2, version 2", "L. Chen", "TLP:RED")
    assert "14:45" in as_of
    assert approved.startswith("T. Baker, ")
    assert digest == "ab" * 8
    assert words(table, 1)[3] == "Not approved yet"


def test_enter_opens_the_selected_report(qtbot: QtBot) -> None:
    table = shown(qtbot, report(2), report(1))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].number == 1


def test_a_new_report_above_does_not_move_the_selection(qtbot: QtBot) -> None:
    table = shown(qtbot, report(2), report(1))
    table.setCurrentCell(1, 0)
    table.show_reports((report(3), report(2), report(1)), "UTC")
    assert table.current == report(1)
    assert table.show_id(report(3).id)
    assert table.current == report(3)
    assert not table.show_id(b"none")


def test_an_empty_list_has_nothing_to_open(qtbot: QtBot) -> None:
    table = shown(qtbot)
    assert table.current is None
    with qtbot.assertNotEmitted(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
