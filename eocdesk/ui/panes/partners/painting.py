"""What the pane's lists and cards draw: a person's initials with the dot, a status as a chip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_pill
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.partners.words import Presence, initials

FACE = 34
"""px across, at the desk's size, of a person's initials in a list."""
_DOT = 4.2
_RIM = 2.0
_STATUS = {
    "activated": ("ok", True, "Activated"),
    "on call": ("warn", False, "On call"),
    "not activated": ("faint", False, "Not activated"),
    "reached": ("ok", True, "Reached"),
    "left message": ("warn", False, "Left message"),
    "no answer": ("bad", False, "No answer"),
    "busy": ("bad", False, "Busy"),
}
"""Status of a seat, outcome of a call: token, whether the dot is full, word."""


def status_word(status: str) -> str:
    """The word of a seat's status or a call's outcome."""
    return _STATUS.get(status, ("faint", False, status.capitalize()))[2]


def paint_face(painter: QPainter, rect: QRectF, name: str, presence: Presence, ground: str, tokens: Tokens) -> None:
    """Initials on a circle filling `rect`; the dot at its lower trailing edge, rimmed in `ground`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(tokens.accent)) if tokens.name.startswith("contrast") else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tokens.soft))
    painter.drawEllipse(rect)
    painter.setPen(theme.colour(tokens.accent))
    painter.setFont(theme.font(tokens, rect.height() / FACE / tokens.scale * 2 - 3, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    radius = _DOT * rect.height() / FACE
    x = rect.left() + radius if mirrored else rect.right() - radius
    paint_presence(painter, QPointF(x, rect.bottom() - radius), radius, presence, ground, tokens)


def paint_presence(
    painter: QPainter, centre: QPointF, radius: float, presence: Presence, ground: str, tokens: Tokens
) -> None:
    """Full where somebody is on duty, a ring otherwise: told apart without colour."""
    rim = _RIM * radius / _DOT
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawEllipse(centre, radius + rim, radius + rim)
    colour = theme.colour(getattr(tokens, presence.part))
    if presence.filled:
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
    else:
        painter.setPen(QPen(colour, radius * 0.5))
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(centre, radius * 0.75, radius * 0.75)


def chip_size(tokens: Tokens) -> QSize:
    """Every status chip is as wide as the widest, so that they stand in line."""
    widest = max(theme.metrics(tokens, -2, 600).horizontalAdvance(word) for _, _, word in _STATUS.values())
    return QSize(round(widest + 26 * tokens.scale), round(tokens.base * 1.5))


def paint_status_chip(painter: QPainter, rect: QRectF, status: str, tokens: Tokens) -> None:
    """A pill with a dot and the word; the outline carries the state's colour, the word stays readable."""
    part, filled, word = _STATUS.get(status, ("faint", False, status.capitalize()))
    colour = getattr(tokens, part)
    strong = part != "faint"
    paint_pill(painter, rect, colour, tokens.surface2, colour if strong else tokens.border)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    scale = tokens.scale
    x = rect.right() - 10 * scale if mirrored else rect.left() + 10 * scale
    painter.setPen(QPen(theme.colour(colour), 1.6 * scale))
    painter.setBrush(theme.colour(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, rect.center().y()), 3.0 * scale, 3.0 * scale)
    painter.setPen(theme.colour(colour if strong else tokens.muted))
    painter.setFont(theme.font(tokens, -2, 600))
    left, right = (0.0, -17 * scale) if mirrored else (17 * scale, 0.0)
    painter.drawText(
        rect.adjusted(left, 0, right, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, word
    )


class Face(QWidget):
    """A person's initials as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._presence = Presence("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, presence: Presence) -> None:
        """These initials, this dot."""
        self._name = name
        self._presence = presence
        self.setAccessibleName(presence.word)
        self.setToolTip(presence.word)
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        side = round(FACE * 1.35 * theme.of(self).scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_face(painter, rect, self._name, self._presence, tokens.surface, tokens)
        painter.end()
        event.accept()


class StatusChip(QWidget):
    """A status as a widget."""

    def __init__(self, status: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._status = status
        self.setAccessibleName(status_word(status))

    # Qt

    def sizeHint(self) -> QSize:
        return chip_size(theme.of(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_status_chip(painter, rect, self._status, theme.of(self))
        painter.end()
        event.accept()


class Meter(QWidget):
    """A thin bar: how much of the whole is done. The words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._whole = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def part(self) -> float:
        """0 to 1."""
        return self._done / self._whole if self._whole else 0.0

    def show_part(self, done: int, whole: int) -> None:
        """So many of so many."""
        self._done, self._whole = done, whole
        self.setAccessibleName(f"{done} of {whole}")
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(80, round(6 * theme.of(self).scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        whole = QRectF(self.rect())
        paint_pill(painter, whole, tokens.text, tokens.border)
        done = QRectF(whole)
        done.setWidth(whole.width() * self.part)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            done.moveRight(whole.right())
        if done.width() >= whole.height():
            paint_pill(painter, done, tokens.text, tokens.ok)
        painter.end()
        event.accept()
