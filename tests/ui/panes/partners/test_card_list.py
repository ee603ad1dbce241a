"""People as cards: long lists stay quick, the keyboard is enough, what is read aloud is whole."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.partners import ContactRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.kit.lazy_table import PAGE, LazyTable, Read
from eocdesk.ui.kit.order import plan
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.panes.partners.card_list import ROW, CardList
from eocdesk.ui.panes.partners.words import spoken

READ: list[int] = []


def rows(keys: Sequence[int]) -> dict[int, ContactRow]:
    READ.extend(keys)
    return {
        key: ContactRow(key, bytes([key % 256]) * 16, f"Person {key}", role="Liaison", radio="Ch 1") for key in keys
    }


@pytest.fixture
def cards(qtbot: QtBot) -> CardList:
    READ.clear()
    table = LazyTable([Column("", lambda row: spoken(row, "UTC", 0))], Read(now=rows))
    made = CardList(table, lambda: "UTC", lambda: 0)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(342, 500)
    table.follow(plan(array("q"), range(1, 20_001)))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_of_twenty_thousand_people_only_those_seen_are_read(cards: CardList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(READ))
    assert len(set(READ)) <= 2 * PAGE


def test_a_card_is_54_high_and_as_wide_as_the_list(cards: CardList) -> None:
    assert cards.rowHeight(0) == ROW
    assert cards.columnWidth(0) == cards.viewport().width()


def test_home_and_end_reach_both_ends(cards: CardList, qtbot: QtBot) -> None:
    cards.go_to(5)
    qtbot.keyClick(cards, Qt.Key.Key_End)
    assert cards.current_id == 20_000
    qtbot.keyClick(cards, Qt.Key.Key_Home)
    assert cards.current_id == 1


def test_enter_and_a_double_click_open(cards: CardList, qtbot: QtBot) -> None:
    cards.go_to(1)
    with qtbot.waitSignal(cards.opened) as opened:
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert opened.args == [2]
    with qtbot.waitSignal(cards.opened) as opened:
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, ROW * 2 + 10))
        qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, ROW * 2 + 10))
    assert opened.args == [3]


def test_what_is_typed_and_copied_is_told(cards: CardList, qtbot: QtBot) -> None:
    told: list[str] = []
    cards.key.connect(told.append)
    qtbot.keyClicks(cards, "R/")
    qtbot.keyClick(cards, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert told == ["r", "/", "copy"]


def test_a_person_is_found_by_row_key_and_brought_into_view(cards: CardList) -> None:
    assert cards.show_id(9_000)
    assert cards.current_id == 9_000
    assert cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()).center())
    assert not cards.show_id(99_999)


def test_a_card_is_read_aloud_whole(cards: CardList) -> None:
    index = cards.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person 1, Liaison, Ch 1, Not on duty"


def test_a_selected_card_is_painted_on_the_selection_ground(cards: CardList) -> None:
    cards.go_to(0)
    picture = cards.viewport().grab().toImage()
    assert picture.pixelColor(6, 8).name() == theme.now().sel.lower()
    assert picture.pixelColor(6, ROW + 8).name() == theme.now().surface.lower()


def test_another_theme_is_taken_on(cards: CardList, qapp: QApplication) -> None:
    theme.apply(qapp, DARK)
    assert cards.viewport().grab().toImage().pixelColor(6, ROW * 3 + 8).name() == DARK.surface.lower()


def test_the_model_keeps_qt_s_rules(cards: CardList, qtmodeltester: ModelTester) -> None:
    table = cards.model()
    assert isinstance(table, LazyTable)
    table.follow(plan(table.ids, range(1, 40)))
    qtmodeltester.check(cards.model())
