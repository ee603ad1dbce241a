"""Every way to reach somebody is one row: copied by a button, opened only where a person asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.panes.partners.telling import Reach
from eocdesk.ui.panes.partners.ways import Ways

PHONE = Reach("mdi6.phone-outline", "Phone, mobile", "+1 213 555 0143", "tel:+12135550143")
RADIO = Reach("mdi6.radio-handheld", "Radio", "Ch 7B")


@pytest.fixture
def ways(qtbot: QtBot) -> Ways:
    made = Ways()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_ways((RADIO, PHONE))
    made.show()
    return made


def test_copying_gives_the_words_and_opens_nothing(ways: Ways, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(ways.opened), qtbot.waitSignal(ways.copied) as copied:
        qtbot.keyClick(ways.rows[1].copy, Qt.Key.Key_Space)
    assert copied.args == ["+1 213 555 0143"]


def test_calling_gives_the_link(ways: Ways, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ways.opened) as opened:
        qtbot.keyClick(ways.rows[1].open, Qt.Key.Key_Space)
    assert opened.args == ["tel:+12135550143"]


def test_a_radio_channel_can_be_copied_but_not_called(ways: Ways) -> None:
    names = [button.accessibleName() for button in ways.rows[0].findChildren(IconButton)]
    assert names == ["Copy Ch 7B"]


def test_the_same_ways_told_again_leave_the_keyboard_where_it_is(ways: Ways, qtbot: QtBot) -> None:
    ways.activateWindow()
    ways.rows[1].copy.setFocus()
    qtbot.waitUntil(ways.rows[1].copy.hasFocus)
    ways.show_ways((RADIO, PHONE))
    assert ways.rows[1].copy.hasFocus()
    ways.show_ways((PHONE,))
    assert [row.way for row in ways.rows] == [PHONE]


def test_where_there_is_none_it_is_said(ways: Ways) -> None:
    ways.show_ways(())
    assert ways._none.isVisible()
    assert ways._none.text() == "No way to reach them is known."
