"""One session drawn as a block, a pill or a line of text, the same in week, day and strip."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.icons import picture
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.looks import HAZARD, Look, face, icon_name, look, paint_running_out, severity_ink
from eocdesk.ui.panes.calendar.state import Flag, Phase, kind_of, warning_of

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TIME_ROOM = 40.0
_NARROW = 26.0
_TIGHT = 70.0
"""px of a block below which every px is for words."""


def paint_block(
    painter: QPainter, rect: QRectF, row: SessionRow, tokens: Tokens, *, phase: int, flag: int, times: str
) -> None:
    """A block of a grid: title wrapped at the top, times at the foot where there is room."""
    shown = look(tokens, kind_of(row), phase, flag)
    if warning_of(row):
        paint_running_out(painter, rect, shown, tokens, down=True)
    else:
        paint_box(painter, rect, shown, tokens)
    scale = tokens.scale
    narrow = rect.width() < _TIGHT * scale
    inside = rect.adjusted((7 if narrow else 8) * scale, 3 * scale, -1 if narrow else -4, -3)
    if inside.width() < 8 * scale:
        return
    mark = _mark(painter, inside, row, tokens, shown, flag)
    weight = 600 if phase == Phase.LIVE else 500
    line = QFontMetricsF(face(tokens, -2, weight)).lineSpacing()
    two = inside.height() >= max(_TIME_ROOM * scale, line * 2 + 4)
    lines = max(1, int((inside.height() - (line if two else 0) + 2) // line))
    text = _wrapped(row.title, (round(inside.width()), round(mark)), lines, tokens, weight)
    painter.setFont(face(tokens, -2, weight))
    painter.setPen(shown.text)
    for at, cut in enumerate(text):
        top = inside.top() - 1 + at * line
        painter.drawStaticText(QPointF(inside.left(), top), cut)
        if flag == Flag.STRUCK:
            y = top + line * 0.55
            painter.drawLine(QLineF(inside.left(), y, inside.left() + cut.size().width(), y))
    if two:
        painter.setFont(face(tokens, -2.5))
        painter.setPen(shown.second)
        foot = QRectF(inside.left(), inside.bottom() - line, inside.width(), line)
        metrics = QFontMetricsF(painter.font())
        words = next((w for w in (times, times[:5]) if metrics.horizontalAdvance(w) <= foot.width()), "")
        painter.drawText(foot, _LEFT, words)


def paint_box(painter: QPainter, rect: QRectF, shown: Look, tokens: Tokens) -> None:
    """Tint, border, edge and hatch."""
    radius, edge = 4 * tokens.scale, 4 * tokens.scale
    painter.setPen(Qt.PenStyle.NoPen if shown.hatch else shown.border)
    painter.setBrush(shown.fill)
    painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.edge)
    painter.drawRoundedRect(QRectF(rect.left() - 0.5, rect.top(), min(edge, rect.width() / 3), rect.height()), 2, 2)
    if shown.hatch is not None:
        painter.setPen(shown.border)
        painter.setBrush(shown.hatch)
        painter.drawRoundedRect(rect, radius, radius)


def _mark(painter: QPainter, inside: QRectF, row: SessionRow, tokens: Tokens, shown: Look, flag: int) -> float:
    """The icon, or else the worst open incident, in the upper right corner; its width."""
    size = round(tokens.base * 1.05)
    if inside.width() < _NARROW * tokens.scale + size:
        return 0.0
    name = icon_name(row, flag)
    if name:
        drawn = picture(name, (shown.flag or shown.second).name(), size, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(inside.right() - size, inside.top()), drawn)
        return size + 3.0
    if row.incidents.worst >= 0:
        radius = tokens.base * 0.36
        centre = QPointF(inside.right() - radius, inside.top() + tokens.base * 0.55)
        paint_severity(painter, centre, radius, row.incidents.worst, severity_ink(tokens, row.incidents.worst))
        return radius * 2 + 3.0
    if row.hazard.severity >= 0:
        ink = severity_ink(tokens, row.hazard.severity).name()
        drawn = picture(HAZARD, ink, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(inside.right() - size, inside.top()), drawn)
        return size + 3.0
    return 0.0


@lru_cache(maxsize=4096)
def _wrapped(text: str, widths: tuple[int, int], lines: int, tokens: Tokens, weight: int) -> tuple[QStaticText, ...]:
    font = face(tokens, -2, weight)
    width, mark = widths
    return tuple(_laid_out(line, font) for line in wrapped(text, max(8, width), lines, font, mark))


def _laid_out(words: str, font: QFont) -> QStaticText:
    made = QStaticText(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font)
    return made


def wrapped(text: str, width: float, lines: int, font: QFont, mark: float = 0.0) -> list[str]:
    """At most so many lines, no wider than that, broken inside a word rather than cut; the rest is an ellipsis.

    The first line leaves `mark` px for an icon.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    units = text.encode("utf-16-le")  # Qt counts in these: a flag is four of them, and one or two letters here
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        room = width if found else max(8.0, width - mark)
        line.setLineWidth(room)
        begin = 2 * line.textStart()
        if len(found) == lines - 1:
            rest = units[begin:].decode("utf-16-le").strip()
            found.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
            break
        found.append(units[begin : begin + 2 * line.textLength()].decode("utf-16-le").strip())
    layout.endLayout()
    return found


def paint_more(painter: QPainter, rect: QRectF, count: int, tokens: Tokens, *, conflict: bool) -> None:
    """`+12`: so many sessions more at that time; red where a conflict is among them."""
    ink = QColor(tokens.bad if conflict else tokens.border2)
    painter.setPen(QPen(ink, 1.6 if conflict else 1, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(tokens.surface2))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(ink if conflict else QColor(tokens.text))
    painter.setFont(face(tokens, -1.5, 600))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(rect.adjusted(0, 4, 0, 0), flags, f"+{count}")


def pill_width(words: str, tokens: Tokens) -> float:
    """How wide a pill with these words is."""
    return QFontMetricsF(face(tokens, -2, 500)).horizontalAdvance(words) + 20 * tokens.scale


def paint_pill(painter: QPainter, rect: QRectF, words: str, tokens: Tokens, *, kind: int = -1, chosen: bool) -> None:
    """A session without a time: a dashed outline says that nothing is fixed yet."""
    base = tokens.category[kind % len(tokens.category)] if kind >= 0 else tokens.border2
    painter.setPen(QPen(QColor(tokens.accent if chosen else base), 2 if chosen else 1, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(tokens.sel if chosen else tokens.surface))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(face(tokens, -2, 500))
    painter.setPen(QColor(tokens.text))
    room = rect.adjusted(9 * tokens.scale, 0, -6, 0)
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def paint_selected(painter: QPainter, rect: QRectF, tokens: Tokens, *, keyboard: bool) -> None:
    """Around the selected session: accent, just outside it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2.4 if keyboard else 1.6))
    painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
