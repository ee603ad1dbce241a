"""Backups are made by the clock while the desk is open, and a failure is said once."""

from __future__ import annotations

import asyncio

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.messages import Messages
from eocdesk.ui.safekeeping import Safekeeping
from tests.kit.desks import EVENT


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def keeping(desk: Desk, messages: Messages, ticker: Ticker, turning: asyncio.AbstractEventLoop) -> Safekeeping:
    return Safekeeping(desk, messages, ticker)


def kept(desk: Desk) -> list[backups.Kept]:
    return backups.kept(desk.folder, desk.settings)


def test_the_minute_makes_the_backup_that_is_due_and_no_second_one(
    keeping: Safekeeping, ticker: Ticker, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 7 closed"))
    with qtbot.waitSignal(keeping.made):
        ticker.minute.emit()
    assert len(kept(desk)) == 1
    ticker.minute.emit()
    qtbot.waitUntil(lambda: not keeping._busy)
    assert len(kept(desk)) == 1


def test_a_desk_that_wants_none_gets_none(keeping: Safekeeping, ticker: Ticker, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("backup_minutes", 0)
    ticker.minute.emit()
    qtbot.waitUntil(lambda: not keeping._busy)
    assert kept(desk) == []


def test_a_failure_is_said_once_and_its_end_too(
    keeping: Safekeeping, ticker: Ticker, messages: Messages, desk: Desk, qtbot: QtBot
) -> None:
    blocked = desk.folder / "no folder"
    blocked.write_text("a file in the way")
    desk.settings.set("backup_folder", str(blocked))
    with qtbot.waitSignal(messages.trouble) as said:
        ticker.minute.emit()
    assert said.args[0][0].startswith("No backup could be made. ")
    qtbot.waitUntil(lambda: not keeping._busy)
    with qtbot.assertNotEmitted(messages.trouble):
        ticker.minute.emit()
        qtbot.waitUntil(lambda: not keeping._busy)
    desk.settings.set("backup_folder", "")
    with qtbot.waitSignal(messages.back) as back:
        ticker.minute.emit()
    assert back.args == ["Backups are made again."]
