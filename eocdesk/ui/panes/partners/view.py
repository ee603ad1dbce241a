"""The partners pane: find anyone, see who is there, fill seats, call everybody; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eocdesk.models import clock
from eocdesk.store.queries.partners import EVERYBODY, Wanted
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.shelf import BESIDE, Shelf
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.partners import reading
from eocdesk.ui.panes.partners.acting import Acting
from eocdesk.ui.panes.partners.agencies import AgenciesPage
from eocdesk.ui.panes.partners.calls import CallsPage
from eocdesk.ui.panes.partners.card import Card
from eocdesk.ui.panes.partners.filters import Filters, sentence
from eocdesk.ui.panes.partners.head import ADDS, WAYS, Head
from eocdesk.ui.panes.partners.page import Page
from eocdesk.ui.panes.partners.people import PeoplePage
from eocdesk.ui.panes.partners.pick import Pick
from eocdesk.ui.panes.partners.roster import RosterPage
from eocdesk.ui.panes.partners.seats import SeatsPage
from eocdesk.ui.panes.partners.telling import Told
from eocdesk.ui.panes.partners.words import MIDDOT

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

NAME = "partners"
_TICK_MS = 30_000
_PAGE_OF = {"contact": "people", "agency": "agencies", "seat": "seats", "duty": "roster"}


class PartnersPane(PaneWidget):
    """Head, the list in one of five ways, and the card."""

    listens = frozenset({"agency", "contact", "seat", "duty", "venue", "entry", "event"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = Head()
        self.card = Card()
        self.filters = Filters(self)
        self.pick = Pick(partial(context.setting.candidates, "contact"), self)
        self.people = PeoplePage(context)
        self.agencies = AgenciesPage(context)
        self.seats = SeatsPage(context, self.pick)
        self.roster = RosterPage(context)
        self.calls = CallsPage(context, self.pick)
        every = (self.people, self.agencies, self.seats, self.roster, self.calls)
        self.pages: dict[str, Page] = {page.name: page for page in every}
        self._stack = QStackedWidget()
        for page in every:
            self._stack.addWidget(page)
        self.shelf = Shelf(self._stack, self.card)
        self._wanted = EVERYBODY
        self._agency_name = ""
        self._old = set(self.pages)
        self._asked = 0
        self._loading = False
        self._into_card = False
        """The keyboard goes to the card once it tells of somebody."""
        self.acting = Acting(self, context, self.card, self._told, self.calls)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect_parts()
        self._clock.start()

    @property
    def page(self) -> Page:
        """The way one looks now."""
        return self.pages[self.head.ways.current]

    @property
    def wanted(self) -> Wanted:
        """What is let through."""
        return self._wanted

    @property
    def is_ready(self) -> bool:
        return not self.is_stale and self.page.is_ready and not self._loading

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.shelf, 1)
        self._shelved(self.shelf.way)

    def _connect_parts(self) -> None:
        head, card = self.head, self.card
        head.typed.connect(self._typed)
        head.way_chosen.connect(self.show_way)
        head.filter_asked.connect(self.open_filter)
        head.everybody_asked.connect(self.show_everybody)
        head.add_asked.connect(self.add)
        head.into_list.connect(self._into_list)
        head.opened.connect(self._open)
        self.filters.changed.connect(self._narrowed)
        self.shelf.moved.connect(self._shelved)
        card.closed.connect(self.close_card)
        self.acting.people_asked.connect(self._show_people_of)
        self._clock.timeout.connect(self._tick)
        for page in self.pages.values():
            page.opened.connect(self._open)
            page.chosen.connect(self._chosen)
            page.told.connect(self._say)
            page.everybody.connect(self.show_everybody)
        for view in (self.people, self.agencies, self.seats, self.roster, self.calls):
            view.list.key.connect(self._list_key)

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """Read again what is in sight; the other ways once they are chosen."""
        if notice is None:
            self._old = set(self.pages)
        elif notice.kinds <= {"entry"}:
            self._old.add("calls")  # only ticks are entries
        else:
            self._old |= set(self.pages)
        self._freshen_page()

    def _freshen_page(self) -> None:
        if self.page.name in self._old:
            self._old.discard(self.page.name)
            self._apply(self.page)

    def _apply(self, page: Page) -> None:
        """Read the page with what it can be narrowed by."""
        chosen = {name: getattr(self._wanted, name) for name in page.narrows_by}
        page.narrow(replace(EVERYBODY, words=self._wanted.words, **chosen))
        page.read()

    @Slot()
    def _tick(self) -> None:
        """Duties begin and end by the clock alone."""
        if self.isVisible():
            self.refresh(None)

    @Slot()
    def _say(self) -> None:
        """The head says how much there is and what is left out."""
        page = self.page
        self.head.set_counts(page.counts)
        words = sentence(replace(page.wanted, words=""), self._agency_name, self.filters.venue.currentText())
        told = MIDDOT.join(part for part in (words, page.note) if part)
        self.head.set_left_out(told, narrows=bool(words))
        self.head.filter.setEnabled(bool(page.narrows_by))

    # looking

    @Slot(str)
    def show_way(self, way: str) -> None:
        """People, agencies, seats, roster, calls."""
        self.head.set_way(way)
        self._stack.setCurrentWidget(self.page)
        self._old.add(way)
        self._freshen_page()
        self._say()
        self._chosen()

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._narrowed(replace(self._wanted, words=words))

    @Slot(object)
    def _narrowed(self, wanted: Wanted) -> None:
        self._wanted = replace(wanted, words=self.head.line.text().strip())
        self._old = set(self.pages)
        self._freshen_page()

    @Slot()
    def show_everybody(self) -> None:
        """Nothing is left out any more."""
        self._wanted = EVERYBODY
        self.head.set_words("")

    @Slot()
    def open_filter(self) -> None:
        """Drop the filter down, with what there is to choose."""
        self.context.start(self._open_filter(), name="partners: filter")

    async def _open_filter(self) -> None:
        event = self.context.desk.event
        if event is None or not self.page.narrows_by:
            return
        self.filters.set_wanted(self._wanted, self.page.narrows_by)
        self.filters.set_choices(await self.context.desk.read(reading.choices, event.id))
        self.filters.drop_from(self.head.filter)

    @Slot()
    def find_somebody(self) -> None:
        """The keyboard to the find line."""
        self.head.take_focus()

    @Slot()
    def _into_list(self) -> None:
        self.page.take_focus()

    # the card

    @Slot()
    def _chosen(self) -> None:
        """Another record is current: the card follows where it is in sight."""
        if not self.shelf.is_open:
            return
        self._asked += 1
        if not self._loading:
            self._loading = True
            self.context.start(self._load_card(), name="partners: card")

    async def _load_card(self) -> None:
        try:
            done, told = 0, None
            while done != self._asked:
                done = self._asked
                told = await self._told()
                self.card.show_told(told, self._nobody())
        finally:
            self._loading = False
        if told is None and self.page.is_ready:
            self.shelf.close_card()  # the list says why
        elif told is not None and self._into_card:
            self.card.take_focus()
        self._into_card = self._into_card and not self.page.is_ready

    async def _told(self) -> Told | None:
        event, about = self.context.desk.event, self.page.about
        if event is None or about is None:
            return None
        return await self.context.desk.read(reading.told, event.id, about, self.context.zone, clock.now())

    def _nobody(self) -> str:
        held = self.page is self.seats and self.page.record is not None
        return "Nobody holds this seat." if held else "Pick somebody from the list."

    @Slot()
    def _open(self) -> None:
        """The card of the current record, with the keyboard; a seat that nobody holds asks who does."""
        self.page.show_first()
        if self.page is self.seats and self.page.record is not None and self.page.about is None:
            self.seats.ask_holder()
            return
        self._into_card = True
        self.shelf.open_card()
        self._chosen()

    @Slot()
    def close_card(self) -> None:
        """Back to the list."""
        self.shelf.close_card()
        self.page.take_focus()

    @Slot(str)
    def _shelved(self, way: str) -> None:
        self.card.set_closing(on=way != BESIDE)
        self._chosen()

    # acting

    @Slot()
    def add(self) -> None:
        """Add one of what is listed."""
        self.page.add()

    @Slot(object)
    def _show_people_of(self, told: Told) -> None:
        self._agency_name = told.title if told.kind == "agency" else told.second.rpartition(MIDDOT)[2]
        self._wanted = replace(EVERYBODY, agency=told.agency)
        self.shelf.close_card()
        self.head.set_words("")
        self.show_way("people")
        self.page.take_focus()

    @Slot(str)
    def _list_key(self, key: str) -> None:
        if key == "copy":
            self.acting.copy()
        elif key == "/":
            self.find_somebody()
        elif self.page in (self.people, self.agencies) and len(key) == 1:
            self.head.line.setText(key)  # one finds by typing, wherever the keyboard is
            self.head.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # the pane's face

    def pane_actions(self) -> list[Action]:
        """Everything here, for the palette and the keys page."""
        way_icon = "mdi6.account-group-outline"
        things: list[tuple[str, str, Callable[[], None], str, str]] = [
            (way, f"Partners: {title.lower()}", partial(self.show_way, way), way_icon, "") for way, title in WAYS
        ]
        things += [
            (f"add_{way}", title, partial(self._add_in, way), "mdi6.plus", "new partner") for way, title in ADDS.items()
        ]
        things += [
            ("find", "Find a partner", self.find_somebody, "mdi6.magnify", "call phone number who contact"),
            ("filter", "Filter partners", self.open_filter, "mdi6.filter-variant", "sector role venue on duty"),
            ("everybody", "Show all partners", self.show_everybody, way_icon, "clear filter"),
            ("copy", "Copy the number of this partner", self.acting.copy, "mdi6.content-copy", "phone clipboard"),
            ("call", "Call this partner", self.acting.call, "mdi6.phone-outline", "phone dial tel"),
            ("begin", "Begin a call-down", self._begin, "mdi6.phone-forward-outline", "call everybody recall"),
        ]
        return [
            Action(f"{NAME}.{name}", title, partial(self._come_and, run), icon=icon, group="Partners", words=words)
            for name, title, run, icon, words in things
        ]

    def _come_and(self, run: Callable[[], None]) -> None:
        """From the palette: the pane comes forward first."""
        self.context.navigator.show_pane(NAME)
        run()

    def _add_in(self, way: str) -> None:
        self.show_way(way)
        self.add()

    def _begin(self) -> None:
        self.show_way("calls")
        self.calls.begin()

    def show_record(self, kind: str, record: bytes) -> None:
        """Go to an agency, a contact, a seat or a duty, with its card."""
        if kind in _PAGE_OF:
            self.show_way(_PAGE_OF[kind])
            self.page.go_to(record)
            self.shelf.open_card()

    def retheme(self, tokens: Tokens) -> None:
        """Zone and sizes may have changed: say it anew."""
        super().retheme(tokens)
        self._say()

    @Slot()
    def take_focus(self) -> None:
        """The keyboard to the find line."""
        self.head.take_focus()

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Slash:
            self.find_somebody()
        elif key == Qt.Key.Key_F2:
            self.page.edit()
        elif key == Qt.Key.Key_Escape and self.shelf.is_open and self.shelf.way != BESIDE:
            self.close_card()
        elif key == Qt.Key.Key_Escape and self._wanted != EVERYBODY:
            self.show_everybody()
        else:
            return False
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event.key()):
            super().keyPressEvent(event)
