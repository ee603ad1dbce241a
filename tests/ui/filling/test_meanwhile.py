"""What somebody else wrote meanwhile is said with who and when; one of two stands."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.filling.meanwhile import Meanwhile


def test_it_says_what_they_wrote_and_asks_which_stands(qtbot: QtBot) -> None:
    made = Meanwhile("Highlights")
    qtbot.addWidget(made)
    assert not made.is_asking
    made.ask("Gate 4\nreopened", "changed by K. Ito at 14:02")
    assert made.is_asking
    assert made.said.text() == "Changed by K. Ito at 14:02 while you typed: “Gate 4 reopened”"
    theirs, mine = made.findChildren(QPushButton)
    assert (theirs.accessibleName(), mine.accessibleName()) == ("Take theirs: Highlights", "Keep mine: Highlights")
    with qtbot.waitSignal(made.took):
        theirs.click()
    with qtbot.waitSignal(made.kept):
        mine.click()
    made.ask("", "")
    assert made.said.text() == "Changed elsewhere while you typed: nothing stands in it now"
    made.ask("long " * 200, "")
    assert len(made.said.text()) < 400
