"""What every pane's test stands on: a real context over a real desk, its way to other panes written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.ui.actions import Actions
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.candidates import Candidates
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.messages import Messages
from eocdesk.ui.pane import Context, PaneWidget

P = TypeVar("P", bound=PaneWidget)


class Asked(QObject):
    """A navigator that goes nowhere and remembers where it was asked to go."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[Any, ...]] = []

    def show_record(self, kind: str, record: bytes) -> None:
        self.calls.append(("record", kind, record))

    def show_on_map(self, kind: str, record: bytes) -> None:
        self.calls.append(("map", kind, record))

    def show_pane(self, name: str) -> None:
        self.calls.append(("pane", name))

    def new_entry(self, prefill: Mapping[str, object] | None = None) -> None:
        self.calls.append(("entry", dict(prefill or {})))

    def edit_record(self, kind: str, record: bytes | None = None, prefill: Mapping[str, object] | None = None) -> None:
        self.calls.append(("edit", kind, record, dict(prefill or {})))


@pytest.fixture
def navigator() -> Asked:
    """Where the pane asked to go."""
    return Asked()


@pytest.fixture
def context(desk: Desk, navigator: Asked, turning: asyncio.AbstractEventLoop) -> Iterator[Context]:
    """What a window gives its panes; messages are on `context.messages`, the loop turns while pytest-qt waits."""
    del turning
    bridge, messages = Bridge(), Messages()
    stop = desk.bus.listen(bridge.take)
    candidates = Candidates(desk, bridge, messages)
    made = Context(desk, bridge, messages, theme.now(), Actions(), navigator)
    made.setting = Setting(lambda: made.zone, candidates=candidates.of)
    made.candidates = candidates  # type: ignore[attr-defined]  keeps it alive as the window does
    yield made
    stop()
    bridge.changed.disconnect()
    candidates._timer.stop()  # the loop ends with the test, and with it all reading


@pytest.fixture
def shown_pane(context: Context, qtbot: QtBot) -> Callable[[type[P]], P]:
    """Makes a pane of that class, in sight, with the keyboard, and read."""

    def make(kind: type[P]) -> P:
        made = kind(context)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(lambda: made.is_ready and made.isActiveWindow())
        return made

    return make
