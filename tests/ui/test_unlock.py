"""The passphrase is asked for until it is right, or a person leaves."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.ui import loop
from eocdesk.ui.messages import Messages
from eocdesk.ui.unlock import Unlock


@pytest.fixture
def asking(qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> Unlock:
    made = Unlock()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def answer(asking: Unlock) -> asyncio.Task[str | None]:
    return loop.start(asking.answer(), Messages())


def test_what_is_typed_is_hidden_and_enter_gives_it(
    asking: Unlock, answer: asyncio.Task[str | None], qtbot: QtBot
) -> None:
    qtbot.waitUntil(asking.isVisible)
    assert asking.line.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(asking.line, "eleven harbour lights")
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    qtbot.waitUntil(answer.done)
    assert answer.result() == "eleven harbour lights"


def test_nothing_typed_is_no_answer(asking: Unlock, answer: asyncio.Task[str | None], qtbot: QtBot) -> None:
    qtbot.waitUntil(asking.isVisible)
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert asking.error == "Type the passphrase of this desk."
    assert not answer.done()


@pytest.mark.parametrize("way", ["escape", "cross"])
def test_a_person_may_leave(asking: Unlock, answer: asyncio.Task[str | None], qtbot: QtBot, way: str) -> None:
    qtbot.waitUntil(asking.isVisible)
    if way == "escape":
        QTest.keyClick(asking, Qt.Key.Key_Escape)
    else:
        asking.close()
    qtbot.waitUntil(answer.done)
    assert answer.result() is None


def test_a_wrong_one_is_said_beside_the_field_and_tried_again(
    asking: Unlock, answer: asyncio.Task[str | None], qtbot: QtBot
) -> None:
    qtbot.waitUntil(asking.isVisible)
    asking.line.setText("wrong")
    asking.give()
    qtbot.waitUntil(answer.done)
    asking.refuse("This passphrase does not open the desk. Try again.")
    again = loop.start(asking.answer(), Messages())
    qtbot.waitUntil(lambda: asking._waiting is not None and not asking._waiting.done())
    assert asking.line.selectedText() != ""
    assert asking.error == "This passphrase does not open the desk. Try again."
    asking.line.setText("right")
    asking.give()
    qtbot.waitUntil(again.done)
    assert again.result() == "right"
    assert asking.error == ""
