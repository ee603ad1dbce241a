"""People as cards: those on duty first; found by words at once, by likeness where nobody is called so."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.models import clock
from eocdesk.store.queries import partners
from eocdesk.store.queries.partners import EVERYBODY, ContactRow
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.kit.empty import Emptiable
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.order import plan
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners import reading
from eocdesk.ui.panes.partners.card_list import CardList
from eocdesk.ui.panes.partners.page import NO_EVENT, Page, new_empty
from eocdesk.ui.panes.partners.reading import Found
from eocdesk.ui.panes.partners.words import MIDDOT, counted, spoken


class PeoplePage(Page):
    """The list."""

    name = "people"
    kind = "contact"
    narrows_by = frozenset({"sector", "role", "venue", "agency", "on_duty"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table = LazyTable([Column("", self._spoken, stretch=True)], Read(ask=self._ask), self)
        self.list = CardList(self.table, self._zone, clock.now)
        self.empty = new_empty("mdi6.account-group-outline", self._empty_pressed)
        self.either = Emptiable(self.list, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.either)
        self.list.opened.connect(self._opened)
        self.list.chosen.connect(self._chosen)

    @property
    def row(self) -> ContactRow | None:
        """The current person as listed."""
        if self.either.is_empty:
            return None
        row = self.table.row_at(self.list.currentIndex().row())
        return row if isinstance(row, ContactRow) else None

    @property
    def record(self) -> bytes | None:
        return self.row.id if self.row is not None else None

    @property
    def about(self) -> tuple[str, bytes] | None:
        return ("contact", self.record) if self.record is not None else None

    def take_focus(self) -> None:
        if self.either.is_empty and self.empty.button.isVisible():
            self.empty.button.setFocus()
        else:
            self.list.setFocus()
            self.show_first()

    def show_first(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.go_to(0)

    async def _load(self, event: bytes | None, now: int) -> None:
        if event is None:
            self.table.follow(plan(self.table.ids, ()))
            self._say(Found(plan(self.table.ids, ()), {}, alike=False, anybody=False, on_duty=0), NO_EVENT)
            return
        found = await self.context.desk.read(reading.people, event, now, self.wanted, self.table.ids[:])
        old = self.list.current_id
        self.table.follow(found.plan)
        self.table.forget_all()
        self.table.take(found.first)
        if self.list.current_id != old or old is None:
            self.list.go_to(0)
        self._say(found)

    def _say(self, found: Found, sentence: str = "") -> None:
        count = len(found.plan.ids)
        self.counts = counted(count, "person", "people") + f"{MIDDOT}{found.on_duty} on duty" if count else ""
        words = self.wanted.words.strip()
        self.note = f"Nobody is called “{words}”. These are called alike." if found.alike else ""
        detail, button = "", ""
        if not sentence and found.anybody:
            sentence = f"Nobody is called “{words}”." if words else "Nobody gets through the filter."
            button = "Show everybody" if self.wanted != EVERYBODY else ""
        elif not sentence:
            sentence, button = "Nobody is known yet.", "Add a contact"
            detail = "Import contacts or an address list, or add somebody by hand."
        self.empty.button.setText(button)
        self.empty.button.setVisible(bool(button))
        self.either.set_empty(empty=not count, sentence=sentence, detail=detail)

    async def _find(self, record: bytes) -> bool:
        event = self.context.desk.event
        if event is None:
            return False
        found = await self.context.desk.read(partners.rows_by_id, event.id, [record], clock.now())
        key = next(iter(found), None)
        return key is not None and self.list.show_id(key)

    def _ask(self, keys: list[int]) -> None:
        self.context.start(self._fetch(keys), name="partners: page")

    async def _fetch(self, keys: list[int]) -> None:
        event = self.context.desk.event
        rows = {}
        try:
            if event is not None:
                rows = await self.context.desk.read(partners.rows_of, event.id, keys, clock.now())
        finally:
            self.table.take(rows, keys)
        self.chosen.emit()

    def _zone(self) -> str:
        return self.context.zone

    def _spoken(self, row: ContactRow) -> str:
        return spoken(row, self.context.zone, clock.now())

    @Slot()
    def _empty_pressed(self) -> None:
        if self.wanted != EVERYBODY:
            self.everybody.emit()
        else:
            self.add()

    @Slot(int)
    def _opened(self, _key: int) -> None:
        self.opened.emit()

    @Slot(object)
    def _chosen(self, _key: int | None) -> None:
        self.chosen.emit()
