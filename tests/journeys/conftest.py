"""A real window over a real desk, sat at by keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.partners import AddAgency, AddContact
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui.app import application
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes import PANES
from eocdesk.ui.window import Window
from tests.kit.desks import EVENT
from tests.ui.conftest import light, turning

__all__ = ["light", "turning"]

HOUR = 3_600_000
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    """The application as the product makes it: the map's address is known before it exists."""
    return lambda _words: application()


@dataclass
class Watch:
    """An officer at the window: keys go wherever the keyboard is."""

    window: Window
    desk: Desk
    qtbot: QtBot

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, words: str) -> None:
        """Letters."""
        QTest.keyClicks(self.focus, words)

    def until(self, done: Callable[[], object], timeout: int = 20_000) -> None:
        """Wait for what the screen must come to show."""
        self.qtbot.waitUntil(lambda: bool(done()), timeout=timeout)


@pytest.fixture
def watch(desk: Desk, qtbot: QtBot, turning: asyncio.AbstractEventLoop) -> Iterator[Watch]:
    """The window on a day with a venue, a session and somebody to call."""
    del turning
    now = clock.now()
    venue = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34})).value
    desk.do_now(AddVenue(EVENT, {"name": "Rose Bowl", "lat": 34.16, "lon": -118.17}))
    session = {"title": "Swimming finals", "venue": venue, "starts": now + HOUR, "ends": now + 3 * HOUR}
    desk.do_now(AddSession(EVENT, session))
    agency = desk.do_now(AddAgency(EVENT, {"name": "Los Angeles County Fire", "short": "LACoFD"})).value
    desk.do_now(AddContact(EVENT, {"name": "Maria Ruiz", "role": "Medical branch director", "agency": agency}))
    yield from sit(desk, qtbot)


def sit(desk: Desk, qtbot: QtBot) -> Iterator[Watch]:
    """Open the window on a desk, wait until it shows all it has; closed in order afterwards."""
    bridge, messages = Bridge(), Messages()
    window = Window(desk, bridge, messages, PANES)
    stop = desk.bus.listen(bridge.take)
    window.resize(1600, 940)
    window.show()
    qtbot.waitActive(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.is_ready, timeout=40_000)
    yield Watch(window, desk, qtbot)
    window.close()
    stop()
    Shiboken.delete(window)  # as the program does: web pages must be gone before the application
