"""The cards over the map and where each stands, whatever the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from eocdesk.maps.layers import Layer
from eocdesk.ui.panes.venues.cards import Cross, LayersCard, Note, Readout, ScaleCard, ToolsCard

_MARGIN = 10
_GAP = 8
_SHARE = 5
"""The legend takes no more than this part of the map; else it is only in the layers button."""
_LOW = 300
"""Below this height there is no second row of cards."""


class Overlay:
    """Makes the cards as children of the map; `place` puts them where there is room."""

    def __init__(self, layers: Sequence[Layer], view: QWidget) -> None:
        self.cross = Cross(view)
        self.legend = LayersCard(layers, view)
        self.tools = ToolsCard(view)
        self.scale = ScaleCard(view)
        self.readout = Readout()
        self._place = _card(self.readout, view)
        self._credit = QLabel()
        self._credit.setProperty("role", "caption")
        self._credit_card = _card(self._credit, view, 6, 2)
        self.note = Note(view)

    @property
    def credit(self) -> str:
        """Whose data the ground is."""
        return self._credit.text()

    def set_credit(self, words: str) -> None:
        """Say whose data the ground is."""
        self._credit.setText(words)

    def place(self, width: int, height: int) -> None:
        """Put every card in its corner of a map of this size."""
        self.legend.adjustSize()
        self.tools.adjustSize()
        beside = self.legend.width() + self.tools.width() + 2 * _MARGIN + _GAP <= width
        little = _SHARE * self.legend.width() * self.legend.height() <= width * height
        self.legend.setVisible(beside and little)
        self.legend.move(_MARGIN, _MARGIN)
        self.tools.move(width - self.tools.width() - _MARGIN, _MARGIN)
        self.scale.resize(self.scale.sizeHint())
        self.scale.move(_MARGIN, height - self.scale.height() - _MARGIN)
        self._place_readout(self.scale.geometry().right() + _GAP, width)
        self._place_credit(width, height)
        self.note.adjustSize()
        self._place_note(width, height)
        self.cross.move((width - self.cross.width()) // 2, (height - self.cross.height()) // 2)

    def _place_note(self, width: int, height: int) -> None:
        """A third down the middle; below the cards at the top where it would lie on one, if there is room."""
        note = QRect(QPoint((width - self.note.width()) // 2, (height - self.note.height()) // 3), self.note.size())
        for card in (self.legend, self.tools):
            if not card.isHidden() and note.intersects(card.geometry()):
                note.moveTop(card.geometry().bottom() + _GAP)
        lowest = self.scale.y() - _GAP - note.height()
        self.note.move(note.x(), max(_MARGIN, min(note.y(), lowest)))

    def covers(self) -> list[list[int]]:
        """Left, top, right, bottom of what hides the map, so that no name is written there."""
        cards = (self.legend, self.tools, self.scale, self._place, self._credit_card)
        boxes = [card.geometry() for card in cards if not card.isHidden()]
        return [[box.left(), box.top(), box.right(), box.bottom()] for box in boxes]

    def _place_readout(self, left: int, width: int) -> None:
        """Grid and degrees, the grid alone, or nothing, as there is room."""
        room = width - left - _MARGIN
        for short in (False, True):
            self.readout.set_short(short)
            if self._place.sizeHint().width() <= room:
                break
        self._place.resize(self._place.sizeHint().width(), self.scale.height())
        self._place.setVisible(self._place.width() <= room)
        self._place.move(left, self.scale.y())

    def _place_credit(self, width: int, height: int) -> None:
        """Beside the place where there is room, else above it: whose data it is must be said."""
        card = self._credit_card
        card.adjustSize()
        beside = card.width() + _GAP + _MARGIN <= width - self._place.geometry().right()
        foot = height - _MARGIN if beside else self.scale.y() - _GAP
        above = height >= _LOW and card.width() + 2 * _MARGIN <= width
        card.setVisible(bool(self.credit) and (beside or above))
        card.move(width - card.width() - _MARGIN, foot - card.height())


def _card(widget: QWidget, view: QWidget, sides: int = 0, ends: int = 0) -> QFrame:
    card = QFrame(view)
    card.setProperty("kind", "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(sides, ends, sides, ends)
    row.addWidget(widget)
    return card
