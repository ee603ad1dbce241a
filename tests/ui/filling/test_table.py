"""Rows are written, moved and struck without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from eocdesk.reports.fills import Asks, Fill
from eocdesk.ui.filling.table import TableEditor

ONE, TWO, THREE = (bytes([number]) * 16 for number in (1, 2, 3))
ROWS = [(ONE, ("Engine", "2")), (TWO, ("Medic", "4")), (THREE, ("Bus", "1"))]


def table(qtbot: QtBot) -> TableEditor:
    made = TableEditor(Fill("7[]", "Resources", Asks.ROWS, ("Kind", "Number")))
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.show()
    return made


def test_what_is_typed_in_the_last_row_is_a_new_row(qtbot: QtBot) -> None:
    made, added = table(qtbot), []
    made.added.connect(lambda key, cells: added.append((key, cells)))
    made.table.setItem(3, 0, QTableWidgetItem("Truck"))
    assert added == [("7[]", ["Truck", ""])]


def test_a_cell_written_anew_says_its_whole_row(qtbot: QtBot) -> None:
    made, changed = table(qtbot), []
    made.changed.connect(lambda row, cells: changed.append((bytes(row), cells)))
    made.table.setItem(1, 1, QTableWidgetItem("5"))
    assert changed == [(TWO, ["Medic", "5"])]


def test_alt_and_arrows_move_a_row_and_control_delete_strikes_it(qtbot: QtBot) -> None:
    made, moved, struck = table(qtbot), [], []
    made.moved.connect(lambda row, before: moved.append((bytes(row), before)))
    made.struck.connect(lambda row: struck.append(bytes(row)))
    made.table.setCurrentCell(1, 0)
    qtbot.keyClick(made.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    made.table.setCurrentCell(1, 0)
    qtbot.keyClick(made.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [(row, before and bytes(before)) for row, before in moved] == [(TWO, ONE), (TWO, None)]
    made.table.setCurrentCell(0, 0)
    qtbot.keyClick(made.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert struck == [ONE]


def test_what_was_handed_in_has_no_row_for_more(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.set_written(may=False)
    made.show_rows(ROWS)
    assert made.table.rowCount() == 3
