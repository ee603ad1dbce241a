"""How gaps are told in a row: age, overdue in red and in words, levels as bars, the end of an agreement in days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from eocdesk.models.clock import Moment
from eocdesk.models.gap import AGREEMENT_KINDS, GAP_STATES, MISSION_AREAS, RECOMMENDATION_STATES, WEIGHTS
from eocdesk.store.queries.gap_board import AgreementRow, CapabilityRow
from eocdesk.store.queries.gaps import GapRow, RecommendationRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Cell, Look
from eocdesk.ui.kit.tokens import Tokens

STATES, WEIGHT, ADVISED = dict(GAP_STATES), dict(WEIGHTS), dict(RECOMMENDATION_STATES)
AREAS, KINDS = dict(MISSION_AREAS), dict(AGREEMENT_KINDS)
HIGHEST = 5
"""The highest level of a capability."""
SOON, NEAR = 30, 90
"""Days before its end in which an agreement is warned of."""
_DAY = 24 * 60 * 60 * 1000
_HOUR = 60 * 60 * 1000
_BAR = 90
"""px of the bar at the desk's size."""


def days(span: int) -> str:
    """`12 d`, `5 h`, `under 1 h`; of ms."""
    if span >= _DAY:
        return f"{span // _DAY} d"
    return f"{span // _HOUR} h" if span >= _HOUR else "under 1 h"


def is_over(row: GapRow | RecommendationRow) -> bool:
    """Whether nothing is to be done any more."""
    return row.state in (("done", "rejected") if isinstance(row, RecommendationRow) else ("closed", "accepted"))


def look_gap(row: GapRow, now: Moment, tokens: Tokens) -> Look:
    """Overdue ones with a red edge and tint, heavy ones in weight, what is over faded."""
    if is_over(row):
        return Look(muted=True)
    late, heavy = row.is_late(now), row.weight == "high"
    edge = tokens.bad if late else tokens.warn if heavy else ""
    return Look(bold=heavy or late, edge=edge, tint=tokens.bad if late else "")


def look_recommendation(row: RecommendationRow, now: Moment, tokens: Tokens) -> Look:
    """Overdue ones with a red edge and tint, what is over faded."""
    if is_over(row):
        return Look(muted=True)
    return Look(bold=True, edge=tokens.bad, tint=tokens.bad) if row.is_late(now) else PLAIN


def look_capability(row: CapabilityRow, _now: Moment, tokens: Tokens) -> Look:
    """Far below its target: red; below: amber; not rated: faded."""
    if row.present is None or row.target is None:
        return Look(muted=True)
    return Look(edge=tokens.bad if row.short > 1 else tokens.warn if row.short else tokens.ok)


def levels(row: CapabilityRow) -> str:
    """`2 of 4`, `not rated`."""
    if row.present is None:
        return "not rated" if row.target is None else f"not rated, target {row.target}"
    return f"{row.present} of {row.target}" if row.target is not None else f"{row.present}, no target"


def paint_levels(painter: QPainter, cell: Cell, row: CapabilityRow) -> None:
    """The present level as a bar, the target as a stroke across it, the words beside it."""
    tokens, rect = cell.tokens, cell.rect
    width, height = _BAR * tokens.scale, 6 * tokens.scale
    bar = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
    colour = tokens.bad if row.short > 1 else tokens.warn if row.short else tokens.ok
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for part, shown in ((1.0, tokens.border), (_part(row.present), colour)):
        painter.setBrush(QColor(shown))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), width * part, height), height / 2, height / 2)
    if row.target is not None:
        painter.setBrush(QColor(tokens.text))
        at = bar.x() + width * _part(row.target) - tokens.scale
        painter.drawRect(QRectF(at, bar.y() - 3 * tokens.scale, 2 * tokens.scale, height + 6 * tokens.scale))
    painter.restore()
    paint_words(
        painter, Cell(rect.adjusted(width + tokens.pad, 0, 0, 0), tokens, cell.colour), levels(row), cell.colour
    )


class Looks:
    """What needs the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def age(self, row: GapRow) -> str:
        """How long ago it was found; of what is over, nothing."""
        return "" if row.found is None or is_over(row) else days(max(self._now() - row.found, 0))

    def due(self, row: GapRow | RecommendationRow) -> str:
        """`3 d overdue`, `19 Jul 14:31`; of what is over, nothing."""
        if row.due is None or is_over(row):
            return ""
        late = self._now() - row.due
        return f"{days(late)} overdue" if late > 0 else self.moment(row.due)

    def paint_due(self, painter: QPainter, cell: Cell, row: GapRow | RecommendationRow) -> None:
        """In red where it is overdue."""
        paint_words(painter, cell, self.due(row), QColor(cell.tokens.bad) if row.is_late(self._now()) else cell.colour)

    def left(self, row: AgreementRow) -> int | None:
        """Days until it ends, below 0 where it has; None without an end."""
        today = date.fromisoformat(moments.shown(self._now(), self._zone())[:10])
        try:
            return (date.fromisoformat(row.expires) - today).days
        except ValueError:
            return None

    def expires(self, row: AgreementRow) -> str:
        """`expired 12 days ago`, `expired 2020-01-01`, `in 20 days`, `2030-01-01`, `no end`."""
        left = self.left(row)
        if left is None:
            return row.expires or "no end"
        if left < 0:
            return f"expired {_count(-left)} ago" if left >= -NEAR else f"expired {row.expires}"
        return "ends today" if not left else f"in {_count(left)}" if left <= NEAR else row.expires

    def look_agreement(self, row: AgreementRow, _now: Moment, tokens: Tokens) -> Look:
        """Expired: red; within 30 days: red edge; within 90: amber."""
        left = self.left(row)
        if left is None or left > NEAR:
            return PLAIN
        if left < 0:
            return Look(bold=True, edge=tokens.bad, tint=tokens.bad)
        return Look(bold=left <= SOON, edge=tokens.bad if left <= SOON else tokens.warn)

    def paint_expires(self, painter: QPainter, cell: Cell, row: AgreementRow) -> None:
        """In red where it has ended or soon will."""
        left = self.left(row)
        soon = left is not None and left <= SOON
        paint_words(painter, cell, self.expires(row), QColor(cell.tokens.bad) if soon else cell.colour)


def _count(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _part(level: int | None) -> float:
    return min(max(level or 0, 0), HIGHEST) / HIGHEST


def paint_words(painter: QPainter, cell: Cell, words: str, colour: QColor) -> None:
    """The words in this colour, cut where they do not fit."""
    painter.save()
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(cell.rect.width()))
    flags: Any = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(cell.rect, flags, shown)
    painter.restore()
