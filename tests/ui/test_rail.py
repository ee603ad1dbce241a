"""The rail: where one can be, which is lit, tools at its foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.rail import Rail, RailButton
from tests.kit.pictures import count, grabbed

PLACES = [("overview", "Overview", "mdi6.view-dashboard-outline", "Ctrl+1"), ("log", "Log", "mdi6.note", "Ctrl+4")]
TOOLS = [("theme", "Theme", "mdi6.theme-light-dark", "Ctrl+Shift+L")]


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(PLACES, TOOLS)
    qtbot.addWidget(made)
    made.resize(90, 600)
    made.show()
    return made


def button(rail: Rail, name: str) -> RailButton:
    found = rail.findChild(RailButton, name)
    assert found is not None
    return found


@pytest.mark.parametrize("by_key", [True, False])
def test_a_place_is_chosen_and_lit(rail: Rail, qtbot: QtBot, by_key: bool) -> None:  # noqa: FBT001  a case
    with qtbot.waitSignal(rail.chosen) as chosen:
        if by_key:
            QTest.keyClick(button(rail, "log"), Qt.Key.Key_Space)
        else:
            QTest.mouseClick(button(rail, "log"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["log"]
    assert rail.current == "log"


def test_a_tool_is_pressed_and_no_place_goes_dark(rail: Rail, qtbot: QtBot) -> None:
    rail.set_current("overview")
    with qtbot.waitSignal(rail.pressed) as pressed, qtbot.assertNotEmitted(rail.chosen):
        QTest.mouseClick(button(rail, "theme"), Qt.MouseButton.LeftButton)
    assert pressed.args == ["theme"]
    assert rail.current == "overview"


def test_small_it_shows_icons_alone_and_still_says_what_they_are(rail: Rail) -> None:
    wide = rail.sizeHint().width()
    rail.set_compact(compact=True)
    assert rail.sizeHint().width() < wide
    assert button(rail, "log").toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button(rail, "log").accessibleName() == "Log"
    assert button(rail, "log").toolTip() == "Log  Ctrl+4"


def test_its_icons_follow_the_theme(rail: Rail, qapp: QApplication) -> None:
    before = button(rail, "log").icon().pixmap(22, 22).toImage()
    theme.apply(qapp, DARK)
    assert button(rail, "log").icon().pixmap(22, 22).toImage() != before


def test_what_waits_at_a_place_is_a_number_on_it_and_is_read_aloud(rail: Rail) -> None:
    def drawn() -> int:
        return count(grabbed(button(rail, "log")), theme.now().warn)

    assert drawn() == 0
    rail.set_count("log", 3)
    assert drawn() > 40
    assert button(rail, "log").accessibleName() == "Log, 3 waiting"
    rail.set_count("log", 0)
    assert drawn() == 0
    assert button(rail, "log").accessibleName() == "Log"
    rail.set_count("nowhere", 5)


def test_many_places_fit_a_low_window_as_icons_and_have_words_where_there_is_height(qtbot: QtBot) -> None:
    many = [(f"place{n}", f"Place {n}", "mdi6.note", "") for n in range(15)]
    made = Rail(many, TOOLS)
    qtbot.addWidget(made)
    made.resize(90, 700)
    made.show()
    assert made.minimumSizeHint().height() <= 700
    assert button(made, "place0").compact
    feet = [button(made, name).geometry().bottom() for name, *_ in many]
    assert feet == sorted(feet)
    assert feet[-1] < made.height()
    made.resize(90, 1400)
    assert not button(made, "place0").compact
    made.set_compact(compact=True)
    assert button(made, "place0").compact
