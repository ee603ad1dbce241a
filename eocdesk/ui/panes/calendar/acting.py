"""From what a hand asked for to what is done: a question in place, then the command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.models import clock
from eocdesk.models.errors import Refused
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import moments
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.calendar import acts
from eocdesk.ui.panes.calendar.acts import GoTo, Intent, Move, Status, Striking
from eocdesk.ui.panes.calendar.ask import Ask, Question
from eocdesk.ui.panes.calendar.card import Card
from eocdesk.ui.panes.calendar.hours import parse_day
from eocdesk.ui.panes.calendar.offer import Part
from eocdesk.ui.panes.calendar.stage import Stage

_LOW = 60
"""px of a tall bar that the question stands beside."""


class Acting(QObject):
    """Listens to stage and card; asks for the reason where one is needed; does it through the desk."""

    def __init__(
        self,
        pane: QWidget,
        context: Context,
        stage: Stage,
        card: Card,
        row_of: Callable[[bytes], SessionRow | None],
    ) -> None:
        super().__init__(pane)
        self.ask = Ask(pane)
        self._pane = pane
        self._context = context
        self._stage = stage
        self._card = card
        self._row_of = row_of
        stage.move_asked.connect(self._move_asked)
        card.status_asked.connect(self._status_asked)
        card.strike_asked.connect(self._strike_asked)
        self.ask.answered.connect(self._answered)
        self.ask.withdrawn.connect(self._withdrawn)
        self.ask.nudged.connect(self._nudged)

    def ask_day(self, beside: QRect) -> None:
        """Ask which day to go to."""
        question = Question("Go to a day", "2028-07-19, today, tomorrow", "Go", "Which day?", GoTo())
        self.ask.ask(question, beside, self._stage)

    @Slot(object, object, object)
    def _move_asked(self, session: bytes, starts: int, ends: int) -> None:
        self._put(Move(session, starts, ends), self._stage)

    @Slot(object, str)
    def _status_asked(self, session: bytes, status: str) -> None:
        intent = Status(session, status)
        if status in acts.WITH_REASON:
            self._put(intent, self._card)
        else:
            self._context.start(self._do(intent, ""), name="calendar status")

    @Slot(object)
    def _strike_asked(self, session: bytes) -> None:
        self._put(Striking(session), self._card)

    def _put(self, intent: Intent, back: QWidget) -> None:
        """Ask for the reason beside where it stands; nothing is asked about a move to where it is."""
        row = self._row_of(intent.id)
        if row is None:
            return
        if isinstance(intent, Move) and (intent.starts, intent.ends) == (row.starts, row.ends):
            self._stage.withdraw()
            self.ask.close_it()
            return
        on_card = back is self._card
        place = self._card.rect() if on_card else self._stage.rect_of(intent.id)
        corner = (self._card if on_card else self._stage).mapTo(self._pane, place.topLeft())
        rect = QRect(corner.x(), corner.y(), place.width(), min(place.height(), _LOW))
        self.ask.ask(acts.question(intent, row, self._context.zone), rect, back)

    @Slot(object, str)
    def _answered(self, about: object, words: str) -> None:
        if isinstance(about, GoTo):
            self._go_to(words)
        elif isinstance(about, Move | Status | Striking):
            self._context.start(self._do(about, words), beside=self.ask, name="calendar act")

    async def _do(self, intent: Intent, words: str) -> None:
        try:
            await self._context.desk.do(acts.verb(intent, words, self._row_of(intent.id)), self._pane)
        finally:
            self.ask.ready()
        if self.ask.about == intent:
            self.ask.close_it()

    def _go_to(self, words: str) -> None:
        today = clock.at(self._context.setting.now(), self._context.zone).date()
        try:
            day = parse_day(moments.parse_day(words, today))
        except Refused as refused:
            self.ask.refuse(refused.sentence)
            return
        self.ask.close_it()
        if day is not None:
            self._stage.go_to_day(day)

    @Slot(object)
    def _withdrawn(self, about: object) -> None:
        if isinstance(about, Move):
            self._stage.withdraw()

    @Slot(int, int, bool)
    def _nudged(self, along: int, down: int, ends_only: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        if isinstance(self.ask.about, Move):
            self._stage.nudge_by(along, down, Part.END if ends_only else Part.WHOLE)
