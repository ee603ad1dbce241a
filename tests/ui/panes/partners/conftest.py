"""The partners pane over a desk with a small cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.partners import Cast, make_cast


@pytest.fixture
def cast(desk: Desk) -> Cast:
    """The people, agencies, seats and duties on the desk."""
    return make_cast(desk)


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Callable[..., PartnersPane]:
    """Opens the pane in a size, one way to look on, everything read."""

    def make(way: str = "people", width: int = 1300, height: int = 700) -> PartnersPane:
        pane = PartnersPane(context)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        pane.show()
        pane.activateWindow()
        pane.show_way(way)
        qtbot.waitUntil(lambda: pane.is_ready)
        pane.page.take_focus()
        return pane

    return make
