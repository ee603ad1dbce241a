"""Who an entry is addressed to, who of them acknowledged it, and the button to do so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from eocdesk.store.queries.entries import Said
from eocdesk.ui.kit.icons import IconLabel
from eocdesk.ui.kit.moments import short
from eocdesk.ui.panes.incidents.sections import Paragraph


class Addressed(QWidget):
    """A row for each addressee. It is made again only where something changed."""

    asked = Signal(str)
    """The addressee somebody acknowledges for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Addressees")
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def show_said(self, said: tuple[Said, ...], free: tuple[str, ...], zone: str, now: int) -> None:
        """Every addressee; `free` are those who may acknowledge here."""
        if self._shown == (said, free, zone):
            return
        had = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._shown = said, free, zone
        self._clear()
        named = [one.addressee for one in said]
        rows = [*said, *(Said(name) for name in free if name not in named)]
        for row, one in enumerate(rows):
            self._add(row, one, zone, now, may=one.addressee in free)
        self.setVisible(bool(rows))
        button = self.findChild(QPushButton)
        if had and button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, row: int, one: Said, zone: str, now: int, *, may: bool) -> None:
        done = one.at is not None or bool(one.by)
        icon = IconLabel("mdi6.check-circle" if done else "mdi6.bell-ring-outline", "ok" if done else "warn", 15)
        self._grid.addWidget(icon, row, 0)
        self._grid.addWidget(Paragraph(one.addressee), row, 1)
        if done:
            self._grid.addWidget(_told(f"{one.by} {short(one.at, zone, now)}".strip()), row, 2)
        elif may:
            button = QPushButton("Acknowledge")
            button.setObjectName(one.addressee)
            button.setAccessibleName(f"Acknowledge for {one.addressee}")
            button.setToolTip("A in the list")
            button.clicked.connect(self._press)
            self._grid.addWidget(button, row, 2)
            button.show()  # now, so that it can take the keyboard
        else:
            self._grid.addWidget(_told("waits"), row, 2)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    @Slot()
    def _press(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName())


def _told(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return label
