"""The calendar pane: put together from its parts, read from the store, acting through the desk."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from eocdesk.store.queries import calendar
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.calendar import reading, sieve, touches
from eocdesk.ui.panes.calendar.acting import Acting
from eocdesk.ui.panes.calendar.arrange import clashes_with
from eocdesk.ui.panes.calendar.card import Card
from eocdesk.ui.panes.calendar.deeds import Deed, as_actions, deed_of, of_ways
from eocdesk.ui.panes.calendar.filters import Filters
from eocdesk.ui.panes.calendar.head import WAYS, Head
from eocdesk.ui.panes.calendar.hours import MINUTE, board_hours, days_title, nth_day, span
from eocdesk.ui.panes.calendar.listing import counted
from eocdesk.ui.panes.calendar.offer import Part
from eocdesk.ui.panes.calendar.reading import Held
from eocdesk.ui.panes.calendar.sieve import Sieve
from eocdesk.ui.panes.calendar.stage import Stage

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

_TICK_MS = 10_000
_ICON = "mdi6.calendar"
NAME = "calendar"


class CalendarPane(PaneWidget):
    """What is on, where and when."""

    listens = reading.KINDS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = Head()
        self.stage = Stage()
        self.card = Card()
        self.filters = Filters(self)
        self._empty = Empty(
            "mdi6.calendar-blank-outline", "Nothing is on the calendar yet.", button="Add a session", run=self.add
        )
        self._pages = QStackedWidget()
        self._held = Held()
        self._sieve = Sieve()
        self._turn = self._minute = 0
        self._changed: frozenset[bytes] = frozenset()
        """Sessions that changed and have not been read again yet."""
        self._whole = True
        self._wanted: tuple[bytes, bool] | None = None
        """A session to go to once it is read, and whether to open its card."""
        self._clock = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self.acting = Acting(self, context, self.stage, self.card, self._row)
        self.ask = self.acting.ask
        self._connect_parts()
        self._clock.start()

    def _lay_out(self) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.stage, 1)
        row.addWidget(self.card)
        self._pages.addWidget(body)
        self._pages.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._pages, 1)

    def _connect_parts(self) -> None:
        head, stage, card = self.head, self.stage, self.card
        head.stepped.connect(stage.step)
        head.way_chosen.connect(self.show_way)
        head.now_asked.connect(self.show_now)
        head.day_asked.connect(self.ask_day)
        head.filter_asked.connect(self.open_filter)
        head.conflict_asked.connect(self.next_conflict)
        head.undecided_asked.connect(self.next_undecided)
        head.add_asked.connect(self.add)
        stage.picked.connect(self._picked)
        stage.opened.connect(self.open_card)
        stage.looked.connect(self._say)
        stage.venue_picked.connect(self._only_venue)
        card.closed.connect(self.take_focus)
        card.edit_asked.connect(self._edit)
        card.log_asked.connect(self._log)
        card.report_asked.connect(self._report)
        card.incident_picked.connect(self._show_incident)
        card.session_picked.connect(self._show_session)
        self.filters.changed.connect(self._sieve_changed)
        stage.board.hours_chosen.connect(self._hours_chosen)
        self._clock.timeout.connect(self._tick)

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """Read what changed, away from the screen."""
        event = self.context.desk.event
        self._turn += 1
        if event is None:
            self._take(Held())
            return
        if event.id != self._held.event:
            self._sieve = Sieve()
            self.filters.set_sieve(self._sieve)
            self.card.close_it()
        if notice is None or not notice.kinds.isdisjoint({"venue", "event"}) or event.id != self._held.event:
            self._whole = True
        else:
            self._changed |= notice.of("session")
        self.context.start(self._read(event.id, self._turn), name="calendar")

    async def _read(self, event: bytes, turn: int) -> None:
        """A read that another one overtook is dropped: the later one reads what both were about."""
        changed, whole = self._changed, self._whole
        desk, now = self.context.desk, self.context.setting.now()
        if whole:
            held = await desk.read(reading.held, event, self._sieve, desk.exposing, now)
        else:
            held = await desk.read(reading.held_again, event, self._held, changed, self._sieve, desk.exposing, now)
        if turn != self._turn:
            return
        self._changed, self._whole = frozenset(), False
        self._take(held)
        if held.sieve != self._sieve:
            await self._sift()
        if self.card.session is not None:
            await self._load_card(self.card.session)

    async def _sift(self) -> None:
        before, chosen = self._held, self._sieve
        held = await self.context.desk.read(reading.sifted, before, chosen)
        if before is self._held and chosen == self._sieve:
            self._take(held)

    def _take(self, held: Held) -> None:
        self._held = held
        self.filters.set_choices(held.choices)
        self._say_empty(held)
        self.stage.board.set_hours(board_hours(self.context.desk.settings.get("board_hours")))
        self.stage.take(held, self.context.zone, self.context.setting.now())
        self._say()
        if self._wanted is not None:
            (wanted, opened), self._wanted = self._wanted, None
            self._show_session(wanted)
            if opened:
                self.open_card(wanted)

    def _say_empty(self, held: Held) -> None:
        """Nothing there is not the same as nothing let through."""
        filtered, opened = bool(held.rows), self.context.desk.event is not None
        sentence = "Nothing gets through the filter." if filtered else "Nothing is on the calendar yet."
        detail = "" if filtered or not opened else "Import a schedule, or add a session by hand."
        self._empty.say(sentence if opened else "No event is open.", detail)
        self._empty.button.setText("Show everything" if filtered else "Add a session")
        self._empty.button.setVisible(opened)
        self._pages.setCurrentIndex(0 if held.arranged.rows or held.arranged.undecided else 1)

    @Slot()
    def _say(self) -> None:
        """The bar says what is in sight."""
        first, last = self.stage.days
        event, arranged = self.context.desk.event, self._held.arranged
        which = nth_day(first, event.starts, event.ends) if event is not None and first == last else ""
        self.head.set_title(days_title(first, last))
        self.head.set_counts(which, *counted(arranged, first, last, self.context.zone))
        self.head.set_undecided(len(arranged.undecided))
        self.head.set_sieve(sieve.sentence(self._sieve, self._held.choices), is_open=self._sieve.is_open)
        self.head.set_stepping(on=self.stage.way != "board")

    @Slot()
    def _tick(self) -> None:
        now = self.context.setting.now()
        if self.isVisible() and now // MINUTE != self._minute:
            self._minute = now // MINUTE
            self.stage.set_now(now)
            self.context.start(self._see_hazards(now), name="hazards of the calendar")

    async def _see_hazards(self, now: int) -> None:
        """Hazards begin and end by the clock; the calendar is read again only where that changed a mark."""
        before, desk = self._held, self.context.desk
        if desk.event is None or desk.event.id != before.event:
            return
        found = await desk.read(touches.touches, before.event, desk.exposing, now)
        if found != before.touches and before is self._held:
            await self._read(before.event, self._turn)

    # looking

    @Slot(str)
    def show_way(self, way: str) -> None:
        """Timeline, day, week, agenda or board."""
        self.head.ways.set_current(way)
        self.stage.show_way(way)
        self._say()

    @Slot()
    def show_now(self) -> None:
        """Go to now."""
        self.stage.go_to_now()

    @Slot()
    def next_conflict(self) -> None:
        """Select the next session in double use, from the selected one on, round and round."""
        arranged = self._held.arranged
        clashing = [n for n, conflict in enumerate(arranged.conflict.tolist()) if conflict]
        if not clashing:
            self.context.messages.note("There is no conflict on the calendar.")
            return
        here = arranged.at.get(self.stage.selected or b"", -1)
        if here < 0:
            low = span(self.stage.days[0], self.context.zone)[0]
            here = int(arranged.starts.searchsorted(low)) - 1
        there = next((n for n in clashing if n > here), clashing[0])
        self._show_session(arranged.rows[there].id)
        self.stage.take_focus()

    @Slot()
    def next_undecided(self) -> None:
        """Select the next session whose time is to be decided, round and round."""
        waiting = [row.id for row in self._held.arranged.undecided]
        if not waiting:
            self.context.messages.note("Every session on the calendar has its time.")
            return
        here = waiting.index(self.stage.selected) if self.stage.selected in waiting else -1
        self._show_session(waiting[(here + 1) % len(waiting)])
        self.stage.take_focus()

    @Slot()
    def open_filter(self) -> None:
        """Drop the filter down."""
        self.filters.drop_from(self.head.filter)

    @Slot(object)
    def _sieve_changed(self, chosen: Sieve) -> None:
        self._sieve = chosen
        self.context.start(self._sift(), name="calendar filter")

    @Slot(object)
    def _only_venue(self, key: bytes | str) -> None:
        """Let only this venue through; if it is the only one already, all again."""
        only = frozenset({key})
        venues = frozenset[bytes | str]() if self._sieve.venues == only else only
        self.filters.set_sieve(replace(self._sieve, venues=venues))

    @Slot(int)
    def _hours_chosen(self, hours: int) -> None:
        self.context.desk.settings.set("board_hours", hours)

    @Slot()
    def ask_day(self) -> None:
        """Ask which day to go to."""
        self.acting.ask_day(QRect(self.head.title.geometry()))

    @Slot(object)
    def open_card(self, session: bytes) -> None:
        """Show everything about a session beside the calendar."""
        self.stage.select(session)
        self.context.start(self._load_card(session, focus=True), name="calendar card")

    async def _load_card(self, session: bytes, *, focus: bool = False) -> None:
        card = await self.context.desk.read(calendar.card, session)
        if card is None or (row := self._row(session)) is None:
            self.card.close_it()
            return
        card = replace(card, row=replace(card.row, hazard=row.hazard))
        self.card.show_card(card, self.context.zone, clashes_with(card.row, self._held.rows))
        if focus:
            self.card.take_focus()

    @Slot(object)
    def _picked(self, session: bytes | None) -> None:
        if self.card.session is not None and session is not None and session != self.card.session:
            self.context.start(self._load_card(session), name="calendar card")

    @Slot(object)
    def _show_session(self, session: bytes) -> None:
        if self.stage.way == "board":
            self.show_way("timeline")
        shown = self._held.arranged
        if not self._sieve.is_open and session not in shown.at and all(row.id != session for row in shown.undecided):
            self._wanted = session, False
            self.filters.clear()
            return
        self.stage.select(session)
        if self.card.session is not None:
            self.context.start(self._load_card(session), name="calendar card")

    @Slot(object)
    def _show_incident(self, incident: bytes) -> None:
        self.context.navigator.show_record("incident", incident)

    # acting

    @Slot()
    def add(self) -> None:
        """The form of a new session, on the day in sight; from an empty filter, everything again."""
        if self._held.rows and not self._sieve.is_open and self._pages.currentIndex() == 1:
            self.filters.clear()
            return
        self.context.navigator.edit_record("session", None, {"day": self.stage.day_shown.isoformat()})

    def edit_selected(self) -> None:
        """The form of the selected session."""
        if self.stage.selected is not None:
            self._edit(self.stage.selected)

    @Slot(object)
    def _edit(self, session: bytes) -> None:
        self.context.navigator.edit_record("session", session)

    @Slot(object)
    def _log(self, row: SessionRow) -> None:
        self.context.navigator.new_entry({"session": row.id, "venue": row.venue})

    @Slot(object)
    def _report(self, row: SessionRow) -> None:
        self.context.navigator.edit_record("incident", None, {"session": row.id, "venue": row.venue})

    def _row(self, session: bytes) -> SessionRow | None:
        return next((row for row in self._held.rows if row.id == session), None)

    # the pane's face

    def _deeds(self) -> list[Deed]:
        key = Qt.Key
        search, alert = "mdi6.calendar-search", "mdi6.alert"
        step, later = self.stage.step, partial(self.stage.nudge_by, 1, 0)
        longer = partial(self.stage.nudge_by, 1, 0, Part.END)
        return [
            *of_ways(WAYS, self.show_way, _ICON),
            Deed("add", "Add a session", self.add, "mdi6.calendar-plus", "Ins", (key.Key_Insert,), "new match event"),
            Deed("edit", "Edit the selected session", self.edit_selected, "mdi6.pencil-outline", "F2", (key.Key_F2,)),
            Deed("now", "Calendar: show now", self.show_now, "mdi6.crosshairs-gps", "N", (key.Key_N, key.Key_Home)),
            Deed("back", "Calendar: back", partial(step, -1), "mdi6.chevron-left", "[", (key.Key_BracketLeft,)),
            Deed("forth", "Calendar: forward", partial(step, 1), "mdi6.chevron-right", "]", (key.Key_BracketRight,)),
            Deed("go_to_day", "Calendar: go to a day", self.ask_day, search, "G", (key.Key_G,), "date jump"),
            Deed("conflict", "Calendar: next conflict", self.next_conflict, alert, "C", (key.Key_C,), "double use"),
            Deed("undecided", "Calendar: next time to be decided", self.next_undecided, search, "U", (key.Key_U,)),
            Deed("filter", "Filter the calendar", self.open_filter, "mdi6.filter-variant", "/", (key.Key_Slash,)),
            Deed("later", "Move the selected session", later, "mdi6.arrow-left-right", "Alt+arrows", (), "delay slip"),
            Deed("longer", "Lengthen the selected session", longer, "mdi6.arrow-expand-right", "Alt+Shift+arrows"),
        ]

    def pane_actions(self) -> list[Action]:
        """Everything here, for the palette and the keys page."""
        return as_actions(self._deeds(), NAME, self.context.navigator.show_pane)

    def show_record(self, kind: str, record: bytes) -> None:
        """Go to a session and open its card."""
        if kind != "session":
            return
        if not self._held.rows:
            self._wanted = record, True
            return
        self._show_session(record)
        self.open_card(record)

    def retheme(self, tokens: Tokens) -> None:
        """Sizes may have changed: lay out anew."""
        super().retheme(tokens)
        self.stage.take(self._held, self.context.zone, self.context.setting.now())
        self._say()

    @Slot()
    def take_focus(self) -> None:
        """The keyboard to the calendar itself."""
        self.stage.take_focus()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        deed = deed_of(self._deeds(), event.key()) if plain else None
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed.run()
