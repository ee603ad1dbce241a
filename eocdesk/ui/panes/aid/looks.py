"""How aid is told in a row: age, how much of it is filled as a bar and in words, late in red and in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from eocdesk.models.aid import (
    FILL_STATES,
    KINDS_OF_RESOURCE,
    OFFER_STATES,
    REQUEST_PRIORITIES,
    REQUEST_STATES,
    RESOURCE_STATES,
    SEMS,
)
from eocdesk.models.clock import Moment
from eocdesk.store.queries.aid import FillRow, OfferRow, RequestRow, ResourceRow
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.columns import PLAIN, Cell, Look
from eocdesk.ui.kit.tokens import Tokens

STATES, LEVELS, PRIORITIES = dict(REQUEST_STATES), dict(SEMS), dict(REQUEST_PRIORITIES)
OFFERED, FILLED, STATUSES, KINDS = dict(OFFER_STATES), dict(FILL_STATES), dict(RESOURCE_STATES), dict(KINDS_OF_RESOURCE)
_BAR = 44
"""px of the bar at the desk's size."""


def progress(row: RequestRow) -> str:
    """`2 of 4, 1 here`."""
    here = f", {row.arrived} here" if row.arrived else ""
    return f"{row.filled} of {row.quantity}{here}"


def level(row: RequestRow) -> str:
    """Where it lies, with the mission number."""
    word = LEVELS.get(row.level, row.level)
    return f"{word} · {row.mission}" if row.mission else word


def state(row: RequestRow) -> str:
    """The state in a word or two."""
    return STATES.get(row.state, row.state)


def look_request(row: RequestRow, now: Moment, tokens: Tokens) -> Look:
    """Urgent ones in weight, late ones with a red edge and tint, what is over faded."""
    if row.is_over:
        return Look(muted=True)
    late = row.is_late(now)
    edge = tokens.bad if late else tokens.warn if row.priority == "urgent" else ""
    return Look(bold=row.priority == "urgent", edge=edge, tint=tokens.bad if late else "")


def look_offer(row: OfferRow, now: Moment, tokens: Tokens) -> Look:
    """Over-given ones in red, open ones in weight, what is over faded."""
    if row.state not in ("open", "accepted") or (row.ends is not None and row.ends < now):
        return Look(muted=True)
    if row.left < 0:
        return Look(bold=True, edge=tokens.bad, tint=tokens.bad)
    return Look(bold=True, edge=tokens.accent) if row.state == "open" else PLAIN


def look_resource(row: ResourceRow, _now: Moment, tokens: Tokens) -> Look:
    """The status as an edge; released ones faded."""
    if row.status == "released":
        return Look(muted=True)
    edges = {"available": tokens.ok, "en route": tokens.info, "out of service": tokens.bad}
    return Look(edge=edges.get(row.status, ""))


def look_fill(row: FillRow, now: Moment, tokens: Tokens) -> Look:
    """What should be here by now with a red edge; what is over faded."""
    if row.state in ("released", "fell through"):
        return Look(muted=True)
    overdue = row.arrived is None and row.eta is not None and row.eta < now
    return Look(bold=overdue, edge=tokens.bad, tint=tokens.bad) if overdue else PLAIN


def left(row: OfferRow) -> str:
    """`2 left of 6`, `none left of 3`, `2 too many given of 3`."""
    if row.left < 0:
        return f"{-row.left} too many given of {row.quantity}"
    return f"{row.left or 'none'} left of {row.quantity}"


class Looks:
    """The columns that need the time and the zone of the window."""

    def __init__(self, now: Callable[[], Moment], zone: Callable[[], str]) -> None:
        self._now, self._zone = now, zone

    def age(self, row: RequestRow) -> str:
        """How long ago it was asked for; of what is over, nothing."""
        return "" if row.asked is None or row.is_over else moments.lasted(self._now() - row.asked)

    def moment(self, when: Moment | None) -> str:
        """`14:31`, with the day on another one."""
        return moments.short(when, self._zone(), self._now())

    def expected(self, row: RequestRow) -> str:
        """`14:50`, `14:50, late: needed 14:00`, `needed 14:00`, `20 min late, needed 14:00`."""
        if row.is_over or row.arrived >= row.quantity:
            return "all here" if row.quantity and row.arrived >= row.quantity else ""
        needed, now = row.needed, self._now()
        if row.eta is not None and needed is not None and row.eta > needed:
            return f"{self.moment(row.eta)}, late: needed {self.moment(needed)}"
        if row.is_late(now) and needed is not None:
            return f"{moments.lasted(now - needed)} late, needed {self.moment(needed)}"
        if row.eta is not None:
            return self.moment(row.eta)
        return f"needed {self.moment(needed)}" if needed is not None else "no time set"

    def shortly(self, row: RequestRow) -> str:
        """The same for a narrow column: `14:50, late`, `20 min late`."""
        if not row.is_late(self._now()) or row.needed is None:
            return self.expected(row)
        if row.eta is not None and row.eta > row.needed:
            return f"{self.moment(row.eta)}, late"
        return f"{moments.lasted(self._now() - row.needed)} late"

    def paint_expected(self, painter: QPainter, cell: Cell, row: RequestRow) -> None:
        """In red where it is late."""
        late = row.is_late(self._now())
        _words(painter, cell, self.shortly(row), QColor(cell.tokens.bad) if late else cell.colour)

    def window(self, row: OfferRow) -> str:
        """From when to when."""
        if row.starts is None and row.ends is None:
            return ""
        return f"{self.moment(row.starts) or '…'} – {self.moment(row.ends) or '…'}"

    def due(self, row: FillRow) -> str:
        """When it is expected, was here, went home."""
        if row.released is not None:
            return f"home {self.moment(row.released)}"
        if row.arrived is not None:
            return f"here {self.moment(row.arrived)}"
        if row.state == "fell through" or row.eta is None:
            return "no time set" if row.state != "fell through" else ""
        late = f" · {moments.lasted(self._now() - row.eta)} late" if row.eta < self._now() else ""
        return f"{self.moment(row.eta)}{late}"

    def paint_due(self, painter: QPainter, cell: Cell, row: FillRow) -> None:
        """In red where it should be here by now."""
        late = row.state in ("committed", "en route") and row.eta is not None and row.eta < self._now()
        _words(painter, cell, self.due(row), QColor(cell.tokens.bad) if late else cell.colour)

    def valid(self, row: ResourceRow) -> str:
        """Until when the credentials are valid; expired ones say so."""
        if not row.valid_until:
            return "not said" if row.credentials else ""
        return f"expired {row.valid_until}" if self.is_expired(row) else row.valid_until

    def is_expired(self, row: ResourceRow) -> bool:
        """Whether the credentials ran out before today, in the event's zone."""
        today = moments.shown(self._now(), self._zone())[:10]
        return bool(row.valid_until) and row.valid_until < today

    def paint_valid(self, painter: QPainter, cell: Cell, row: ResourceRow) -> None:
        """In red where they ran out."""
        _words(painter, cell, self.valid(row), QColor(cell.tokens.bad) if self.is_expired(row) else cell.colour)


def paint_progress(painter: QPainter, cell: Cell, row: RequestRow) -> None:
    """A bar of what is promised, what is here in full colour, and the words beside it."""
    tokens, rect = cell.tokens, cell.rect
    width, height = _BAR * tokens.scale, 6 * tokens.scale
    bar = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    parts = ((1.0, tokens.border), (_part(row.filled, row), tokens.info), (_part(row.arrived, row), tokens.ok))
    for part, colour in parts:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * part, height), height / 2, height / 2)
    painter.restore()
    beside = Cell(rect.adjusted(width + tokens.pad, 0, 0, 0), tokens, cell.colour)
    _words(painter, beside, f"{row.filled} of {row.quantity}", cell.colour)


def _part(count: int, row: RequestRow) -> float:
    return min(count / max(row.quantity, 1), 1.0)


def _words(painter: QPainter, cell: Cell, words: str, colour: QColor) -> None:
    painter.save()
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(cell.rect.width()))
    flags: Any = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(cell.rect, flags, shown)
    painter.restore()
