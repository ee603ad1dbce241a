"""A block that is a table: rows are typed, moved and struck from the keyboard; the last one is for a new row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eocdesk.reports.fills import Fill
from eocdesk.store.queries.forms import CELL
from eocdesk.ui.filling.heads import WrappedHead, keep_cell
from eocdesk.ui.filling.meanwhile import Meanwhile
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words

Lines = Sequence[tuple[bytes, Sequence[str]]]
"""(id of the row's record, its cells)."""
_NEW = b""
"""The row that is no record yet."""


class TableEditor(QWidget):
    """What a person does to a row; `show_rows` then shows what the desk holds."""

    added = Signal(str, list)
    changed = Signal(bytes, list)
    struck = Signal(bytes)
    moved = Signal(bytes, object)
    """A row's id, and the id of the row it goes before; None: to the end."""

    def __init__(self, fill: Fill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fill = fill
        self._ids: list[bytes] = []
        self._held: dict[bytes, list[str]] = {}
        self._waiting: tuple[Lines, str] | None = None
        self._adding: list[str] | None = None
        self._added_more: list[str] | None = None
        self._asked: tuple[bytes, list[str]] | None = None
        self._sent: tuple[bytes, list[str], list[str]] | None = None
        self._refused: dict[bytes, dict[int, str]] = {}
        self._why = ""
        self.meanwhile = Meanwhile(fill.title)
        self.meanwhile.took.connect(self.take_theirs)
        self.meanwhile.kept.connect(self.keep_mine)
        self._may = True
        self.table = QTableWidget(1, len(fill.columns))
        self.table.setAccessibleName(fill.title)
        self.head = WrappedHead(self.table, fill.columns)
        self.head.fitted.connect(self._size)
        self.table.verticalHeader().setDefaultSectionSize(theme.now().row)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.installEventFilter(self)
        self.error = words("error")
        self.error.hide()
        label = words("", fill.title)
        label.setProperty("role", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(label)
        box.addWidget(self.table)
        box.addWidget(self._foot())
        box.addWidget(self.meanwhile)
        box.addWidget(self.error)
        self.table.itemChanged.connect(self._typed)
        self.table.itemDelegate().closeEditor.connect(self._closed)
        self.setFocusProxy(self.table)
        self._size()

    def show_rows(self, lines: Lines, by: str = "") -> None:
        """These rows, and an empty one after them; while a cell is typed in or asked about, they wait."""
        self._know_new(lines)
        if self.is_typing or self.meanwhile.is_asking:
            self._waiting = (lines, by)
            return
        self._waiting = None
        self._held = {record: list(cells) for record, cells in lines}
        self._forget_written()
        at = (self.table.currentRow(), self.table.currentColumn())
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        self._ids = [record for record, _ in lines]
        self.table.setRowCount(len(lines) + (self._may or bool(self._refused.get(_NEW))))
        for row in range(self.table.rowCount()):
            record, cells = lines[row] if row < len(lines) else (_NEW, ())
            for column in range(len(self.fill.columns)):
                self.table.setItem(row, column, self._item(record, column, self._of(cells, column)))
        labels = [str(number) for number in range(1, len(lines) + 1)]
        self.table.setVerticalHeaderLabels([*labels, "+"][: self.table.rowCount()])
        self.table.blockSignals(blocked)
        self.table.setCurrentCell(*at)
        self._size()

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why a row was not taken. What was typed stays where it was typed, marked, until it is typed anew."""
        if sentence:
            self._keep_refused(sentence)
            self._adding = self._added_more = None
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _keep_refused(self, sentence: str) -> None:
        if self._adding is not None:
            record, base, mine = _NEW, list[str](), self._added_more or self._adding
        elif self._sent is not None:
            record, base, mine = self._sent
        else:
            return
        self._sent = None
        self._why = sentence
        self._refused[record] = {at: text for at, text in enumerate(mine) if text != self._of(base, at)}

    def _forget_written(self) -> None:
        """What the desk holds by now was not refused; a row that is struck needs nothing any more."""
        if self._sent is not None and self._is_held(*self._sent[::2]):
            self._sent = None
        for record, cells in list(self._refused.items()):
            known = self._held.get(record, [])
            left = {at: text for at, text in cells.items() if text != self._of(known, at)}
            self._refused[record] = left if record == _NEW or record in self._held else {}

    def _is_held(self, record: bytes, cells: Sequence[str]) -> bool:
        known = self._held.get(record, [])
        return all(text == self._of(known, at) for at, text in enumerate(cells))

    def _item(self, record: bytes, column: int, held: str) -> QTableWidgetItem:
        """A cell; words that were refused stand over what is held, so that nobody has to type them again."""
        refused = self._refused.get(record, {}).get(column, held)
        item = QTableWidgetItem(refused)
        if refused != held:
            item.setForeground(theme.colour(theme.now().bad))
            item.setToolTip(f"Not written: {self._why}")
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, item.toolTip())
        return item

    def set_written(self, *, may: bool) -> None:
        """Whether it can be written now."""
        self._may = may
        triggers = QTableWidget.EditTrigger.AllEditTriggers if may else QTableWidget.EditTrigger.NoEditTriggers
        self.table.setEditTriggers(triggers)
        for button in (self._up, self._down, self._strike):
            button.setEnabled(may)

    @Slot()
    def up(self) -> None:
        """Move the row that is on up by one (Alt+Up)."""
        row = self.table.currentRow()
        if 0 < row < len(self._ids):
            self.table.setCurrentCell(row - 1, self.table.currentColumn())
            self.moved.emit(self._ids[row], self._ids[row - 1])

    @Slot()
    def down(self) -> None:
        """Move it down by one (Alt+Down)."""
        row = self.table.currentRow()
        if 0 <= row < len(self._ids) - 1:
            after = self._ids[row + 2] if row + 2 < len(self._ids) else None
            self.table.setCurrentCell(row + 1, self.table.currentColumn())
            self.moved.emit(self._ids[row], after)

    @Slot()
    def strike(self) -> None:
        """Strike the row that is on (Ctrl+Delete)."""
        row = self.table.currentRow()
        if 0 <= row < len(self._ids):
            self.struck.emit(self._ids[row])

    def keep(self) -> None:
        """What is typed in an open cell is written, as leaving the cell would."""
        keep_cell(self.table)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self.table.state() == QAbstractItemView.State.EditingState

    @property
    def is_refused(self) -> bool:
        """Whether words stand in it that were not written."""
        return any(self._refused.values())

    @Slot(QTableWidgetItem)
    def _typed(self, item: QTableWidgetItem) -> None:
        self.refuse("")
        row = item.row()
        cells = [self._cell(row, column) for column in range(len(self.fill.columns))]
        if row < len(self._ids):
            self._written(self._ids[row], item.column(), cells)
        elif self._adding is not None:
            self._added_more = cells
        elif any(cells):
            self._adding = cells
            self._refused.pop(_NEW, None)
            self.added.emit(self.fill.key, cells)
        else:
            self._refused.pop(_NEW, None)

    def _written(self, record: bytes, column: int, cells: list[str]) -> None:
        """A cell was written. What others wrote in the row's other cells stays; in the same cell it is asked about."""
        base = self._held.get(record, [])
        theirs = base
        if self._waiting is not None:
            theirs = next((list(known) for one, known in self._waiting[0] if one == record), list[str]())
            if not theirs:
                self._sent = None
                self.refuse(f"This row was struck elsewhere while you typed: “{cells[column]}”. Type it anew below.")
                return
        mine = [*theirs, *("",) * (len(cells) - len(theirs))]
        for refused, text in self._refused.pop(record, {}).items():
            mine[refused] = text
        changed = self._of(theirs, column) != self._of(base, column)
        mine[column] = cells[column]
        if changed and self._of(theirs, column) != cells[column]:
            self._asked = (record, mine)
            self.meanwhile.ask(self._of(theirs, column), self._waiting[1] if self._waiting else "")
            return
        self._held[record] = mine
        self._sent = (record, theirs, mine)
        self.changed.emit(record, mine)

    def _of(self, cells: Sequence[str], column: int) -> str:
        return cells[column] if column < len(cells) else ""

    def _know_new(self, lines: Lines) -> None:
        """The row that was added here is known now; what was typed in it since goes to it."""
        if self._adding is None:
            return
        wide = len(self.fill.columns)
        padded = ((record, [*cells, *("",) * (wide - len(cells))]) for record, cells in lines)
        record = next((one for one, cells in padded if one not in self._ids and cells == self._adding), None)
        if record is not None:
            said, more = self._adding, self._added_more
            self._adding = self._added_more = None
            if self.is_typing:  # the row that is typed in is that one
                self._ids.append(record)
                self._held[record] = said
            if more is not None:
                self._held[record] = more
                self.changed.emit(record, more)

    @Slot()
    def _closed(self) -> None:
        """A cell was left: what came meanwhile is shown."""
        if self._waiting is not None and not self.is_typing:
            self.show_rows(*self._waiting)

    @Slot()
    def take_theirs(self) -> None:
        """What stands elsewhere replaces what was typed."""
        self._asked = None
        self._answered()

    @Slot()
    def keep_mine(self) -> None:
        """What was typed stands, over theirs."""
        asked, self._asked = self._asked, None
        self._answered()
        if asked is not None:
            record, mine = asked
            self._sent = (record, self._held.get(record, []), mine)
            self.changed.emit(record, mine)

    def _answered(self) -> None:
        self.meanwhile.hide()
        self._closed()
        self.table.setFocus()

    def _cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().replace(CELL, " ").strip()

    @Slot()
    def _size(self) -> None:
        self.table.resizeRowsToContents()
        height = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        bar = self.table.horizontalScrollBar().sizeHint().height() if self.head.overflows else 0
        self.table.setFixedHeight(height + self.head.sizeHint().height() + bar + 4)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        made = []
        for title, tip, slot in (
            ("Up", "Alt+Up", self.up),
            ("Down", "Alt+Down", self.down),
            ("Strike row", "Ctrl+Delete", self.strike),
        ):
            button = QPushButton(title)
            button.setProperty("kind", "quiet")
            button.setToolTip(tip)
            button.setAccessibleName(f"{title}: {self.fill.title}")
            button.clicked.connect(slot)
            row.addWidget(button)
            made.append(button)
        self._up, self._down, self._strike = made
        row.addStretch(1)
        return foot

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._may
        ):
            acts = {
                (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): self.up,
                (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): self.down,
                (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier): self.strike,
            }
            act = acts.get((Qt.Key(event.key()), event.modifiers()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)
