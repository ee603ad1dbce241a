"""What was found is a table that can be walked, copied and read in full."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.ui.exchange.batch import Finding
from eocdesk.ui.exchange.findings import FindingsView

LINES = [Finding("a.csv", f"row {row}", "The row has no title.") for row in range(2, 7)]


@pytest.fixture
def view(qtbot: QtBot) -> FindingsView:
    made = FindingsView("Refused")
    qtbot.addWidget(made)
    made.found.show_lines(LINES)
    made.show()
    return made


def test_the_model_is_sound(view: FindingsView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.found)
    assert [view.found.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["File", "Where", "What"]


def test_all_rows_are_copied_or_those_that_were_chosen(view: FindingsView, qtbot: QtBot) -> None:
    view.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 4
    whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(view.found.index(1, 0), whole)  # selectRow heeds keys that are held down
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a.csv\trow 3\tThe row has no title."


def test_a_reason_too_long_for_its_column_is_read_by_pointing_at_it(view: FindingsView) -> None:
    view.found.show_lines([Finding("a.csv", "file", "word " * 200)])
    cell = view.found.index(0, 2)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "word " * 200
    assert view.rowHeight(0) == view.verticalHeader().defaultSectionSize()
