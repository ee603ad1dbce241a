"""What the tests of the log stand on: a desk with venues, incidents and entries, and the pane over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.partners import AddAgency
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.desks import EVENT
from tests.kit.logs import World


@pytest.fixture
def world(desk: Desk) -> World:
    """Two venues and a partner."""
    made = World(desk)
    for name, short in (("SoFi Stadium", "SoFi"), ("Rose Bowl", "Bowl")):
        made.venues[short] = desk.do_now(AddVenue(EVENT, {"name": name, "short": short})).value
    made.agencies["LAFD"] = desk.do_now(
        AddAgency(EVENT, {"name": "Los Angeles Fire Department", "short": "LAFD"})
    ).value
    return made


@pytest.fixture
def said(context: Context) -> list[str]:
    """What a person was told in passing."""
    heard: list[str] = []
    context.messages.noted.connect(heard.append)
    context.messages.refused.connect(heard.append)
    return heard


@pytest.fixture
def shown(context: Context, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], LogPane]]:
    """Makes the pane, on screen with the keyboard, once its list is whole."""
    panes: list[LogPane] = []

    def make(width: int = 900, height: int = 560) -> LogPane:
        pane = LogPane(context)
        panes.append(pane)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        pane.show()
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)
        qtbot.waitUntil(lambda: pane.is_ready)
        pane.take_focus()
        return pane

    yield make
    for pane in panes:
        pane.close()
