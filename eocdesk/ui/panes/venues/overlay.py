"""The cards over the map and where each stands, whatever the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from eocdesk.maps.layers import Layer
from eocdesk.ui.panes.venues.cards import Cross, LayersCard, Note, Readout, ScaleCard, ToolsCard

_MARGIN = 10
_GAP = 8
_SMALL = (560, 420)
"""Below this the legend is only in the layers button, and the degrees only in what is copied."""


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
        small = width < _SMALL[0] or height < _SMALL[1]
        self.legend.setVisible(not small)
        self.legend.adjustSize()
        self.legend.move(_MARGIN, _MARGIN)
        self.tools.adjustSize()
        self.tools.move(width - self.tools.width() - _MARGIN, _MARGIN)
        self.scale.resize(self.scale.sizeHint())
        self.scale.move(_MARGIN, height - self.scale.height() - _MARGIN)
        self.readout.set_short(small)
        left = self.scale.geometry().right() + _GAP
        self._place.resize(self._place.sizeHint().width(), self.scale.height())
        self._place.setVisible(left + self._place.width() + _MARGIN <= width)
        self._place.move(left, self.scale.y())
        self._place_credit(width, height, small=small)
        self.note.adjustSize()
        self.note.move((width - self.note.width()) // 2, max(_MARGIN, (height - self.note.height()) // 3))
        self.cross.move((width - self.cross.width()) // 2, (height - self.cross.height()) // 2)

    def covers(self) -> list[list[int]]:
        """Left, top, right, bottom of what hides the map, so that no name is written there."""
        cards = (self.legend, self.tools, self.scale, self._place, self._credit_card)
        boxes = [card.geometry() for card in cards if not card.isHidden()]
        return [[box.left(), box.top(), box.right(), box.bottom()] for box in boxes]

    def _place_credit(self, width: int, height: int, *, small: bool) -> None:
        """Beside the place where there is room, else above it: whose data it is must be said."""
        card = self._credit_card
        card.adjustSize()
        foot = height - _MARGIN
        if card.width() + _GAP + _MARGIN > width - self._place.geometry().right():
            foot = self.scale.y() - _GAP
        card.setVisible(bool(self.credit) and not small)
        card.move(width - card.width() - _MARGIN, foot - card.height())


def _card(widget: QWidget, view: QWidget, sides: int = 0, ends: int = 0) -> QFrame:
    card = QFrame(view)
    card.setProperty("kind", "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(sides, ends, sides, ends)
    row.addWidget(widget)
    return card
