"""The log's one bar: filter line, what is open, saved views, the three lists, the button that logs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.store.queries.filter import KEYS
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED, IconButton, themed
from eocdesk.ui.kit.segmented import Segmented

ENTRIES, INCIDENTS, TASKS = "entries", "incidents", "tasks"
WAYS = ((ENTRIES, "Entries"), (INCIDENTS, "Incidents"), (TASKS, "Tasks"))
HINT = "Filter log…  venue:sofi sev>=moderate"
_PATIENCE_MS = 500
"""Half a word is no mistake: one hears of it when one stops."""
_NARROW = 700
_LEAST = 540
_TIP = "\n".join(("Words, or:", *KEYS.values(), "Down goes to the list, Esc empties the line."))


class FilterLine(QLineEdit):
    """Filters at every key. Down or Enter goes to the list, Escape empties it, then leaves."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(HINT)
        self.setAccessibleName("Filter the log")
        self.setToolTip(_TIP)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)
        self._glass = QAction(self)
        self._glass.setIcon(themed("mdi6.magnify", theme.now(), "faint"))
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)

    def mark_wrong(self, *, wrong: bool, because: str = "") -> None:
        """Show by the border that it is not understood; `because` is read aloud with it."""
        self.setAccessibleDescription(because if wrong else "")
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_glass"):
            self._glass.setIcon(themed("mdi6.magnify", theme.of(self), "faint"))


class Bar(QWidget):
    """Says what a person wants; does nothing by itself."""

    filtered = Signal()
    """The line or the toggle changed."""
    way_chosen = Signal(str)
    views_asked = Signal()
    new_asked = Signal()
    left = Signal()
    """The filter line lets go of the keyboard."""

    def __init__(self, mute_button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = FilterLine()
        self.open_only = IconButton("mdi6.alert-circle-outline", "Only what is open", words="Open", size=16)
        self.open_only.setCheckable(True)
        self.views = IconButton("mdi6.bookmark-outline", "Saved views")
        self.ways = Segmented("Show", WAYS)
        self.new = QPushButton("New entry")
        self.new.setProperty("kind", "primary")
        self.new.setToolTip("New entry (Ctrl+N)")
        self.new.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is to come back to
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._late.timeout.connect(self.say_error)
        self._waiting = ""
        self.setMinimumWidth(_LEAST)  # less than its words need: they give way in resizeEvent
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._lay_out(mute_button)
        self._connect_parts()
        self._draw()

    @property
    def words(self) -> str:
        """What stands in the filter line."""
        return self.line.text().strip()

    @property
    def way(self) -> str:
        """Which of the three lists is shown."""
        return self.ways.current

    def show_filter(self, words: str, *, open_only: bool | None = None) -> None:
        """Put a filter into the line, as if it had been typed."""
        self.line.setText(words)
        if open_only is not None:
            self.open_only.setChecked(open_only)
        self.filtered.emit()

    def show_way(self, way: str) -> None:
        """Which list is shown: tasks have no filter line."""
        self.ways.set_current(way)
        for widget in (self.line, self.open_only, self.views):
            widget.setVisible(way != TASKS)
        self._stretch(way)
        self.accept()

    def refuse(self, sentence: str) -> None:
        """The filter is not understood: said under the line once one stops typing."""
        self._waiting = sentence
        if self.error.isVisible():
            self.say_error()
        else:
            self._late.start()

    def accept(self) -> None:
        """The filter is understood."""
        self._late.stop()
        self._waiting = ""
        self.error.hide()
        self.line.mark_wrong(wrong=False)

    @Slot()
    def say_error(self) -> None:
        """Say now what is not understood."""
        self._late.stop()
        if self._waiting:
            self.error.setText(self._waiting)
            self.error.show()
            self.line.mark_wrong(wrong=True, because=self._waiting)

    def _lay_out(self, mute_button: QWidget) -> None:
        self._gap = QWidget()
        self._gap.hide()
        for widget, part in (
            (self.line, 1),
            (self._gap, 1),
            (self.open_only, 0),
            (self.views, 0),
            (self.ways, 0),
            (mute_button, 0),
            (self.new, 0),
        ):
            self._row.addWidget(widget, part)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 6)
        box.setSpacing(3)
        box.addLayout(self._row)
        box.addWidget(self.error)

    def _stretch(self, way: str) -> None:
        self._gap.setVisible(way == TASKS)

    def _connect_parts(self) -> None:
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self._leave)
        self.open_only.toggled.connect(self._edited)
        self.views.clicked.connect(self.views_asked)
        self.ways.chosen.connect(self.way_chosen)
        self.new.clicked.connect(self.new_asked)

    @Slot()
    def _edited(self) -> None:
        self.filtered.emit()

    @Slot()
    def _leave(self) -> None:
        if self._waiting:
            self.say_error()
        else:
            self.left.emit()

    def _draw(self) -> None:
        self.new.setIcon(themed("mdi6.plus", theme.of(self), "on_accent"))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * theme.of(self).scale
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.open_only.setToolButtonStyle(style)
        self.new.setText("New" if narrow else "New entry")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "new"):
            self._draw()
