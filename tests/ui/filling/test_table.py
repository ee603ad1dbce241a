"""Rows are written, moved and struck without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableWidgetItem
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


Changed = list[tuple[bytes, list[str]]]


def typed_in(made: TableEditor, qtbot: QtBot, row: int, column: int, words: str) -> QLineEdit:
    """A cell is open, these words in it."""
    made.table.setCurrentCell(row, column)
    made.table.editItem(made.table.item(row, column))
    line = made.table.viewport().findChildren(QLineEdit)[-1]
    line.clear()
    qtbot.keyClicks(line, words)
    return line


def listened(made: TableEditor) -> tuple[Changed, Changed]:
    changed: Changed = []
    added: Changed = []
    made.changed.connect(lambda row, cells: changed.append((bytes(row), cells)))
    made.added.connect(lambda key, cells: added.append((key.encode(), cells)))
    return changed, added


def test_rows_that_come_while_a_cell_is_typed_in_wait_and_it_stays_its_own_row(qtbot: QtBot) -> None:
    made = table(qtbot)
    changed, _ = listened(made)
    line = typed_in(made, qtbot, 1, 1, "5")
    made.show_rows([(THREE, ("Bus", "1")), (ONE, ("Engine", "2")), (TWO, ("Medic, ALS", "4"))])
    assert line.text() == "5"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.table.item(0, 0).text() == "Bus")  # type: ignore[union-attr]
    assert changed == [(TWO, ["Medic, ALS", "5"])], "what was written elsewhere in the row's other cell stays"


def test_the_same_cell_written_elsewhere_is_asked_about(qtbot: QtBot) -> None:
    made = table(qtbot)
    changed, _ = listened(made)
    theirs = [(ONE, ("Engine", "2")), (TWO, ("Medic", "9"))]
    for answer in (made.take_theirs, made.keep_mine):
        made.show_rows(ROWS)
        line = typed_in(made, qtbot, 1, 1, "5")
        made.show_rows(theirs, "changed by K. Ito at 14:02")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: made.meanwhile.is_asking)
        assert made.meanwhile.said.text() == "Changed by K. Ito at 14:02 while you typed: “9”"
        assert changed == []
        answer()
        assert made.table.rowCount() == 3
        assert made.table.item(1, 1).text() == "9"  # type: ignore[union-attr]
    assert changed == [(TWO, ["Medic", "5"])]


def test_a_row_struck_elsewhere_while_it_is_typed_in_is_said_with_what_was_typed(qtbot: QtBot) -> None:
    made = table(qtbot)
    changed, _ = listened(made)
    line = typed_in(made, qtbot, 1, 0, "Medic, ALS")
    made.show_rows([(ONE, ("Engine", "2"))])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.table.rowCount() == 2)
    assert "“Medic, ALS”" in made.error.text()
    assert changed == []


def test_typing_on_in_a_new_row_makes_one_row_however_slow_the_desk_is(qtbot: QtBot) -> None:
    made = table(qtbot)
    changed, added = listened(made)
    four = bytes([4]) * 16
    made.table.setItem(3, 0, QTableWidgetItem("Truck"))
    made.table.setItem(3, 1, QTableWidgetItem("7"))
    assert added == [(b"7[]", ["Truck", ""])]
    made.show_rows([*ROWS, (four, ("Truck",))])
    assert changed == [(four, ["Truck", "7"])]
    made.table.setItem(4, 0, QTableWidgetItem("Boat"))
    line = typed_in(made, qtbot, 4, 1, "1")
    made.show_rows([*ROWS, (four, ("Truck", "7")), (bytes([5]) * 16, ("Boat",))])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(changed) == 2)
    assert changed[1] == (bytes([5]) * 16, ["Boat", "1"])
    assert len(added) == 2


def test_words_that_were_refused_stay_marked_in_their_cell_until_they_are_written(qtbot: QtBot) -> None:
    made = table(qtbot)
    changed, _ = listened(made)
    made.table.setItem(1, 0, QTableWidgetItem("Medic, far too long"))
    made.refuse("A cell holds 10 characters.")
    made.show_rows([*ROWS[:2], (THREE, ("Bus", "8"))])
    assert shown(made, 1, 0) == ("Medic, far too long", "Not written: A cell holds 10 characters.")
    assert shown(made, 2, 1) == ("8", "")
    made.table.setItem(1, 1, QTableWidgetItem("5"))
    assert changed[-1] == (TWO, ["Medic, far too long", "5"])
    made.show_rows([ROWS[0], (TWO, ("Medic, far too long", "5")), ROWS[2]])
    assert shown(made, 1, 0) == ("Medic, far too long", "")


def test_a_new_row_that_was_refused_is_typed_on_in_its_place(qtbot: QtBot) -> None:
    made = table(qtbot)
    _, added = listened(made)
    made.table.setItem(3, 0, QTableWidgetItem("Truck"))
    made.refuse("This form has been handed in.")
    made.show_rows(ROWS)
    assert shown(made, 3, 0) == ("Truck", "Not written: This form has been handed in.")
    made.table.setItem(3, 1, QTableWidgetItem("2"))
    assert [cells for _, cells in added] == [["Truck", ""], ["Truck", "2"]]
    made.show_rows([*ROWS, (bytes([4]) * 16, ("Truck", "2"))])
    assert shown(made, 4, 0) == ("", "")


def test_a_refusal_of_something_else_marks_no_row_that_was_written(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.table.setItem(1, 1, QTableWidgetItem("5"))
    made.show_rows([ROWS[0], (TWO, ("Medic", "5")), ROWS[2]])
    made.refuse("This row cannot be struck.")
    made.show_rows([ROWS[0], (TWO, ("Medic", "6")), ROWS[2]])
    assert shown(made, 1, 1) == ("6", "")


def shown(made: TableEditor, row: int, column: int) -> tuple[str, str]:
    """What a cell says, and what it says of itself."""
    item = made.table.item(row, column)
    assert item is not None
    return item.text(), item.toolTip()
