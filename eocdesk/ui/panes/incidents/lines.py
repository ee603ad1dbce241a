"""One line of a card: when and who above, what below; a press goes to the record it is about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyleOption, QVBoxLayout, QWidget

from eocdesk.ui.kit import icons, theme
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says. `part` colours `meta` by a token; `severity` puts its shape before it; `icon` one instead."""

    kind: str
    id: bytes
    meta: str
    words: str
    part: str = "muted"
    severity: int | None = None
    icon: str = ""
    muted: bool = False


class Line(QAbstractButton):
    """Painted, not put together: a card has dozens."""

    def __init__(self, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = said
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{said.meta}: {said.words}")
        self.setToolTip(said.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _ground(self, painter: QPainter, tokens: Tokens) -> None:
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour(tokens.hover))
        painter.setPen(theme.colour(tokens.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 4, 4)

    def _mark(self, painter: QPainter, tokens: Tokens, mirrored: bool) -> float:  # noqa: FBT001  of a painter's own
        said, side = self.said, round(14 * tokens.scale)
        x = self.width() - tokens.pad / 2 - side if mirrored else tokens.pad / 2
        y = self.height() * 0.29
        if said.icon:
            pixmap = icons.picture(said.icon, getattr(tokens, said.part), side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, y - side / 2), pixmap)
        elif said.severity is not None:
            text, ground = tokens.severity[said.severity]
            solid = ground if said.severity == len(tokens.severity) - 1 else text
            paint_severity(painter, QPointF(x + side / 2, y), side * 0.32, said.severity, theme.colour(solid))
        else:
            return tokens.pad / 2
        return tokens.pad / 2 + side + 5

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(120, round(theme.of(self).base * 3.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        option = QStyleOption()
        option.initFrom(self)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, tokens)
        indent = self._mark(painter, tokens, mirrored)
        half = self.height() / 2
        top = QRectF(indent, 3, self.width() - indent - tokens.pad / 2, half - 3)
        low = QRectF(tokens.pad / 2, half, self.width() - tokens.pad, half - 4)
        if mirrored:
            top.moveLeft(tokens.pad / 2)
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        for rect, words, colour, step in (
            (top, self.said.meta, getattr(tokens, self.said.part), -1),
            (low, self.said.words, tokens.muted if self.said.muted else tokens.text, 0),
        ):
            painter.setPen(theme.colour(colour))
            painter.setFont(theme.font(tokens, step))
            cut = theme.metrics(tokens, step).elidedText(
                " ".join(words.split()), Qt.TextElideMode.ElideRight, rect.width()
            )
            painter.drawText(rect, line, cut)
        painter.end()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Lines(QWidget):
    """Several, one under the other; made again only where what they say has changed."""

    pressed = Signal(str, bytes)
    """Kind and id of the record a line is about."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._said: tuple[Said, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    @property
    def said(self) -> tuple[Said, ...]:
        """What they say now."""
        return self._said

    def show_lines(self, lines: list[Said]) -> None:
        """These; none hide it."""
        if tuple(lines) == self._said:
            return
        self._said = tuple(lines)
        focused = next((at for at, line in enumerate(self._every()) if line.hasFocus()), None)
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in lines:
            line = Line(one)
            line.clicked.connect(self._press)
            self._box.addWidget(line)
            line.show()  # now, so that it can take the keyboard
        self.setVisible(bool(lines))
        every = self._every()
        if focused is not None and every:
            every[min(focused, len(every) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _every(self) -> list[Line]:
        items = [self._box.itemAt(at) for at in range(self._box.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Line)]

    @Slot()
    def _press(self) -> None:
        sender = self.sender()
        if isinstance(sender, Line):
            self.pressed.emit(sender.said.kind, sender.said.id)
