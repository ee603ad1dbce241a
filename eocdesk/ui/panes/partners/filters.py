"""The filter of the people: sector, role, venue, on duty now; drops down from its button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.models.partner import SECTORS
from eocdesk.store.queries.partners import EVERYBODY, Wanted
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.partners.reading import Choices
from eocdesk.ui.panes.partners.words import MIDDOT, sector

_WIDTH = 280


class Filters(QFrame):
    """A popup. What is chosen counts at once."""

    changed = Signal(object)
    """The new `Wanted`, its words and agency as they were."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "raised")
        self.setAccessibleName("Filter partners")
        self._wanted = EVERYBODY
        self._filling = False
        self.sector = _Box("Sector")
        self.role = _Box("Role")
        self.venue = _Box("Venue")
        self.on_duty = QCheckBox("On duty now")
        self.everybody = QPushButton("Show everybody")
        self.sector.fill("Every sector", SECTORS)
        self.set_choices(Choices((), ()))
        self._lay_out()
        for box in (self.sector, self.role, self.venue):
            box.currentIndexChanged.connect(self._changed)
        self.on_duty.toggled.connect(self._changed)
        self.everybody.clicked.connect(self.clear)

    def set_choices(self, known: Choices) -> None:
        """What there is to choose; what is chosen stays."""
        self._filling = True
        self.role.fill("Every role", [(role, f"{role} ({count:,})") for role, count in known.roles])
        self.venue.fill("Every venue", known.venues)
        self._show()
        self._filling = False

    def set_wanted(self, wanted: Wanted, only: frozenset[str]) -> None:
        """Show this; `only` those fields can be changed here and now."""
        self._filling = True
        self._wanted = wanted
        self._show()
        for name in ("sector", "role", "venue", "on_duty"):
            getattr(self, name).setEnabled(name in only)
        self._filling = False

    def drop_from(self, button: QWidget) -> None:
        """Open under its button, inside the screen."""
        scale = theme.of(button).scale
        self.setFixedWidth(round(_WIDTH * scale))
        self.adjustSize()
        place = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        area = button.screen().availableGeometry()
        x = min(max(place.x(), area.left()), max(area.left(), area.right() - self.width()))
        y = min(place.y(), max(area.top(), area.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.sector.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def clear(self) -> None:
        """Let everybody through."""
        self._take(replace(EVERYBODY, words=self._wanted.words))
        self._filling = True
        self._show()
        self._filling = False

    def _show(self) -> None:
        self.sector.choose(self._wanted.sector or None)
        self.role.choose(self._wanted.role or None)
        self.venue.choose(self._wanted.venue)
        self.on_duty.setChecked(self._wanted.on_duty)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(10)
        rows = QFormLayout()
        rows.setSpacing(8)
        for part in (self.sector, self.role, self.venue):
            label = QLabel(part.accessibleName())
            label.setBuddy(part)
            rows.addRow(label, part)
        box.addLayout(rows)
        box.addWidget(self.on_duty)
        box.addWidget(self.everybody, 0, Qt.AlignmentFlag.AlignTrailing)

    @Slot()
    def _changed(self) -> None:
        if self._filling:
            return
        chosen: dict[str, Any] = {"sector": self.sector.value or "", "role": self.role.value or ""}
        chosen |= {"venue": self.venue.value, "on_duty": self.on_duty.isChecked()}
        self._take(replace(self._wanted, **chosen))

    def _take(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self.changed.emit(wanted)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
            return
        super().keyPressEvent(event)


def sentence(wanted: Wanted, agency: str, venue: str) -> str:
    """What is let through, in words: `Local · Liaison · On duty now`; empty for everybody."""
    parts = (
        agency if wanted.agency is not None else "",
        sector(wanted.sector) if wanted.sector else "",
        wanted.role,
        (venue or "One venue") if wanted.venue is not None else "",
        "On duty now" if wanted.on_duty else "",
    )
    return MIDDOT.join(part for part in parts if part)


class _Box(QComboBox):
    """A choice among values, or none of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def value(self) -> Any:
        """What is chosen; None: none in particular."""
        return self.currentData()

    def fill(self, every: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these after the one that lets all through."""
        self.clear()
        self.addItem(every, None)
        for value, words in choices:
            self.addItem(words, value)

    def choose(self, value: Any) -> None:
        """Show this one; what is not offered is added, so that it is never hidden what is left out."""
        if value is None:
            self.setCurrentIndex(0)
            return
        at = next((n for n in range(self.count()) if self.itemData(n) == value), -1)
        if at < 0:
            self.addItem(value if isinstance(value, str) else "This one", value)
            at = self.count() - 1
        self.setCurrentIndex(at)
