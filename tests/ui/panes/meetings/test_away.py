"""Long work leaves the screen's thread: the pool's and the link's answers come back, and how far it is arrives."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import PARTS, Progress, in_pool, on_link, said_here


def test_what_is_done_elsewhere_comes_back_here(context: Context, desk: Desk, qtbot: QtBot) -> None:
    named: list[str] = []

    async def ask() -> str:
        return threading.current_thread().name

    async def both() -> None:
        named.append(await in_pool(desk, lambda: threading.current_thread().name))
        named.append(await on_link(desk, ask()))

    context.start(both())
    qtbot.waitUntil(lambda: not loop.running())
    assert named[0].startswith("reader")
    assert named[1] == "link"


def test_a_refusal_comes_back_too(context: Context, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    context.messages.refused.connect(said.append)

    def no() -> None:
        raise Refused("It is not here.")

    context.start(in_pool(desk, no))
    qtbot.waitUntil(lambda: said == ["It is not here."])


def test_a_hub_that_is_away_is_said_where_it_was_asked_for(context: Context, qtbot: QtBot) -> None:
    said: list[str] = []
    context.messages.refused.connect(said.append)

    async def away() -> None:
        raise Unavailable("The hub cannot be reached.")

    context.start(said_here(away()))
    qtbot.waitUntil(lambda: said == ["The hub cannot be reached."])
    assert context.messages.troubles == ()


@pytest.mark.parametrize(
    ("done", "total", "shown"), [(0, 0, 0), (5, 10, 500), (3 * 2**40, 4 * 2**40, 750), (7, 5, 1000)]
)
def test_how_far_it_is_fits_a_bar_however_much_there_is(done: int, total: int, shown: int) -> None:
    progress, heard = Progress(), []
    progress.moved.connect(heard.append)
    progress.tell(done, total)
    assert heard == [shown]
    assert shown <= PARTS
