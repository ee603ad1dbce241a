"""A small round-ended word or number on a ground: a marking, a count, a state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eocdesk.models.marking import WORDS, Tlp
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_pill

TLP_GROUND = "#000000"
TLP_TEXT = {
    Tlp.RED: "#FF2B2B",
    Tlp.AMBER_STRICT: "#FFC000",
    Tlp.AMBER: "#FFC000",
    Tlp.GREEN: "#33FF00",
    Tlp.CLEAR: "#FFFFFF",
}
"""The colours of TLP 2.0 on black, as FIRST prescribes them."""


class Badge(QWidget):
    """A pill in the colours of a token: soft (accent on its tint), bad, warn, ok, info."""

    def __init__(self, words: str = "", part: str = "soft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._part = part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    @property
    def words(self) -> str:
        """What is on it."""
        return self._words

    def show_words(self, words: str, part: str = "") -> None:
        """Other words; none hide it."""
        self._words = words
        self._part = part or self._part
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        width = theme.metrics(tokens, -2, 600).horizontalAdvance(self._words)
        return QSize(round(width) + tokens.pad * 2, round(tokens.base * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setFont(theme.font(tokens, -2, 600))
        soft = self._part == "soft"
        text = tokens.accent if soft else getattr(tokens, self._part)
        ground = tokens.soft if soft else tokens.surface2
        edge = "" if soft else text
        paint_pill(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), text, ground, edge, self._words)
        painter.end()
        event.accept()


class MarkingLabel(QWidget):
    """The marking in TLP's own colours, always on black."""

    def __init__(self, marking: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.show_marking(marking)

    @property
    def words(self) -> str:
        """As printed: TLP:AMBER+STRICT, with the audience behind it."""
        return self._words

    def show_marking(self, marking: str, audience: str = "") -> None:
        """Another marking (as stored: AMBER+STRICT); one that is not known is shown as the strictest."""
        tlp = WORDS.get(marking, Tlp.RED)
        self._text = TLP_TEXT[tlp]
        self._words = tlp.label + (f"  {audience}" if audience else "")
        self.setAccessibleName(f"Marking {self._words}")
        self.setToolTip("The highest marking of what this desk shows.")
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        width = theme.metrics(tokens, -2, 700).horizontalAdvance(self._words)
        return QSize(round(width) + 24, round(tokens.base * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(TLP_GROUND))
        painter.setFont(theme.font(tokens, -2, 700))
        paint_pill(painter, QRectF(self.rect()), self._text, TLP_GROUND, "", self._words)
        painter.end()
        event.accept()
