"""A drill asked of all is shown until it begins, begins at its minute whoever looks, and one declined is not shown."""

from __future__ import annotations

import asyncio

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.drills import DECLINED, AnswerDrill, AskDrill
from eocdesk.desk import drill
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.right import Right
from eocdesk.ui import loop
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.drilling import Drilling
from eocdesk.ui.messages import Messages
from tests.kit.desks import EVENT
from tests.kit.pairs import RoomHub

SOON = 120_000


class Clock:
    """Says what it is told."""

    def __init__(self) -> None:
        self.ahead = 0

    def now(self) -> int:
        return clock.now() + self.ahead


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def drilling(desk: Desk, messages: Messages, time: Clock, turning: asyncio.AbstractEventLoop) -> Drilling:
    """On a supervisor's desk of a hub."""
    del turning
    RoomHub().join(desk, Right("supervisor"))
    ticker = Ticker(time.now)
    return Drilling(desk, messages, ticker)


def minute(drilling: Drilling, qtbot: QtBot) -> None:
    drilling._ticker.minute.emit()
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


def ask(desk: Desk) -> bytes:
    return bytes(desk.do_now(AskDrill(EVENT, clock.now() + SOON, 30, "before the opening")).value)


def test_it_is_shown_and_begins_at_its_minute(
    drilling: Drilling, desk: Desk, messages: Messages, time: Clock, qtbot: QtBot
) -> None:
    noted: list[str] = []
    messages.noted.connect(noted.append)
    minute(drilling, qtbot)
    assert messages.troubles == ()
    made = ask(desk)
    minute(drilling, qtbot)
    (shown,) = messages.troubles
    assert shown.startswith("L. Chen asks every desk for a blackout drill at ")
    assert "30 minutes: before the opening." in shown
    assert desk.read_now(drill.stand, clock.now()).drill is None
    time.ahead = SOON + 1000
    minute(drilling, qtbot)
    under_way = desk.read_now(drill.stand, clock.now()).drill
    assert under_way is not None
    assert under_way.ask == made
    assert messages.troubles == ()
    assert noted[-1].startswith("The drill asked of all desks has begun: this desk is cut off until ")


def test_one_that_is_declined_is_not_shown_and_does_not_begin(
    drilling: Drilling, desk: Desk, messages: Messages, time: Clock, qtbot: QtBot
) -> None:
    desk.do_now(AnswerDrill(ask(desk), DECLINED, "a call is on"))
    minute(drilling, qtbot)
    assert messages.troubles == ()
    time.ahead = SOON + 1000
    minute(drilling, qtbot)
    assert desk.read_now(drill.stand, clock.now()).drill is None


def test_without_an_event_nothing_is_looked_for(
    drilling: Drilling, desk: Desk, messages: Messages, qtbot: QtBot
) -> None:
    desk.event = None
    minute(drilling, qtbot)
    minute(drilling, qtbot)
    assert messages.troubles == ()
