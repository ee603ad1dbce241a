"""The filter: venues, sports, kinds and statuses to tick, and words; drops down from its button."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import themed
from eocdesk.ui.panes.calendar.sieve import Choice, Sieve
from eocdesk.ui.panes.calendar.state import KIND_NUMBERS

_LISTS = (("venues", "Venues"), ("sports", "Sports"), ("kinds", "Kinds"), ("statuses", "Status"))
_TYPING_MS = 150


class Filters(QFrame):
    """A popup. Nothing ticked in a list lets everything through."""

    changed = Signal(object)
    """The new `Sieve`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "raised")
        self.setAccessibleName("Filter the calendar")
        self._sieve = Sieve()
        self._filling = False
        self._lists: dict[str, QListWidget] = {}
        self._known: dict[str, list[Choice]] = {}
        self.words = QLineEdit()
        self.words.setPlaceholderText("Title, sport, stage, venue, dignitary…")
        self.words.setAccessibleName("Filter by words")
        self.words.setClearButtonEnabled(True)
        self.words.addAction(themed("mdi6.magnify", theme.now(), "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._typed)
        self.words.textChanged.connect(self._typing_on)
        self.clear_button = QPushButton("Show everything")
        self.clear_button.clicked.connect(self.clear)
        self._lay_out()

    @property
    def sieve(self) -> Sieve:
        """What is let through now."""
        return self._sieve

    def set_choices(self, known: dict[str, list[Choice]]) -> None:
        """What there is to tick; what is ticked stays ticked."""
        self._filling = True
        self._known = known
        for name, view in self._lists.items():
            ticked: frozenset[bytes | str] = getattr(self._sieve, name)
            at = view.currentRow()
            view.clear()
            for choice in known.get(name, ()):
                item = QListWidgetItem(f"{choice.name}  ({choice.count:,})")
                item.setToolTip(item.text())
                if name == "kinds":
                    item.setIcon(self._swatch(str(choice.value)))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if choice.value in ticked else Qt.CheckState.Unchecked)
                view.addItem(item)
            view.setCurrentRow(max(0, at))
        self._filling = False

    def _swatch(self, kind: str) -> QIcon:
        """The colour its sessions have on the calendar: the list of kinds is the legend."""
        tokens = theme.of(self)
        side = round(10 * tokens.scale)
        pixels = QPixmap(side, side)
        pixels.fill(QColor(tokens.category[KIND_NUMBERS.get(kind, 0) % len(tokens.category)]))
        return QIcon(pixels)

    def set_sieve(self, sieve: Sieve) -> None:
        """Tick what this sieve names, as if by hand."""
        self._filling = True
        self.words.setText(sieve.words)
        for name, view in self._lists.items():
            ticked: frozenset[bytes | str] = getattr(sieve, name)
            for at, choice in enumerate(self._known.get(name, ())):
                on = choice.value in ticked
                view.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self._take(sieve)

    def drop_from(self, button: QWidget) -> None:
        """Open under its button, inside the screen."""
        scale = theme.of(button).scale
        self.resize(round(720 * scale), round(400 * scale))
        place = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        area = button.screen().availableGeometry()
        x = min(max(place.x(), area.left()), max(area.left(), area.right() - self.width()))
        y = min(place.y(), max(area.top(), area.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def clear(self) -> None:
        """Let everything through."""
        self.set_sieve(Sieve())

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addWidget(self.words)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for name, title in _LISTS:
            column = QVBoxLayout()
            column.setSpacing(3)
            head = QLabel(title.upper())
            head.setProperty("role", "caption")
            view = QListWidget()
            view.setAccessibleName(title)
            view.setUniformItemSizes(True)
            view.itemChanged.connect(self._ticked)
            self._lists[name] = view
            column.addWidget(head)
            column.addWidget(view, 1)
            columns.addLayout(column, 3 if name == "venues" else 2)
        box.addLayout(columns, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        box.addLayout(foot)

    @Slot()
    def _typing_on(self) -> None:
        if not self._filling:
            self._typing.start()

    @Slot()
    def _typed(self) -> None:
        self._take(replace(self._sieve, words=self.words.text().strip()))

    @Slot(QListWidgetItem)
    def _ticked(self, _: QListWidgetItem) -> None:
        if self._filling:
            return
        found: dict[str, frozenset[bytes | str]] = {}
        for name, view in self._lists.items():
            known = enumerate(self._known.get(name, ()))
            found[name] = frozenset(c.value for at, c in known if view.item(at).checkState() == Qt.CheckState.Checked)
        self._take(Sieve(words=self._sieve.words, **found))  # type: ignore[arg-type]  # sets of text in three of them

    def _take(self, sieve: Sieve) -> None:
        if sieve != self._sieve:
            self._sieve = sieve
            self.changed.emit(sieve)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
