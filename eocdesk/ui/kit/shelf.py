"""Where the card stands: beside the list, below it, or instead of it, by the room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from eocdesk.ui.kit import theme

BESIDE, BELOW, INSTEAD = "beside", "below", "instead"
WIDE = 760
"""px at the desk's size from which the card has its place beside the list, open or not."""
TALL = 620
_LIST = 0.46
_LIST_LEAST, _LIST_MOST = 360, 760
_CARD_BELOW = 0.46


class Shelf(QSplitter):
    """The list and the card."""

    moved = Signal(str)
    """The way they stand has changed: beside, below, instead."""

    def __init__(self, pages: QWidget, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pages = pages
        self._card = card
        self._way = ""
        self._is_open = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(2)
        self.addWidget(pages)
        self.addWidget(card)
        self._arrange()

    @property
    def way(self) -> str:
        """How they stand: beside, below, instead."""
        return self._way

    @property
    def is_open(self) -> bool:
        """Whether the card is in sight, or would be if it had been asked for."""
        return self._is_open or self._way == BESIDE

    def open_card(self) -> None:
        """Have the card in sight."""
        self._is_open = True
        self._show()

    def close_card(self) -> None:
        """Give its room back to the list; beside the list it keeps its place."""
        self._is_open = False
        self._show()

    def _fitting(self) -> str:
        scale = theme.of(self).scale
        if self.width() >= WIDE * scale:
            return BESIDE
        return BELOW if self.height() >= TALL * scale else INSTEAD

    def _arrange(self) -> None:
        way = self._fitting()
        if way == self._way:
            return
        self._way = way
        self.setOrientation(Qt.Orientation.Horizontal if way == BESIDE else Qt.Orientation.Vertical)
        self._show()
        self.moved.emit(way)

    def _show(self) -> None:
        was = self._card.isVisibleTo(self) and self._pages.isVisibleTo(self)
        self._card.setVisible(self.is_open)
        self._pages.setVisible(not (self._way == INSTEAD and self._is_open))
        if self.is_open and not was:
            self._share()

    def _share(self) -> None:
        if self._way == BESIDE:
            scale = theme.of(self).scale
            left = round(min(max(self.width() * _LIST, _LIST_LEAST * scale), _LIST_MOST * scale))
            self.setSizes([left, max(0, self.width() - left)])
        elif self._way == BELOW:
            below = round(self.height() * _CARD_BELOW)
            self.setSizes([self.height() - below, below])

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._way
        self._arrange()
        if self._way == BESIDE and (before != BESIDE or event.oldSize().width() != event.size().width()):
            self._share()
