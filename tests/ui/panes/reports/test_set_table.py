"""The set is put together from the keyboard: ticked, moved, counted, each paper as it is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from eocdesk.desk.briefing_set import BLANK, FILLED, Item, Kind
from eocdesk.ui.panes.reports.set_table import COPIES, PAPER, WAY, SetTable

KINDS = (
    Kind("handover", "Shift handover brief", (FILLED, BLANK)),
    Kind("plan", "Incident Action Plan", (FILLED,)),
    Kind("ics-214", "Activity Log", (FILLED, BLANK)),
)


@pytest.fixture
def table(qtbot: QtBot) -> SetTable:
    made = SetTable()
    qtbot.addWidget(made)
    made.show_items(KINDS, [Item("handover"), Item("plan", on=False), Item("ics-214", BLANK, 3)])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def test_space_ticks_and_alt_with_the_arrows_moves(table: SetTable, qtbot: QtBot) -> None:
    table.setCurrentCell(1, PAPER)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.lines[1] == Item("plan")
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.code for item in table.lines] == ["plan", "handover", "ics-214"]
    assert table.currentRow() == 0
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [item.code for item in table.lines] == ["handover", "ics-214", "plan"]


def test_a_digit_sets_the_copies_wherever_the_keyboard_is_and_ticks(table: SetTable, qtbot: QtBot) -> None:
    table.setCurrentCell(1, PAPER)
    qtbot.keyClick(table, Qt.Key.Key_2)
    spin = table.viewport().findChild(QSpinBox)
    assert isinstance(spin, QSpinBox)
    assert (spin.minimum(), spin.maximum()) == (1, 99)
    qtbot.keyClick(spin, Qt.Key.Key_5)
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.lines[1] == Item("plan", copies=25))


def test_how_it_is_wanted_is_chosen_where_there_is_a_choice(table: SetTable) -> None:
    table.editItem(table.item(0, WAY))
    combo = table.viewport().findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    assert [combo.itemData(at) for at in range(combo.count())] == [FILLED, BLANK]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert table.lines[0] == Item("handover", BLANK)
    assert table.item(0, WAY).text() == "Blank"
    assert not table.item(1, WAY).flags() & Qt.ItemFlag.ItemIsEditable
    assert table.item(2, COPIES).text() == "3"
