"""The agenda: day after day, one line a session; or only what is live and next."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from eocdesk.models.session import RISKS
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.icons import picture
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.arrange import Arranged, arrange
from eocdesk.ui.panes.calendar.hours import day_of, day_short, hm
from eocdesk.ui.panes.calendar.listing import Line, agenda, coming
from eocdesk.ui.panes.calendar.looks import icon_name, severity_ink
from eocdesk.ui.panes.calendar.rows import RowsModel, RowsPainter, RowsView
from eocdesk.ui.panes.calendar.state import (
    KIND_WORDS,
    STATUS_WORDS,
    Flag,
    Phase,
    flag_of,
    kind_of,
    phase_of,
    sentence,
    warning_of,
)

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_RISK = dict(RISKS)
_WIDE = 640
"""px from which on a line has columns for crowd and risk."""
_HIGH_RISK = 2


class _Lines(RowsModel):
    zone = "UTC"

    def said(self, row: Line) -> str:
        return row.words if row.row is None else sentence(row.row, self.zone)

    def chosen(self, row: Line) -> bool:
        return row.row is not None


class _Painter(RowsPainter):
    """Time, colour, title, where and how it stands; crowd, risk and incidents at the end."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self.arranged = arrange(())
        self.zone = "UTC"
        self.now = 0
        self.dated = False
        """Whether a day other than today's is said on the line, for want of headings."""

    def draw(self, painter: QPainter, rect: QRect, row: Line, tokens: Tokens) -> None:
        if row.row is None:
            painter.fillRect(rect, QColor(tokens.surface2))
            painter.setPen(QColor(tokens.text))
            painter.setFont(theme.font(tokens, 1, 600))
            painter.drawText(rect.adjusted(16, 0, -16, 0), _LEFT, row.words)
            return
        session = row.row
        conflict = row.number >= 0 and bool(self.arranged.conflict[row.number])
        ends = int(self.arranged.ends[row.number]) if row.number >= 0 else None
        phase, flag = phase_of(session, self.now, ends), flag_of(session, conflict=conflict)
        scale = tokens.scale
        left = rect.left() + 16
        self._draw_times(painter, QRectF(left, rect.top(), 54 * scale, rect.height()), session, phase, tokens)
        over = phase in (Phase.PAST, Phase.OFF)
        base = QColor(tokens.category[kind_of(session) % len(tokens.category)])
        base.setAlpha(120 if over else 255)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(base)
        painter.drawRoundedRect(QRectF(left + 56 * scale, rect.top() + 9, 4 * scale, rect.height() - 18), 2, 2)
        body = QRectF(left + 70 * scale, rect.top() + 5, rect.right() - left - 82 * scale, rect.height() - 10)
        body = self._draw_end(painter, body, session, tokens)
        self._draw_body(painter, body, session, phase, flag, tokens)

    def _draw_times(self, painter: QPainter, box: QRectF, row: SessionRow, phase: Phase, tokens: Tokens) -> None:
        live = phase == Phase.LIVE
        half = box.height() / 2
        painter.setFont(theme.font(tokens, 0, 600))
        painter.setPen(QColor(tokens.bad if live else tokens.muted if phase != Phase.NEXT else tokens.text))
        first = "TBD" if row.starts is None else hm(row.starts, self.zone)
        painter.drawText(box.adjusted(0, 5, 0, -half), _LEFT, first)
        painter.setFont(theme.font(tokens, -1.5))
        painter.setPen(QColor(tokens.muted))
        ended = row.ends is not None and row.starts is not None and row.ends > row.starts
        second = f"–{hm(row.ends, self.zone)}" if ended and row.ends is not None else ""
        painter.drawText(box.adjusted(0, half, 0, -5), _LEFT, second)

    def _draw_body(
        self, painter: QPainter, body: QRectF, row: SessionRow, phase: Phase, flag: Flag, tokens: Tokens
    ) -> None:
        half = body.height() / 2
        metrics = theme.metrics(tokens, 0, 600)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, body.width())
        painter.setFont(theme.font(tokens, 0, 600 if phase == Phase.LIVE else 500))
        painter.setPen(QColor(tokens.muted if phase in (Phase.PAST, Phase.OFF) else tokens.text))
        line = QRectF(body.left(), body.top(), body.width(), half)
        painter.drawText(line, _LEFT, title)
        if flag is Flag.STRUCK:
            y = line.center().y() + 1
            painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + metrics.horizontalAdvance(title), y))
        line.translate(0, half)
        words = [row.venue_name or "No venue yet"]
        if self.dated and row.starts is not None and day_of(row.starts, self.zone) != day_of(self.now, self.zone):
            words.insert(0, day_short(day_of(row.starts, self.zone)))
        if row.kind != "competition":
            words.append(KIND_WORDS.get(row.kind, row.kind).lower())
        if phase == Phase.LIVE:
            words.append("live")
        words += [part for part in (warning_of(row), row.hazard.title) if part]
        painter.setFont(theme.font(tokens, -1))
        painter.setPen(QColor(tokens.muted))
        small = theme.metrics(tokens, -1)
        room = line.width() - (90 * tokens.scale if flag is not Flag.NONE else 0)
        shown = small.elidedText("  ·  ".join(words), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, shown)
        self._draw_flag(painter, line.adjusted(small.horizontalAdvance(shown) + 10, 0, 0, 0), row, flag, tokens)

    def _draw_flag(self, painter: QPainter, line: QRectF, row: SessionRow, flag: Flag, tokens: Tokens) -> None:
        if flag is Flag.NONE:
            return
        ink = tokens.bad if flag is Flag.CONFLICT else tokens.warn if flag is Flag.AMBER else tokens.muted
        size = round(tokens.base * 1.1)
        drawn = picture(icon_name(row, flag), ink, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(line.left(), line.center().y() - size / 2), drawn)
        painter.setPen(QColor(ink))
        painter.setFont(theme.font(tokens, -1, 600))
        word = "conflict" if flag is Flag.CONFLICT else STATUS_WORDS.get(row.status, row.status).lower()
        painter.drawText(line.adjusted(size + 4, 0, 0, 0), _LEFT, word)

    def _draw_end(self, painter: QPainter, body: QRectF, row: SessionRow, tokens: Tokens) -> QRectF:
        """Incidents, and where there is room crowd and risk; what is left of the line."""
        scale = tokens.scale
        right = body.right()
        painter.setFont(theme.font(tokens, -1, 600))
        if row.incidents.open:
            radius = tokens.base * 0.38
            painter.setPen(QColor(tokens.text))
            box = QRectF(right - 24 * scale, body.top(), 22 * scale, body.height())
            painter.drawText(box, _LEFT, str(row.incidents.open))
            worst = max(0, row.incidents.worst)
            centre = QPointF(right - 34 * scale, body.center().y())
            paint_severity(painter, centre, radius, worst, severity_ink(tokens, worst))
        right -= 48 * scale
        if body.width() < _WIDE * scale:
            return body.adjusted(0, 0, right - body.right() if row.incidents.open else 0, 0)
        painter.setFont(theme.font(tokens, -1))
        painter.setPen(QColor(tokens.muted))
        crowd = f"{row.crowd:,}" if row.crowd is not None else ""
        painter.drawText(QRectF(right - 80 * scale, body.top(), 76 * scale, body.height()), _RIGHT, crowd)
        risky = row.risk is not None and row.risk >= _HIGH_RISK
        painter.setPen(QColor(tokens.warn if risky else tokens.muted))
        risk = f"{_RISK[row.risk]} risk" if row.risk in _RISK else ""
        painter.drawText(QRectF(right - 200 * scale, body.top(), 110 * scale, body.height()), _RIGHT, risk)
        if row.dignitaries:
            size = round(tokens.base * 1.2)
            drawn = picture("mdi6.shield-account", tokens.muted, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(right - 224 * scale, body.center().y() - size / 2), drawn)
        return body.adjusted(0, 0, -280 * scale, 0)


class Agenda(QWidget):
    """The list of days. With `hours` given, only what is live and what begins within them."""

    picked = Signal(object)
    opened = Signal(object)
    day_reached = Signal(object)
    """Scrolled by hand to this day."""

    def __init__(self, hours: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = hours
        self._lines = _Lines(self)
        self.view = RowsView(self._lines, "Agenda" if hours is None else f"Agenda, next {hours} hours")
        self._painter = _Painter(self.view)
        self._painter.dated = hours is not None
        self.view.setItemDelegate(self._painter)
        self.view.picked.connect(self._line_picked)
        self.view.opened.connect(self._line_opened)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setFocusProxy(self.view)
        self._quiet = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.view.nothing = f"Nothing is live and nothing begins within {hours} hours."
        if hours is not None:
            head = QLabel(f"Agenda, next {hours} hours")
            head.setProperty("role", "h1")
            head.setContentsMargins(16, 8, 12, 8)
            box.addWidget(head)
        box.addWidget(self.view, 1)

    def show_sessions(self, arranged: Arranged, zone: str, now: int) -> None:
        """Take these; the selection stays where it was."""
        kept = self.selected
        self._painter.arranged, self._painter.zone, self._painter.now = arranged, zone, now
        self._lines.zone = zone
        lines = agenda(arranged, zone) if self._hours is None else coming(arranged, zone, now, self._hours)
        self._quiet = True
        top = self._top()
        self._lines.set_rows(lines)
        self.select(kept)
        self._keep_top(top)
        self._quiet = False

    def _top(self) -> tuple[tuple[date | None, bytes], int] | None:
        """Which line is uppermost, and how far it is scrolled."""
        index = self.view.indexAt(QPoint(4, 4))
        if not index.isValid() or not self.view.verticalScrollBar().value():
            return None
        return _name(self._lines.rows[index.row()]), self.view.visualRect(index).top()

    def _keep_top(self, top: tuple[tuple[date | None, bytes], int] | None) -> None:
        """Nothing moves under the hand where lines come and go above."""
        at = next((n for n, line in enumerate(self._lines.rows) if top is not None and _name(line) == top[0]), -1)
        if top is not None and at >= 0:
            self.view.scrollTo(self._lines.index(at), RowsView.ScrollHint.PositionAtTop)
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.value() - top[1])

    def set_now(self, now: int) -> None:
        """A minute has passed."""
        if self._hours is None:
            self._painter.now = now
            self.view.viewport().update()
        else:
            self.show_sessions(self._painter.arranged, self._painter.zone, now)

    @property
    def selected(self) -> bytes | None:
        """The selected session's id."""
        line = self.view.current
        return line.row.id if isinstance(line, Line) and line.row is not None else None

    def select(self, session: bytes | None) -> None:
        """Select it, if it is in the list."""
        if session is None or session == self.selected:
            return
        at = next((n for n, line in enumerate(self._lines.rows) if line.row is not None and line.row.id == session), -1)
        if at >= 0:
            self.view.go_to(at)

    def look_at_day(self, day: date) -> None:
        """Bring a day's heading to the top: of the first day from then on that has something."""
        days = [line.day or date.max for line in self._lines.rows]
        at = bisect_left(days, day)
        self._quiet = True
        if at < len(days):
            self.view.scrollTo(self._lines.index(at), RowsView.ScrollHint.PositionAtTop)
        else:
            self.view.scrollToBottom()
        self._quiet = False

    @Slot()
    def _scrolled(self) -> None:
        line = self.view.indexAt(QPoint(4, 4)).row()
        day = self._lines.rows[line].day if 0 <= line < len(self._lines.rows) else None
        if day is not None and not self._quiet:
            self.day_reached.emit(day)

    @Slot(object)
    def _line_picked(self, line: Any) -> None:
        if not self._quiet and isinstance(line, Line) and line.row is not None:
            self.picked.emit(line.row.id)

    @Slot(object)
    def _line_opened(self, line: Any) -> None:
        if isinstance(line, Line) and line.row is not None:
            self.opened.emit(line.row.id)


def _name(line: Line) -> tuple[date | None, bytes]:
    return line.day, line.row.id if line.row is not None else b""
