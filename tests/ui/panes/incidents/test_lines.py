"""Lines of a card lead to their record by mouse and keyboard, and hold still while nothing changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.lines import Line, Lines, Said

ONE = Said("entry", b"1" * 16, "14:31 · L. Chen", "Gate 7 crowded", severity=3)
TWO = Said("task", b"2" * 16, "Due 15:00, late", "Call Metro", part="bad", icon="mdi6.clock-alert-outline")


@pytest.fixture
def lines(qtbot: QtBot) -> Lines:
    made = Lines("Entries")
    qtbot.addWidget(made)
    made.resize(300, 120)
    made.show_lines([ONE, TWO])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def every(lines: Lines) -> list[Line]:
    return [line for line in lines.findChildren(Line) if not line.isHidden()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_line_leads_to_its_record_by_keyboard(lines: Lines, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(lines.pressed) as pressed:
        qtbot.keyClick(every(lines)[1], key)
    assert pressed.args == ["task", b"2" * 16]


def test_a_line_leads_to_its_record_by_mouse(lines: Lines, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lines.pressed) as pressed:
        qtbot.mouseClick(every(lines)[0], Qt.MouseButton.LeftButton)
    assert pressed.args == ["entry", b"1" * 16]


def test_the_same_lines_again_are_not_made_anew(lines: Lines) -> None:
    before = every(lines)
    lines.show_lines([ONE, TWO])
    assert every(lines) == before


def test_the_keyboard_stays_on_its_line_when_another_comes(lines: Lines) -> None:
    every(lines)[1].setFocus()
    lines.show_lines([ONE, TWO, ONE])
    assert every(lines)[1].hasFocus()


def test_none_take_no_room(lines: Lines) -> None:
    lines.show_lines([])
    assert lines.isHidden()
    assert every(lines) == []


def test_a_line_is_read_aloud_whole_and_drawn(lines: Lines, qtbot: QtBot) -> None:
    line = every(lines)[0]
    assert line.accessibleName() == "14:31 · L. Chen: Gate 7 crowded"
    blank = QWidget()
    qtbot.addWidget(blank)
    picture = line.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) > 20
