"""The list under agenda and board: a sound model, the keyboard, and words where nothing is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.tokens import LIGHT, Tokens
from eocdesk.ui.panes.calendar.rows import RowsModel, RowsPainter, RowsView
from tests.kit.pictures import count, grabbed
from tests.ui.panes.calendar.conftest import Shown


class Words(RowsModel):
    """Words; those in capitals are headings."""

    def chosen(self, row: str) -> bool:
        return not row.isupper()


class Drawn(RowsPainter):
    """A word in the middle of its row."""

    def draw(self, painter: QPainter, rect: QRect, row: str, tokens: Tokens) -> None:
        painter.setPen(tokens.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, row)


@pytest.fixture
def view(shown: Shown) -> RowsView:
    made = RowsView(Words(), "Words")
    made.setItemDelegate(Drawn(made))
    shown(made, 300, 200)
    return made


def test_the_model_is_sound_under_any_change(qtmodeltester: ModelTester) -> None:
    model = RowsModel()
    qtmodeltester.check(model)
    for count_ in (0, 1, 1, 40, 5, 5, 0, 3):
        model.set_rows([f"row {n}" for n in range(count_)])
        qtmodeltester.check(model)


def test_a_list_of_the_same_length_keeps_where_one_was(view: RowsView) -> None:
    view.rows.set_rows([f"row {n}" for n in range(50)])
    view.go_to(30, top=True)
    before = view.verticalScrollBar().value()
    view.rows.set_rows([f"new {n}" for n in range(50)])
    assert view.current == "new 30"
    assert view.verticalScrollBar().value() == before > 0


def test_every_row_can_be_heard(view: RowsView) -> None:
    view.rows.set_rows(["one", "two"])
    assert view.rows.index(1).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "two"


def test_enter_and_a_double_click_open_and_arrows_pick(view: RowsView, qtbot: QtBot) -> None:
    view.rows.set_rows(["one", "HEAD", "two"])
    view.go_to(0)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["one"]
    with qtbot.waitSignal(view.picked) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args[0] in ("HEAD", "two")
    place = view.visualRect(view.rows.index(2)).center()
    with qtbot.waitSignal(view.opened) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["two"]


def test_letters_are_left_to_the_pane(view: RowsView, qtbot: QtBot) -> None:
    view.rows.set_rows(["one", "cat"])
    for key in (Qt.Key.Key_C, Qt.Key.Key_BracketRight):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key).lower())
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current is not None


def test_no_rows_say_what_that_means(view: RowsView) -> None:
    assert not count(grabbed(view), LIGHT.muted, near=60)
    view.nothing = "Nothing is live."
    view.viewport().update()
    assert count(grabbed(view), LIGHT.muted, near=60) > 60
    view.rows.set_rows([""])
    assert not count(grabbed(view), LIGHT.muted, near=60)


def test_hours_stand_left_of_what_is_on_in_every_language(view: RowsView) -> None:
    assert view.layoutDirection() == Qt.LayoutDirection.LeftToRight
