"""Panes held by Qt's own dock widgets: the fallback where QtAds is missing, kept working by tests."""

from __future__ import annotations

import binascii
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from eocdesk.ui.kit.dock_host import Place, rescued

_AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "top": Qt.DockWidgetArea.TopDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
    "tab": Qt.DockWidgetArea.TopDockWidgetArea,
}


class QtDocks(QWidget):
    """A main window inside a widget, for its docks alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = QMainWindow(self)
        self._window.setWindowFlags(Qt.WindowType.Widget)
        self._window.setDockNestingEnabled(True)
        self._docks: dict[str, QDockWidget] = {}
        self._before: QByteArray | None = None
        self._front: list[QDockWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._window)

    @property
    def widget(self) -> QWidget:
        """What holds it all."""
        return self

    @property
    def names(self) -> Sequence[str]:
        """The panes it holds."""
        return tuple(self._docks)

    def add(self, name: str, title: str, icon: str, pane: QWidget, place: Place) -> None:  # noqa: ARG002  no icons here
        """Take a pane in."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(pane)
        self._docks[name] = dock
        other = self._docks.get(place.of)
        if other is None:
            self._window.addDockWidget(_AREAS[place.side], dock)
        elif place.side == "tab":
            self._window.tabifyDockWidget(other, dock)
            self._front.append(other)  # a pane that comes as a tab waits behind; Qt listens to raise_ only on screen
        else:
            along = Qt.Orientation.Horizontal if place.side in ("left", "right") else Qt.Orientation.Vertical
            self._window.addDockWidget(self._window.dockWidgetArea(other), dock)
            self._window.splitDockWidget(other, dock, along)

    def open_pane(self, name: str) -> None:
        """Bring a pane forward."""
        self._docks[name].show()
        self._docks[name].raise_()

    def close_pane(self, name: str) -> None:
        """Close a pane."""
        self._docks[name].hide()

    def float_pane(self, name: str) -> None:
        """Put a pane into a window of its own."""
        self.solo(None)
        self._docks[name].setFloating(True)
        rescued(self._docks[name])

    def is_shown(self, name: str) -> bool:
        """Whether a pane is open."""
        return not self._docks[name].isHidden()

    def is_floating(self, name: str) -> bool:
        """Whether a pane stands in a window of its own."""
        return self._docks[name].isFloating()

    def solo(self, name: str | None) -> None:
        """Give one pane all the room."""
        if self._before is not None:
            before, self._before = self._before, None
            self._window.restoreState(before)
        if name is None or self.is_floating(name):
            return
        self._before = self._window.saveState()
        kept = {self._docks[name], *self._window.tabifiedDockWidgets(self._docks[name])}
        for dock in self._docks.values():
            if dock not in kept and not dock.isFloating():
                dock.hide()

    def share(self, shares: Mapping[str, float]) -> None:
        """Divide the room among panes that stand side by side."""
        docks = {name: self._docks[name] for name in shares}
        rows = {name for name, dock in docks.items() if any(_level(dock, other) for other in docks.values())}
        alone = set(shares) - rows
        rest = max(0.0, 1.0 - sum(shares[name] for name in alone))
        # Qt divides only among those it is given, so the rows take what is left.
        tall = {name: shares[name] if name in alone else rest for name in shares}
        wide = {name: shares[name] for name in rows}
        self._resize(tall, Qt.Orientation.Vertical, self._window.height())
        self._resize(wide, Qt.Orientation.Horizontal, self._window.width())

    def _resize(self, parts: Mapping[str, float], along: Qt.Orientation, whole: int) -> None:
        docks = [self._docks[name] for name in parts]
        self._window.resizeDocks(docks, [round(part * whole) for part in parts.values()], along)

    def state(self) -> str:
        """The arrangement as text."""
        raw = self._window.saveState() if self._before is None else self._before
        return binascii.b2a_base64(bytes(raw.data()), newline=False).decode()

    def restore(self, state: str) -> bool:
        """Arrange as it was."""
        self.solo(None)
        try:
            raw = binascii.a2b_base64(state)
        except (binascii.Error, ValueError):
            return False
        if not self._window.restoreState(QByteArray(raw)):
            return False
        for dock in self._docks.values():
            if dock.isFloating():
                rescued(dock)
        return True

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for dock in self._front:
            dock.raise_()
        self._front.clear()


def _level(dock: QDockWidget, other: QDockWidget) -> bool:
    """Whether two docks stand in one row."""
    a, b = dock.geometry(), other.geometry()
    return dock is not other and a.top() == b.top() and a.left() != b.left()
