"""The handover pane: what changed since somebody was last here beside the notes to who comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eocdesk.commands.approvals import SendBack
from eocdesk.commands.handover import HandOver, TakeOver, WriteNotes
from eocdesk.desk.proposing import proposed
from eocdesk.models import Refused
from eocdesk.store.queries import approved, handover
from eocdesk.store.queries.handover import CODE, SHIFT
from eocdesk.store.queries.handover_brief import brief
from eocdesk.store.queries.situation import Labels
from eocdesk.ui.actions import Action
from eocdesk.ui.board.told import Line
from eocdesk.ui.kit.segmented import Segmented
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.handover.brief_view import NOTHING, BriefView
from eocdesk.ui.panes.handover.notes import Notes, Standing
from eocdesk.ui.panes.handover.telling import Before, tell
from eocdesk.ui.previews import Previews

if TYPE_CHECKING:
    from eocdesk.models.clock import Moment
    from eocdesk.store.notice import Notice

NAME = "handover"
MINE = "mine"
_SPANS = ((MINE, "My last shift"), ("12", "12 hours"), ("24", "24 hours"))
_GATHER_MS = 1_000
_NARROW = 760
"""Below this width (px) the notes stand under the brief."""


class HandoverPane(PaneWidget):
    """The brief on a card, the notes beside it."""

    listens = frozenset(
        {"form", "block", "incident", "entry", "acknowledgement", "task", "session", "request", "alert", "activation"}
        | {"product", "recommendation", "engagement", "duty", "period", "plan", "trigger", "threat", "observation"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view, self.notes = BriefView(), Notes()
        self.spans = Segmented("Since", _SPANS)
        self.previews = Previews(context)
        self._form: bytes | None = None
        self._event: bytes | None = None
        self._reading = self._again = self._apart = False
        self._gather = QTimer(self, interval=_GATHER_MS, singleShot=True)
        self._gather.timeout.connect(self._read_anew)
        self._lay_out()
        self.view.went.connect(self._go)
        self.spans.chosen.connect(self._respan)
        self.notes.typed.connect(self._keep)
        self.notes.saved.connect(self._save)
        self.notes.given.connect(self._give)
        self.notes.taken.connect(self.take_over)
        self.notes.reopened.connect(self._reopen)
        self.notes.begun.connect(self._begin_apart)
        self.notes.printed.connect(self.print_brief)

    # reading

    @property
    def is_ready(self) -> bool:
        return not self.is_stale and not self._reading

    def refresh(self, notice: Notice | None) -> None:
        """The whole brief anew. What others write is gathered for a second: a busy log is not read at each line."""
        if notice is not None:
            self._gather.start()
            return
        self._read_anew()

    @Slot()
    def _read_anew(self) -> None:
        """What comes while it is read is read after it."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.context.start(self._read(), name="handover")

    async def _read(self) -> None:
        try:
            await self._read_once()
        finally:
            self._reading = False
        if self._again:
            self._again = False
            self._read_anew()

    async def _read_once(self) -> None:
        desk, now = self.context.desk, self.context.setting.now()
        event = desk.event
        self.notes.setEnabled(event is not None)
        if event is None:
            self.view.show_told(None, NOTHING)
            return
        since, mine = self._since(now), desk.position
        told = await desk.read(brief, event.id, now, desk.person, since, position=mine, proposing=proposed)
        before = await desk.read(_before, event.id, now)
        if desk.event is None or desk.event.id != event.id:
            return  # another one was opened meanwhile
        self.view.show_told(tell(told, before, now))
        form = None if self._apart else told.form
        self._form = None if form is None else form.id
        standing = Standing(form, desk.person, desk.position)
        self.notes.show_standing(standing, "" if self._apart else told.notes, event.zone, now)
        if self._event != event.id:
            self._apart = False
            self._event = event.id
            kept = desk.drafts(self._draft).get(self._draft)
            if kept:
                self.notes.restore(str(kept))

    def _since(self, now: Moment) -> Moment | None:
        chosen = self.spans.current
        return None if chosen == MINE else now - int(chosen) * (SHIFT // 12)

    @property
    def _draft(self) -> str:
        event = self.context.desk.event
        return f"handover {event.code}" if event is not None else "handover"

    # doing

    @Slot(str)
    def _keep(self, text: str) -> None:
        self.context.desk.save_draft(self._draft, text or None)

    @Slot(str)
    def _save(self, text: str) -> None:
        self.context.start(self._write(text), self.notes, name="handover notes")

    @Slot(str)
    def _give(self, text: str) -> None:
        self.context.start(self._hand_over(text), self.notes, name="hand over")

    async def _write(self, text: str) -> bytes:
        event = self.context.desk.event
        if event is None:
            raise Refused(NOTHING)
        form = bytes((await self.context.desk.do(WriteNotes(event.id, text, self._form), self)).value)
        self._form, self._apart = form, False
        self._keep("")
        self.refresh(None)
        return form

    async def _hand_over(self, text: str) -> None:
        form = await self._write(text) if self.notes.is_changed or self._form is None else self._form
        await self.context.desk.do(HandOver(form), self)
        self.context.messages.note("The shift is handed over. The officer who comes takes it here.")
        self.refresh(None)
        await self._freeze(form)

    async def _freeze(self, form: bytes) -> None:
        """Keep the pages as they were handed over. They go nowhere, so what is RED in them needs no word."""
        from eocdesk.desk import papers  # noqa: PLC0415  typesetting: not at every start

        desk = self.context.desk
        paper = await desk.read(papers.make, papers.wanted(desk, CODE, form=form))
        await papers.issue(desk, paper, "RED")

    @Slot()
    def hand_over(self) -> None:
        """Hand over with the notes as they stand in the editor."""
        self._give(self.notes.words)

    @Slot()
    def take_over(self) -> None:
        """Who sits here takes the shift that is handed over."""
        self.context.start(self._take_over(), self.notes, name="take over")

    async def _take_over(self) -> None:
        if self._form is None:
            raise Refused("No shift is handed over here. Its officer writes the notes and hands over first.")
        form = self._form
        await self.context.desk.do(TakeOver(form), self)
        self.context.messages.note("You have taken over the shift.")
        self.refresh(None)
        if await self.context.desk.read(approved.paper_of, form) is None:
            await self._freeze(form)  # who left had not handed over, or the desk was closed meanwhile

    @Slot()
    def _reopen(self) -> None:
        self.context.start(self._write_on(), self.notes, name="write on")

    async def _write_on(self) -> None:
        if self._form is not None:
            await self.context.desk.do(SendBack(self._form, "the notes go on"), self)
            self.refresh(None)

    @Slot()
    def _begin_apart(self) -> None:
        self._apart = True
        self.refresh(None)
        self.notes.text.setFocus()

    @Slot()
    def print_brief(self) -> None:
        """The brief as pages, as it stands now."""
        self.context.start(self._print(), self.notes, name="print the brief")

    async def _print(self) -> None:
        from eocdesk.desk import papers  # noqa: PLC0415  typesetting: not at every start

        desk = self.context.desk
        since = self._since(self.context.setting.now())
        paper = await desk.read(papers.make, papers.wanted(desk, CODE, since=since))
        await papers.let_out(desk, paper, papers.VIEWED, "screen")
        self.previews.show(paper.pdf, paper.document.title, paper.file_name, partial(papers.noted, paper))

    @Slot(str)
    def _respan(self, _name: str) -> None:
        self.refresh(None)

    @Slot(object)
    def _go(self, line: Line) -> None:
        self.context.navigator.show_record(line.kind, line.id)

    # the pane's face

    def take_focus(self) -> None:
        """The notes."""
        self.notes.text.setFocus()

    def pane_actions(self) -> list[Action]:
        """Hand over, take over, print."""
        group, words = "Handover", "shift relief brief next officer"
        give, take, leave = "mdi6.account-arrow-right-outline", "mdi6.account-check-outline", "mdi6.printer-outline"
        return [
            Action("handover.give", "Hand over the shift", self._led_give, icon=give, group=group, words=words),
            Action("handover.take", "Take over the shift", self._led_take, icon=take, group=group, words=words),
            Action("handover.print", "Print the shift brief", self.print_brief, icon=leave, group=group, words=words),
        ]

    def _led_give(self) -> None:
        """From the palette: the notes are looked at before they are given."""
        self.context.navigator.show_pane(NAME)
        self.notes.give_button.setFocus()

    def _led_take(self) -> None:
        """From the palette: the brief is read before it is taken."""
        self.context.navigator.show_pane(NAME)
        self.notes.take_button.setFocus()

    def _lay_out(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 10, 12, 10)
        heading = QLabel("Handover")
        heading.setProperty("role", "h1")
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.spans)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(1)
        self._parts.addWidget(self.view, 3)
        self._parts.addWidget(self.notes, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addLayout(self._parts, 1)

    def retheme(self, tokens: Tokens) -> None:
        del tokens
        self.view.show_text()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(under if event.size().width() < _NARROW else beside)


def _before(connection: Any, event: bytes, now: Moment) -> Before | None:
    form = handover.last_taken(connection, event, now)
    return None if form is None else Before(form, handover.notes_of(connection, form.id, Labels()))
