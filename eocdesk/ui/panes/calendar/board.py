"""The board: at each venue what is live and what is next within some hours, and its open incidents."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from eocdesk.store.queries.calendar import SessionRow, Trouble, VenueTrouble
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import chip_height, chip_width, paint_severity_chip
from eocdesk.ui.kit.icons import picture
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.arrange import Arranged, arrange
from eocdesk.ui.panes.calendar.hours import from_to, hm
from eocdesk.ui.panes.calendar.listing import Stand, board, plural, until
from eocdesk.ui.panes.calendar.looks import icon_name
from eocdesk.ui.panes.calendar.rows import RowsModel, RowsPainter, RowsView
from eocdesk.ui.panes.calendar.state import STATUS_WORDS, Flag, flag_of, kind_of, warning_of

HOURS = (4, 8, 12, 24)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_SHARES = (0.2, 0.29, 0.29, 0.08, 0.14)
"""Venue, live, next, crowd, incidents: parts of the width."""
_TITLES = ("Venue", "Live", "Next", "Crowd", "Open incidents")


class _Stands(RowsModel):
    zone = "UTC"

    def said(self, row: Stand) -> str:
        live = ", ".join(session.title for session in row.live) or "nothing live"
        following = row.following[0] if row.following else None
        parts = [row.lane.name, f"Live: {live}"]
        if following is not None:
            when = "time to be decided" if following.starts is None else f"at {hm(following.starts, self.zone)}"
            parts.append(f"Next: {following.title}, {when}")
        parts.append(plural(row.trouble.open, "open incident"))
        return "  ·  ".join(parts)


def cells(rect: QRect, scale: float) -> list[QRectF]:
    """The columns of a row."""
    left, found = rect.left() + 16.0, []
    room = rect.width() - 28.0
    for share in _SHARES:
        found.append(QRectF(left, rect.top(), room * share - 12 * scale, rect.height()))
        left += room * share
    return found


class _Painter(RowsPainter):
    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self.zone = "UTC"
        self.now = 0
        self.clashing: frozenset[bytes] = frozenset()

    def draw(self, painter: QPainter, rect: QRect, row: Stand, tokens: Tokens) -> None:
        venue, live, following, crowd, trouble = cells(rect, tokens.scale)
        _two(painter, venue, row.lane.name, row.lane.city, tokens, weight=600, slant=not row.lane.matched)
        self._draw_sessions(painter, live, row.live, tokens, live=True)
        self._draw_sessions(painter, following, row.following, tokens, live=False)
        people = sum(session.crowd or 0 for session in row.live)
        painter.setFont(theme.font(tokens))
        painter.setPen(QColor(tokens.text))
        painter.drawText(crowd, _LEFT, f"{people:,}" if people else "")
        self._draw_trouble(painter, trouble, row.trouble, tokens)

    def _draw_sessions(
        self, painter: QPainter, box: QRectF, rows: tuple[SessionRow, ...], tokens: Tokens, *, live: bool
    ) -> None:
        if not rows:
            painter.setPen(QColor(tokens.faint))
            painter.drawText(box, _LEFT, "–")
            return
        row = rows[0]
        base = tokens.category[kind_of(row) % len(tokens.category)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(base))
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 9, 4 * tokens.scale, box.height() - 18), 2, 2)
        flag = flag_of(row, conflict=row.id in self.clashing)
        words = ["time to be decided" if row.starts is None else from_to(row.starts, row.ends, self.zone)]
        if not live and row.starts is not None:
            words.append(until(row.starts, self.now))
        if flag is Flag.CONFLICT:
            words.append("conflict")
        elif row.status not in ("scheduled", "running"):
            words.append(STATUS_WORDS.get(row.status, row.status).lower())
        if warning_of(row):
            words.append(warning_of(row))
        if len(rows) > 1:
            words.append(f"+{len(rows) - 1} more")
        inner = box.adjusted(12 * tokens.scale, 0, 0, 0)
        inner.setLeft(inner.left() + _icon(painter, inner, icon_name(row, flag), flag, tokens))
        _two(painter, inner, row.title, "  ·  ".join(words), tokens, weight=600 if live else 500)

    def _draw_trouble(self, painter: QPainter, box: QRectF, trouble: Trouble, tokens: Tokens) -> None:
        if not trouble.open:
            painter.setPen(QColor(tokens.faint))
            painter.drawText(box, _LEFT, "–")
            return
        chip = QRectF(box.left(), box.center().y() - chip_height(tokens) / 2 - 1, box.width(), chip_height(tokens) + 2)
        paint_severity_chip(painter, chip, max(0, trouble.worst), tokens)
        painter.setPen(QColor(tokens.text))
        painter.setFont(theme.font(tokens, 0, 600))
        painter.drawText(box.adjusted(chip_width(tokens) + 8, 0, 20, 0), _LEFT, str(trouble.open))


def _icon(painter: QPainter, box: QRectF, name: str, flag: Flag, tokens: Tokens) -> float:
    if not name:
        return 0.0
    ink = tokens.bad if flag is Flag.CONFLICT else tokens.warn if flag is Flag.AMBER else tokens.muted
    size = round(tokens.base * 1.2)
    drawn = picture(name, ink, size, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(box.left(), box.center().y() - size / 2), drawn)
    return size + 6.0


def _two(
    painter: QPainter,
    box: QRectF,
    first: str,
    second: str,
    tokens: Tokens,
    *,
    weight: int,
    slant: bool = False,
) -> None:
    """A title and a quieter line under it, both cut to the box."""
    half = box.height() / 2
    line = QRectF(box.left(), box.top() + 5, box.width(), half - 5)
    whole = line if second else box
    font = theme.font(tokens, 0, weight)
    if slant:
        font = type(font)(font)
        font.setItalic(True)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    cut = Qt.TextElideMode.ElideRight
    painter.drawText(whole, _LEFT, theme.metrics(tokens, 0, weight).elidedText(first, cut, box.width()))
    painter.setFont(theme.font(tokens, -1))
    painter.setPen(QColor(tokens.muted))
    line.translate(0, half - 5)
    painter.drawText(line, _LEFT, theme.metrics(tokens, -1).elidedText(second, cut, box.width()))


class _Titles(QWidget):
    """The headings of the board's columns."""

    def __init__(self, view: RowsView) -> None:
        super().__init__()
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(200, round(28 * theme.of(self).scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the rows below
        painter.fillRect(self.rect(), QColor(tokens.surface2))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(theme.font(tokens, -2, 600))
        painter.setPen(QColor(tokens.muted))
        rect = QRect(0, 0, self._view.viewport().width(), self.height())
        for cell, title in zip(cells(rect, tokens.scale), _TITLES, strict=True):
            painter.drawText(cell, _LEFT, title)
        painter.end()
        event.accept()


class Board(QWidget):
    """The list of venues. Enter opens the card of what is live there, else of what is next."""

    picked = Signal(object)
    opened = Signal(object)
    hours_chosen = Signal(int)
    """A person wants to see so many hours ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: tuple[Arranged, dict[bytes, VenueTrouble], str, int] = (arrange(()), {}, "UTC", 0)
        self._stands = _Stands(self)
        self.view = RowsView(self._stands, "Board of venues")
        self._painter = _Painter(self.view)
        self.view.setItemDelegate(self._painter)
        self.view.picked.connect(self._stand_picked)
        self.view.opened.connect(self._stand_opened)
        self.setFocusProxy(self.view)
        self._quiet = False
        self.hours = QComboBox()
        self.hours.setAccessibleName("Hours ahead")
        for hours in HOURS:
            self.hours.addItem(f"Next {hours} hours", hours)
        self.hours.activated.connect(self._hours_changed)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 4, 12, 6)
        bar.addWidget(self.hours)
        bar.addSpacing(6)
        bar.addWidget(self._count)
        bar.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(_Titles(self.view))
        box.addWidget(self.view, 1)

    def set_hours(self, hours: int) -> None:
        """Look so many hours ahead; any number is one more choice."""
        if self.hours.findData(hours) < 0:
            at = sum(1 for n in range(self.hours.count()) if self.hours.itemData(n) < hours)
            self.hours.insertItem(at, f"Next {plural(hours, 'hour')}", hours)
        self.hours.setCurrentIndex(self.hours.findData(hours))

    def show_sessions(self, arranged: Arranged, troubles: dict[bytes, VenueTrouble], zone: str, now: int) -> None:
        """Take these."""
        self._held = (arranged, troubles, zone, now)
        kept = self._venue()
        self._painter.zone, self._painter.now, self._stands.zone = zone, now, zone
        self._painter.clashing = arranged.clashing()
        hours = self.hours.currentData()
        stands = board(arranged, troubles, zone, now, hours)
        self.view.nothing = (
            f"Nothing is live, nothing begins within {plural(hours, 'hour')}, and no venue has an open incident."
        )
        live = sum(1 for stand in stands if stand.live)
        trouble = sum(stand.trouble.open for stand in stands)
        self._count.setText(
            f"{plural(live, 'venue')} live  ·  {plural(len(stands), 'venue')} shown  ·  "
            f"{plural(trouble, 'open incident')}"
        )
        self._quiet = True
        self._stands.set_rows(stands)
        at = next((n for n, stand in enumerate(stands) if stand.lane.key == kept), -1)
        if at >= 0:
            self.view.go_to(at)
        self._quiet = False

    def set_now(self, now: int) -> None:
        """A minute has passed."""
        arranged, troubles, zone, _ = self._held
        self.show_sessions(arranged, troubles, zone, now)

    def select(self, session: bytes | None) -> None:
        """Go to the venue where it is live or next, if it is on the board."""
        if session is None or session == _first(self.view.current):
            return
        for at, stand in enumerate(self._stands.rows):
            if any(row.id == session for row in (*stand.live, *stand.following)):
                self.view.go_to(at)
                return

    def _venue(self) -> bytes | str | None:
        stand = self.view.current
        return stand.lane.key if isinstance(stand, Stand) else None

    @Slot()
    def _hours_changed(self) -> None:
        self.show_sessions(*self._held)
        self.hours_chosen.emit(self.hours.currentData())

    @Slot(object)
    def _stand_picked(self, stand: Any) -> None:
        session = _first(stand)
        if session is not None and not self._quiet:
            self.picked.emit(session)

    @Slot(object)
    def _stand_opened(self, stand: Any) -> None:
        session = _first(stand)
        if session is not None:
            self.opened.emit(session)


def _first(stand: Any) -> bytes | None:
    rows = (*stand.live, *stand.following) if isinstance(stand, Stand) else ()
    return rows[0].id if rows else None
