"""How a session looks wherever it is drawn: its colours, its icon, its type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QLinearGradient, QPainter, QPen

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.state import Flag, Phase, is_wrong


@dataclass(frozen=True)
class Look:
    """The colours of one bar: opaque, so that no grid line shines through."""

    fill: QColor
    border: QPen
    edge: QColor
    text: QColor
    second: QColor
    hatch: QBrush | None
    flag: QColor | None


def mixed(over: str | QColor, ground: str | QColor, part: float) -> QColor:
    """`part` (0..1) of one colour over another, opaque."""
    one, two = QColor(over), QColor(ground)
    red = one.redF() * part + two.redF() * (1 - part)
    green = one.greenF() * part + two.greenF() * (1 - part)
    blue = one.blueF() * part + two.blueF() * (1 - part)
    return QColor.fromRgbF(red, green, blue)


@lru_cache(maxsize=512)
def look(tokens: Tokens, kind: int, phase: int, flag: int) -> Look:
    """How a session of that kind, phase and flag is drawn in this theme."""
    base = tokens.category[kind % len(tokens.category)]
    over = phase in (Phase.PAST, Phase.OFF)
    tint = 0.23 if tokens.dark else 0.135
    fill = mixed(base, tokens.surface, tint * (0.62 if over else 1))
    line = mixed(base, tokens.surface, 0.28 if over else 0.5)
    edge = mixed(base, tokens.surface, 0.5 if over else 1)
    text = tokens.muted if over else tokens.text
    # On a dark tint the muted ink is a little too faint for small type.
    second = mixed(tokens.text, tokens.muted, 0.35) if tokens.dark and not over else QColor(tokens.muted)
    border, hatch, tone = QPen(line, 1), None, None
    if flag in (Flag.AMBER, Flag.CONFLICT):
        tone = QColor(tokens.bad if flag == Flag.CONFLICT else tokens.warn)
        shown = mixed(tone, tokens.surface, 0.55) if over else tone
        border = QPen(shown, 1.6)
        hatch = QBrush(_hatch(shown.name(), 38 if over else 60))
        if phase == Phase.OFF:
            border.setStyle(Qt.PenStyle.DashLine)
    elif flag == Flag.STRUCK:
        fill = mixed(tokens.faint, tokens.surface, 0.08)
        border, edge = QPen(mixed(tokens.faint, tokens.surface, 0.5), 1, Qt.PenStyle.DashLine), QColor(tokens.faint)
    return Look(fill, border, edge, QColor(text), second, hatch, tone)


def paint_running_out(painter: QPainter, rect: QRectF, shown: Look, tokens: Tokens, *, down: bool) -> None:
    """A bar, or a block, whose end is not known: it fades away instead of stopping, whatever lies under it."""
    radius, edge = 4 * tokens.scale, 4 * tokens.scale
    border = QPen(shown.border)
    border.setBrush(_fading(shown.border.color(), rect, down=down))
    painter.setPen(border)
    painter.setBrush(_fading(shown.fill, rect, down=down))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fading(shown.edge, rect, down=True) if down else shown.edge)
    painter.drawRoundedRect(QRectF(rect.left() - 0.5, rect.top(), min(edge, rect.width() / 3), rect.height()), 2, 2)


def _fading(ink: QColor, rect: QRectF, *, down: bool) -> QBrush:
    clear = QColor(ink)
    clear.setAlpha(0)
    made = QLinearGradient(rect.topLeft(), rect.bottomLeft() if down else rect.topRight())
    made.setColorAt(0.45, ink)
    made.setColorAt(1, clear)
    return QBrush(made)


@lru_cache(maxsize=32)
def _hatch(colour: str, alpha: int) -> QImage:
    """A tile of slanted lines that meets itself on every side."""
    size = 10
    tile = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    ink = QColor(colour)
    ink.setAlpha(alpha)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 3))
    for shift in (-size, 0, size):
        painter.drawLine(shift - 2, size + 2, shift + size + 2, -2)
    painter.end()
    return tile


ICONS = {Flag.CONFLICT: "mdi6.alert", Flag.AMBER: "mdi6.pause-octagon", Flag.STRUCK: "mdi6.cancel"}
_STATUS_ICONS = {"delayed": "mdi6.clock-alert-outline", "postponed": "mdi6.calendar-clock"}


def icon_name(row: SessionRow, flag: int) -> str:
    """The icon that stands before its title, or ""."""
    if flag == Flag.AMBER:
        return _STATUS_ICONS.get(row.status, ICONS[Flag(flag)])
    if flag != Flag.NONE:
        return ICONS[Flag(flag)]
    if is_wrong(row):
        return "mdi6.clock-remove-outline"
    return "mdi6.shield-account" if row.dignitaries else ""


HAZARD = "mdi6.weather-lightning"
"""Marks a session that a hazard touches in its hours."""


@lru_cache(maxsize=64)
def severity_ink(tokens: Tokens, severity: int) -> QColor:
    """The colour of a severity's shape where it stands on no ground of its own."""
    text, ground = tokens.severity[severity]
    return QColor(ground if severity == len(tokens.severity) - 1 else text)  # the worst is the one solid chip


@lru_cache(maxsize=64)
def face(tokens: Tokens, step: float = 0, weight: int = 400, *, slant: bool = False) -> QFont:
    """The desk's typeface, `step` px larger than the base; upright or slanted."""
    made = QFont(theme.font(tokens, step, weight))  # a copy: the one given is everybody’s
    made.setItalic(slant)
    return made
