"""The sessions whose time is to be decided, in a strip above the lanes: they are never lost from sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.calendar.arrange import Arranged
from eocdesk.ui.panes.calendar.blocks import paint_pill, pill_width
from eocdesk.ui.panes.calendar.columns import undecided_days
from eocdesk.ui.panes.calendar.hours import day_short
from eocdesk.ui.panes.calendar.ruler import GUTTER
from eocdesk.ui.panes.calendar.state import kind_of, sentence

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LONGEST = 260.0


class Strip(QWidget):
    """Pills for the days in sight; what does not fit is counted in the last one, which opens the agenda."""

    picked = Signal(object)
    opened = Signal(object)
    more_picked = Signal(object)
    """The day of the first session that is only counted; None where it has no day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sessions whose time is to be decided")
        self._rows: list[tuple[date | None, SessionRow]] = []
        self._dated = False
        self._selected: bytes | None = None
        self.hide()

    def show_days(self, arranged: Arranged, days: list[date]) -> None:
        """Those of these days, and those whose day is not known either."""
        waiting = undecided_days(arranged)
        wanted: list[date | None] = [*days, None]
        self._rows = [(day, row) for day in wanted for row in waiting.get(day, ())]
        self._dated = len({day for day, _ in self._rows}) > 1 or any(day is None for day, _ in self._rows)
        self.setVisible(bool(self._rows))
        self.update()

    @property
    def count(self) -> int:
        """How many sessions it stands for."""
        return len(self._rows)

    def select(self, session: bytes | None) -> None:
        """Mark it, if it is here."""
        self._selected = session
        self.update()

    def _words(self, day: date | None, row: SessionRow) -> str:
        if not self._dated:
            return row.title
        return f"{day_short(day) if day is not None else 'No day'}  {row.title}"

    def _pills(self) -> Iterator[tuple[QRectF, int]]:
        """(where, number of the session); a negative number: so many more."""
        tokens = theme.of(self)
        scale = tokens.scale
        x, right = GUTTER * scale + 4, float(self.width() - 6)
        tall = 20 * scale
        top = (self.height() - tall) / 2
        for n, (day, row) in enumerate(self._rows):
            wide = min(pill_width(self._words(day, row), tokens), _LONGEST * scale)
            rest = len(self._rows) - n
            reserve = pill_width(f"+{rest} more", tokens) if rest > 1 else 0.0
            if x + wide + (reserve + 6 if rest > 1 else 0) > right:
                yield QRectF(x, top, max(pill_width(f"+{rest} more", tokens), 20), tall), -rest
                return
            yield QRectF(x, top, wide, tall), n
            x += wide + 6

    def _at(self, place: QPointF) -> int | None:
        return next((n for rect, n in self._pills() if rect.contains(place)), None)

    def _pick(self, n: int, *, opened: bool) -> None:
        if n < 0:
            self.more_picked.emit(self._rows[len(self._rows) + n][0])
            return
        row = self._rows[n][1]
        self.select(row.id)
        (self.opened if opened else self.picked).emit(row.id)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(200, round(30 * theme.of(self).scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), QColor(tokens.surface2))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(theme.font(tokens, -2, 600))
        painter.drawText(QRectF(12, 0, GUTTER * tokens.scale - 16, self.height()), _LEFT, "Time to be decided")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect, n in self._pills():
            if n < 0:
                paint_pill(painter, rect, f"+{-n} more", tokens, chosen=False)
                continue
            day, row = self._rows[n]
            chosen = row.id == self._selected
            paint_pill(painter, rect, self._words(day, row), tokens, kind=kind_of(row), chosen=chosen)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        n = self._at(event.position())
        if n is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pick(n, opened=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        n = self._at(event.position())
        if n is not None:
            self._pick(n, opened=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [n for _, n in self._pills()]
        here = next((n for n in shown if n >= 0 and self._rows[n][1].id == self._selected), -1)
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and shown:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._pick(shown[min(max(here + step, 0), len(shown) - 1)], opened=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self._pick(here, opened=True)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            n = self._at(QPointF(self.mapFromGlobal(self.cursor().pos())))
            words = sentence(self._rows[n][1], "UTC") if n is not None and n >= 0 else ""
            QToolTip.showText(self.cursor().pos(), words, self)
            return True
        return super().event(event)
