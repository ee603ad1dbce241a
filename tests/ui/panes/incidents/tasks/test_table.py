"""The list of tasks by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.commands.tasks import AddTask
from eocdesk.store.queries import listing
from eocdesk.ui.kit.order import plan
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.tasks.table import TaskTable
from tests.kit.desks import EVENT


@pytest.fixture
def table(context: Context, qtbot: QtBot) -> Iterator[TaskTable]:
    ids = [context.desk.do_now(AddTask(EVENT, name, owner="Metro")).value[0] for name in ("first", "second")]
    rows = context.desk.read_now(listing.rows_of, "task", ids)
    made = TaskTable(context)
    qtbot.addWidget(made)
    made.table.follow(plan(made.table.ids, [rows[record] for record in ids]))
    made.resize(900, 200)
    made.show()
    made.selectRow(0)
    yield made
    made.close()


def test_each_key_does_one_thing(table: TaskTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.toggled):
        qtbot.keyClick(table, Qt.Key.Key_Space)
    with qtbot.waitSignal(table.ticked) as ticked:
        qtbot.keyClick(table, Qt.Key.Key_3)
    assert ticked.args == [2]
    with qtbot.waitSignal(table.new_asked):
        qtbot.keyClicks(table, "n")
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.current_row
    assert row is not None
    assert row.title == "second"


def test_a_letter_does_not_search_and_zero_ticks_nothing(table: TaskTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.ticked):
        qtbot.keyClicks(table, "s0")
    row = table.current_row
    assert row is not None
    assert row.title == "first"


def test_columns_give_way_to_the_task_itself(table: TaskTable) -> None:
    names = [column.name for column in table.table.columns]
    table.resize(420, 200)
    shown = [name for at, name in enumerate(names) if not table.isColumnHidden(at)]
    assert shown == ["due", "task"]
    table.resize(1200, 200)
    assert not any(table.isColumnHidden(at) for at in range(len(names)))


def test_the_model_is_sound(table: TaskTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table.table)


def test_it_is_drawn_with_an_incident_or_without(table: TaskTable) -> None:
    assert not table.grab().isNull()
    assert table.table.index(0, 2).data() == "Metro"
