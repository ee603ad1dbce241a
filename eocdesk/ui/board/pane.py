"""A pane of lists beside a card: find, look through, act by one key; every feature of the watch stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eocdesk.ui.board.card import NOTHING, QUIET, Card
from eocdesk.ui.board.head import Head
from eocdesk.ui.board.list import BoardList
from eocdesk.ui.board.page import Deed, Page
from eocdesk.ui.board.told import Line, Told
from eocdesk.ui.kit.shelf import BESIDE, Shelf
from eocdesk.ui.pane import Context, PaneWidget

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

_TICK_MS = 30_000


class BoardPane(PaneWidget):
    """Subclasses say their pages and deeds, and tell one record; they add actions for the palette as any pane does."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        pages = self.make_pages()
        self.deeds = {deed.name: deed for deed in self.make_deeds()}
        self._letters = {deed.key: deed.name for deed in self.deeds.values() if deed.key}
        self.head = Head(pages)
        self.card = Card(tuple(self.deeds.values()))
        self.lists = {page.name: self.make_list(page) for page in pages}
        self._counts: dict[str, int] = {}
        self._telling = 0
        self._loading = False
        self._said = ""
        self._stack = QStackedWidget()
        for one in self.lists.values():
            self._stack.addWidget(one)
        self.shelf = Shelf(self._stack, self.card)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect_parts()
        self._clock.start()

    # what a subclass says

    def make_pages(self) -> Sequence[Page]:
        """The pages, the first of them on; called once."""
        raise NotImplementedError

    def make_deeds(self) -> Sequence[Deed]:
        """Everything that can be done to a record here; `Told.deeds` names which of them can be now."""
        return ()

    def make_list(self, page: Page) -> BoardList:
        """The list of a page; another class where no table stands behind it."""
        return BoardList(self.context, page)

    async def tell(self, kind: str, record: bytes) -> Told | None:
        """All there is to tell of a record; None where it is not here."""
        raise NotImplementedError

    def add(self) -> None:
        """Add one of the page's kind: the form, unless a subclass has a shorter way."""
        self.context.navigator.edit_record(self.list.page.kind)

    def begin(self) -> None:
        """The button of an empty page: what to do first."""
        self.add()

    def open(self, record: bytes) -> None:
        """Enter on a row: its form."""
        self.context.navigator.edit_record(self.list.page.kind, record)

    def note(self) -> str:
        """What stands at the end of the head: counts, or how old what is shown is."""
        return self.head.counted(self._counts)

    # what it does

    @property
    def list(self) -> BoardList:
        """The list that is on."""
        return self.lists[self.head.pages.current]

    @property
    def is_ready(self) -> bool:
        return not self.is_stale and self.list.is_ready and not self._loading

    def refresh(self, notice: Notice | None) -> None:
        del notice
        for one in self.lists.values():
            one.read_again()
        self._tell_again()

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.head.set_page(name)
        self._turn(name)

    def show_record(self, kind: str, record: bytes) -> None:
        for name, one in self.lists.items():
            if one.page.kind == kind:
                self.head.line.clear()
                self.show_page(name)
                one.show_record(record)
                self.shelf.open_card()
                return

    def take_focus(self) -> None:
        self.list.view.setFocus()

    def act(self, name: str) -> None:
        """Do a deed to the record on the card, where it can be done now."""
        told = self.card.told
        if told is not None and name in told.deeds:
            self.deeds[name].run(told)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.shelf, 1)
        self._shelved(self.shelf.way)

    def _connect_parts(self) -> None:
        self.head.typed.connect(self._typed)
        self.head.into_list.connect(self.take_focus)
        self.head.page_chosen.connect(self._turn)
        self.head.add_asked.connect(self._add)
        self.card.closed.connect(self._close_card)
        self.card.acted.connect(self.act)
        self.card.went.connect(self._go)
        self.card.acted_on.connect(self._act_on)
        self.shelf.moved.connect(self._shelved)
        self._clock.timeout.connect(self._tick)
        for one in self.lists.values():
            one.opened.connect(self._opened)
            one.chosen.connect(self._chosen)
            one.lettered.connect(self._lettered)
            one.first.connect(self._begin)
            one.counted.connect(self._count)

    def _tell_again(self) -> None:
        self._loading = True
        self.context.start(self._tell(self.list.page.kind, self.list.record), name=f"card of {self.list.page.kind}")

    async def _tell(self, kind: str, record: bytes | None) -> None:
        self._telling += 1
        asked = self._telling
        try:
            told = await self.tell(kind, record) if record is not None else None
        finally:
            self._loading = False
        if asked == self._telling:
            self.card.show_told(told, self._beside())

    def _beside(self) -> str:
        """What stands where nothing is told: beside an empty list, how much there is on the other pages."""
        if self.list.table.rowCount():
            return NOTHING
        others = (one.page for one in self.lists.values() if one is not self.list)
        held = [f"{page.title} {self._counts[page.name]}" for page in others if self._counts.get(page.name)]
        return f"Elsewhere here: {', '.join(held)}." if held else QUIET

    @Slot(str)
    def _turn(self, name: str) -> None:
        self._stack.setCurrentWidget(self.lists[name])
        self.lists[name].show_words(self.head.line.text().strip())
        self.head.set_note(self.note())
        self._tell_again()

    @Slot(str)
    def _typed(self, words: str) -> None:
        self.list.show_words(words)

    @Slot(object)
    def _chosen(self, _record: object) -> None:
        if self.sender() in (None, self.list):
            self._tell_again()

    @Slot(bytes)
    def _opened(self, record: bytes) -> None:
        if self.shelf.way != BESIDE and not self.card.isVisible():
            self.shelf.open_card()
        else:
            self.open(bytes(record))

    @Slot(str)
    def _lettered(self, letter: str) -> None:
        if letter == "N" and self.list.page.add and "N" not in self._letters:
            self.add()
        elif letter in self._letters:
            self.act(self._letters[letter])

    @Slot()
    def _add(self) -> None:
        self.add()

    @Slot()
    def _begin(self) -> None:
        self.begin()

    @Slot(str, int)
    def _count(self, name: str, count: int) -> None:
        self._counts[name] = count
        if self.card.told is None:
            self.card.show_told(None, self._beside())
        self.head.set_note(self.note())

    @Slot()
    def _close_card(self) -> None:
        self.shelf.close_card()
        self.take_focus()

    @Slot(object)
    def _go(self, line: Line) -> None:
        self.context.navigator.show_record(line.kind, line.id)

    @Slot(str, object)
    def _act_on(self, name: str, line: Line) -> None:
        """A deed beside a line is done to what the line stands for."""
        if name in self.deeds:
            self.deeds[name].run(Told(line.kind, line.id, line.text))

    @Slot(str)
    def _shelved(self, way: str) -> None:
        self.card.close_button.setVisible(way != BESIDE)

    @Slot()
    def _tick(self) -> None:
        if self.isVisible():
            self.head.set_note(self.note())
            self._tell_again()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.head.take_focus()
            return
        super().keyPressEvent(event)
