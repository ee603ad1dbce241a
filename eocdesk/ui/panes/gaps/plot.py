"""The committee's progress drawn on the screen: recommendations stacked over time, open gaps as a line across them."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.models.clock import Moment
from eocdesk.reports.chart import scale
from eocdesk.reports.progress import STACKED, WORDS, highest, in_words, span, stacked, stairs, ticks
from eocdesk.store.queries.gap_progress import DONE, IN_HAND, OPEN, OVERDUE, Progress
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens

_STRENGTH = {DONE: 0.35, IN_HAND: 0.45, OVERDUE: 0.8}
"""How much of its colour covers the ground; what is overdue stands out, also to who sees no colours."""
_SWATCH = QSize(16, 10)


class ProgressPlot(QWidget):
    """The legend with today's figures over the picture. Nothing in it is moved or zoomed by hand."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Progress, Moment, str] = (Progress(), 0, "UTC")
        self.legend = _Legend()
        self.plot = pg.PlotWidget(self, background=None)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(enableMenu=False)
        self.plot.hideButtons()
        self.plot.getPlotItem().getViewBox().setDefaultPadding(0)
        box = QVBoxLayout(self)
        pad = theme.now().pad
        box.setContentsMargins(pad, pad, pad, 0)
        box.setSpacing(2)
        box.addWidget(self.legend)
        box.addWidget(self.plot, 1)

    def show_progress(self, progress: Progress, now: Moment, zone: str) -> None:
        """Draw this; of nothing, nothing."""
        self._shown = (progress, now, zone)
        self.setAccessibleName(in_words(progress))
        self.redraw(theme.of(self))

    def redraw(self, tokens: Tokens) -> None:
        """The same in these colours and sizes."""
        progress, now, zone = self._shown
        self.legend.show_figures(progress)
        self.plot.clear()
        self.plot.setBackground(tokens.surface)
        self._axes(tokens)
        if not progress.moments:
            return
        begins, ends = span(progress, now)
        for name, (lower, upper) in stacked(progress, now).items():
            colour = QColor(_colour(tokens, name))
            edges = [self._edge(corners, QPen(Qt.PenStyle.NoPen)) for corners in (lower, upper)]
            colour.setAlphaF(_STRENGTH[name])
            self.plot.addItem(pg.FillBetweenItem(*edges, brush=QBrush(colour)))
        pen = pg.mkPen(tokens.text, width=2 * tokens.scale, style=Qt.PenStyle.DashLine)
        self.plot.addItem(self._edge(stairs(progress, OPEN, now), pen))
        top, step = scale(highest(progress))
        self.plot.setXRange(begins, ends, padding=0)
        self.plot.setYRange(0, top * 1.04, padding=0)
        self.plot.getAxis("left").setTicks([[(count, str(count)) for count in range(0, top + 1, step)]])
        self.plot.getAxis("bottom").setTicks([ticks(begins, ends, zone)])

    def _axes(self, tokens: Tokens) -> None:
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(pg.mkPen(tokens.border))
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setTickFont(theme.font(tokens, -2))
            axis.setStyle(tickLength=0)
            axis.enableAutoSIPrefix(enable=False)
        self.plot.showGrid(x=False, y=True, alpha=0.25)

    @staticmethod
    def _edge(corners: list[tuple[Moment, int]], pen: QPen) -> pg.PlotCurveItem:
        made = pg.PlotCurveItem(pen=pen)
        made.setData([float(when) for when, _ in corners], [float(count) for _, count in corners])
        return made


class _Legend(QWidget):
    """A swatch, a word and a figure for each series, on as many lines as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: list[tuple[str, str]] = []
        self.setFixedHeight(round(22 * theme.now().scale))

    def show_figures(self, progress: Progress) -> None:
        """How many of each there are now."""
        self._figures = [(name, f"{WORDS[name]} {progress.now(name)}") for name in (*STACKED, OPEN)]
        self.setFixedHeight(round(22 * theme.of(self).scale))
        self.update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(tokens, -1))
        x, middle = float(tokens.pad), self.height() / 2
        wide, high = _SWATCH.width() * tokens.scale, _SWATCH.height() * tokens.scale
        for name, words in self._figures:
            if name == OPEN:
                painter.setPen(QPen(QColor(tokens.text), 2 * tokens.scale, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, middle), QPointF(x + wide, middle))
            else:
                _swatch(painter, QRectF(x, middle - high / 2, wide, high), QColor(_colour(tokens, name)), name)
            painter.setPen(QColor(tokens.text))
            long = painter.fontMetrics().horizontalAdvance(words)
            place = QRectF(x + wide + 6, 0, long + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x += wide + long + 3 * tokens.pad
        painter.end()


def _swatch(painter: QPainter, rect: QRectF, colour: QColor, name: str) -> None:
    path = QPainterPath()
    path.addRect(rect)
    painter.setPen(QPen(colour))
    ground = QColor(colour)
    ground.setAlphaF(_STRENGTH[name])
    painter.fillPath(path, ground)
    painter.drawPath(path)


def _colour(tokens: Tokens, name: str) -> str:
    return {DONE: tokens.ok, IN_HAND: tokens.info, OVERDUE: tokens.bad}[name]
