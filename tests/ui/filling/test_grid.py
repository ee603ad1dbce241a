"""Blocks that are read together are each kept under their own key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.reports.fills import Grid
from eocdesk.ui.filling.grid import GridEditor

GRID = Grid(
    "Lifelines",
    ("Status", "Impact"),
    (("Energy", ("9.energy.status", "9.energy.impact")), ("Water", ("9.water.status", ""))),
    ((("red", "Red"), ("green", "Green")),),
)


def test_each_cell_says_its_own_block(qtbot: QtBot) -> None:
    grid, said = GridEditor(GRID), []
    qtbot.addWidget(grid)
    grid.wrote.connect(lambda key, text: said.append((key, text)))
    grid.show_texts({"9.energy.impact": "Feeder out", "9.energy.status": "red"})
    assert said == [], "what the desk holds is shown, not said again"
    item, chosen = grid.table.item(0, 1), grid.table.cellWidget(0, 0)
    assert item is not None
    assert item.text() == "Feeder out"
    assert isinstance(chosen, QComboBox)
    assert chosen.currentText() == "Red"
    item.setText("Back since 10:00")
    chosen.setCurrentIndex(2)
    chosen.activated.emit(2)
    assert said == [("9.energy.impact", "Back since 10:00"), ("9.energy.status", "green")]


def test_a_place_that_is_not_asked_for_takes_nothing(qtbot: QtBot) -> None:
    grid = GridEditor(GRID)
    qtbot.addWidget(grid)
    item = grid.table.item(1, 1)
    assert item is not None
    assert not item.flags()


def open_cell(grid: GridEditor, qtbot: QtBot, typed: str) -> QLineEdit:
    grid.show()
    grid.table.setCurrentCell(0, 1)
    grid.table.editItem(grid.table.item(0, 1))
    line = grid.table.viewport().findChildren(QLineEdit)[-1]
    line.clear()
    qtbot.keyClicks(line, typed)
    return line


def test_a_cell_written_elsewhere_while_it_is_typed_in_is_asked_about(qtbot: QtBot) -> None:
    grid, said = GridEditor(GRID), []
    qtbot.addWidget(grid)
    grid.wrote.connect(lambda key, text: said.append((key, text)))
    for answer, stands in ((grid.keep_mine, "Mine"), (grid.take_theirs, "Theirs")):
        grid.show_texts({"9.energy.impact": "Old"})
        line = open_cell(grid, qtbot, "Mine")
        grid.show_texts({"9.energy.impact": "Theirs"}, "changed by K. Ito at 14:02")
        assert line.text() == "Mine"
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: grid.meanwhile.is_asking)
        assert grid.asked == "9.energy.impact"
        answer()
        assert grid.table.item(0, 1).text() == stands  # type: ignore[union-attr]
        assert not grid.meanwhile.is_asking
    assert said == [("9.energy.impact", "Mine")]


def test_a_cell_left_as_it_was_shows_what_came(qtbot: QtBot) -> None:
    grid, said = GridEditor(GRID), []
    qtbot.addWidget(grid)
    grid.wrote.connect(lambda key, text: said.append((key, text)))
    grid.show_texts({"9.energy.impact": "Old"})
    line = open_cell(grid, qtbot, "Half")
    grid.show_texts({"9.energy.impact": "Theirs"})
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: grid.table.item(0, 1).text() == "Theirs")  # type: ignore[union-attr]
    assert (said, grid.meanwhile.is_asking) == ([], False)
