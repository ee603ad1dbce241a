"""Who sits here is asked at the first start and changed with one dialog; everything is signed with it."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.ui import loop
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.messages import Messages
from eocdesk.ui.signin import SignIn, Watch

KNOWN = (Candidate(b"1", "K. Watanabe", "Field liaison"), Candidate(b"2", "R. Delgado", "EOC director"))


class Door:
    """Takes a watch, or refuses the position."""

    def __init__(self) -> None:
        self.taken: list[Watch] = []
        self.messages = Messages()

    async def take(self, watch: Watch) -> None:
        if watch.position == "King":
            raise Refused("There is no such position.", "position")
        self.taken.append(watch)

    def start(self, coroutine: object, beside: object) -> object:
        return loop.start(coroutine, self.messages, beside)  # type: ignore[arg-type]  any coroutine


@pytest.fixture
def door() -> Door:
    return Door()


def dialog(door: Door, qtbot: QtBot, *, first: bool = False) -> SignIn:
    made = SignIn(door.take, door.start, KNOWN, first=first)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_watch_is_taken_by_keyboard(door: Door, qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> None:
    asking = dialog(door, qtbot)
    asking.load("", "")
    QTest.keyClicks(asking._person, "  L.  Chen ")
    QTest.keyClick(asking._person, Qt.Key.Key_Tab)
    QTest.keyClicks(asking._position, "Watch officer")
    with qtbot.waitSignal(asking.taken):
        QTest.keyClick(asking._position, Qt.Key.Key_Return)
    assert door.taken == [Watch("L. Chen", "Watch officer")]
    assert not asking.isVisible()


def test_whoever_was_here_before_keeps_the_position(door: Door, qtbot: QtBot) -> None:
    asking = dialog(door, qtbot)
    asking.load("", "")
    asking._person.setText("R. Delgado")
    asking._person.editingFinished.emit()
    assert asking._position.text() == "EOC director"
    asking._position.setText("Field liaison")
    asking._person.editingFinished.emit()
    assert asking._position.text() == "Field liaison"


def test_nobody_takes_a_watch_without_a_name(door: Door, qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> None:
    asking = dialog(door, qtbot)
    asking.load("", "Watch officer")
    asking.take()
    qtbot.waitUntil(lambda: asking.error != "")
    assert asking.error == "Say who sits here: every entry is signed with it."
    assert door.taken == []


def test_a_refusal_leads_to_the_field_it_is_about(door: Door, qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> None:
    asking = dialog(door, qtbot)
    asking.activateWindow()
    asking.load("L. Chen", "King")
    asking.take()
    qtbot.waitUntil(lambda: asking.error == "There is no such position.")
    qtbot.waitUntil(asking._position.hasFocus)


def test_the_first_time_there_is_no_way_round(door: Door, qtbot: QtBot) -> None:
    first = dialog(door, qtbot, first=True)
    assert "Cancel" not in [button.text() for button in first.findChildren(QPushButton)]
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert first.isVisible()
    later = dialog(door, qtbot)
    QTest.keyClick(later, Qt.Key.Key_Escape)
    assert not later.isVisible()
