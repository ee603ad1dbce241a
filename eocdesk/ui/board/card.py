"""A board's card: all there is to tell of one record, and the buttons of what can be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from eocdesk.ui.board.page import Deed
from eocdesk.ui.board.parts import PartView
from eocdesk.ui.board.told import Line, Told
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import Badge as Pill
from eocdesk.ui.kit.badge import MarkingLabel
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.icons import IconButton, themed
from eocdesk.ui.kit.words import words

SEEN = 3
"""So many deeds are buttons; the others stand in a menu."""
_WIDE = 520
NOTHING = "Pick one from the list."
QUIET = "What is chosen in the list is told here."
"""Beside a list that says itself that it is empty."""


class Card(QFrame):
    """Shows a Told; says what a person wants and leaves doing it to the pane."""

    closed = Signal()
    acted = Signal(str)
    """The name of a deed."""
    went = Signal(object)
    """The Line a person followed."""
    acted_on = Signal(str, object)
    """A deed beside a Line."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        super().__init__()
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._deeds: Mapping[str, Deed] = {deed.name: deed for deed in deeds}
        self.told: Told | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._number, self._title, self._warning = words("muted"), words("h1"), words("error")
        self._marking = MarkingLabel()
        self._marking.setToolTip("The marking of this record.")
        self.close_button = IconButton("mdi6.close", "Close the card (Esc)")
        self._badges, self._row = QHBoxLayout(), QHBoxLayout()
        self._facts = Facts(wide=_WIDE)
        self._parts = QVBoxLayout()
        self._more = QToolButton()
        self._menu = QMenu(self)
        self._empty = Empty("mdi6.card-text-outline", "", NOTHING)
        self._stack = QStackedWidget()
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self._menu.triggered.connect(self._chosen)

    def show_told(self, told: Told | None, sentence: str = NOTHING) -> None:
        """Show this, or that there is nothing to show. The same again changes nothing under the hand."""
        same = told == self.told
        self.told = told
        self._empty.say("", sentence)
        self._stack.setCurrentIndex(0 if told is not None else 1)
        if told is None or same:
            return
        self.setAccessibleName(told.spoken)
        self._number.setText(told.number)
        self._title.setText(told.title)
        self._warning.setText(told.warning)
        self._warning.setVisible(bool(told.warning))
        self._marking.setVisible(bool(told.marking))
        self._marking.show_marking(told.marking or "RED", told.audience)
        self._facts.show_facts(list(told.facts))
        self._show_badges(told)
        self._show_deeds(told)
        self._show_parts(told)

    def _lay_out(self) -> None:
        tokens = theme.now()
        top, sheet = QHBoxLayout(), QWidget()
        top.addWidget(self._number, 1)
        top.addWidget(self._marking)
        top.addWidget(self.close_button)
        for row in (self._badges, self._row):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
        self._parts.setSpacing(tokens.pad * 2)
        box = QVBoxLayout(sheet)
        box.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        box.setSpacing(tokens.pad)
        box.addLayout(top)
        box.addWidget(self._title)
        box.addWidget(self._warning)
        box.addLayout(self._badges)
        box.addLayout(self._row)
        box.addWidget(self._facts)
        box.addLayout(self._parts)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheet)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet.setProperty("room", "pane")
        self._more.setText("More")
        self._more.setAccessibleName("More that can be done")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _show_badges(self, told: Told) -> None:
        _clear(self._badges)
        for badge in told.badges:
            self._badges.addWidget(Pill(badge.words, "soft" if badge.part in ("accent", "") else badge.part))
        self._badges.addStretch(1)

    def _show_deeds(self, told: Told) -> None:
        _clear(self._row, keep=self._more)
        self.buttons.clear()
        self._menu.clear()
        possible = [self._deeds[name] for name in told.deeds if name in self._deeds]
        for deed in possible[:SEEN]:
            self._row.addWidget(self._button(deed))
        for deed in possible[SEEN:]:
            self._menu.addAction(self._entry(deed))
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._more.setVisible(len(possible) > SEEN)

    def _button(self, deed: Deed) -> QPushButton:
        button = QPushButton(deed.title.replace("&", "&&"))
        button.setAutoDefault(False)
        button.setObjectName(deed.name)
        button.setToolTip(f"{deed.title} ({deed.key})" if deed.key else deed.title)
        if deed.icon:
            part = "on_accent" if deed.primary else "text"
            button.setIcon(themed(deed.icon, theme.of(self), part))
        if deed.primary:
            button.setProperty("kind", "primary")
        button.clicked.connect(self._pressed)
        self.buttons[deed.name] = button
        return button

    def _entry(self, deed: Deed) -> QAction:
        entry = QAction(f"{deed.title}\t{deed.key}" if deed.key else deed.title, self._menu)
        entry.setObjectName(deed.name)
        return entry

    def _show_parts(self, told: Told) -> None:
        _clear(self._parts)
        for part in told.parts:
            view = PartView(part, {deed.name: deed.title for deed in self._deeds.values()})
            view.went.connect(self._went)
            view.acted_on.connect(self._acted_on)
            self._parts.addWidget(view)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(sender.objectName())

    @Slot(QAction)
    def _chosen(self, entry: QAction) -> None:
        self.acted.emit(entry.objectName())

    @Slot(object)
    def _went(self, line: Line) -> None:
        self.went.emit(line)

    @Slot(str, object)
    def _acted_on(self, name: str, line: Line) -> None:
        self.acted_on.emit(name, line)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _clear(box: QHBoxLayout | QVBoxLayout, keep: QWidget | None = None) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget is not keep:
            widget.hide()
            widget.deleteLater()
