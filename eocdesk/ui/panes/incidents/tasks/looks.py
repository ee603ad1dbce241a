"""How a task is told: late in red and words, soon in amber, done faded; its points counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from eocdesk.models.clock import Moment
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.kit import moments, theme
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.columns import Cell, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.incidents.looks import age

SOON_MS = 30 * 60_000
LATE, SOON, OPEN, DONE = "late", "soon", "open", "done"
_PARTS = {LATE: "bad", SOON: "warn", OPEN: "muted", DONE: "ok"}


def state_of(row: TaskRow, now: Moment) -> str:
    """Late, soon, open or done."""
    if row.done is not None:
        return DONE
    if row.due is None or row.due > now + SOON_MS:
        return OPEN
    return LATE if row.is_late(now) else SOON


def when(row: TaskRow, now: Moment, zone: str) -> str:
    """`14:02 · 31 min late`, `14:50 · in 12 min`, `16:00`, `done 13:40`; what has no time says so."""
    if row.done is not None:
        return f"done {moments.short(row.done, zone, now)}"
    if row.due is None:
        return "no time set"
    due, state = moments.short(row.due, zone, now), state_of(row, now)
    if state == LATE:
        return f"{due} · {age(row.due, now)} late"
    return f"{due} · in {age(now, row.due)}" if state == SOON else due


def points(row: TaskRow) -> str:
    """How many of its points are ticked: `2/3`."""
    every = row.points
    return f"{sum(done for _, done in every)}/{len(every)}" if every else ""


def incident(row: TaskRow) -> str:
    """The incident it belongs to."""
    return f"{row.incident_number} {row.incident_title}".strip()


def tip(row: TaskRow) -> str:
    """All there is to know, for the hand that rests on it."""
    ticks = (f"{'☑' if done else '☐'} {words}" for words, done in row.points)
    who = f"Done by {row.done_by}" if row.done is not None and row.done_by else ""
    return "\n".join(part for part in (f"{row.number}  {row.title}", who, row.note, *ticks) if part)


def look(row: TaskRow, now: Moment, tokens: Tokens) -> Look:
    """A late task stands out by weight, edge and tint; a done one is faded."""
    state = state_of(row, now)
    if state == DONE or row.struck:
        return Look(muted=True, struck=row.struck)
    if state == LATE:
        return Look(bold=True, edge=tokens.bad, tint=tokens.bad)
    return Look(edge=tokens.warn if state == SOON else "")


class Painters:
    """The columns that are drawn; they need the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now = now
        self._zone = zone

    def when(self, row: TaskRow) -> str:
        """Its time in words."""
        return when(row, self._now(), self._zone())

    def paint_when(self, painter: QPainter, cell: Cell, row: TaskRow) -> None:
        """A box that is ticked or not, then the time, both in the colour of its state."""
        state = state_of(row, self._now())
        colour = theme.colour(getattr(cell.tokens, _PARTS[state]))
        side = round(cell.tokens.base * 0.9)
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = cell.rect.right() - side if mirrored else cell.rect.left()
        _box(
            painter,
            QRectF(left, cell.rect.center().y() - side / 2, side, side),
            QPen(colour, 1.5),
            ticked=state == DONE,
        )
        room = cell.rect.adjusted(0, 0, -side - 7, 0) if mirrored else cell.rect.adjusted(side + 7, 0, 0, 0)
        weight = 600 if state == LATE else 400
        painter.setFont(theme.font(cell.tokens, 0, weight))
        painter.setPen(cell.colour if state in (OPEN, DONE) else colour)
        metrics = theme.metrics(cell.tokens, 0, weight)
        shown = metrics.elidedText(self.when(row), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


def paint_incident(painter: QPainter, cell: Cell, row: TaskRow) -> None:
    """The shape of the incident's severity, then number and title."""
    if row.incident is None:
        return
    text, ground = cell.tokens.severity[row.incident_severity]
    solid = ground if row.incident_severity == len(cell.tokens.severity) - 1 else text
    radius = cell.tokens.base * 0.3
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = cell.rect.right() - radius - 1 if mirrored else cell.rect.left() + radius + 1
    paint_severity(painter, QPointF(x, cell.rect.center().y()), radius, row.incident_severity, theme.colour(solid))
    step = radius * 2 + 8
    room = cell.rect.adjusted(0, 0, -step, 0) if mirrored else cell.rect.adjusted(step, 0, 0, 0)
    painter.setPen(cell.colour)
    shown = theme.metrics(cell.tokens).elidedText(incident(row), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


def _box(painter: QPainter, rect: QRectF, pen: QPen, *, ticked: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 2.5, 2.5)
    if ticked:
        knee = QPointF(rect.left() + rect.width() * 0.42, rect.top() + rect.height() * 0.72)
        painter.drawLine(QPointF(rect.left() + rect.width() * 0.22, rect.top() + rect.height() * 0.52), knee)
        painter.drawLine(knee, QPointF(rect.left() + rect.width() * 0.8, rect.top() + rect.height() * 0.28))
