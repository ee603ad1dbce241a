"""Chooses one of the five severities by its shape, one key each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from eocdesk.models.incident import SEVERITIES
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.editors import Editor

_KEYS = {Qt.Key(Qt.Key.Key_1.value + value): value for value, _ in SEVERITIES}
SLIM = 6
"""How much narrower than a row is high a shape stands alone."""


class SeverityBar(QWidget):
    """Five shapes in a row, the chosen one as a chip with its word. Digits, first letters and arrows choose."""

    chosen = Signal(int)
    """A person chose this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.set_severity(0)

    @property
    def severity(self) -> int:
        """0 to 4."""
        return self._severity

    def set_severity(self, severity: int) -> None:
        """Show this one; nobody chose it."""
        self._severity = severity
        self.setAccessibleName(f"Severity: {SEVERITIES[severity][1]}")
        self.update()

    def choose(self, severity: int) -> None:
        """A person chooses it."""
        if severity != self._severity:
            self.set_severity(severity)
            self.chosen.emit(severity)

    def _cells(self) -> list[QRectF]:
        """Where each stands, in the order of severities; the chosen one has room for its word."""
        tokens = theme.of(self)
        small, wide, high = float(tokens.row - SLIM), self._wide(), float(self.height())
        cells, x = [], 2.0
        for value, _ in SEVERITIES:
            width = wide if value == self._severity else small
            cells.append(QRectF(x, 0.0, width, high))
            x += width
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return [QRectF(self.width() - cell.right(), 0.0, cell.width(), high) for cell in cells]
        return cells

    def _wide(self) -> float:
        tokens = theme.of(self)
        words = max(theme.metrics(tokens, -1, 600).horizontalAdvance(word) for _, word in SEVERITIES)
        return float(round(words + tokens.row + 4))

    def _at(self, x: float) -> int | None:
        return next((value for value, cell in enumerate(self._cells()) if cell.left() <= x < cell.right()), None)

    def _named(self, letter: str) -> int | None:
        if not letter.strip():
            return None
        fits = [value for value, word in SEVERITIES if word.casefold().startswith(letter.casefold())]
        return next((value for value in fits if value > self._severity), fits[0] if fits else None)

    def _paint_chosen(self, painter: QPainter, cell: QRectF) -> None:
        tokens = theme.of(self)
        text, ground = tokens.severity[self._severity]
        pill = cell.adjusted(2, 3, -2, -3)
        painter.setPen(
            QPen(theme.colour(tokens.border2)) if self._severity < len(SEVERITIES) - 1 else Qt.PenStyle.NoPen
        )
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = pill.right() - pill.height() * 0.55 if mirrored else pill.left() + pill.height() * 0.55
        paint_severity(painter, QPointF(x, pill.center().y()), tokens.base * 0.3, self._severity, theme.colour(text))
        painter.setPen(theme.colour(text))
        painter.setFont(theme.font(tokens, -1, 600))
        side = pill.height() - 2
        room = pill.adjusted(6, 0, -side, 0) if mirrored else pill.adjusted(side, 0, -4, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, SEVERITIES[self._severity][1]
        )

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        return QSize(round(self._wide()) + (len(SEVERITIES) - 1) * (tokens.row - SLIM) + 4, tokens.row + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(theme.colour(tokens.accent if self.hasFocus() else tokens.border2), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(theme.colour(tokens.surface))
        edge = 1.0 if self.hasFocus() else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), tokens.radius, tokens.radius)
        for value, cell in enumerate(self._cells()):
            if value == self._severity:
                self._paint_chosen(painter, cell)
            else:
                text, ground = tokens.severity[value]
                solid = ground if value == len(SEVERITIES) - 1 else text
                paint_severity(painter, cell.center(), tokens.base * 0.34, value, theme.colour(solid))
        painter.end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().x())
        if at is not None:
            self.choose(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().x())
        if at is not None:
            QToolTip.showText(event.globalPosition().toPoint(), f"{SEVERITIES[at][1]} (Alt+{at + 1})", self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = len(SEVERITIES) - 1
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            forward, back = back, forward
        if key in (forward, Qt.Key.Key_Up):
            self.choose(min(self._severity + 1, last))
        elif key in (back, Qt.Key.Key_Down):
            self.choose(max(self._severity - 1, 0))
        elif key in _KEYS:
            self.choose(_KEYS[key])
        elif (found := self._named(event.text())) is not None:
            self.choose(found)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        del event
        self.update()

    def focusOutEvent(self, event: object) -> None:
        del event
        self.update()


class SeverityEditor(Editor):
    """The bar as a field."""

    def __init__(self) -> None:
        self.bar = SeverityBar()
        super().__init__(
            self.bar, "Severity: Info", "Alt+1 Info, Alt+2 Minor, Alt+3 Moderate, Alt+4 Major, Alt+5 Critical"
        )
        self.bar.setToolTip("")  # each shape says its own
        self.bar.chosen.connect(self.edited)

    def value(self) -> int:
        return self.bar.severity

    def set_value(self, value: int | None) -> None:
        self.bar.set_severity(value or 0)
