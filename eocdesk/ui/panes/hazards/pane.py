"""The hazards pane: alerts, what they touch, what was measured, from which value it counts; how old it all is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.desk.feeding import kept_ages
from eocdesk.models import Alert, Observation
from eocdesk.store.queries import events, hazards
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardList, BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.kit import moments
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.hazards import telling
from eocdesk.ui.panes.hazards.acting import Acting
from eocdesk.ui.panes.hazards.looks import Looks
from eocdesk.ui.panes.hazards.pages import ALERTS, OBSERVATIONS, THRESHOLDS, TOUCHED, pages
from eocdesk.ui.panes.hazards.reading import FileReading
from eocdesk.ui.panes.hazards.touched import Touched, TouchedList, named

if TYPE_CHECKING:
    from eocdesk.desk.feeding import FeedAge
    from eocdesk.store.notice import Notice

NAME = "hazards"


class HazardsPane(BoardPane):
    """Four lists, one card."""

    listens = frozenset({"alert", "observation", "threshold", "venue", "session", "feature"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.acting = Acting(context, self.asking, self._touched_by)
        self._ages: Sequence[FeedAge] = ()
        self._of: dict[bytes, Touched] = {}
        super().__init__(context, parent)
        self.files = FileReading(context, self)
        self._clock.timeout.connect(self._minute)

    def make_pages(self) -> Sequence[Page]:
        return pages(self.looks)

    def make_list(self, page: Page) -> BoardList:
        if page.name != TOUCHED:
            return BoardList(self.context, page)
        self.exposed = TouchedList(self.context, page)
        return self.exposed

    def make_deeds(self) -> Sequence[Deed]:
        return self.acting.deeds()

    def pane_actions(self) -> list[Action]:
        group = "Hazards"
        return [
            Action(
                "hazards.heatrisk",
                "Say the HeatRisk of a venue",
                self.acting.say_heat_risk,
                "",
                "mdi6.thermometer-alert",
                group=group,
                words="heat observation forecast",
            ),
            Action(
                "hazards.threshold",
                "Set a threshold",
                self.acting.set_threshold,
                "",
                "mdi6.gauge",
                group=group,
                words="heat index aqi gust fire distance",
            ),
            Action(
                "hazards.file",
                "Read a feed's file",
                self.files.ask,
                "",
                "mdi6.file-import-outline",
                group=group,
                words="nws cap alert fire earthquake offline",
            ),
            Action(
                "hazards.touched",
                "Show what hazards touch",
                self.show_touched,
                "",
                "mdi6.map-marker-alert-outline",
                group=group,
                words="exposed venues sessions",
            ),
        ]

    def refresh(self, notice: Notice | None) -> None:
        super().refresh(notice)
        self.context.start(self._read_ages(), name="ages of feeds")

    async def tell(self, kind: str, record: bytes) -> Told | None:
        desk, told = self.context.desk, self.looks
        if kind == "exposure":
            return await self._tell_exposure(record)
        if kind == "threshold":
            line = await desk.read(hazards.threshold, record)
            return None if line is None else telling.tell_threshold(line)
        touches = await self._touches(record)
        self._of = {record: touches[0]} if touches else {}
        if kind == "alert":
            row, alert = await desk.read(hazards.alert, record), await desk.read(events.record, Alert, record)
            if row is None or alert is None:
                return None
            drawn = await desk.read(telling.drawn_by, row, alert.codes or ())
            return telling.tell_alert(row, alert, touches, told, drawn)
        seen = await desk.read(hazards.observation, record)
        whole = await desk.read(events.record, Observation, record)
        return None if seen is None or whole is None else telling.tell_observation(seen, whole, touches, told)

    async def _tell_exposure(self, record: bytes) -> Told | None:
        one = self.exposed.of(record)
        if one is None:
            return None
        asked: Any = hazards.alert if one.kind == "alert" else hazards.observation
        hazard = await self.context.desk.read(asked, one.hazard)
        return telling.tell_touched(one, self.looks, hazard.marking if hazard is not None else "")

    async def _touches(self, hazard: bytes) -> list[Touched]:
        event, now = self.context.desk.event, self.context.setting.now()
        if event is None:
            return []
        found = await self.context.desk.exposing.ask(event.id, now)
        mine = replace(found, exposures=tuple(one for one in found.exposures if one.hazard == hazard))
        return await self.context.desk.read(named, mine, now)

    def open(self, record: bytes) -> None:
        page = self.list.page.name
        if page == TOUCHED:
            one = self.exposed.of(record)
            if one is not None:
                self.context.navigator.show_record(*one.record)
        elif page == THRESHOLDS:
            self.act("set")
        else:
            super().open(record)

    def add(self) -> None:
        if self.list.page.name == THRESHOLDS:
            self.acting.set_threshold()
        else:
            super().add()

    def begin(self) -> None:
        first = {ALERTS: self.files.ask, OBSERVATIONS: self.acting.say_heat_risk}
        first.get(self.list.page.name, self.acting.set_threshold)()

    def note(self) -> str:
        """How old what the feeds said is, the late ones first; where no feed was asked, the count."""
        now = self.context.setting.now()
        late = [one for one in self._ages if one.is_late(now)]
        if late:
            return "Late: " + ", ".join(_age(one, now) for one in late)
        good = [one for one in self._ages if one.last_good is not None]
        if not good:
            return super().note()
        return "Feeds: " + ", ".join(_age(one, now) for one in good)

    def show_touched(self) -> None:
        """The page of what is touched."""
        self.context.navigator.show_pane(NAME)
        self.show_page(TOUCHED)

    def _touched_by(self, told: Told) -> Touched | None:
        return self.exposed.of(told.id) if told.kind == "exposure" else self._of.get(told.id)

    async def _read_ages(self) -> None:
        event = self.context.desk.event
        self._ages = await self.context.desk.read(kept_ages, event.id) if event is not None else ()
        self.head.set_note(self.note())

    @Slot()
    def _minute(self) -> None:
        """What begins and ends by the clock."""
        if self.isVisible():
            self.exposed.read_again()
            self.context.start(self._read_ages(), name="ages of feeds")


def _age(one: FeedAge, now: int) -> str:
    return f"{one.title} {'never' if one.last_good is None else moments.lasted(now - one.last_good)}"
