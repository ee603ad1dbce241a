"""A board on a desk with three lessons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.pane import Context
from tests.kit.boards import Lessons
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import context, navigator  # noqa: F401  what every pane's test stands on


@pytest.fixture
def lessons(desk: Desk) -> list[bytes]:
    """Oldest first."""
    titles = ("Heat tents at every queue", "One radio net for all buses", "Water before noon")
    return [desk.do_now(Add("lesson", EVENT, {"title": title})).value for title in titles]


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Callable[..., Lessons]:  # noqa: F811  the fixture itself
    """Opens the board in a size, everything read."""

    def make(width: int = 1200, height: int = 600) -> Lessons:
        pane = Lessons(context)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        qtbot.waitUntil(lambda: pane.is_ready)
        pane.take_focus()
        return pane

    return make
