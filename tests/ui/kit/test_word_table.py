"""A table of words: nobody writes in it, rows are as high as the tokens say, one column takes what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.kit.word_table import WordTable


def test_it_is_read_by_whole_rows_and_fills_its_width(qtbot: QtBot) -> None:
    for wide in (-1, 1):
        table = WordTable("Attempts", ("When", "What", "Took"), (100, 100, 80), wide=wide)
        qtbot.addWidget(table)
        table.resize(700, 200)
        table.show()
        table.setRowCount(1)
        table.setItem(0, 0, QTableWidgetItem("14:02"))
        assert table.accessibleName() == "Attempts"
        assert table.editTriggers() is WordTable.EditTrigger.NoEditTriggers
        assert table.rowHeight(0) == LIGHT.row
        assert sum(table.columnWidth(at) for at in range(3)) >= table.viewport().width()
        assert table.columnWidth(wide if wide >= 0 else 2) > 300
        assert table.columnWidth(0) == 100
