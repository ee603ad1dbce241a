"""How rows of the log look: weight, tint and edge by what they say; severity, status and marks painted."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from eocdesk.models.incident import STATUSES, Severity, Status
from eocdesk.store.queries.entries import EntryRow
from eocdesk.store.queries.incidents import IncidentRow
from eocdesk.ui.kit import icons, theme
from eocdesk.ui.kit.chips import paint_severity_chip, paint_status
from eocdesk.ui.kit.columns import Cell, Look
from eocdesk.ui.kit.tokens import Tokens

WORKED_ON = ("", str(Status.OPEN))
"""Statuses in which a grave row is set in weight: nobody has it in hand yet."""
OVER = (str(Status.RESOLVED), str(Status.CLOSED))
_STATUS_WORDS = dict(STATUSES)
_KIND_WORDS = {"amend": "Amendment: "}
_SIDE = 15


def entry_look(row: EntryRow, tokens: Tokens) -> Look:
    """Open Major and Critical in weight with an edge; what is closed or struck is muted."""
    muted = row.incident_status == Status.CLOSED or row.struck is not None
    return _look(row.severity, row.incident_status, tokens, muted=muted, struck=row.struck is not None)


def incident_look(row: IncidentRow, tokens: Tokens) -> Look:
    """The same for an incident."""
    return _look(row.severity, row.status, tokens, muted=row.status in OVER or row.struck, struck=row.struck)


def _look(severity: int, status: str, tokens: Tokens, *, muted: bool, struck: bool) -> Look:
    if muted:
        return Look(muted=True, struck=struck)
    text, ground = tokens.severity[severity]
    solid = ground if severity == Severity.CRITICAL else text
    grave = severity >= Severity.MAJOR
    over = status in OVER
    return Look(
        bold=grave and status in WORKED_ON,
        edge=solid if grave and not over else "",
        tint=solid if severity == Severity.CRITICAL and not over else "",
    )


def said(row: EntryRow) -> str:
    """What the entry says now, in one line."""
    return _KIND_WORDS.get(row.kind, "") + " ".join(row.words.split())


def status_word(status: str) -> str:
    """The word of an incident's status."""
    return _STATUS_WORDS.get(status, status.capitalize())


def marks(row: EntryRow) -> list[tuple[str, str, str]]:
    """What else there is to know of an entry: icon, token, words."""
    found = []
    if row.priority == "flash" and row.struck is None:
        found.append(("mdi6.flash", "bad", "flash"))
    if row.waits:
        found.append(("mdi6.bell-ring-outline", "warn", _waiting(row)))
    if row.conflict:
        found.append(("mdi6.alert", "bad", "in conflict"))
    if row.documents:
        found.append(("mdi6.paperclip", "muted", f"{row.documents} attached"))
    if row.amended:
        found.append(("mdi6.pencil-outline", "muted", "amended"))
    if row.struck is not None:
        found.append(("mdi6.cancel", "muted", "struck"))
    return found


def entry_tip(row: EntryRow) -> str:
    """The whole text, with number, marks and reason; for the hand that rests on it."""
    parts = [f"{row.number}  {row.author}".strip(), row.words]
    also = ", ".join(words for _, _, words in marks(row))
    if also:
        parts.append(also[:1].upper() + also[1:])
    if row.struck:
        parts.append(f"Struck: {row.struck}")
    return "\n".join(parts)


def spoken(row: EntryRow) -> str:
    """The summary as it is read aloud: text, then marks."""
    also = ", ".join(words for _, _, words in marks(row))
    return f"{said(row)} ({also})" if also else said(row)


def age(since: int | None, until: int) -> str:
    """`12 min`, `2 h 05`, `3 d`: how long something has been going on."""
    if since is None:
        return ""
    minutes = max(0, until - since) // 60_000
    if minutes < 60:  # noqa: PLR2004  an hour
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h {minutes % 60:02d}" if hours < 24 else f"{hours // 24} d"  # noqa: PLR2004  a day


def paint_severity(painter: QPainter, cell: Cell, row: EntryRow | IncidentRow) -> None:
    """The chip; the line behind a row that is struck speaks for itself."""
    paint_severity_chip(painter, cell.rect, row.severity, cell.tokens)


def paint_entry_status(painter: QPainter, cell: Cell, row: EntryRow) -> None:
    """The status of the incident an entry belongs to; without one, nothing."""
    if row.incident_status:
        _status(painter, cell, row.incident_status)


def paint_incident_status(painter: QPainter, cell: Cell, row: IncidentRow) -> None:
    """An incident's status."""
    _status(painter, cell, row.status)


def paint_summary(painter: QPainter, cell: Cell, row: EntryRow) -> None:
    """The words, cut to fit, and the marks at the far end."""
    look = entry_look(row, cell.tokens)
    side = round(_SIDE * cell.tokens.scale)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    rect, step = QRectF(cell.rect), side + 5
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    top = rect.center().y() - side / 2
    for name, part, _ in marks(row):
        x = rect.left() if mirrored else rect.right() - side
        painter.drawPixmap(QPointF(x, top), _pixmap(name, getattr(cell.tokens, part), side, ratio))
        rect.adjust(step if mirrored else 0, 0, 0 if mirrored else -step, 0)
    weight = 600 if look.bold else 400
    painter.setFont(theme.font(cell.tokens, 0, weight))
    painter.setPen(cell.colour)
    metrics = theme.metrics(cell.tokens, 0, weight)
    shown = metrics.elidedText(said(row), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
    if look.struck:
        long = metrics.horizontalAdvance(shown)
        left = rect.right() - long if mirrored else rect.left()
        y = rect.center().y() + 0.5
        painter.drawLine(QPointF(left, y), QPointF(left + long, y))


def _status(painter: QPainter, cell: Cell, status: str) -> None:
    paint_status(painter, cell.rect, status, status_word(status), cell.tokens, cell.colour)


def _waiting(row: EntryRow) -> str:
    wanted = json.loads(row.addressees) if row.addressees else []
    if len(wanted) > 1:
        return f"{row.acknowledged} of {len(wanted)} acknowledged"
    return "waits for acknowledgement"


@lru_cache(maxsize=64)
def _pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    return icons.picture(name, colour, side, ratio)
