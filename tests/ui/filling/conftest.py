"""A window over a situation report that somebody has begun."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.forms import OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.ui.filling.window import Acts, FormWindow
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import context, navigator  # noqa: F401  what every pane's test stands on


class Asked:
    """What the window asked to be done with the whole form."""

    def __init__(self) -> None:
        self.done: list[tuple[str, bytes]] = []

    def act(self, name: str) -> Callable[[bytes], Coroutine[Any, Any, None]]:
        async def do(form: bytes) -> None:
            self.done.append((name, form))

        return do

    def send_back(self, form: bytes) -> None:
        self.done.append(("send back", form))

    def about(self, form: bytes) -> None:
        self.done.append(("about", form))

    def correct(self, form: bytes, changed: str) -> None:
        self.done.append((f"correct: {changed}", form))


@pytest.fixture
def asked() -> Asked:
    """What was asked for."""
    return Asked()


@pytest.fixture
def report(desk: Desk) -> bytes:
    """A situation report, begun."""
    return bytes(desk.do_now(OpenForm(EVENT, "situation", {"title": "Situation report"})).value)


@pytest.fixture
def opened(context: Context, asked: Asked, qtbot: QtBot) -> Callable[[bytes], FormWindow]:  # noqa: F811  the fixture
    """Opens the window of a form, read."""

    def make(form: bytes) -> FormWindow:
        whole = (asked.act("preview"), asked.act("submit"), asked.send_back, asked.act("approve"))
        acts = Acts(*whole, asked.correct, asked.about)
        window = FormWindow(context, form, acts, "situation report 1")
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # the test looks at it after
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.is_ready)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make
