"""The bars of the sessions in sight: tint, edge, hatch, icon, label; as a density where there are too many."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from pyqtgraph.Qt import internals
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QStaticText,
    QTransform,
)

from eocdesk.models.clock import Moment
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.icons import picture
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar import looks
from eocdesk.ui.panes.calendar.arrange import Arranged, Ints
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.hours import from_to
from eocdesk.ui.panes.calendar.looks import face, severity_ink
from eocdesk.ui.panes.calendar.page import Page, Reals
from eocdesk.ui.panes.calendar.state import Codes, Flag, Phase, kind_of, phases

FINE = 220
"""Up to so many in sight get round corners."""
DENSE = 2500
"""From so many in sight on, one sees how many there are, not which."""
LABELS = 300
_LABEL_WIDTH, _LABEL_HEIGHT = 26.0, 11.0
_TWO_LINES = 31.0
_TROUBLE_WIDTH, _SHORTEST = 60.0, 16.0
_KEPT_LABELS = 20_000
_LEAST = 3
"""A label cut to fewer letters and an ellipsis says nothing."""
_SHADES = 9
"""Steps of a density image; the last stands for that many and more at once."""


@dataclass
class Content:
    """What is drawn: the sessions, where, and what is known of each at this minute."""

    arranged: Arranged
    page: Page
    zone: str
    now: Moment
    phases: Codes
    labels: dict[tuple[int, int, int], QStaticText | None] = field(default_factory=dict)
    rects: Any = field(default_factory=lambda: internals.PrimitiveArray(QRectF, 4))


def content_of(arranged: Arranged, page: Page, zone: str, now: Moment, before: Content | None = None) -> Content:
    """Everything about these sessions that a frame needs; labels cut to length `before` are kept."""
    made = Content(arranged, page, zone, now, phases(arranged.starts, arranged.ends, arranged.said, now))
    if before is not None and before.arranged is arranged and len(before.labels) < _KEPT_LABELS:
        made.labels = before.labels
    return made


def in_sight(content: Content, glass: Glass) -> Ints:
    """The numbers of the sessions that a frame shows."""
    near = content.arranged.between(glass.first, glass.last)
    top = content.page.top[near]
    low = top + content.page.tall[near] > glass.scroll
    return near[low & (top < glass.scroll + glass.height)]  # off the page is NaN: never less, never more


def paint_bars(painter: QPainter, content: Content, glass: Glass, tokens: Tokens) -> int:
    """Draw them all; returns how many there are."""
    seen = in_sight(content, glass)
    if len(seen) > DENSE:
        _paint_density(painter, content, glass, tokens, seen)
        return len(seen)
    boxes = _boxes(content, glass, seen)
    fine = len(seen) <= FINE
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, fine)
    styles = content.arranged.kind[seen].astype(np.int64) * 16 + content.phases[seen] * 4 + content.arranged.flag[seen]
    for style in np.unique(styles).tolist():
        chosen = boxes[styles == style]
        shown = looks.look(tokens, style // 16, style // 4 % 4, style % 4)
        if fine:
            runs_out = content.arranged.open_end[seen][styles == style]
            _paint_round(painter, chosen[~runs_out], shown, tokens)
            for x, y, width, height in chosen[runs_out].tolist():
                looks.paint_running_out(painter, QRectF(x, y, width, height), shown, tokens, down=False)
        else:
            _paint_square(painter, content, chosen, shown, tokens)
    if fine:
        _paint_actual(painter, content, glass, tokens, seen, boxes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_labels(painter, content, tokens, seen, boxes)
    return len(seen)


def _boxes(content: Content, glass: Glass, seen: Ints) -> Reals:
    """One row per session: x, y, width, height; ends cut off a little outside the edges."""
    left = np.maximum(glass.xs(content.arranged.starts[seen].astype(np.float64)), -16.0)
    right = np.minimum(glass.xs(content.arranged.ends[seen].astype(np.float64)), glass.width + 16.0)
    boxes = np.empty((len(seen), 4))
    boxes[:, 0] = left + 1
    boxes[:, 1] = content.page.top[seen] - glass.scroll
    boxes[:, 2] = np.maximum(right - left - 2, 2.0)
    boxes[:, 3] = content.page.tall[seen]
    return boxes


def _paint_round(painter: QPainter, boxes: Reals, shown: looks.Look, tokens: Tokens) -> None:
    radius = 4 * tokens.scale
    rects = [QRectF(x, y, w, h) for x, y, w, h in boxes.tolist()]
    painter.setPen(Qt.PenStyle.NoPen if shown.hatch else shown.border)
    painter.setBrush(shown.fill)
    for rect in rects:
        painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.edge)
    edge = 4 * tokens.scale
    for rect in rects:
        painter.drawRoundedRect(QRectF(rect.x() - 0.5, rect.y(), min(edge, rect.width()), rect.height()), 2, 2)
    if shown.hatch is not None:
        painter.setPen(shown.border)
        painter.setBrush(shown.hatch)
        for rect in rects:
            painter.drawRoundedRect(rect, radius, radius)


def _paint_square(painter: QPainter, content: Content, boxes: Reals, shown: looks.Look, tokens: Tokens) -> None:
    painter.setPen(shown.border)
    painter.setBrush(shown.fill)
    _draw_rects(painter, content, boxes)
    edges = boxes.copy()
    edges[:, 2] = np.minimum(edges[:, 2] / 3, 4 * tokens.scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.edge)
    _draw_rects(painter, content, edges)
    if shown.hatch is not None:
        painter.setBrush(shown.hatch)
        _draw_rects(painter, content, boxes)


def _draw_rects(painter: QPainter, content: Content, boxes: Reals) -> None:
    content.rects.resize(len(boxes))
    content.rects.ndarray()[:] = boxes
    painter.drawRects(*content.rects.drawargs())


def _paint_actual(painter: QPainter, content: Content, glass: Glass, tokens: Tokens, seen: Ints, boxes: Reals) -> None:
    """A line along the foot of a bar from the actual start to the actual end, or to now."""
    for n, (_, y, _, height) in zip(seen.tolist(), boxes.tolist(), strict=True):
        row = content.arranged.rows[n]
        if row.actual_start is None:
            continue
        until = row.actual_end if row.actual_end is not None else max(content.now, row.actual_start)
        left, right = max(glass.x(row.actual_start), -4.0), min(glass.x(until), glass.width + 4.0)
        if right > left:
            part = looks.mixed(tokens.category[kind_of(row)], tokens.surface, 0.75)
            painter.fillRect(QRectF(left, y + height - 2.5, right - left, 2.5), part)


def _paint_labels(painter: QPainter, content: Content, tokens: Tokens, seen: Ints, boxes: Reals) -> None:
    room = boxes[:, 2] + np.minimum(boxes[:, 0], 0)
    fits = np.nonzero((room >= _LABEL_WIDTH) & (boxes[:, 3] >= _LABEL_HEIGHT))[0]
    if len(fits) > LABELS:
        fits = fits[np.argsort(-room[fits])[:LABELS]]
    writer = _Writer(painter, content, tokens)
    for at in fits.tolist():
        x, y, width, height = boxes[at].tolist()
        inside = QRectF(max(x, 0.0), y, x + width - max(x, 0.0), height)
        writer.write(int(seen[at]), inside)


class _Writer:
    """Writes labels; keeps what does not change from one to the next, and from one frame to the next."""

    def __init__(self, painter: QPainter, content: Content, tokens: Tokens) -> None:
        self._painter = painter
        self._content = content
        self._tokens = tokens
        self._ratio = painter.device().devicePixelRatioF()
        self._style: object = None

    def write(self, n: int, inside: QRectF) -> None:
        """The label of session number `n` inside its bar."""
        content, tokens = self._content, self._tokens
        arranged, row = content.arranged, content.arranged.rows[n]
        flag, phase = int(arranged.flag[n]), int(content.phases[n])
        shown = looks.look(tokens, int(arranged.kind[n]), phase, flag)
        height = inside.height()
        step = round((min(tokens.base - 0.5, max(9.5, height * 0.62)) - tokens.base) * 2) / 2
        type_ = _type(tokens, step, 600 if phase == Phase.LIVE else 500)
        left, right = inside.left() + 9 * tokens.scale, inside.right() - 5
        name = looks.icon_name(row, flag)
        if name:
            left += self._icon(name, shown, left, inside, type_)
        if row.incidents.worst >= 0:
            right -= self._trouble(row.incidents.worst, right, left, inside)
        if row.hazard.severity >= 0:
            right -= self._hazard(row.hazard.severity, right, left, inside)
        text = self._cut((n, int(right - left) >> 2, type_.key), row.title, type_)
        if text is None:
            return
        two = height > _TWO_LINES * tokens.scale
        top = inside.top() + (height - type_.height) / 2 - (type_.height * 0.42 if two else 0)
        self._put(text, QPointF(left, top), shown.text, type_)
        if flag == Flag.STRUCK:  # the font's own line stands elsewhere in a text laid out beforehand
            y = top + type_.height * 0.54
            self._painter.drawLine(QLineF(left, y, left + text.size().width(), y))
        if two:
            self._times(n, left, right, top + type_.height * 0.98, shown)

    def _times(self, n: int, left: float, right: float, top: float, shown: looks.Look) -> None:
        content = self._content
        phase = int(content.phases[n])
        type_ = _type(self._tokens, -2.5, 400)
        key = (-1 - n * 4 - phase, int(right - left) >> 2, type_.key)
        text = content.labels.get(key) if key in content.labels else self._cut(key, self._when(n, phase), type_)
        if text is not None:
            self._put(text, QPointF(left, top), shown.second, type_)

    def _when(self, n: int, phase: int) -> str:
        row = self._content.arranged.rows[n]
        text = from_to(row.starts or 0, row.ends, self._content.zone)
        if phase == Phase.LIVE and row.status != "suspended":
            return text + "  ·  live"
        return text if row.status in ("scheduled", "finished") else f"{text}  ·  {row.status}"

    def _icon(self, name: str, shown: looks.Look, left: float, inside: QRectF, type_: _Type) -> float:
        size = round(type_.height * 0.95)
        if inside.width() < size * 2.2:
            return 0.0
        drawn = picture(name, (shown.flag or shown.second).name(), size, self._ratio)
        self._painter.drawPixmap(QPointF(left, inside.center().y() - size / 2), drawn)
        return size + 4.0

    def _trouble(self, worst: int, right: float, left: float, inside: QRectF) -> float:
        """The worst open incident tied to it, as a shape at the far end."""
        size = self._tokens.base * 0.36
        if right - left < _TROUBLE_WIDTH:
            return 0.0
        paint_severity(
            self._painter, QPointF(right - size, inside.center().y()), size, worst, severity_ink(self._tokens, worst)
        )
        self._style = None
        return size * 2 + 4.0

    def _hazard(self, rank: int, right: float, left: float, inside: QRectF) -> float:
        """That a hazard touches it in its hours, in the colour of how severe it is."""
        size = round(self._tokens.base * 1.05)
        if right - left < _TROUBLE_WIDTH / 2:
            return 0.0
        drawn = picture(looks.HAZARD, severity_ink(self._tokens, rank).name(), size, self._ratio)
        self._painter.drawPixmap(QPointF(right - size, inside.center().y() - size / 2), drawn)
        return size + 4.0

    def _put(self, text: QStaticText, at: QPointF, ink: QColor, type_: _Type) -> None:
        style = (ink.rgba(), type_.key)
        if style != self._style:
            self._painter.setPen(ink)
            self._painter.setFont(type_.font)
            self._style = style
        self._painter.drawStaticText(at, text)

    def _cut(self, key: tuple[int, int, int], text: str, type_: _Type) -> QStaticText | None:
        """The text as long as there is room, laid out once: laying out costs five times the drawing."""
        labels = self._content.labels
        if key in labels:
            return labels[key]
        room = key[1] << 2
        words = type_.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if room >= _SHORTEST else ""
        made = None
        if words and (len(words) > _LEAST or words == text):
            made = QStaticText(words)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            made.prepare(QTransform(), type_.font)
        labels[key] = made
        return made


@dataclass(frozen=True)
class _Type:
    """A font and what is measured with it."""

    font: QFont
    metrics: QFontMetricsF
    height: float
    key: int


@lru_cache(maxsize=64)
def _type(tokens: Tokens, step: float, weight: int) -> _Type:
    font = face(tokens, step, weight)
    metrics = QFontMetricsF(font)
    return _Type(font, metrics, metrics.height(), hash((tokens.name, step, weight)))


def _paint_density(painter: QPainter, content: Content, glass: Glass, tokens: Tokens, seen: Ints) -> None:
    """Per lane how many sessions there are at once, one column for 2 px."""
    columns = max(1, int(glass.width) // 2)
    lanes = len(content.arranged.lanes)
    arranged = content.arranged
    scale = columns / glass.width
    first = np.clip(glass.xs(arranged.starts[seen].astype(np.float64)) * scale, 0, columns).astype(np.int64)
    last = np.clip(glass.xs(arranged.ends[seen].astype(np.float64)) * scale + 1, 0, columns).astype(np.int64)
    steps = np.zeros((lanes, columns + 1), np.int32)
    np.add.at(steps, (arranged.lane[seen], first), 1)
    np.add.at(steps, (arranged.lane[seen], last), -1)
    stride = (columns + 3) // 4 * 4  # QImage wants whole words
    counts = np.zeros((lanes, stride), np.uint8)
    counts[:, :columns] = np.minimum(np.cumsum(steps, axis=1)[:, :columns], _SHADES - 1)
    image = QImage(counts.data, columns, lanes, stride, QImage.Format.Format_Indexed8)
    image.setColorTable(_shades(tokens))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    edges = content.page.edges
    for place, lane in enumerate(content.page.lanes):
        top, bottom = float(edges[place]) - glass.scroll, float(edges[place + 1]) - glass.scroll
        if bottom > 0 and top < glass.height:
            target = QRectF(0, top + 3, glass.width, bottom - top - 6)
            painter.drawImage(target, image, QRectF(0, lane, columns, 1))


def _shades(tokens: Tokens) -> list[int]:
    parts = (0.0, *np.linspace(0.28, 1.0, _SHADES - 1).tolist())
    clear = QColor(tokens.surface)
    clear.setAlpha(0)
    return [clear.rgba(), *(looks.mixed(tokens.accent, tokens.surface, part).rgba() for part in parts[1:])]


def paint_frame(painter: QPainter, rect: QRectF, tokens: Tokens, *, keyboard: bool) -> None:
    """Around the selected session: two px of accent, outside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2.4 if keyboard else 1.6))
    painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)


def paint_ghost(painter: QPainter, rect: QRectF, words: str, tokens: Tokens) -> None:
    """Where a session would stand if it were moved: dashed, its new times said."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(looks.mixed(tokens.accent, tokens.surface, 0.2)))
    painter.setPen(QPen(QColor(tokens.accent), 1.6, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor(tokens.text))
    painter.setFont(face(tokens, -1, 600))
    room = QRectF(max(rect.left(), 0.0) + 8, rect.top(), max(rect.width() - 12, 110.0), rect.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
