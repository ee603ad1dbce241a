"""A few ways, one of them on: by arrows, by space; icons for titles where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.segmented import Segmented

WAYS = (("day", "Day"), ("week", "Week"), ("rest", "Rest & more"))
ICONS = {"day": "mdi6.calendar", "week": "mdi6.calendar-week", "rest": "mdi6.dots-vertical"}
STYLE = Qt.ToolButtonStyle


@pytest.fixture
def ways(qtbot: QtBot) -> Segmented:
    made = Segmented("View", WAYS, icons=ICONS)
    qtbot.addWidget(made)
    made.show()
    return made


def button(ways: Segmented, name: str) -> QToolButton:
    found = ways.findChild(QToolButton, name)
    assert found is not None
    return found


def test_the_first_is_on_and_exactly_one_stays_on(ways: Segmented, qtbot: QtBot) -> None:
    assert ways.current == "day"
    with qtbot.waitSignal(ways.chosen) as chosen:
        qtbot.mouseClick(button(ways, "week"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["week"]
    assert [button(ways, name).isChecked() for name, _ in WAYS] == [False, True, False]


def test_the_arrows_walk_along_and_stop_at_the_ends(ways: Segmented, qtbot: QtBot) -> None:
    told: list[str] = []
    ways.chosen.connect(told.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(ways, key)
    assert told == ["week", "rest", "week"]


def test_read_from_the_right_the_arrows_turn_round(ways: Segmented, qtbot: QtBot) -> None:
    ways.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(ways, Qt.Key.Key_Left)
    assert ways.current == "week"


def test_set_by_the_program_nobody_is_told(ways: Segmented, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(ways.chosen):
        ways.set_current("rest")
    assert ways.current == "rest"


def test_every_way_is_named_and_an_ampersand_is_no_shortcut(ways: Segmented) -> None:
    assert button(ways, "rest").accessibleName() == "View: Rest & more"
    assert button(ways, "rest").text() == "Rest && more"


def test_with_little_room_only_the_one_that_is_on_keeps_its_title(ways: Segmented, qtbot: QtBot) -> None:
    wide = ways.sizeHint().width()
    ways.set_compact(compact=True)
    styles = [button(ways, name).toolButtonStyle() for name, _ in WAYS]
    assert styles == [STYLE.ToolButtonTextBesideIcon, STYLE.ToolButtonIconOnly, STYLE.ToolButtonIconOnly]
    assert button(ways, "week").toolTip() == "Week"
    assert not button(ways, "week").icon().isNull()
    assert ways.sizeHint().width() < wide
    ways.set_current("week")
    assert button(ways, "day").toolButtonStyle() == STYLE.ToolButtonIconOnly
    qtbot.keyClick(ways, Qt.Key.Key_Right)
    assert button(ways, "rest").toolButtonStyle() == STYLE.ToolButtonTextBesideIcon
    ways.set_compact(compact=False)
    assert {button(ways, name).toolButtonStyle() for name, _ in WAYS} == {STYLE.ToolButtonTextOnly}


def test_without_icons_titles_stay(qtbot: QtBot) -> None:
    plain = Segmented("View", WAYS)
    qtbot.addWidget(plain)
    plain.set_compact(compact=True)
    assert button(plain, "week").toolButtonStyle() == STYLE.ToolButtonTextOnly


def test_a_way_that_is_not_there_is_passed_over_unless_it_is_on(ways: Segmented, qtbot: QtBot) -> None:
    ways.set_shown("week", shown=False)
    assert not button(ways, "week").isVisible()
    qtbot.keyClick(button(ways, "day"), Qt.Key.Key_Right)
    assert ways.current == "rest"
    ways.set_shown("rest", shown=False)
    assert button(ways, "rest").isVisible()
    ways.set_shown("week", shown=True)
    assert button(ways, "week").isVisible()
