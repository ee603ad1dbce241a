"""The bar says what a person wants, and tells of a mistake only once they stop typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.panes.incidents.bar import ENTRIES, TASKS, Bar


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar(QToolButton())
    qtbot.addWidget(made)
    made.resize(900, 44)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_each_key_filters(bar: Bar, qtbot: QtBot) -> None:
    with qtbot.waitSignals([bar.filtered, bar.filtered]):
        qtbot.keyClicks(bar.line, "so")
    assert bar.words == "so"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_line_lets_go_of_the_keyboard(bar: Bar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.line, key)


def test_escape_first_empties_the_line(bar: Bar, qtbot: QtBot) -> None:
    bar.show_filter("sofi")
    with qtbot.assertNotEmitted(bar.left), qtbot.waitSignal(bar.filtered):
        qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.words == ""


def test_a_mistake_is_not_said_while_one_types_but_enter_asks_for_it(bar: Bar, qtbot: QtBot) -> None:
    bar.refuse("“sev:m” can be minor, moderate or major (at character 1).")
    assert not bar.error.isVisible()
    with qtbot.assertNotEmitted(bar.left):
        qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.error.isVisible()
    assert bar.line.property("wrong") is True
    assert bar.line.accessibleDescription() == bar.error.text() != ""
    bar.accept()
    assert not bar.error.isVisible()
    assert bar.line.property("wrong") is False
    assert bar.line.accessibleDescription() == ""


def test_a_mistake_put_right_in_time_is_never_said(bar: Bar, qtbot: QtBot) -> None:
    bar.refuse("No.")
    bar.accept()
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert not bar.error.isVisible()


def test_tasks_have_no_filter_line_and_the_button_stays_where_it_was(bar: Bar) -> None:
    before = bar.new.geometry()
    bar.show_way(TASKS)
    assert (bar.line.isVisible(), bar.open_only.isVisible()) == (False, False)
    bar.layout().activate()
    assert bar.new.geometry() == before
    bar.show_way(ENTRIES)
    assert bar.line.isVisible()


def test_everything_fits_where_it_is_narrow(bar: Bar) -> None:
    bar.resize(560, 44)
    bar.layout().activate()
    assert bar.width() == 560
    assert bar.new.geometry().right() < 560
    assert bar.line.width() >= 120
    assert bar.new.text() == "New"
    assert bar.open_only.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def test_its_icons_follow_the_theme(bar: Bar, qapp: QApplication) -> None:
    before = bar.new.icon().pixmap(16, 16).toImage()
    theme.apply(qapp, DARK)
    assert bar.new.icon().pixmap(16, 16).toImage() != before


def test_everything_on_it_has_a_name(bar: Bar) -> None:
    for button in (bar.open_only, bar.views, *bar.ways.findChildren(QToolButton)):
        assert button.accessibleName()
    assert bar.line.accessibleName() == "Filter the log"
