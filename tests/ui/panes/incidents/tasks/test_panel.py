"""Tasks are listed, added, ticked off and found by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.models import Task
from eocdesk.store.queries import events
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.tasks import TaskPanel
from tests.kit.desks import EVENT

MINUTE = 60_000


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> Iterator[TaskPanel]:
    made = TaskPanel(context)
    context.bridge.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def said(context: Context) -> list[str]:
    heard: list[str] = []
    context.messages.noted.connect(heard.append)
    context.messages.refused.connect(heard.append)
    return heard


@pytest.fixture
def give(context: Context) -> Callable[..., bytes]:
    """Adds a task due in so many minutes; its id."""

    def add(name: str, due: int | None = None, **values: Any) -> bytes:
        at = None if due is None else context.setting.now() + due * MINUTE
        return bytes(context.desk.do_now(AddTask(EVENT, name, due=at, **values)).value[0])

    return add


def listed(panel: TaskPanel) -> list[str]:
    table = panel.list.table
    return [table.index(row, 1).data() for row in range(table.rowCount())]


def task(context: Context, record: bytes) -> Task:
    found = context.desk.read_now(events.record, Task, record)
    assert found is not None
    return found


def test_what_is_late_comes_first_and_is_counted(panel: TaskPanel, give: Callable[..., bytes], qtbot: QtBot) -> None:
    for name, due in (("no time", None), ("later", 120), ("late", -20), ("soon", 10)):
        give(name, due)
    panel.refresh(None)
    qtbot.waitUntil(lambda: listed(panel) == ["late", "soon", "later", "no time"])
    assert panel.count.text() == "1 late · 4 to do"
    assert panel.count.property("role") == "error"


def test_a_line_and_enter_add_a_task_and_it_is_chosen(panel: TaskPanel, context: Context, qtbot: QtBot) -> None:
    panel.add()
    qtbot.waitUntil(panel.line.title.line.hasFocus)
    qtbot.keyClicks(panel.line.title.line, "Ask Metro")
    qtbot.keyClicks(panel.line.owner.line, "K. Watanabe")
    qtbot.keyClicks(panel.line.due.line, "+30")
    qtbot.keyClick(panel.line.due.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(panel) == ["Ask Metro"])
    qtbot.waitUntil(lambda: panel.list.current_row is not None)
    assert panel.list.current_row is not None
    assert panel.list.current_row.owner == "K. Watanabe"
    qtbot.waitUntil(lambda: panel.line.title.value() == "")


def test_space_completes_and_space_reopens(
    panel: TaskPanel, context: Context, give: Callable[..., bytes], said: list[str], qtbot: QtBot
) -> None:
    record = give("Ask Metro")
    panel.ways.set_current("all")
    panel.refresh(None)
    qtbot.waitUntil(lambda: panel.list.current_row is not None)
    panel.take_focus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.detail.done.text() == "Reopen")
    assert task(context, record).done_by == "L. Chen"
    qtbot.waitUntil(lambda: said == ["Done: Ask Metro. Undo brings it back."])
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.detail.done.text() == "Done")
    assert task(context, record).done is None


def test_a_digit_ticks_a_point_and_again_takes_the_tick_away(
    panel: TaskPanel, context: Context, give: Callable[..., bytes], qtbot: QtBot
) -> None:
    record = give("Confirm", checklist=(("Harbor", False), ("Kaiser", False)))
    panel.refresh(None)
    qtbot.waitUntil(lambda: len(panel.detail.boxes) == 2)
    qtbot.keyClick(panel.list, Qt.Key.Key_2)
    qtbot.waitUntil(panel.detail.boxes[1].isChecked)
    assert task(context, record).checklist == [["Harbor", False], ["Kaiser", True]]
    qtbot.keyClick(panel.list, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not panel.detail.boxes[1].isChecked())
    qtbot.keyClick(panel.detail.boxes[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: task(context, record).checklist == [["Harbor", True], ["Kaiser", False]])


def test_enter_opens_its_form(panel: TaskPanel, navigator: Any, give: Callable[..., bytes], qtbot: QtBot) -> None:
    record = give("Ask Metro")
    panel.refresh(None)
    qtbot.waitUntil(lambda: panel.list.current_row is not None)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert navigator.calls == [("edit", "task", record, {})]


def test_mine_are_those_of_my_name_or_position(panel: TaskPanel, give: Callable[..., bytes], qtbot: QtBot) -> None:
    give("by name", owner="L. Chen")
    give("by position", owner="Watch officer")
    give("of others", owner="Metro")
    panel.ways.set_current("mine")
    panel.refresh(None)
    qtbot.waitUntil(lambda: listed(panel) == ["by name", "by position"])
    assert panel.count.text() == "3 to do"


def test_a_task_is_found_out_of_the_filter_that_hides_it(
    panel: TaskPanel, context: Context, give: Callable[..., bytes], said: list[str], qtbot: QtBot
) -> None:
    give("open")
    record = give("done already")
    context.desk.do_now(CompleteTask(record))
    panel.refresh(None)
    qtbot.waitUntil(lambda: listed(panel) == ["open"])
    panel.show_record(record)
    qtbot.waitUntil(lambda: panel.list.current_row is not None and panel.list.current_row.id == record)
    assert panel.ways.current == "all"
    panel.show_record(b"\x09" * 16)
    qtbot.waitUntil(lambda: said == ["This task is not on this desk."])


def test_nothing_to_do_is_said_and_the_keyboard_stands_where_one_adds(panel: TaskPanel, qtbot: QtBot) -> None:
    panel.refresh(None)
    qtbot.waitUntil(lambda: panel._either.is_empty)
    panel.take_focus()
    qtbot.waitUntil(panel.line.title.line.hasFocus)
    assert panel.detail.isHidden()


def test_without_an_event_nothing_of_another_stays(
    panel: TaskPanel, context: Context, give: Callable[..., bytes], said: list[str], qtbot: QtBot
) -> None:
    give("Ask Metro")
    panel.refresh(None)
    qtbot.waitUntil(lambda: listed(panel) == ["Ask Metro"])
    context.desk.event = None
    panel.refresh(None)
    assert listed(panel) == []
    assert panel._empty._sentence.text() == "No event is open."
    assert panel.detail.isHidden()
    panel.line.added.emit({"name": "x", "owner": "", "due": None})
    qtbot.waitUntil(lambda: panel.line._error.text() == "Open an event first.")


def test_the_palette_adds_a_task_even_where_the_list_is_out_of_sight(
    panel: TaskPanel, context: Context, navigator: Any
) -> None:
    context.actions.add(panel.task_actions())
    panel.hide()
    context.actions.run("task.new")
    assert navigator.calls == [("edit", "task", None, {})]
    context.actions.run("task.done")  # nothing is chosen in sight: nothing happens
