"""Panes held by QtAds: real windows when floating, tabs, guides."""

from __future__ import annotations

import binascii
from collections.abc import Mapping, Sequence
from typing import Any

import PySide6QtAds as ads  # noqa: N813  its own manual's spelling
from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.dock_host import Place, rescued
from eocdesk.ui.kit.icons import RESTYLED, themed

_FLAGS = {
    "OpaqueSplitterResize": True,
    "FocusHighlighting": False,
    "DockAreaHasCloseButton": False,
    "DockAreaHasUndockButton": False,
    "ActiveTabHasCloseButton": False,
    "DockAreaHasTabsMenuButton": False,
    "DockAreaHideDisabledButtons": True,
    "EqualSplitOnInsertion": True,
    "DisableTabTextEliding": True,
}


class AdsDocks(QWidget):
    """The dock host of the product."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for name, on in _FLAGS.items():  # all of them before the manager is made, else they are not seen
            ads.CDockManager.setConfigFlag(getattr(ads.CDockManager, name), on)
        self._manager: Any = ads.CDockManager(self)
        self._manager.setStyleSheet("")  # its own sheet would win over the theme's
        self._docks: dict[str, Any] = {}
        self._icons: dict[str, str] = {}
        self._solo: str | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._manager)

    @property
    def widget(self) -> QWidget:
        """What holds it all."""
        return self

    @property
    def names(self) -> Sequence[str]:
        """The panes it holds."""
        return tuple(self._docks)

    def add(self, name: str, title: str, icon: str, pane: QWidget, place: Place) -> None:
        """Take a pane in."""
        dock = ads.CDockWidget(self._manager, title)
        dock.setObjectName(name)
        dock.setWidget(pane, ads.CDockWidget.ForceNoScrollArea)
        dock.setMinimumSizeHintMode(ads.CDockWidget.MinimumSizeHintFromDockWidget)
        dock.setMinimumSize(160, 90)
        self._docks[name] = dock
        self._icons[name] = icon
        sides = {
            "left": ads.LeftDockWidgetArea,
            "right": ads.RightDockWidgetArea,
            "top": ads.TopDockWidgetArea,
            "bottom": ads.BottomDockWidgetArea,
            "tab": ads.CenterDockWidgetArea,
        }
        other = self._docks.get(place.of)
        front = other if place.side == "tab" else None
        if other is None:
            self._manager.addDockWidget(sides[place.side], dock)
        else:
            self._manager.addDockWidget(sides[place.side], dock, other.dockAreaWidget())
        if front is not None:
            front.setAsCurrentTab()  # a pane that comes as a tab waits behind
        self._draw_icon(name)

    def open_pane(self, name: str) -> None:
        """Bring a pane forward."""
        dock = self._docks[name]
        if dock.isClosed():
            dock.toggleView(True)  # noqa: FBT003  the library's own
        dock.setAsCurrentTab()
        if dock.isInFloatingContainer():
            dock.window().raise_()
            dock.window().activateWindow()

    def close_pane(self, name: str) -> None:
        """Close a pane."""
        self._docks[name].toggleView(False)  # noqa: FBT003  the library's own

    def float_pane(self, name: str) -> None:
        """Put a pane into a window of its own."""
        self.solo(None)
        dock = self._docks[name]
        if not dock.isInFloatingContainer():
            dock.setFloating()
            rescued(dock.window())

    def is_shown(self, name: str) -> bool:
        """Whether a pane is open."""
        return not self._docks[name].isClosed()

    def is_floating(self, name: str) -> bool:
        """Whether a pane stands in a window of its own."""
        return bool(self._docks[name].isInFloatingContainer())

    def solo(self, name: str | None) -> None:
        """Give one pane all the room: the others' areas are hidden, none is moved, so none is laid out anew."""
        self._solo = name if name is not None and not self.is_floating(name) else None
        chains = self._chains()  # held until the end: see there
        kept = chains[self._solo] if self._solo is not None else []
        for other, chain in chains.items():
            for step in chain:
                wanted = not kept or any(step is one for one in kept)
                if step.isHidden() == wanted and not self._docks[other].isClosed():
                    step.setVisible(wanted)

    def share(self, shares: Mapping[str, float]) -> None:
        """Divide the room among panes that stand side by side."""
        chains = self._chains()
        areas = {name: chain[0] for name, chain in chains.items()}
        for name in shares:
            for splitter in chains.get(name, ())[1:]:
                _divide(splitter, [(areas[other], part) for other, part in shares.items() if other in areas])

    def _chains(self) -> dict[str, list[Any]]:
        """For each docked pane its area and the splitters above it, from the inside out.

        Hold on to all of them while one is used: when the last Python name of a splitter goes, shiboken takes
        the wrappers of its children for dead.
        """
        chains: dict[str, list[Any]] = {}
        for name, dock in self._docks.items():
            if dock.isInFloatingContainer() or dock.dockAreaWidget() is None:
                continue
            chain = [dock.dockAreaWidget()]
            while isinstance(above := chain[-1].parentWidget(), QSplitter):
                chain.append(above)
            chains[name] = chain
        return chains

    def state(self) -> str:
        """The arrangement as text."""
        alone = self._solo
        self.solo(None)
        raw = bytes(self._manager.saveState().data())
        self.solo(alone)
        return binascii.b2a_base64(raw, newline=False).decode()

    def restore(self, state: str) -> bool:
        """Arrange as it was."""
        self.solo(None)
        try:
            raw = binascii.a2b_base64(state)
        except (binascii.Error, ValueError):
            return False
        if not self._manager.restoreState(QByteArray(raw)):
            return False
        for window in self._manager.floatingWidgets():
            rescued(window)
        return True

    def _draw_icon(self, name: str) -> None:
        self._docks[name].setIcon(themed(self._icons[name], theme.of(self)))

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED:
            for name in self._docks:
                self._draw_icon(name)


def _divide(splitter: QSplitter, shares: Sequence[tuple[QWidget, float]]) -> None:
    """Set the sizes of a splitter; children that hold several areas share what is left."""
    upright = splitter.orientation() == Qt.Orientation.Vertical
    whole = splitter.height() if upright else splitter.width()
    children = [splitter.widget(at) for at in range(splitter.count())]
    parts = [next((part for area, part in shares if area is child), None) for child in children]
    known = [part for part in parts if part is not None]
    if known:
        rest = max(0.0, 1.0 - sum(known)) / max(1, len(parts) - len(known))
        splitter.setSizes([round(whole * (rest if part is None else part)) for part in parts])
