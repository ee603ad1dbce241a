"""How hazards are told in a row: life, severity by word and shape, what begins and ends and in how long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from eocdesk.models.clock import Moment
from eocdesk.models.hazard import ALERT_SEVERITIES, HAZARDS, HEATRISK, MEASURES, UNITS
from eocdesk.store.queries.hazards import AlertRow, ObservationRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.columns import PLAIN, Cell, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.hazards.touched import Touched

KINDS, NAMES, RISKS = dict(HAZARDS), dict(MEASURES), dict(HEATRISK)
WORDS = dict(ALERT_SEVERITIES) | {"unknown": "Not said"}
RANKED = ("Not said", "Minor", "Moderate", "Severe", "Extreme")
LIVES = {
    "in force": "In force",
    "to come": "To come",
    "over": "Over",
    "test": "Test only",
    "superseded": "Superseded",
    "cancelled": "Cancelled",
}
LIFE_PARTS = {"in force": "warn", "to come": "info"}
HAND = ("", "hand")


def worth(measure: str, value: float | None, contained: float | None = None) -> str:
    """A value with its unit: `104 °F`, `3 Major`, `1,250 acres, 20% contained`."""
    if value is None:
        return "" if contained is None else f"{contained:g}% contained"
    if measure == "heatrisk":
        return f"{value:g} {RISKS.get(int(value), '')}".strip()
    words = f"{value:,g} {UNITS.get(measure, '')}".strip()
    return words if contained is None else f"{words}, {contained:g}% contained"


def counts_from(measure: str, value: float | None) -> str:
    """A threshold in words; of a fire its distance."""
    if value is None:
        return ""
    return f"within {value:g} km" if measure == "fire" else f"from {worth(measure, value)}"


def severity(row: AlertRow) -> str:
    """CAP's word."""
    return WORDS.get(row.severity, row.severity)


def ink(tokens: Tokens, rank: int) -> QColor:
    """The colour of a severity's shape where it stands on no ground of its own."""
    text, ground = tokens.severity[rank]
    return QColor(ground if rank == len(tokens.severity) - 1 else text)


def paint_rank(painter: QPainter, cell: Cell, rank: int, words: str) -> None:
    """A severity's shape and its word."""
    size = 5.0 * cell.tokens.scale
    rect = cell.rect
    if rank:
        paint_severity(painter, QPointF(rect.left() + size, rect.center().y()), size, rank, ink(cell.tokens, rank))
    put(painter, QRectF(rect).adjusted(size * 2 + 6, 0, 0, 0), words, cell.colour)


def paint_alert(painter: QPainter, cell: Cell, row: AlertRow) -> None:
    """Of an alert."""
    paint_rank(painter, cell, row.rank, severity(row))


def paint_touched(painter: QPainter, cell: Cell, row: Touched) -> None:
    """Of what touches a place."""
    paint_rank(painter, cell, row.severity, RANKED[row.severity])


def look_observation(row: ObservationRow, now: Moment, _tokens: Tokens) -> Look:
    """What is over faded."""
    return Look(muted=True) if row.ends is not None and row.ends <= now else PLAIN


def look_touched(row: Touched, now: Moment, tokens: Tokens) -> Look:
    """What is touched now in weight and with an edge of its severity."""
    return Look(bold=True, edge=ink(tokens, row.severity).name()) if row.is_now(now) else PLAIN


class Looks:
    """The columns that need the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self.now, self._zone = now, zone

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self.now())

    def look_alert(self, row: AlertRow, now: Moment, tokens: Tokens) -> Look:
        """In force in weight with an edge of its severity, what is over faded."""
        life = row.life(now)
        if life == "in force":
            return Look(bold=True, edge=ink(tokens, row.rank).name())
        return PLAIN if life == "to come" else Look(muted=True)

    def life(self, row: AlertRow) -> str:
        """In a word or two."""
        return LIVES[row.life(self.now())]

    def remaining(self, row: AlertRow) -> str:
        """`ends in 3 h 10 min`, `begins in 40 min`, `message runs out in 2 h`: what expires ends no hazard."""
        now, life = self.now(), row.life(self.now())
        if life == "to come" and row.begins is not None:
            return f"begins in {moments.lasted(row.begins - now)}"
        if life != "in force":
            return ""
        if row.ends is not None:
            return f"ends in {moments.lasted(row.ends - now)}"
        return (
            f"message runs out in {moments.lasted(row.expires - now)}"
            if row.expires is not None
            else "until taken back"
        )

    def window(self, begins: Moment | None, ends: Moment | None, *, opened: str = "until taken back") -> str:
        """`12:00 – 20:00`."""
        return f"{self.moment(begins) or '…'} – {self.moment(ends) or opened}"

    def lasts(self, row: AlertRow) -> str:
        """From when to when the hazard is."""
        return self.window(row.begins, row.ends, opened="no end said")

    def observed(self, row: ObservationRow) -> str:
        """When it was observed, or for which time it is forecast."""
        if row.forecast:
            return f"forecast {self.window(row.starts, row.ends, opened='…')}"
        return self.moment(row.observed if row.observed is not None else row.starts)

    def touches(self, row: Touched) -> str:
        """From when to when it touches."""
        return self.window(row.begins, row.ends)

    def when(self, row: Touched) -> str:
        """`now`, `in 2 h 5 min`."""
        return "now" if row.is_now(self.now()) else f"in {moments.lasted(row.begins - self.now())}"


def put(painter: QPainter, rect: QRectF, words: str, colour: QColor) -> None:
    """Words in one line, cut where there is no room."""
    painter.save()
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    flags: Any = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, shown)
    painter.restore()
