"""The card of one person or agency: how to reach them, when they are there, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.panes.partners.painting import Face, StatusChip
from eocdesk.ui.panes.partners.telling import Part, Told
from eocdesk.ui.panes.partners.ways import Ways

_TWO = 700
"""px at the desk's size from which the body has two columns."""


class Card(QFrame):
    """Shows a `Told`; says what a person wants, and leaves doing it to the pane."""

    closed = Signal()
    copied = Signal(str)
    opened = Signal(str)
    """A link that a person asked to open."""
    acted = Signal(str)
    """edit, log, duty, list, people, contact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told: Told | None = None
        self.face = Face()
        self._title, self._second, self._presence = _label("h1"), _label("muted"), _label("muted")
        self.ways = Ways()
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(12)
        self._facts = Facts()
        self.close_button = IconButton("mdi6.close", "Close the card (Esc)")
        self._empty = Empty("mdi6.card-account-phone-outline", "Pick somebody from the list.")
        self._buttons = self._made_buttons()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._stack = QStackedWidget()
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.ways.copied.connect(self.copied)
        self.ways.opened.connect(self.opened)

    @property
    def told(self) -> Told | None:
        """What is on it."""
        return self._told

    def show_told(self, told: Told | None, sentence: str = "Pick somebody from the list.") -> None:
        """Show this, or that there is nothing to show."""
        before, self._told = self._told, told
        self._stack.setCurrentIndex(0 if told is not None else 1)
        self._empty.say(sentence)
        if told is None or told == before:
            return
        self.setAccessibleName(f"{told.title}, {told.second}, {told.presence.word}")
        self.face.show_person(told.title, told.presence)
        self._title.setText(told.title)
        self._second.setText(told.second)
        self._second.setVisible(bool(told.second))
        self._presence.setText(told.presence.word)
        self.ways.show_ways(told.ways)
        self._show_parts(told.parts)
        self._facts.show_facts(list(told.facts))
        person = told.kind == "contact"
        self.face.setVisible(person)
        for name, button in self._buttons.items():
            button.setVisible(name in ("log", "edit") or (name in ("duty", "list")) is person)
        self._buttons["people"].setVisible(told.agency is not None)
        self._buttons["people"].setToolTip("Its people" if not person else "Everybody of this agency")
        word = "Take off the call-down" if told.listed else "Add to the call-down"
        self._buttons["list"].set_icon("mdi6.playlist-minus" if told.listed else "mdi6.playlist-plus")
        self._buttons["list"].setToolTip(word)
        self._buttons["list"].setAccessibleName(word)

    def set_closing(self, *, on: bool) -> None:
        """Whether it can be closed: beside the list it has its place."""
        self.close_button.setVisible(on)

    def take_focus(self) -> None:
        """The keyboard to the first thing one does here."""
        rows = self.ways.rows
        first = rows[0].copy if rows else self._buttons["log"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def button(self, name: str) -> IconButton:
        """One of its buttons: log, edit, duty, list, people, contact."""
        return self._buttons[name]

    def _made_buttons(self) -> dict[str, IconButton]:
        made = {
            "log": IconButton("mdi6.text-box-plus-outline", "Log an entry about them", words="Log entry", size=16),
            "edit": IconButton("mdi6.pencil-outline", "Edit (F2)"),
            "duty": IconButton("mdi6.clock-plus-outline", "Put on duty"),
            "list": IconButton("mdi6.playlist-plus", "Add to the call-down"),
            "people": IconButton("mdi6.account-group-outline", "Everybody of this agency"),
            "contact": IconButton("mdi6.account-plus-outline", "Add a contact of this agency"),
        }
        for name, button in made.items():
            button.setObjectName(name)
            button.clicked.connect(self._pressed)
        return made

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in (self._title, self._second, self._presence):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 0)
        head.setSpacing(12)
        head.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        acts = QHBoxLayout()
        acts.setContentsMargins(12, 0, 8, 0)
        acts.setSpacing(2)
        for button in self._buttons.values():
            acts.addWidget(button)
        acts.addStretch(1)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addLayout(acts)
        box.addWidget(self._body(), 1)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _body(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("plain", True)  # noqa: FBT003  Qt's own
        rest = QVBoxLayout()
        rest.setSpacing(12)
        rest.addWidget(self._parts)
        rest.addWidget(self._facts)
        rest.addStretch(1)
        first = QVBoxLayout()
        first.addWidget(self.ways)
        first.addStretch(1)
        self._columns.setContentsMargins(16, 6, 16, 12)
        self._columns.setSpacing(12)
        self._columns.addLayout(first, 2)
        self._columns.addLayout(rest, 3)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        box = self._parts.layout()
        while box is not None and (item := box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._parts.setVisible(bool(parts))
        for part in parts:
            if box is not None:
                box.addWidget(_section(part))

    @Slot()
    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.width() >= _TWO * theme.of(self).scale
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if two else way.TopToBottom)
        self._columns.setSpacing(32 if two else 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def _section(part: Part) -> QWidget:
    """A caption and its lines."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(3)
    caption = QLabel(part.caption.upper())
    caption.setProperty("role", "caption")
    box.addWidget(caption)
    for words, status in part.lines:
        line = QHBoxLayout()
        line.setSpacing(8)
        label = QLabel(words)
        label.setWordWrap(True)
        if status:
            line.addWidget(StatusChip(status))
        line.addWidget(label, 1)
        box.addLayout(line)
    return made
