"""The way in to lead: a wrong passphrase is said and stays, a right one is forgotten by the line it was typed in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.desk.leading import Leading
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_signin import SignInSection
from tests.kit.servers import Server


def test_a_wrong_passphrase_is_said_and_the_right_one_lets_in(
    context: Context, desk: Desk, led: Server, qtbot: QtBot
) -> None:
    leading = Leading(desk)
    section = SignInSection(context, leading)
    qtbot.addWidget(section)
    section.show()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    section.take_focus()
    assert section.phrase.hasFocus()
    assert section.phrase.echoMode() is QLineEdit.EchoMode.Password
    section.phrase.setText("guessed")
    qtbot.keyClick(section.phrase, Qt.Key.Key_Return)
    section.sign_in()
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
    assert section.error == "The account or its passphrase is wrong."
    assert section.phrase.text() == "guessed"
    assert leading.account == ""
    section.phrase.setText(led.phrase)
    with qtbot.waitSignal(section.signed_in, timeout=20_000) as told:
        qtbot.keyClick(section.phrase, Qt.Key.Key_Return)
    assert any(one.id == desk.device for one in told.args[0])
    assert section.phrase.text() == ""
    assert leading.account == "administrator"
