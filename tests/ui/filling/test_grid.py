"""Blocks that are read together are each kept under their own key."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox
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
