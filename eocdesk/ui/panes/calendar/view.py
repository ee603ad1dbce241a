"""The calendar pane: put together from its parts, read from the store, acting through the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from eocdesk.models import clock
from eocdesk.store.queries import calendar
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.calendar import reading, sieve
from eocdesk.ui.panes.calendar.acting import Acting
from eocdesk.ui.panes.calendar.arrange import clash
from eocdesk.ui.panes.calendar.card import Card
from eocdesk.ui.panes.calendar.filters import Filters
from eocdesk.ui.panes.calendar.head import WAYS, Head
from eocdesk.ui.panes.calendar.hours import MINUTE, days_title, parse_day, span
from eocdesk.ui.panes.calendar.reading import Held
from eocdesk.ui.panes.calendar.sieve import Sieve
from eocdesk.ui.panes.calendar.stage import Stage

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

_TICK_MS = 10_000
NAME = "calendar"


class CalendarPane(PaneWidget):
    """What is on, where and when."""

    listens = frozenset({"session", "venue", "incident", "event"})

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
        self._turn = 0
        self._wanted: bytes | None = None
        self._clock = QTimer(self, interval=_TICK_MS)
        self._minute = 0
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
        head.add_asked.connect(self.add)
        stage.picked.connect(self._picked)
        stage.opened.connect(self.open_card)
        stage.looked.connect(self._say)
        card.closed.connect(self.take_focus)
        card.edit_asked.connect(self._edit)
        card.log_asked.connect(self._log)
        card.incident_picked.connect(self._show_incident)
        card.session_picked.connect(self._show_session)
        self.filters.changed.connect(self._sieve_changed)
        self._clock.timeout.connect(self._tick)

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """Read what changed, away from the screen."""
        event = self.context.desk.event
        if event is None:
            self._take(Held())
            return
        self._turn += 1
        whole = notice is None or not notice.kinds.isdisjoint({"venue", "event"}) or not self._held.rows
        changed = None if whole or notice is None else notice.of("session")
        self.context.start(self._read(event.id, changed, self._turn), name="calendar")

    async def _read(self, event: bytes, changed: frozenset[bytes] | None, turn: int) -> None:
        if changed is None:
            held = await self.context.desk.read(reading.held, event, self._sieve)
        else:
            held = await self.context.desk.read(reading.held_again, event, self._held, changed, self._sieve)
        if turn == self._turn:
            self._take(held)
        elif changed is not None:
            self.refresh(None)  # two changes crossed: what one of them read is missing in the other
        if self.card.session is not None:
            await self._load_card(self.card.session)

    def _take(self, held: Held) -> None:
        self._held = held
        self.filters.set_choices(held.choices)
        nothing = not held.arranged.rows and not held.arranged.undecided
        filtered = bool(held.rows)
        sentence = "Nothing gets through the filter." if filtered else "Nothing is on the calendar yet."
        if self.context.desk.event is None:
            sentence = "No event is open."
        self._empty.say(sentence, "" if filtered else "Import a schedule, or add a session by hand.")
        self._empty.button.setText("Show everything" if filtered else "Add a session")
        self._empty.button.setVisible(self.context.desk.event is not None)
        self._pages.setCurrentIndex(1 if nothing else 0)
        self.stage.take(held, self.context.zone, clock.now())
        self._say()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._show_session(wanted)

    @Slot()
    def _say(self) -> None:
        """The bar says what is in sight."""
        first, last = self.stage.days
        zone, arranged = self.context.zone, self._held.arranged
        low, high = span(first, zone)[0], span(last, zone)[1]
        words = {(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)}
        waiting = sum(1 for row in arranged.undecided if row.day in words)
        self.head.set_title(days_title(first, last))
        count = len(arranged.between(low, high)) + waiting
        self.head.set_counts(self._event_day() if first == last else "", count, arranged.conflicts_between(low, high))
        self.head.set_sieve(sieve.sentence(self._sieve, self._held.choices), is_open=self._sieve.is_open)
        self.head.set_stepping(on=self.stage.way != "board")

    def _event_day(self) -> str:
        event = self.context.desk.event
        first, last = parse_day(event.starts if event else None), parse_day(event.ends if event else None)
        day = self.stage.days[0]
        if first is None or last is None or not first <= day <= last:
            return ""
        return f"Day {(day - first).days + 1} of {(last - first).days + 1}"

    @Slot()
    def _tick(self) -> None:
        now = clock.now()
        if self.isVisible() and now // MINUTE != self._minute:
            self._minute = now // MINUTE
            self.stage.set_now(now)

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
    def open_filter(self) -> None:
        """Drop the filter down."""
        self.filters.drop_from(self.head.filter)

    @Slot(object)
    def _sieve_changed(self, chosen: Sieve) -> None:
        self._sieve = chosen
        self._turn += 1
        self.context.start(self._sift(self._turn), name="calendar filter")

    async def _sift(self, turn: int) -> None:
        held = await self.context.desk.read(reading.sifted, self._held, self._sieve)
        if turn == self._turn:
            self._take(held)

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
        if card is None or session not in {row.id for row in self._held.rows}:
            self.card.close_it()
            return
        self.card.show_card(card, self.context.zone, self._clashes(card.row))
        if focus:
            self.card.take_focus()

    def _clashes(self, row: SessionRow) -> list[SessionRow]:
        def until(one: SessionRow) -> int:
            return max(one.ends or 0, (one.starts or 0) + MINUTE)

        return [
            other
            for other in self._held.rows
            if other.venue == row.venue
            and other.id != row.id
            and None not in (row.starts, other.starts)
            and (row.starts or 0) < until(other)
            and (other.starts or 0) < until(row)
            and clash(row, other)
        ]

    @Slot(object)
    def _picked(self, session: bytes | None) -> None:
        if self.card.session is not None and session is not None and session != self.card.session:
            self.context.start(self._load_card(session), name="calendar card")

    @Slot(object)
    def _show_session(self, session: bytes) -> None:
        if self.stage.way == "board":
            self.show_way("timeline")
        if not self._sieve.is_open and session not in self._held.arranged.at:
            self._wanted = session
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

    @Slot(object)
    def _edit(self, session: bytes) -> None:
        self.context.navigator.edit_record("session", session)

    @Slot(object)
    def _log(self, row: SessionRow) -> None:
        self.context.navigator.new_entry({"session": row.id, "venue": row.venue})

    def _row(self, session: bytes) -> SessionRow | None:
        return next((row for row in self._held.rows if row.id == session), None)

    # the pane's face

    def pane_actions(self) -> list[Action]:
        """Everything here, for the palette and the keys page."""
        things: list[tuple[str, str, Callable[[], None], str, str]] = [
            (way, f"Calendar: {title.lower()}", partial(self.show_way, way), "mdi6.calendar", "") for way, title in WAYS
        ]
        things += [
            ("add", "Add a session", self.add, "mdi6.calendar-plus", "new match event"),
            ("now", "Calendar: show now", self.show_now, "mdi6.crosshairs-gps", "today home"),
            ("go_to_day", "Calendar: go to a day", self.ask_day, "mdi6.calendar-search", "date jump"),
            ("conflict", "Calendar: next conflict", self.next_conflict, "mdi6.alert", "double use overlap"),
            ("filter", "Filter the calendar", self.open_filter, "mdi6.filter-variant", "venue sport kind status"),
        ]
        return [
            Action(f"{NAME}.{name}", title, partial(self._come_and, run), icon=icon, group="Calendar", words=words)
            for name, title, run, icon, words in things
        ]

    def _come_and(self, run: Callable[[], None]) -> None:
        """From the palette: the pane comes forward first."""
        self.context.navigator.show_pane(NAME)
        run()

    def show_record(self, kind: str, record: bytes) -> None:
        """Go to a session and open its card."""
        if kind != "session":
            return
        if not self._held.rows:
            self._wanted = record
            return
        self._show_session(record)
        self.open_card(record)

    def retheme(self, tokens: Tokens) -> None:
        """Sizes may have changed: lay out anew."""
        super().retheme(tokens)
        self.stage.take(self._held, self.context.zone, clock.now())
        self._say()

    @Slot()
    def take_focus(self) -> None:
        """The keyboard to the calendar itself."""
        self.stage.take_focus()

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_BracketLeft:
            self.stage.step(-1)
        elif key == Qt.Key.Key_BracketRight:
            self.stage.step(1)
        elif key == Qt.Key.Key_C:
            self.next_conflict()
        elif key == Qt.Key.Key_G:
            self.ask_day()
        elif key == Qt.Key.Key_Slash:
            self.open_filter()
        elif key == Qt.Key.Key_Home:
            self.show_now()
        elif key == Qt.Key.Key_F2 and self.stage.selected is not None:
            self._edit(self.stage.selected)
        else:
            return False
        return True

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if not (plain and self._key(event.key())):
            super().keyPressEvent(event)
