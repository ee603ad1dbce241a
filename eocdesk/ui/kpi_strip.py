"""The strip of figures under the top bar: read from records, or absent."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from eocdesk.models.incident import SEVERITIES, Severity
from eocdesk.store.queries.figures import Figures
from eocdesk.ui.kit.card import Figure
from eocdesk.ui.kit.moments import short

ROOM = 230
"""The least room a figure needs, in pixels at the desk's size."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words. `part` is the token of its icon."""

    name: str
    value: str
    rest: str = ""
    part: str = "accent"


_KINDS = {
    "posture": ("mdi6.bullhorn-outline", "Activation"),
    "incidents": ("mdi6.alert-octagon-outline", "Open incidents"),
    "venues": ("mdi6.stadium-variant", "Venues live"),
    "hazards": ("mdi6.weather-lightning", "Active hazards"),
    "next": ("mdi6.calendar-arrow-right", "Next session"),
    "overdue": ("mdi6.clock-alert-outline", "Overdue tasks"),
    "duty": ("mdi6.account-clock-outline", "On duty"),
}


def in_words(figures: Figures, zone: str, now: int) -> list[Shown]:
    """The figures that a record feeds, most important first."""
    found: list[Shown | None] = [
        _posture(figures, zone, now),
        _incidents(figures),
        _venues(figures),
        _hazards(figures),
        _next(figures, zone, now),
        _overdue(figures),
        _duty(figures),
    ]
    return [one for one in found if one is not None]


def _posture(f: Figures, zone: str, now: int) -> Shown | None:
    if f.level is None:
        return None
    since, word = f"since {short(f.level.since, zone, now)}", f.level.word.partition(", ")[2]
    return Shown("posture", f"Level {f.level.level}", " · ".join(part for part in (since, word) if part))


def _incidents(f: Figures) -> Shown | None:
    if f.incidents is None:
        return None
    worst = [(count, SEVERITIES[at][1].lower()) for at, count in enumerate(f.incidents) if count][::-1]
    part = "bad" if any(f.incidents[Severity.MAJOR :]) else "warn" if any(f.incidents) else "ok"
    return Shown("incidents", str(sum(f.incidents)), " · ".join(f"{count} {word}" for count, word in worst), part)


def _venues(f: Figures) -> Shown | None:
    if f.venues is None:
        return None
    rest = f"{f.venues.suspended} suspended" if f.venues.suspended else "of those in use today"
    part = "warn" if f.venues.suspended else "ok" if f.venues.live else "muted"
    return Shown("venues", f"{f.venues.live} / {f.venues.today}", rest, part)


def _hazards(f: Figures) -> Shown | None:
    if f.hazards is None:
        return None
    active, venues, sessions, later = f.hazards.active, f.hazards.venues, f.hazards.sessions, f.hazards.later
    touched = [f"{venues} venue{'' if venues == 1 else 's'}"] if venues else []
    touched += [_sessions(sessions)] if sessions else []
    rest = ", ".join(touched) or ("no venue touched" if active else "none in force")
    if later and not sessions:
        rest = f"{_sessions(later)} later"
    part = "bad" if sessions else "warn" if active or later else "ok"
    return Shown("hazards", str(active), rest, part)


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def _next(f: Figures, zone: str, now: int) -> Shown | None:
    if f.next is None:
        return None
    where = f", {f.next.venue}" if f.next.venue else ""
    return Shown("next", short(f.next.starts, zone, now), f.next.title + where, "info")


def _overdue(f: Figures) -> Shown | None:
    if f.tasks_overdue is None:
        return None
    part = "bad" if f.tasks_overdue else "ok" if f.tasks_open else "muted"
    return Shown("overdue", str(f.tasks_overdue), f"of {f.tasks_open} open", part)


def _duty(f: Figures) -> Shown | None:
    seats = f"{f.seats_activated} of {f.seats} seats activated" if f.seats else ""
    if f.on_duty is None:
        return Shown("duty", f"{f.seats_activated} / {f.seats}", "seats activated", "info") if f.seats else None
    return Shown("duty", str(f.on_duty), seats, "ok" if f.on_duty else "warn")


class Door(Figure):
    """A figure that leads to what it counts: by a click, by Enter or Space."""

    pressed = Signal()

    def __init__(self, icon: str, caption: str) -> None:
        super().__init__(icon, caption)
        self.setProperty("door", True)  # noqa: FBT003  Qt's own
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription("Enter goes to the record behind this figure")

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


class KpiStrip(QWidget):
    """Cards in a row; those for which there is no room are left out from the end."""

    chosen = Signal(str)
    """The name of the figure a person chose."""

    def __init__(self, parent: QWidget | None = None, *, doors: bool = False) -> None:
        """`doors`: the figures can be chosen."""
        super().__init__(parent)
        self.setAccessibleName("Figures")
        make = Door if doors else Figure
        self._cards: dict[str, Figure] = {name: make(icon, caption) for name, (icon, caption) in _KINDS.items()}
        for name, card in self._cards.items():
            card.setObjectName(name)
            if isinstance(card, Door):
                card.pressed.connect(self._pressed)
        self._known: list[str] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(8, 8, 8, 2)
        self._box.setSpacing(8)
        for card in self._cards.values():
            self._box.addWidget(card, 1)
            card.hide()
        self.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The figures on screen, in order."""
        return tuple(name for name, card in self._cards.items() if not card.isHidden())

    def card(self, name: str) -> Figure:
        """One of them."""
        return self._cards[name]

    def show_figures(self, figures: Figures | None, zone: str, now: int) -> None:
        """Feed it; None empties it."""
        shown = in_words(figures, zone, now) if figures is not None else []
        for one in shown:
            self._cards[one.name].show_figure(one.value, one.rest, one.part)
        self._known = [one.name for one in shown]
        self.setVisible(bool(shown))
        self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller cards on a small screen."""
        for card in self._cards.values():
            card.set_compact(compact=compact)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())

    def _fit(self) -> None:
        most = max(1, self.width() // ROOM)
        for name, card in self._cards.items():
            card.setVisible(name in self._known[:most])

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
