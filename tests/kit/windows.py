"""The real window over a real desk, with panes that only note what they are asked; closed as the product does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui import loop
from eocdesk.ui.actions import Action
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.messages import Messages
from eocdesk.ui.pane import Context, PaneSpec, PaneWidget
from eocdesk.ui.window import Window

W = TypeVar("W", bound=QWidget)


class NotingPane(PaneWidget):
    """A pane with one line to type in; what it was asked for is in `asked`."""

    listens = frozenset({"venue", "incident", "entry", "session", "task", "contact"})
    name = "plain"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[tuple[Any, ...]] = []
        self.read = 0
        self.ready = True
        self.line = QLineEdit()
        self.line.setAccessibleName("Words")
        QVBoxLayout(self).addWidget(self.line)

    @property
    def is_ready(self) -> bool:
        return self.ready

    def refresh(self, notice: object) -> None:
        del notice
        self.read += 1

    def show_record(self, kind: str, record: bytes) -> None:
        self.asked.append((kind, record))

    def new_entry(self, prefill: Mapping[str, object]) -> None:
        self.asked.append(("new", dict(prefill)))

    def take_focus(self) -> None:
        self.line.setFocus()


class NotingLog(NotingPane):
    """The log among them: it has an action of its own."""

    def pane_actions(self) -> list[Action]:
        return [Action("log.new", "New log entry", self._new, "Ctrl+N", group="Log")]

    def _new(self) -> None:
        self.asked.append(("new", {}))


PLAIN = (
    PaneSpec("calendar", "Calendar", "mdi6.calendar", "Ctrl+2", NotingPane, "Event calendar", frozenset({"session"})),
    PaneSpec("venues", "Map", "mdi6.map", "Ctrl+3", NotingPane, "Venue map", frozenset({"venue", "feature"})),
    PaneSpec(
        "incidents", "Log", "mdi6.note", "Ctrl+4", NotingLog, "Incident log", frozenset({"entry", "incident", "task"})
    ),
    PaneSpec("partners", "Partners", "mdi6.account", "Ctrl+5", NotingPane, "", frozenset({"contact", "agency"})),
    PaneSpec("reports", "Reports", "mdi6.file", "Ctrl+6", NotingPane, "", frozenset({"summary"}), docked=False),
)
"""Stand where the product's panes stand, and cost nothing."""


@dataclass
class Room:
    """A window with what it stands on."""

    desk: Desk
    bridge: Bridge
    messages: Messages
    window: Window

    def pane(self, name: str) -> NotingPane:
        """One of the plain panes."""
        found = self.window.overview.panes[name]
        assert isinstance(found, NotingPane)
        return found

    def dialog(self, kind: type[W]) -> W:
        """The small window of this kind that is open."""
        return next(one for one in dialogs(kind) if one.isVisible())


def dialogs(kind: type[W]) -> list[W]:
    """The windows of a kind that live."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind)]


@contextmanager
def window_on(
    desk: Desk,
    panes: Sequence[PaneSpec] = PLAIN,
    size: tuple[int, int] = (1600, 940),
    now: int | None = None,
) -> Iterator[Room]:
    """The window, shown; the asyncio loop must be turning. Closed whatever is typed in its forms."""
    bridge, messages = Bridge(), Messages()
    stop = desk.bus.listen(bridge.take)
    tell = (lambda: now) if now is not None else clock.now
    window = Window(desk, bridge, messages, panes, tell, QSize(*size))
    window.show()
    window.resize(*size)  # the offscreen platform's monitor is smaller
    try:
        yield Room(desk, bridge, messages, window)
    finally:
        stop()
        window.close() or window.close()
        Shiboken.delete(window)


def settled(room: Room, qtbot: QtBot) -> None:
    """Until the window shows all it has and nothing is under way."""
    qtbot.waitUntil(lambda: room.window.is_ready and not loop.running(), timeout=10_000)


def specs(*, without: str = "") -> tuple[PaneSpec, ...]:
    """The plain panes but one."""
    return tuple(replace(spec) for spec in PLAIN if spec.name != without)
