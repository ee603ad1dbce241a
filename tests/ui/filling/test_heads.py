"""No head of a wide table is cut, in a narrow window either; what is typed in a cell is not lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.reports.filled import ASKED
from eocdesk.reports.fills import Asks, Fill
from eocdesk.ui.filling.heads import keep_cell
from eocdesk.ui.filling.table import TableEditor

WIDE = [
    pytest.param(fill, id=code)
    for code, fillings in ASKED.items()
    for filling in fillings
    for fill in filling.fills
    if isinstance(fill, Fill) and fill.asks is Asks.ROWS and len(fill.columns) > 1
]


@pytest.mark.parametrize("fill", WIDE)
def test_every_head_stands_whole_in_its_column(fill: Fill, qtbot: QtBot) -> None:
    made = TableEditor(fill)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    metrics = QFontMetrics(made.head.font())
    for column, head in enumerate(fill.columns):
        room = QRect(0, 0, made.head.sectionSize(column) - 12, 9999)
        needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), head)
        assert needed.width() <= room.width(), head
        assert needed.height() <= made.head.height(), head


def test_columns_that_find_room_share_it_and_those_that_do_not_scroll(qtbot: QtBot) -> None:
    heads = tuple(f"Column {number}" for number in range(11))
    made = TableEditor(Fill("7[]", "Resources", Asks.ROWS, heads))
    qtbot.addWidget(made)
    made.resize(1300, 300)
    made.show()
    qtbot.waitUntil(lambda: made.head.length() == made.table.viewport().width())
    assert not made.head.overflows
    made.resize(500, 300)
    qtbot.waitUntil(lambda: made.head.overflows)
    assert made.table.horizontalScrollBar().maximum() > 0
    assert made.table.verticalScrollBar().maximum() == 0, "the bar below hides no row"


def test_a_cell_that_is_open_is_written_when_it_is_kept(qtbot: QtBot) -> None:
    made = TableEditor(Fill("7[]", "Resources", Asks.ROWS, ("Kind", "Number")))
    qtbot.addWidget(made)
    made.show_rows([])
    made.show()
    made.table.setCurrentCell(0, 0)
    made.table.editItem(made.table.item(0, 0))
    qtbot.keyClicks(made.table.viewport().findChildren(QLineEdit)[-1], "Engine")
    with qtbot.waitSignal(made.added) as added:
        keep_cell(made.table)
    assert added.args == ["7[]", ["Engine", ""]]
    assert not made.is_typing
