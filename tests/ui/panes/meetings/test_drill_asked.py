"""The drill of all on the screen: asked by those who may, declined with a reason, called off, the reports together."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.drills import WELL, AnswerDrill
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.right import Right
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.drill_asked import AskedSection
from tests.kit.pairs import RoomHub


def made(context: Context, qtbot: QtBot) -> AskedSection:
    section = AskedSection(context)
    qtbot.addWidget(section)
    section.show()
    read(section, qtbot)
    return section


def read(section: AskedSection, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
    section.context.start(section.load())
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


def words(section: AskedSection) -> str:
    return " | ".join(one.text() for one in section.findChildren(QLabel) if one.isVisible())


def asked(section: AskedSection, qtbot: QtBot) -> None:
    section.why.set_value("before the opening")
    section.minutes.set_value(30)
    section.ask_button.click()
    read(section, qtbot)


def test_a_watch_officers_desk_asks_nobody(context: Context, desk: Desk, qtbot: QtBot) -> None:
    RoomHub().join(desk)
    assert not made(context, qtbot).isVisible()


def test_a_supervisor_asks_and_calls_it_off(context: Context, desk: Desk, qtbot: QtBot) -> None:
    RoomHub().join(desk, Right("supervisor"))
    section = made(context, qtbot)
    assert not section.off_button.isVisible()
    section.ask_button.click()
    read(section, qtbot)
    assert section.error.startswith("Say why")
    asked(section, qtbot)
    assert "30 minutes: before the opening | This desk will be cut off by itself." in words(section)
    assert not section.ask_button.isVisible()
    section.off_button.click()
    read(section, qtbot)
    assert section.error == "Say why it is struck."
    section.why_off.setText("a real incident")
    section.off_button.click()
    read(section, qtbot)
    assert "It was called off." in words(section)
    assert section.ask_button.isVisible()


def test_a_desk_declines_with_a_reason(context: Context, desk: Desk, qtbot: QtBot) -> None:
    hub = RoomHub()
    hub.join(desk, Right("supervisor"))
    section = made(context, qtbot)
    asked(section, qtbot)
    section.decline_button.click()
    read(section, qtbot)
    assert section.error.startswith("Say why this desk")
    section.why_not.setText("a call is on")
    section.decline_button.click()
    read(section, qtbot)
    assert not section.decline_button.isVisible()
    assert "This desk has answered." in words(section)
    ((state, line),) = section.lines.lines
    assert state == "warn"
    assert line.endswith("a call is on")


def test_the_reports_stand_together_and_the_silent_are_named(context: Context, desk: Desk, qtbot: QtBot) -> None:
    hub = RoomHub()
    hub.join(desk, Right("supervisor"))
    section = made(context, qtbot)
    asked(section, qtbot)
    shown = section._asked
    assert shown is not None
    late = shown.ask.ends + 1
    context.setting = replace(context.setting, now=lambda: late)
    read(section, qtbot)
    assert section.lines.lines == (("", "No word yet from L. Chen."),)
    assert "It is over." in words(section)
    desk.do_now(AnswerDrill(shown.ask.id, WELL, "12 changes written while cut off."))
    read(section, qtbot)
    ((state, line),) = section.lines.lines
    assert (state, "nothing is missing. 12 changes" in line) == ("ok", True)
    assert clock.now() < late
