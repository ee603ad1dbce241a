"""The desks of this room: this one offered to them, those that offer themselves met, each with what came of it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.desk import nearby
from eocdesk.models import Refused
from eocdesk.ui.kit.headed import MarkedLines
from eocdesk.ui.kit.section import Section, button, line
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import on_link, said_here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eocdesk.desk.nearby import Offered, Told

LOOK_S = 4.0
"""Seconds until the desks of a room have answered."""
_HOW = (
    "Without internet: one desk of the room offers itself, the others meet it. Only desks of the same hub, or paired "
    "ones, are told anything, and each only what it may see."
)
_NOBODY = (
    "No desk of this room offers itself. Press “Offer this room” on one of them; where the network hides it, type the "
    "address it shows."
)


class Offering(QObject):
    """This desk offered to its room, until it is stopped or the desk is closed; a page that goes does not end it."""

    changed = Signal()

    def __init__(self, context: Context, host: str = nearby.EVERYWHERE) -> None:
        super().__init__(context)
        self._context = context
        self._host = host
        self._task: asyncio.Task[None] | None = None
        self.offered: Offered | None = None
        self._now: Offered | None = None
        self._end: Callable[[], object] | None = None
        self._news.connect(self._told)  # said on the link's thread, heard on ours

    _news = Signal()

    @property
    def is_on(self) -> bool:
        """Whether this desk answers, or is about to."""
        return self._task is not None

    def begin(self, beside: object) -> None:
        """Offer it; what is refused goes to `beside`."""
        if self._task is None:
            self._task = self._context.start(self._run(), beside, name="offer this room")
            self.changed.emit()

    def stop(self) -> None:
        """Offer it no longer; `changed` says when nobody is answered any more."""
        if self._end is not None:
            self._end()
        elif self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        try:
            await said_here(on_link(self._context.desk, self._answer()))
        finally:
            self._task = self.offered = self._now = self._end = None
            self.changed.emit()

    async def _answer(self) -> None:
        """On the link's thread."""
        async with nearby.offering(self._context.desk, self._host) as offered:
            over, loop = asyncio.Event(), asyncio.get_running_loop()
            self._now, self._end = offered, partial(loop.call_soon_threadsafe, over.set)
            self._news.emit()
            await over.wait()
            self._end = None

    @Slot()
    def _told(self) -> None:
        self.offered = self._now
        self.changed.emit()


class RoomSection(Section):
    """Offer, look, or meet one at its address."""

    met = Signal()
    """A desk of the room was met: much may be new."""

    def __init__(
        self,
        context: Context,
        offering: Offering,
        interfaces: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`interfaces`: where desks are looked for; none, everywhere."""
        super().__init__("In this room", _HOW, parent)
        self.context = context
        self._offering = offering
        self._interfaces = interfaces
        self._busy = False
        self.offer_button = button("Offer this room")
        self.offer_button.clicked.connect(self.offer)
        self.meet_button = button("Meet the room")
        self.meet_button.clicked.connect(self.meet)
        self.address = line("Address of a desk in this room", "https://192.168.1.20:50411")
        self.address.returnPressed.connect(self.meet_one)
        self.one_button = button("Meet it")
        self.one_button.clicked.connect(self.meet_one)
        self._offered = words()
        self.lines = MarkedLines()
        self.lines.hide()
        offering.changed.connect(self._show_offer)
        self.add_row(self.offer_button, self.meet_button)
        self.add_row(self.address, self.one_button)
        for one in (self.error_label, self._offered, self.lines):
            self.box.addWidget(one)
        self._show_offer()

    @property
    def offered(self) -> str:
        """What is said of this desk's own offer."""
        return self._offered.text()

    @Slot()
    def offer(self) -> None:
        """Offer this desk to the room, or stop."""
        self.forget_refusal()
        if self._offering.is_on:
            self._offering.stop()
        else:
            self._offering.begin(self)

    @Slot()
    def _show_offer(self) -> None:
        offered, on = self._offering.offered, self._offering.is_on
        self.offer_button.setText("Stop offering" if on else "Offer this room")
        self._offered.setText(_said(offered) if offered is not None else "One moment…" if on else "")
        self._offered.setVisible(bool(self._offered.text()))

    @Slot()
    def meet(self) -> None:
        """Meet whoever offers itself."""
        self._begin("")

    @Slot()
    def meet_one(self) -> None:
        """Meet the desk at the address."""
        url = self.address.text().strip()
        if url:
            self._begin(url)
        else:
            self.refuse("Say where it is: the other desk shows its address while it offers itself.", None)

    def _begin(self, url: str) -> None:
        if not self._busy:
            self._set_busy(busy=True)
            self.context.start(self._meet(url), self, name="meet the room")

    async def _meet(self, url: str) -> None:
        desk = self.context.desk
        try:
            found = [url] if url else await said_here(on_link(desk, nearby.look(desk, LOOK_S, self._interfaces)))
            told = await on_link(desk, nearby.meet(desk, found))
        finally:
            self._set_busy(busy=False)
        if not told:
            raise Refused(_NOBODY if not url else "This is this desk itself.")
        self.lines.show_lines(_line(one) for one in told)
        self.met.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy  # the buttons stay as they are: one that is switched off lets go of the keyboard
        self.meet_button.setText("Meeting…" if busy else "Meet the room")
        if busy:
            self.forget_refusal()
            self.lines.show_lines(())


def _said(offered: Offered) -> str:
    where = " or ".join(offered.urls)
    return f"{offered.name} answers the desks of this room at {where}. {offered.trouble}".rstrip()


def _line(told: Told) -> tuple[str, str]:
    if told.meeting is None:
        return "fail", told.sentence
    return "ok" if told.went_well else "warn", f"{told.name}: {told.sentence}"
