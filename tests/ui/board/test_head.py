"""The head names what one can add and counts what is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.board.head import Head
from eocdesk.ui.board.page import Blank, Page

BLANK = Blank("mdi6.earth", "Nothing.")


def test_each_page_has_its_own_button_hint_and_count(qtbot: QtBot) -> None:
    head = Head(
        [
            Page("asked", "Requests", "request", (), BLANK, add="New request", hint="Find request…"),
            Page("seen", "Arrivals", "fill", (), BLANK),
        ]
    )
    qtbot.addWidget(head)
    head.show()
    assert head.add.text() == "New request"
    assert head.line.placeholderText() == "Find request…"
    assert head.counted({"asked": 1200}) == "Requests: 1,200"
    head.set_page("seen")
    assert not head.add.isVisible()
    assert head.counted({}) == ""


def test_enter_says_what_was_typed_before_the_keyboard_leaves(qtbot: QtBot) -> None:
    head = Head([Page("asked", "Requests", "request", (), BLANK)])
    qtbot.addWidget(head)
    head.show()
    said: list[str] = []
    head.typed.connect(said.append)
    qtbot.keyClicks(head.line, "heat ")
    with qtbot.waitSignal(head.into_list):
        qtbot.keyClick(head.line, Qt.Key.Key_Return)
    assert said == ["heat"]
