"""The list of one page of a board: read off the screen's thread, rows by page, what is said where there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.store.queries.listing import rows_of
from eocdesk.ui.board.page import Page
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Look
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.order import plan
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.pane import Context

NO_EVENT = "No event is open."
_AGAIN_MS = 20_000


class BoardList(QWidget):
    """One page. Override `read_keys`, `read_rows` and `key_of` where no table stands behind it."""

    opened = Signal(bytes)
    """The record a person opened, by Enter or a double click."""
    chosen = Signal(object)
    """The record that is current now (bytes), or None."""
    lettered = Signal(str)
    """A letter was pressed on the list."""
    first = Signal()
    """The button of the empty page: what to do first."""
    counted = Signal(str, int)
    """The page's name and how many rows it shows."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__()
        self.context = context
        self.page = page
        self.words = ""
        self.is_ready = False
        self._asked = 0
        self._wanted: bytes | None = None
        self.table = LazyTable(page.columns, Read(now=self.read_rows))
        self.view = _View(self.table, page.title, self._look)
        self.table.setParent(self.view)
        blank = page.blank
        self.empty = Empty(blank.icon, blank.sentence, blank.detail, blank.button, self.first.emit)
        self._either = Emptiable(self.view, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._either)
        self.view.opened.connect(self._opened)
        self.view.chosen.connect(self._chosen)
        self.view.lettered.connect(self.lettered)
        self.table.failed.connect(self._failed)
        self._later = self.startTimer(_AGAIN_MS)  # ages and what is overdue change without any record changing

    @property
    def record(self) -> bytes | None:
        """The current record."""
        row = self.row
        return bytes(row.id) if row is not None else None

    @property
    def row(self) -> Any:
        """The current row as read, or None."""
        return self.table.row_at(self.view.currentIndex().row())

    async def read_keys(self, words: str, now: int) -> Sequence[int]:
        """The row keys to show, in order; off the screen's thread."""
        event = self.context.desk.event
        if event is None or self.page.keys is None:
            return ()
        return await self.context.desk.read(self.page.keys, event.id, words, now)

    def read_rows(self, keys: Sequence[int]) -> Mapping[int, Any]:
        """The rows of a page of keys; called on the screen's thread, so at once."""
        return self.context.desk.read_now(self.page.rows, keys) if self.page.rows is not None else {}

    def show_words(self, words: str) -> None:
        """Only what these words find."""
        if words != self.words:
            self.words = words
            self.read_again()

    def read_again(self) -> None:
        """Read which rows there are; those shown are read again when next painted."""
        self.context.start(self._read(), name=f"list of {self.page.name}")

    def show_record(self, record: bytes) -> None:
        """Make it current, now or when the list has been read."""
        self._wanted = record
        if self.is_ready:
            self.context.start(self._find(), name=f"record of {self.page.name}")

    async def _read(self) -> None:
        self._asked += 1
        asked = self._asked
        keys = await self.read_keys(self.words, self.context.setting.now())
        if asked != self._asked:
            return  # asked again meanwhile: that answer is the newer one
        self.table.forget_all()
        self.table.follow(plan(self.table.ids, list(keys)))
        self.is_ready = True
        self._say_empty(count=len(keys))
        self.counted.emit(self.page.name, len(keys))
        if self._wanted is not None:
            await self._find()
        elif keys and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        elif self.view.currentIndex().isValid():
            self.chosen.emit(self.record)

    def _say_empty(self, count: int) -> None:
        blank = self.page.blank
        if self.context.desk.event is None:
            self._either.set_empty(empty=True, sentence=NO_EVENT)
        elif self.words:
            self._either.set_empty(empty=not count, sentence=f"Nothing here holds “{self.words}”.")
        else:
            self._either.set_empty(empty=not count, sentence=blank.sentence, detail=blank.detail)
        self.empty.button.setVisible(bool(blank.button) and not self.words and self.context.desk.event is not None)
        if not count:
            self.chosen.emit(None)

    async def key_of(self, record: bytes) -> int | None:
        """The row key of a record, or None where it is not here; off the screen's thread."""
        return (await self.context.desk.read(rows_of, self.page.kind, (record,))).get(record)

    async def _find(self) -> None:
        wanted, self._wanted = self._wanted, None
        key = None if wanted is None else await self.key_of(wanted)
        if key is not None:
            self.view.show_id(key)

    def _look(self, row: Any) -> Look:
        return self.page.look(row, self.context.setting.now(), theme.of(self))

    @Slot(int)
    def _opened(self, _key: int) -> None:
        if self.record is not None:
            self.opened.emit(self.record)

    @Slot(object)
    def _chosen(self, _key: object) -> None:
        self.chosen.emit(self.record)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if isinstance(error, Exception):
            self.context.messages.tell(error)

    # Qt

    def timerEvent(self, event: Any) -> None:
        if event.timerId() == self._later and self.isVisible():
            self.view.viewport().update()


class _View(TableView):
    """Letters do deeds; they never search."""

    lettered = Signal(str)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and event.modifiers().value in (0, 0x02000000):
            self.lettered.emit(letter.upper())
            return
        if letter == "/":
            event.ignore()  # the pane's: it goes to the find line
            return
        super().keyPressEvent(event)
