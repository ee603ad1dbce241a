"""The log pane: its bar, the line one writes on, the three lists, the panel; read from the store, acting on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eocdesk.models import Refused
from eocdesk.store.queries import listing
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.incidents.acting import Acting
from eocdesk.ui.panes.incidents.acts import Subject
from eocdesk.ui.panes.incidents.alarms import Alarms
from eocdesk.ui.panes.incidents.asking import Ask
from eocdesk.ui.panes.incidents.bar import ENTRIES, INCIDENTS, TASKS, Bar
from eocdesk.ui.panes.incidents.compose import Composer
from eocdesk.ui.panes.incidents.detail import Detail
from eocdesk.ui.panes.incidents.keys import actions_of
from eocdesk.ui.panes.incidents.lists import LogTable, entry_table, incident_table
from eocdesk.ui.panes.incidents.reading import EntryLister, IncidentLister, Lister, Minute
from eocdesk.ui.panes.incidents.split import Split
from eocdesk.ui.panes.incidents.tasks import TaskPanel
from eocdesk.ui.panes.incidents.views import Views

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

_KIND_WAYS = {"entry": ENTRIES, "incident": INCIDENTS, "task": TASKS}
_NOTHING = {
    ENTRIES: ("mdi6.clipboard-text-clock-outline", "Nothing has been logged yet."),
    INCIDENTS: ("mdi6.check-decagram-outline", "No incident has been opened yet."),
}


class LogPane(PaneWidget):
    """What happened, what went wrong, what is to be done."""

    listens = frozenset(
        {"entry", "incident", "task", "acknowledgement", "document", "venue", "agency", "session", "event"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.alarms = Alarms(context, self)
        self.bar = Bar(self.alarms.mute_button)
        self.composer = Composer(context)
        self.ask = Ask(context.setting)
        self.tables: dict[str, LogTable] = {ENTRIES: entry_table(context), INCIDENTS: incident_table(context)}
        self.tasks = TaskPanel(context)
        self.detail = Detail(context)
        self.views = Views(context.desk.settings, self)
        self.acting = Acting(self, context, self.ask, self.views, self.subject)
        self.acting.place = self.acting.evidencing.place = self.acting.papering.place = self._menu_place
        self._lists = QStackedWidget()
        self._lists.setMinimumHeight(1)  # it gives way to the line that is typed in
        self._empties: dict[str, Emptiable] = {}
        self._empty_cards: dict[str, Empty] = {}
        self._listers: dict[str, Lister] = {}
        self._stale_ways: set[str] = {ENTRIES, INCIDENTS, TASKS}
        self._wanted: bytes | None = None
        self._sought: tuple[str, int] | None = None
        self._restored = False
        self._lay_out()
        self._make_listers()
        self.split = Split(self._lists, self.detail)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.bar, self.composer, self.ask):
            box.addWidget(widget)
        box.addWidget(self.split, 1)
        self._connect_parts()

    # what the window asks

    @property
    def is_ready(self) -> bool:
        """Whether every row that fits is listed."""
        if self.context.desk.event is None or self.bar.way == TASKS:
            return True
        return self._listers[self.bar.way].is_whole and self.detail.is_ready

    def refresh(self, notice: Notice | None) -> None:
        """Read again what is on screen; the other lists when one looks at them."""
        for way, table in self.tables.items():
            if way != self.bar.way or not self.isVisible():
                table.table.forget_all()  # what is on screen is read again together with its order
        self._stale_ways = {ENTRIES, INCIDENTS, TASKS}
        self._freshen_way(notice)
        self.detail.follow(*(self.detail.subject or ("", None)))
        if not self._restored and self.context.desk.event is not None:
            self._restored = True
            self.composer.restore_drafts()

    def show_record(self, kind: str, record: bytes) -> None:
        """Go to an entry, an incident or a task, out of whatever filter hides it."""
        way = _KIND_WAYS.get(kind)
        if way is None:
            return
        self._wanted, self._sought = record, None
        self.show_way(way)
        if way == TASKS:
            self.tasks.show_record(record)
        else:
            self.take_focus()  # now: a moment later one may be typing already
            self.context.start(self._find(kind, way, record), name=f"go to {kind}")

    def new_entry(self, prefill: Mapping[str, object]) -> None:
        """Open the line one writes on, with the keyboard in it."""
        if self.context.desk.event is not None:
            self.composer.open(prefill)

    @Slot()
    def take_focus(self) -> None:
        """The keyboard to the list."""
        if self.bar.way == TASKS:
            self.tasks.take_focus()
        else:
            self.tables[self.bar.way].setFocus()

    def pane_actions(self) -> list[Action]:
        """Everything here, for the palette and the keys page."""
        return [*actions_of(self), *self.tasks.task_actions(), *self.alarms.alarm_actions()]

    # looking

    def subject(self) -> Subject:
        """What a verb is about: the chosen row."""
        table = self.tables.get(self.bar.way)
        return Subject.of(table.current_row if table is not None else None)

    @Slot(str)
    def show_way(self, way: str) -> None:
        """Entries, incidents or tasks."""
        self.bar.show_way(way)
        self._lists.setCurrentWidget(self.tasks if way == TASKS else self._empties[way])
        self.split.allow(allowed=way != TASKS)
        self._freshen_way(None)
        if way != TASKS:
            self.detail.follow(_kind_of(way), self.tables[way].current_record)

    @Slot()
    def focus_filter(self) -> None:
        """The keyboard to the filter line."""
        if self.bar.way == TASKS:
            self.show_way(ENTRIES)
        self.bar.line.setFocus()
        self.bar.line.selectAll()

    @Slot()
    def toggle_detail(self) -> None:
        """Show the panel beside the list, or fold it."""
        if self.split.is_open:
            self.close_detail()
        else:
            self.split.open_panel()

    @Slot()
    def close_detail(self) -> None:
        """Fold the panel; the keyboard goes back to the list."""
        self.split.close_panel()
        self.take_focus()

    @Slot()
    def drop_views(self) -> None:
        """The menu of saved views."""
        self.views.menu(self._filter_words()).popup(self.bar.views.mapToGlobal(QPoint(0, self.bar.views.height() + 2)))

    @Slot()
    def save_view(self) -> None:
        """Keep the filter that stands under a name."""
        words = self._filter_words()
        if words:
            self.acting.save_view(words)
        else:
            self.context.messages.note("Nothing is filtered, so there is nothing to keep.")

    @Slot()
    def log(self) -> None:
        """A new entry, from nothing."""
        self.new_entry({})

    # within

    def _filter_words(self) -> str:
        return " ".join(part for part in (self.bar.words, "is:open" if self.bar.open_only.isChecked() else "") if part)

    @Slot()
    def _filter(self) -> None:
        self._stale_ways |= {ENTRIES, INCIDENTS}
        self._sought = None
        if self.bar.way == TASKS:
            self.show_way(ENTRIES)
        else:
            self._freshen_way(None, fresh=True)

    def _freshen_way(self, notice: Notice | None, *, fresh: bool = False) -> None:
        """Read the list that is shown, if anything changed since it was read."""
        way = self.bar.way
        if way not in self._stale_ways or not self.isVisible():
            return
        self._stale_ways.discard(way)
        if way == TASKS:
            self.tasks.refresh(notice)
            return
        lister = self._listers[way]
        if notice is not None and not fresh:
            lister.renew()
            return
        try:
            lister.ask(self._filter_words())
        except Refused as refused:
            self.bar.refuse(refused.sentence)
            self.tables[way].table.forget_all()
        else:
            self.bar.accept()

    @Slot(bool)
    def _listed(self, whole: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        way = next((way for way, lister in self._listers.items() if lister is self.sender()), self.bar.way)
        empty, filtered = not self.tables[way].table.rowCount(), self._listers[way].is_filtered
        card = self._empty_cards[way]
        card.button.setText("Show everything" if filtered else "New entry" if way == ENTRIES else "Open an incident")
        card.button.setVisible(self.context.desk.event is not None)
        sentence = "Nothing fits the filter." if filtered else _NOTHING[way][1]
        if self.context.desk.event is None:
            sentence = "No event is open."
        self._empties[way].set_empty(empty=empty and whole, sentence=sentence)
        self._seek(whole=whole)

    @Slot()
    def _empty_pressed(self) -> None:
        if self._listers[self.bar.way].is_filtered:
            self.bar.show_filter("", open_only=False)
            self.take_focus()
        elif self.bar.way == ENTRIES:
            self.log()
        else:
            self.acting.open_incident()

    async def _find(self, kind: str, way: str, record: bytes) -> None:
        rows = await self.context.desk.read(listing.rows_of, kind, [record])
        if record not in rows:
            raise Refused(f"This {kind} is not on this desk.")
        if self._wanted != record:
            return  # another was asked for meanwhile
        self._sought = way, rows[record]
        self._seek(whole=self._listers[way].is_whole)

    def _seek(self, *, whole: bool) -> None:
        """Go to the row that is sought as soon as it is listed; a filter that hides it is taken away."""
        if self._sought is None or self._sought[0] != self.bar.way:
            return
        way, key = self._sought
        had_keyboard = self.tables[way].hasFocus()
        if self.tables[way].show_id(key):
            self._sought = None
            self.split.open_panel()
            self.detail.follow(_kind_of(way), self.tables[way].current_record)
            if self.split.way == "alone" and had_keyboard:
                self.detail.take_focus()  # the list has gone, and the keyboard with it
        elif whole and self._listers[way].is_filtered:
            self.bar.show_filter("", open_only=False)
            self._sought = way, key

    @Slot(object)
    def _chosen(self, _key: object) -> None:
        way = self.bar.way
        table = self.tables.get(way)
        if table is not None and table is self.sender() and table.current_record is not None:
            self.detail.follow(_kind_of(way), table.current_record)

    @Slot(int)
    def _opened(self, _key: int) -> None:
        self.split.open_panel()
        self.detail.take_focus()

    @Slot(bool)
    def _panel_turned(self, shown: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        if shown:
            self.detail.read()

    @Slot(str)
    def _run(self, name: str) -> None:
        self.acting.run(name)

    @Slot(str)
    def _press(self, letter: str) -> None:
        self.acting.press(letter)

    @Slot(str)
    def _acknowledge(self, addressee: str) -> None:
        if self.detail.thread_now is not None:
            self.acting.acknowledge_for(self.detail.thread_now.first.id, addressee)

    @Slot(str)
    def _show_entries_of(self, number: str) -> None:
        self.show_way(ENTRIES)
        self.bar.show_filter(f"inc:{number}", open_only=False)

    @Slot(object)
    def _log_about(self, prefill: Mapping[str, object]) -> None:
        self.new_entry(prefill)

    @Slot(bool)
    def _asked(self, had_keyboard: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        if had_keyboard:
            self.take_focus()

    def _menu_place(self) -> QPoint:
        table = self.tables.get(self.bar.way)
        if table is None or not table.isVisible() or not table.currentIndex().isValid():
            return self.detail.mapToGlobal(QPoint(20, 60))
        rect = table.visualRect(table.currentIndex())
        return table.viewport().mapToGlobal(QPoint(min(140, table.width() // 3), rect.bottom()))

    # how it is made

    def _lay_out(self) -> None:
        for way, table in self.tables.items():
            icon, sentence = _NOTHING[way]
            self._empty_cards[way] = Empty(icon, sentence, button="New entry", run=self._empty_pressed)
            self._empty_cards[way].button.setProperty("kind", "")
            self._empties[way] = Emptiable(table, self._empty_cards[way])
            self._lists.addWidget(self._empties[way])
        self._lists.addWidget(self.tasks)

    def _make_listers(self) -> None:
        entries, incidents = self.tables[ENTRIES], self.tables[INCIDENTS]
        self._listers[ENTRIES] = EntryLister(self.context, entries, entries.table)
        self._listers[INCIDENTS] = IncidentLister(self.context, incidents, incidents.table)

    def _connect_parts(self) -> None:
        self.context.bridge.changed.connect(self.alarms.refresh)
        self.bar.filtered.connect(self._filter)
        self.bar.way_chosen.connect(self.show_way)
        self.bar.views_asked.connect(self.drop_views)
        self.bar.new_asked.connect(self.log)
        self.bar.left.connect(self.take_focus)
        self.views.chosen.connect(self.bar.show_filter)
        self.views.save_asked.connect(self.save_view)
        self.composer.closed.connect(self.take_focus)  # it gives the keyboard back itself where another had it
        self.composer.installEventFilter(self)
        self.ask.closed.connect(self._asked)
        self.acting.record_asked.connect(self.show_record)
        self.acting.log_asked.connect(self._log_about)
        for table in self.tables.values():
            Minute(table)
            table.pressed.connect(self._press)
            table.pasted.connect(self.acting.paste)
            table.chosen.connect(self._chosen)
            table.opened.connect(self._opened)
        for lister in self._listers.values():
            lister.listed.connect(self._listed)
            lister.refused.connect(self.bar.refuse)
        self._connect_detail()

    def _connect_detail(self) -> None:
        detail = self.detail
        detail.asked.connect(self._run)
        detail.acknowledged.connect(self._acknowledge)
        detail.record_picked.connect(self.show_record)
        detail.entries_asked.connect(self._show_entries_of)
        detail.document_picked.connect(self.acting.attaching.open)
        detail.files_dropped.connect(self.acting.attach_files)
        detail.pasted.connect(self.acting.paste)
        detail.closed.connect(self.close_detail)
        self.split.turned.connect(self._panel_turned)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.composer and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.bar.new.setVisible(self.composer.isHidden())  # while one writes, the button that logs is the one
        return super().eventFilter(watched, event)


def _kind_of(way: str) -> str:
    return "entry" if way == ENTRIES else "incident"
