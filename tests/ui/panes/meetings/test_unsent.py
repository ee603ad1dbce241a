"""What waits for the hub is browsed, and each record is one key away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.unsent import UnsentPage
from tests.kit.desks import EVENT
from tests.kit.joined import holds_all, joined


def made(context: Context, qtbot: QtBot) -> UnsentPage:
    page = UnsentPage(context)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    read(page, qtbot)
    return page


def read(page: UnsentPage, qtbot: QtBot) -> None:
    page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())


def test_a_desk_alone_has_nobody_to_send_to(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    assert page._either.is_empty
    assert page._either._empty._sentence.text() == "Nothing is sent from here."


def test_what_waits_is_listed_counted_and_opened_by_enter(
    context: Context, desk: Desk, navigator: Any, qtbot: QtBot
) -> None:
    joined(desk)
    holds_all(desk)
    entry = desk.do_now(LogEntry(EVENT, "Smoke at Gate 7")).value[0]
    page = made(context, qtbot)
    assert page._said.text() == "1 change waits for Room hub; kept here, and sent as soon as it is met."
    (row,) = page.list.rows
    assert row.title.endswith("Smoke at Gate 7")
    assert row.detail == "Entry · Log an entry · L. Chen"
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert navigator.calls == [("record", "entry", entry)]
    holds_all(desk)
    read(page, qtbot)
    assert page._either.is_empty
    assert page._either._empty._sentence.text() == "Room hub has everything."
