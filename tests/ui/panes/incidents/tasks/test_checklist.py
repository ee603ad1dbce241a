"""The points of a task are ticked one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.panes.incidents.tasks.checklist import Checklist

POINTS = '[["Harbor & Co", true], ["Kaiser", false]]'
ROW = TaskRow(
    *(1, b"t" * 16, "7KQ4-T1", "Confirm transport", "", None, None, "", POINTS, "On the hospital net"),
    *("", None, "", "", 0, None, ""),
    struck=False,
    conflict=False,
)


@pytest.fixture
def checklist(qtbot: QtBot) -> Checklist:
    made = Checklist()
    qtbot.addWidget(made)
    made.resize(600, 160)
    made.show_task(ROW)
    made.show()
    return made


def test_it_shows_the_points_as_they_stand(checklist: Checklist) -> None:
    assert [(box.text(), box.isChecked()) for box in checklist.boxes] == [
        ("1  Harbor && Co", True),
        ("2  Kaiser", False),
    ]
    assert checklist._note.text() == "On the hospital net"
    assert checklist.done.text() == "Done"


def test_space_ticks_the_point_one_stands_on(checklist: Checklist, qtbot: QtBot) -> None:
    with qtbot.waitSignal(checklist.ticked) as ticked:
        qtbot.keyClick(checklist.boxes[1], Qt.Key.Key_Space)
    assert ticked.args == [1, True]


def test_a_change_from_elsewhere_shows_and_is_no_tick_of_ones_own(checklist: Checklist, qtbot: QtBot) -> None:
    box = checklist.boxes[1]
    with qtbot.assertNotEmitted(checklist.ticked):
        checklist.show_task(ROW._replace(checklist='[["Harbor & Co", true], ["Kaiser", true]]', done=5))
    assert checklist.boxes[1] is box  # so that the keyboard stays on it
    assert box.isChecked()
    assert checklist.done.text() == "Reopen"


def test_nothing_chosen_is_nothing_shown(checklist: Checklist, qtbot: QtBot) -> None:
    checklist.show_task(None)
    assert checklist.isHidden()
    checklist.show_task(ROW._replace(checklist=None, note=""))
    assert checklist.boxes == ()
    with qtbot.waitSignals([checklist.toggled, checklist.amend]):
        checklist.done.click()
        checklist.change.click()
