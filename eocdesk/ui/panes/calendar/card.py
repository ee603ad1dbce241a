"""The card of one session beside the calendar: everything known of it, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from eocdesk.models.incident import SEVERITIES
from eocdesk.models.session import STATUSES
from eocdesk.store.queries.calendar import SessionCard, SessionRow, TiedIncident
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided, Facts
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.panes.calendar import telling
from eocdesk.ui.panes.calendar.hours import from_to
from eocdesk.ui.panes.calendar.looks import severity_ink
from eocdesk.ui.panes.calendar.state import warning_of

_WIDTH = 350
_STEPS = 8
"""Changes told on the card; the rest is in the record's history."""
_LATE = frozenset({"delayed", "suspended", "postponed"})


class Card(QFrame):
    """Shows a `SessionCard`; says what a person wants, and leaves doing it to the pane."""

    closed = Signal()
    edit_asked = Signal(object)
    status_asked = Signal(object, str)
    strike_asked = Signal(object)
    log_asked = Signal(object)
    report_asked = Signal(object)
    incident_picked = Signal(object)
    session_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Session")
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session: SessionRow | None = None
        self._title = QLabel()
        self._title.setProperty("role", "h1")
        self._title.setWordWrap(True)
        self._headline = QLabel()
        self._headline.setProperty("role", "muted")
        self._headline.setWordWrap(True)
        self._state = QLabel()
        self._state.setProperty("role", "strong")
        self._facts = Facts()
        self._clashes = _section()
        self._incidents = _section()
        self._history = _section()
        self._lay_out()
        self.hide()

    @property
    def session(self) -> bytes | None:
        """The id of the session shown."""
        return None if self._session is None else self._session.id

    def show_card(self, card: SessionCard, zone: str, clashes: list[SessionRow]) -> None:
        """Show it; `clashes` are the sessions it is in conflict with."""
        row = self._session = card.row
        self._title.setText(row.title)
        self._headline.setText(telling.headline(row))
        self._say_state(row, conflict=bool(clashes))
        self._facts.show_facts(telling.facts(card, zone))
        _fill(self._clashes, "Venue in double use with", [self._clash(other, zone) for other in clashes])
        _fill(self._incidents, "Incidents", [self._incident(incident) for incident in card.incidents])
        _fill(self._history, "History", [_told(*telling.told(step, zone)) for step in card.history[:_STEPS]])
        self._status.setText(f"Status: {telling.status_word(row)}")
        for action in self._status.menu().actions():
            action.setEnabled(action.data() != row.status)
        self.setAccessibleDescription(f"{row.title}, {telling.planned(row, zone)}, {row.venue_name}")
        self.setFixedWidth(round(_WIDTH * theme.of(self).scale))
        self.show()

    def take_focus(self) -> None:
        """The keyboard to the first thing one does here."""
        self._status.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._title, self._headline, self._state):
            words.addWidget(part)
        close = IconButton("mdi6.close", "Close the card (Esc)")
        close.clicked.connect(self.close_it)
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        body.setProperty("plain", True)  # noqa: FBT003  Qt's own
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 8, 16, 12)
        inner.setSpacing(10)
        for section in (self._clashes, self._incidents, self._facts, self._history):
            inner.addWidget(section)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 1, 0)  # the border's
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(self._actions())
        box.addWidget(area, 1)

    def _actions(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(4)
        self._status = QPushButton("Status")
        menu = QMenu(self._status)
        for value, word in STATUSES:
            action = QAction(word, menu)
            action.setData(value)
            menu.addAction(action)
        menu.triggered.connect(self._status_chosen)
        self._status.setMenu(menu)
        self.setFocusProxy(self._status)
        row.addWidget(self._status, 1)
        for name, label, slot in (
            ("mdi6.text-box-plus-outline", "Log an entry about it", self._log),
            ("mdi6.alert-plus-outline", "Report an incident tied to it", self._report),
            ("mdi6.pencil-outline", "Edit (F2)", self._edit),
            ("mdi6.calendar-remove-outline", "Strike it from the calendar", self._strike),
        ):
            button = IconButton(name, label)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _say_state(self, row: SessionRow, *, conflict: bool) -> None:
        parts = ["Conflict"] if conflict else []
        if row.status != "scheduled":
            parts.append(telling.status_word(row))
        odd = warning_of(row)
        if odd:
            parts.append(odd[:1].upper() + odd[1:])
        tokens = theme.of(self)
        ink = tokens.bad if conflict else tokens.warn if row.status in _LATE or odd else tokens.muted
        self._state.setText("  ·  ".join(parts))
        self._state.setVisible(bool(parts))
        self._state.setStyleSheet(f"color: {ink};")

    def _clash(self, other: SessionRow, zone: str) -> QWidget:
        button = _Line(f"{from_to(other.starts or 0, other.ends, zone)}  {other.title}", QIcon())
        button.setProperty("id", other.id)
        button.clicked.connect(self._clash_clicked)
        return button

    def _incident(self, incident: TiedIncident) -> QWidget:
        tokens = theme.of(self)
        size = round(tokens.base * 1.1)
        pixels = QPixmap(size * 2, size * 2)
        pixels.setDevicePixelRatio(2)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        middle = pixels.deviceIndependentSize().width() / 2
        centre = pixels.rect().toRectF().center() / 2
        ink = severity_ink(tokens, incident.severity)
        if incident.status in ("resolved", "closed"):
            ink = QColor(tokens.faint)
        paint_severity(painter, centre, middle - 1.5, incident.severity, ink)
        painter.end()
        severity = SEVERITIES[incident.severity][1]
        button = _Line(f"{incident.number}  {incident.title}", QIcon(pixels), f"{severity}, {incident.status}")
        button.setProperty("id", incident.id)
        button.clicked.connect(self._incident_clicked)
        return button

    @Slot()
    def close_it(self) -> None:
        """Close; the pane takes the keyboard."""
        self.hide()
        self._session = None
        self.closed.emit()

    @Slot()
    def _clash_clicked(self) -> None:
        self.session_picked.emit(bytes(self.sender().property("id")))

    @Slot()
    def _incident_clicked(self) -> None:
        self.incident_picked.emit(bytes(self.sender().property("id")))

    @Slot(QAction)
    def _status_chosen(self, action: QAction) -> None:
        if self._session is not None:
            self.status_asked.emit(self._session.id, action.data())

    @Slot()
    def _edit(self) -> None:
        if self._session is not None:
            self.edit_asked.emit(self._session.id)

    @Slot()
    def _log(self) -> None:
        if self._session is not None:
            self.log_asked.emit(self._session)

    @Slot()
    def _report(self) -> None:
        if self._session is not None:
            self.report_asked.emit(self._session)

    @Slot()
    def _strike(self) -> None:
        if self._session is not None:
            self.strike_asked.emit(self._session.id)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.of(self).border))
        x = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - 1
        painter.drawLine(x, 0, x, self.height())
        painter.end()


def _section() -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    return made


def _fill(section: QWidget, caption: str, parts: list[QWidget]) -> None:
    """A caption and these parts; hidden where there are none."""
    box = section.layout()
    while box is not None and (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    section.setVisible(bool(parts))
    if box is None or not parts:
        return
    head = QLabel(caption.upper())
    head.setProperty("role", "caption")
    box.addWidget(head)
    for part in parts:
        box.addWidget(part)


class _Line(QPushButton):
    """A line that leads somewhere; it ends in an ellipsis where it does not fit."""

    def __init__(self, words: str, icon: QIcon, tip: str = "") -> None:
        super().__init__()
        self._words = words
        self.setIcon(icon)
        self.setProperty("kind", "quiet")
        self.setStyleSheet("text-align: left; padding: 3px 4px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{words}\n{tip}" if tip else words)
        self.setAccessibleName(f"{words}, {tip}" if tip else words)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 12 - (0 if self.icon().isNull() else self.iconSize().width() + 6)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


def _told(who: str, words: str) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 2, 0, 2)
    box.setSpacing(0)
    first = Elided(who, "muted")
    second = QLabel(words)
    second.setWordWrap(True)
    box.addWidget(first)
    box.addWidget(second)
    return made
