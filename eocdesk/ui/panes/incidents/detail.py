"""The panel beside the list: the chosen entry or incident in full, read away from the screen, never in the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from eocdesk.models.marking import DEFAULT
from eocdesk.store.queries import entries, incidents
from eocdesk.store.queries.entries import Thread
from eocdesk.store.queries.incidents import Card
from eocdesk.ui.kit.badge import MarkingLabel
from eocdesk.ui.kit.chips import SeverityChip
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.entry_card import EntryCard
from eocdesk.ui.panes.incidents.incident_card import IncidentCard

_PATIENCE_MS = 40
"""Held arrows pass over rows without reading each."""


class Detail(QFrame):
    """Follows the list's current row while it can be seen."""

    asked = Signal(str)
    acknowledged = Signal(str)
    record_picked = Signal(str, bytes)
    entries_asked = Signal(str)
    document_picked = Signal(object)
    closed = Signal()
    pasted = Signal()
    files_dropped = Signal(object)
    """A list of Path."""
    shown = Signal()
    """What was asked for is on screen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.context = context
        self._wanted: tuple[str, bytes] | None = None
        self._is: tuple[str, bytes] | None = None
        self.thread_now: Thread | None = None
        self.card_now: Card | None = None
        self.entry = EntryCard()
        self.incident = IncidentCard()
        for card in (self.entry, self.incident):
            card.documents.holds = context.desk.holds
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self.read)
        self._lay_out()
        self._connect_parts()

    @property
    def subject(self) -> tuple[str, bytes] | None:
        """Kind and id of what is on screen, or will be."""
        return self._wanted

    @property
    def is_ready(self) -> bool:
        """Whether what was asked for is on screen."""
        return not self.isVisible() or self._wanted == self._is

    def follow(self, kind: str, record: bytes | None) -> None:
        """Show this soon; None: nothing is chosen."""
        self._wanted = (kind, record) if record is not None else None
        if self.isVisible():
            self._soon.start()

    @Slot()
    def read(self) -> None:
        """Read it again, as it is now."""
        self._soon.stop()
        if not self.isVisible():
            return
        if self._wanted is None:
            self._show_none()
        else:
            self.context.start(self._read(*self._wanted), name="detail")

    def take_focus(self) -> None:
        """The keyboard to the first verb."""
        card: QWidget = self.incident if self._wanted is not None and self._wanted[0] == "incident" else self.entry
        verbs = self.incident.verbs if card is self.incident else self.entry.verbs
        verbs.more.setFocus(Qt.FocusReason.OtherFocusReason)
        first = verbs.findChild(IconButton)
        if first is not None and not first.isHidden():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _read(self, kind: str, record: bytes) -> None:
        thread = card = None
        if kind == "entry":
            thread = await self.context.desk.read(entries.thread, record)
        else:
            card = await self.context.desk.read(incidents.card, record)
        if not isValid(self) or self._wanted != (kind, record):
            return
        if thread is not None:
            self._show_thread(thread)
        elif card is not None:
            self._show_card(card)
        else:
            self._show_none()
        changed, self._is = self._is != self._wanted, self._wanted
        if changed:
            self._area(self._stack.currentIndex()).verticalScrollBar().setValue(0)
        self.shown.emit()

    def _show_thread(self, thread: Thread) -> None:
        self.thread_now, self.card_now = thread, None
        row, desk = thread.row, self.context.desk
        who = (desk.person, desk.position)
        self.entry.show_thread(thread, self.context.zone, self.context.setting.now(), who)
        self._say(row.number, row.severity, thread.first.marking, thread.first.audience or "")
        self._stack.setCurrentIndex(1)

    def _show_card(self, card: Card) -> None:
        self.thread_now, self.card_now = None, card
        self.incident.show_card(card, self.context.zone, self.context.setting.now())
        self._say(card.row.number, card.row.severity, card.incident.marking, card.incident.audience or "")
        self._stack.setCurrentIndex(2)

    def _show_none(self) -> None:
        self.thread_now = self.card_now = None
        self._is = self._wanted
        for widget in (self._number, self._chip, self._marking):
            widget.hide()
        self._stack.setCurrentIndex(0)

    def _say(self, number: str, severity: int, marking: str | None, audience: str) -> None:
        self._number.setText(number)
        self._chip.set_severity(severity)
        self._marking.show_marking(marking or DEFAULT, audience)
        self._marking.setToolTip("How this record is marked.")
        for widget in (self._number, self._chip, self._marking):
            widget.show()

    def _area(self, page: int) -> QScrollArea:
        found = self._stack.widget(page)
        return found if isinstance(found, QScrollArea) else self._areas[0]

    def _lay_out(self) -> None:
        self._number = QLabel()
        self._number.setProperty("role", "strong")
        self._chip = SeverityChip()
        self._marking = MarkingLabel()
        self.close_button = IconButton("mdi6.close", "Close the panel (Esc)", size=16)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 6, 0)
        head.setSpacing(8)
        head.addWidget(self._number)
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._marking, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.close_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty("mdi6.cursor-default-click-outline", "Choose a row of the list."))
        self._areas = (scrolled(self.entry), scrolled(self.incident))
        for area in self._areas:
            self._stack.addWidget(area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def _connect_parts(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.entry.asked.connect(self.asked)
        self.entry.acknowledged.connect(self.acknowledged)
        self.entry.record_picked.connect(self.record_picked)
        self.entry.document_picked.connect(self.document_picked)
        self.incident.asked.connect(self.asked)
        self.incident.record_picked.connect(self.record_picked)
        self.incident.document_picked.connect(self.document_picked)
        self.incident.entries_asked.connect(self.entries_asked)

    # Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._wanted is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            self.files_dropped.emit(files)
