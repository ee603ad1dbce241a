"""The picture of a grid of columns and hours: titles, hours, blocks, the now line, an offer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.arrange import Arranged
from eocdesk.ui.panes.calendar.bars import paint_ghost
from eocdesk.ui.panes.calendar.blocks import paint_block, paint_more, paint_pill, paint_selected
from eocdesk.ui.panes.calendar.ground import paint_words
from eocdesk.ui.panes.calendar.hours import from_to
from eocdesk.ui.panes.calendar.looks import face
from eocdesk.ui.panes.calendar.plan import Plan, Spot
from eocdesk.ui.panes.calendar.state import Codes, kind_of

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter
_TILES = 40
"""Columns kept as pictures: more than are in sight at once, a few MB each at most."""


class Ghost(NamedTuple):
    """Where a session would stand, and its new times."""

    rect: QRectF
    words: str


@dataclass(frozen=True)
class Drawn:
    """What a frame shows. `chosen`: the selected session's id, or the place of the selected count among the spots."""

    plan: Plan
    arranged: Arranged
    phases: Codes
    zone: str
    chosen: tuple[bytes | None, int]
    ghost: Ghost | None
    words: str
    keyboard: bool

    def row(self, spot: Spot) -> SessionRow | None:
        """The session that stands there; None for a count of more."""
        return self.arranged.rows[spot.number] if spot.number >= 0 else spot.waiting


class Tiles:
    """Each column's sessions drawn once, so that scrolling only lays pictures side by side."""

    def __init__(self) -> None:
        self._held: dict[object, QPixmap] = {}

    def clear(self) -> None:
        """Something changed: draw anew."""
        self._held.clear()

    def tile(self, drawn: Drawn, tokens: Tokens, at: int, ratio: float) -> QPixmap:
        """One column from its first hour to its last, at the screen's `ratio`."""
        key = at, tokens, ratio
        if key not in self._held:
            if len(self._held) >= _TILES:
                del self._held[next(iter(self._held))]
            self._held[key] = _column(drawn, tokens, at, ratio)
        return self._held[key]


def _column(drawn: Drawn, tokens: Tokens, at: int, ratio: float) -> QPixmap:
    made = drawn.plan.laid_flat()
    pixels = QPixmap(math.ceil(made.wide * ratio), math.ceil(max(made.body, 1.0) * ratio))
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-made.left(at), -made.top)
    for spot in made.blocks(at):
        _paint_block(painter, drawn, tokens, spot)
    painter.end()
    return pixels


def paint_grid(painter: QPainter, drawn: Drawn, tokens: Tokens, tiles: Tiles) -> None:
    """Everything, from the ground up."""
    made = drawn.plan
    _paint_hours(painter, made, tokens)
    painter.setClipRect(QRectF(made.rail, 0, made.width, made.height))
    _paint_columns(painter, made, tokens)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(made.rail, made.top, made.width, made.height - made.top))
    ratio = painter.device().devicePixelRatioF()
    for at in range(len(made.columns)):
        left = made.left(at)
        if left + made.wide > made.rail and left < made.width:
            painter.drawPixmap(QPointF(round(left), round(made.top - made.down)), tiles.tile(drawn, tokens, at, ratio))
    _paint_chosen(painter, drawn, tokens)
    painter.setClipRect(QRectF(made.rail - 4, made.top, made.width, made.height - made.top))
    _paint_now(painter, made, tokens)
    if drawn.ghost is not None:
        painter.setClipRect(QRectF(made.rail, made.top, made.width, made.height - made.top))
        paint_ghost(painter, drawn.ghost.rect, drawn.ghost.words, tokens)
    _paint_pills(painter, drawn, tokens)
    painter.setClipRect(QRectF(made.rail, 0, made.width, made.height))
    for at in range(len(made.columns)):
        _paint_head(painter, made, tokens, at)
    painter.setClipping(False)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QColor(tokens.border2))
    painter.drawLine(QPointF(0, made.top - 1), QPointF(made.width, made.top - 1))
    if drawn.words:
        room = QRectF(made.rail, made.top, made.width - made.rail, made.height - made.top)
        paint_words(painter, room, drawn.words, tokens)


def _paint_hours(painter: QPainter, made: Plan, tokens: Tokens) -> None:
    painter.setFont(face(tokens, -2))
    for minute, label in made.columns[0].hours if made.columns else ():
        y = made.y(minute)
        if not made.hours[0] <= minute <= made.hours[1] or y < made.top:
            continue
        painter.setPen(QColor(tokens.border))
        painter.drawLine(QPointF(made.rail - 6, y), QPointF(made.width, y))
        if y > made.top + 4:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(0, y - 9, made.rail - 10, 18), _RIGHT, label)


def _paint_columns(painter: QPainter, made: Plan, tokens: Tokens) -> None:
    for at, column in enumerate(made.columns):
        left = round(made.left(at))
        if column.today:
            shade = theme.colour(tokens.soft, 90 if tokens.dark else 120)
            painter.fillRect(QRectF(left, 0, made.wide, made.height), shade)
        painter.setPen(QColor(tokens.border))
        painter.drawLine(QPointF(left, 0), QPointF(left, made.height))


def _paint_head(painter: QPainter, made: Plan, tokens: Tokens, at: int) -> None:
    column = made.columns[at]
    rect = QRectF(made.left(at) + 5, 0, made.wide - 10, made.head)
    if rect.right() < made.rail or rect.left() > made.width:
        return
    second = column.warning or column.second
    font = face(tokens, 0.5, 600 if column.matched else 500, slant=not column.matched)
    painter.setFont(font)
    ink = tokens.accent if column.today else tokens.text if column.matched else tokens.muted
    painter.setPen(QColor(ink))
    words = QFontMetricsF(font).elidedText(column.title, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect.adjusted(0, 6, 0, 4 - rect.height() / 2) if second else rect, _CENTRE, words)
    if second:
        small = face(tokens, -2, 500 if column.warning else 400)
        painter.setFont(small)
        painter.setPen(QColor(tokens.warn if column.warning else tokens.muted))
        words = QFontMetricsF(small).elidedText(second, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.adjusted(0, rect.height() / 2 - 2, 0, -4), _CENTRE, words)


def _paint_pills(painter: QPainter, drawn: Drawn, tokens: Tokens) -> None:
    made = drawn.plan
    painter.setClipRect(QRectF(made.rail, 0, made.width, made.top))
    for at, spot in enumerate(made.spots):
        if not spot.pinned or spot.rect.right() < made.rail or spot.rect.left() > made.width:
            continue
        row = drawn.row(spot)
        if row is None:
            words = f"+{spot.more} to be decided"
            paint_pill(painter, spot.rect, words, tokens, chosen=at == drawn.chosen[1])
        else:
            paint_pill(painter, spot.rect, row.title, tokens, kind=kind_of(row), chosen=row.id == drawn.chosen[0])


def _paint_block(painter: QPainter, drawn: Drawn, tokens: Tokens, spot: Spot) -> None:
    row = drawn.row(spot)
    if row is None:
        conflict = bool(drawn.arranged.conflict[list(spot.hidden)].any())
        paint_more(painter, spot.rect, spot.more, tokens, conflict=conflict)
        return
    phase, flag = int(drawn.phases[spot.number]), int(drawn.arranged.flag[spot.number])
    times = from_to(row.starts or 0, row.ends, drawn.zone)
    paint_block(painter, spot.rect, row, tokens, phase=phase, flag=flag, times=times)


def _paint_chosen(painter: QPainter, drawn: Drawn, tokens: Tokens) -> None:
    """Around every part of the selected session, or around the selected count."""
    chosen, more = drawn.chosen
    number = drawn.arranged.at.get(chosen or b"", -1)
    for at, spot in enumerate(drawn.plan.spots):
        if not spot.pinned and (at == more or (number >= 0 and (spot.number == number or number in spot.hidden))):
            paint_selected(painter, spot.rect, tokens, keyboard=drawn.keyboard)


def _paint_now(painter: QPainter, made: Plan, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.bad), 2))
    painter.setBrush(QColor(tokens.bad))
    for at, column in enumerate(made.columns):
        if column.now is None:
            continue
        y, left = made.y(column.now), made.left(at)
        painter.drawLine(QPointF(left, y), QPointF(left + made.wide, y))
        if at == 0 or made.columns[at - 1].now is None:
            painter.drawEllipse(QPointF(left, y), 3.5, 3.5)
