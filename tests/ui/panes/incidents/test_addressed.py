"""Who an entry is for, who has read it, and who may say so here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.entries import Said
from eocdesk.ui.panes.incidents.addressed import Addressed

DONE = Said("LAPD", "J. Nguyen", 3_600_000)


@pytest.fixture
def addressed(qtbot: QtBot) -> Addressed:
    made = Addressed()
    qtbot.addWidget(made)
    made.resize(340, 120)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(addressed: Addressed) -> list[str]:
    return [label.text() for label in addressed.findChildren(QLabel) if label.text()]


def buttons(addressed: Addressed) -> list[str]:
    return [button.accessibleName() for button in addressed.findChildren(QPushButton)]


def test_each_addressee_has_read_it_or_waits(addressed: Addressed) -> None:
    addressed.show_said((DONE, Said("LAFD"), Said("Metro")), ("LAFD",), "UTC", 3_700_000)
    assert words(addressed) == ["LAPD", "J. Nguyen 01:00", "LAFD", "Metro", "waits"]
    assert buttons(addressed) == ["Acknowledge for LAFD"]


def test_the_button_says_for_whom(addressed: Addressed, qtbot: QtBot) -> None:
    addressed.show_said((Said("LAFD"),), ("LAFD",), "UTC", 0)
    with qtbot.waitSignal(addressed.asked) as asked:
        qtbot.mouseClick(addressed.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert asked.args == ["LAFD"]


def test_who_sits_here_may_acknowledge_a_flash_without_addressees(addressed: Addressed) -> None:
    addressed.show_said((), ("Watch officer",), "UTC", 0)
    assert buttons(addressed) == ["Acknowledge for Watch officer"]


def test_the_keyboard_goes_to_the_next_button_once_one_has_acknowledged(addressed: Addressed) -> None:
    addressed.show_said((Said("LAPD"), Said("LAFD")), ("LAPD", "LAFD"), "UTC", 0)
    addressed.findChild(QPushButton).setFocus()
    addressed.show_said((DONE, Said("LAFD")), ("LAFD",), "UTC", 3_700_000)
    assert buttons(addressed) == ["Acknowledge for LAFD"]
    assert addressed.findChild(QPushButton).hasFocus()


def test_nobody_addressed_takes_no_room(addressed: Addressed) -> None:
    addressed.show_said((), (), "UTC", 0)
    assert addressed.isHidden()
