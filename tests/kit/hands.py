"""A hand on the mouse: over, down, along with the button held, up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.MouseButton.NoButton


def over(widget: QWidget, place: QPoint) -> None:
    """Move there with no button held."""
    _send(widget, QEvent.Type.MouseMove, place, _NONE, _NONE)


def drag(widget: QWidget, places: Sequence[QPoint]) -> None:
    """Press at the first place, go by the others, let go at the last. Qt's own helpers hold no button on the way."""
    over(widget, places[0])
    _send(widget, QEvent.Type.MouseButtonPress, places[0], _LEFT, _LEFT)
    for place in places[1:]:
        _send(widget, QEvent.Type.MouseMove, place, _NONE, _LEFT)
    _send(widget, QEvent.Type.MouseButtonRelease, places[-1], _LEFT, _NONE)


def _send(widget: QWidget, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    where = QPointF(place)
    event = QMouseEvent(kind, where, QPointF(widget.mapToGlobal(place)), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
