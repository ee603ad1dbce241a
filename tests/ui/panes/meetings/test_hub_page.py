"""The administrator's page: there on an administrator's desk alone, signed in to, by keys alone, and signed out of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.kit.two_lines import TwoLines
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_page import CODE, WAITING, HubPage
from eocdesk.ui.panes.meetings.pane import LEAD, MeetingsPane
from tests.kit.hubs import OFFICER
from tests.kit.servers import Caller, Server


def rested(page: HubPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_ready and not loop.running(), timeout=20_000)


def made(context: Context, qtbot: QtBot) -> HubPage:
    page = HubPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.activateWindow()
    page.read()
    rested(page, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_on_any_other_desk_there_is_nothing_to_lead(pane: MeetingsPane, context: Context, qtbot: QtBot) -> None:
    way = pane.ways.findChild(QToolButton, LEAD)
    assert way is not None
    assert not way.isVisible()
    page = made(context, qtbot)
    assert page._stack.currentIndex() == 0
    assert not page.sign_in.isVisible()


def test_an_administrator_signs_in_looks_at_every_desk_and_signs_out(
    led: Server, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    laptop = Caller(led, OFFICER, "Watch laptop")
    page = made(context, qtbot)
    page.take_focus()
    assert page.sign_in.phrase.hasFocus()
    page.sign_in.phrase.setText(led.phrase)
    qtbot.keyClick(page.sign_in.phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.leading.account), timeout=20_000)
    rested(page, qtbot)
    assert page.list.hasFocus()
    assert [row.key for row in page.list.rows[:2]] == [CODE, WAITING]
    assert page.code.isVisible()
    page.list.go_to(WAITING)
    assert page.waiting.isVisible()
    page.list.go_to(desk.device)
    assert page.device.isVisible()
    assert page.device.rights.rows[0].title == "Administrator in all events"
    page.list.go_to(laptop.dev)
    assert page.device.device is not None
    assert page.device.device.name == "Watch laptop"
    controls = [one for kind in (QLineEdit, QComboBox, TwoLines) for one in page.findChildren(kind)]
    assert len(controls) > 15
    assert all(one.accessibleName() for one in controls)
    laptop.revoke()
    page.again_button.click()
    rested(page, qtbot)
    row = next(row for row in page.list.rows if row.key == laptop.dev)
    assert (row.part, row.detail.endswith("revoked: left in a taxi")) == ("bad", True)
    page.out_button.click()
    assert page.leading.account == ""
    assert page.sign_in.isVisible()


def test_a_hub_that_does_not_answer_is_said_beside_what_was_shown(
    led: Server, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    page = made(context, qtbot)
    page.sign_in.phrase.setText(led.phrase)
    page.sign_in.sign_in()
    qtbot.waitUntil(lambda: bool(page.leading.account), timeout=20_000)
    rested(page, qtbot)
    desk.store.writer.local(
        lambda connection: connection.exec_driver_sql("UPDATE peer SET url = 'http://127.0.0.1:9'")
    ).result()
    page.again_button.click()
    rested(page, qtbot)
    assert page._error.isVisible()
    assert "cannot be reached" in page._error.text()
    assert len(page.list.rows) > 2
