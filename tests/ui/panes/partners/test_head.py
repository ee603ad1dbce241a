"""The head: typing finds after a breath, the ways fit a narrow dock, what is left out is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.partners.head import COUNTS_FIT, WAYS, Head


@pytest.fixture
def head(qtbot: QtBot) -> Head:
    made = Head()
    qtbot.addWidget(made)
    made.resize(800, 90)
    made.show()
    made.activateWindow()
    made.take_focus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def test_typing_is_told_once_it_pauses(head: Head, qtbot: QtBot) -> None:
    told: list[str] = []
    head.typed.connect(told.append)
    with qtbot.waitSignal(head.typed):
        qtbot.keyClicks(head.line, "ruiz ")
    assert told == ["ruiz"]


def test_enter_and_down_do_not_wait_for_the_pause(head: Head, qtbot: QtBot) -> None:
    told: list[str] = []
    head.typed.connect(told.append)
    head.opened.connect(lambda: told.append("open"))
    head.into_list.connect(lambda: told.append("down"))
    qtbot.keyClicks(head.line, "ruiz")
    qtbot.keyClick(head.line, Qt.Key.Key_Return)
    qtbot.keyClick(head.line, Qt.Key.Key_Down)
    assert told == ["ruiz", "open", "down"]


def test_escape_empties_the_line(head: Head, qtbot: QtBot) -> None:
    qtbot.keyClicks(head.line, "ruiz")
    with qtbot.waitSignal(head.typed, check_params_cb=lambda words: words == ""):
        qtbot.keyClick(head.line, Qt.Key.Key_Escape)


@pytest.mark.parametrize("way", [name for name, _ in WAYS])
def test_in_a_dock_of_300_px_all_ways_fit_and_the_one_that_is_on_keeps_its_title(
    head: Head, way: str, qtbot: QtBot
) -> None:
    head.resize(300, 90)
    head.set_way(way)
    assert head.width() == 300
    assert head.ways.is_compact
    buttons = [button for name, _ in WAYS if (button := head.ways.findChild(QToolButton, name)) is not None]
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert len(buttons) == len(WAYS)
    assert all(head.rect().contains(button.mapTo(head, button.rect().bottomRight())) for button in buttons)
    on = head.ways.findChild(QToolButton, way)
    assert on is not None
    assert on.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_counts_are_said_only_where_there_is_room(head: Head) -> None:
    head.set_counts("43 people · 19 on duty")
    assert head.counts.text() == "43 people · 19 on duty"
    head.resize(COUNTS_FIT - 1, 90)
    assert head.counts.text() == ""


def test_a_filter_in_force_is_said_and_can_be_taken_away(head: Head, qtbot: QtBot) -> None:
    head.set_left_out("Local · On duty now", narrows=True)
    assert head.left_out.isVisible()
    assert head.filter.isChecked()
    with qtbot.waitSignal(head.everybody_asked):
        qtbot.keyClick(head.everybody, Qt.Key.Key_Space)
    head.set_left_out("", narrows=False)
    assert not head.left_out.isVisible()
    assert not head.filter.isChecked()


def test_looking_at_the_filter_does_not_look_like_filtering(head: Head, qtbot: QtBot) -> None:
    with qtbot.waitSignal(head.filter_asked):
        qtbot.mouseClick(head.filter, Qt.MouseButton.LeftButton)
    assert not head.filter.isChecked()


def test_the_plus_says_what_it_adds_in_each_way(head: Head) -> None:
    names = set()
    for way, _ in WAYS:
        head.set_way(way)
        names.add(head.add.accessibleName())
    assert len(names) == len(WAYS)
