"""The drill on the screen: begun, under way, over; what was pressed gives the keyboard to what can be pressed now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.desk import drill
from eocdesk.desk.desk import Desk
from eocdesk.desk.link import LinkState
from eocdesk.models import clock
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.drill_page import DrillPage
from tests.kit.joined import joined


def made(context: Context, qtbot: QtBot) -> DrillPage:
    page = DrillPage(context)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    page.read()
    rested(page, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def rested(page: DrillPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_ready and not loop.running(), timeout=20_000)


def words(page: DrillPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_desk_alone_is_told_that_there_is_nothing_to_cut(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    page.begin_button.click()
    rested(page, qtbot)
    assert "This desk has joined no hub: there is nothing to cut." in words(page)
    assert page.begin_button.isVisible()


def test_it_is_begun_ended_and_reported_and_the_keyboard_stays(context: Context, desk: Desk, qtbot: QtBot) -> None:
    joined(desk, met=clock.now())
    page = made(context, qtbot)
    page.minutes.set_value(30)
    page.begin_button.setFocus()
    page.begin_button.click()
    page.begin_button.click()
    rested(page, qtbot)
    assert desk.link.standing().state is LinkState.PAUSED
    assert "29 minutes left" in words(page)
    assert page.end_button.hasFocus()
    assert not page.begin_button.isVisible()
    page.end_button.click()
    rested(page, qtbot)
    assert "Something is not as it should be." in words(page), "nobody is at the other end"
    assert "The meeting afterwards did not go to its end." in words(page)
    assert page.begin_button.hasFocus()
    assert not page._turn.isActive()


def test_when_the_time_is_up_it_ends_by_itself(context: Context, desk: Desk, qtbot: QtBot) -> None:
    joined(desk, met=clock.now())
    page = made(context, qtbot)
    page.begin()
    rested(page, qtbot)
    late = clock.now() + 3 * 3_600_000
    context.setting = replace(context.setting, now=lambda: late)
    page._turn.timeout.emit()
    rested(page, qtbot)
    assert desk.read_now(drill.stand, clock.now()).report is not None
