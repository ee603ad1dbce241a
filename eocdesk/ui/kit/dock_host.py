"""What holds panes side by side, whichever library draws it: places, sizes, and getting windows back on screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

Side = Literal["left", "right", "top", "bottom", "tab"]
SMALLEST = QSize(480, 360)
"""A floating pane smaller than this after a restore was shrunk by it, not by a person."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pane goes: on a side of the whole, or of another pane; `tab`: over that other pane."""

    side: Side = "top"
    of: str = ""


class DockHost(Protocol):
    """Panes by name. `widget` is what is put into the window."""

    @property
    def widget(self) -> QWidget:
        """What holds it all."""

    @property
    def names(self) -> Sequence[str]:
        """The panes it holds, in the order they were added."""

    def add(self, name: str, title: str, icon: str, pane: QWidget, place: Place) -> None:
        """Take a pane in. `name` is stable and untranslated: layouts are kept by it."""

    def open_pane(self, name: str) -> None:
        """Bring a pane forward, opening it where it was closed."""

    def close_pane(self, name: str) -> None:
        """Close a pane; it can be shown again."""

    def float_pane(self, name: str) -> None:
        """Put a pane into a window of its own."""

    def is_shown(self, name: str) -> bool:
        """Whether a pane is open, be it behind a tab."""

    def is_floating(self, name: str) -> bool:
        """Whether a pane stands in a window of its own."""

    def solo(self, name: str | None) -> None:
        """Give one pane all the room, the others waiting where they are; None: all of them again."""

    def share(self, shares: Mapping[str, float]) -> None:
        """Divide the room among panes that stand side by side, once they are on screen (fractions of it)."""

    def state(self) -> str:
        """The arrangement as text."""

    def restore(self, state: str) -> bool:
        """Arrange as it was; False where the text is none of ours. Windows lost or shrunk are put right."""


def rescued(window: QWidget) -> None:
    """A window that came back too small, or where no screen is any more, is put where it can be used."""
    screens = QGuiApplication.screens()
    if not screens:
        return
    room = next((s.availableGeometry() for s in screens if _reaches(s.availableGeometry(), window.geometry())), None)
    lost = room is None
    free = room if room is not None else QGuiApplication.primaryScreen().availableGeometry()
    size = window.size()
    if size.width() < SMALLEST.width() or size.height() < SMALLEST.height():
        size = size.expandedTo(SMALLEST)
    size = size.boundedTo(free.size())
    if size != window.size():
        window.resize(size)
    if lost or not free.contains(QRect(window.pos(), QSize(SMALLEST.width() // 2, 40))):
        window.move(_inside(free, QRect(window.pos(), size)))


def _reaches(screen: QRect, window: QRect) -> bool:
    seen = screen.intersected(window)
    return seen.width() >= SMALLEST.width() // 4 and seen.height() >= SMALLEST.height() // 4


def _inside(free: QRect, window: QRect) -> QPoint:
    x = min(max(window.x(), free.left()), free.right() - window.width() + 1)
    y = min(max(window.y(), free.top()), free.bottom() - window.height() + 1)
    return QPoint(max(x, free.left()), max(y, free.top()))
