"""Drills asked of all desks while this one is open: shown until they begin, begun at their minute, whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.ui import loop
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.kit.moments import clock
from eocdesk.ui.messages import Messages

if TYPE_CHECKING:
    from eocdesk.desk.asked import Asked

SUBJECT = "drill of all"


class Drilling(QObject):
    """Looks at each minute. What cannot be begun is said; the desk goes on."""

    def __init__(self, desk: Desk, messages: Messages, ticker: Ticker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._ticker = ticker
        self._busy = False
        ticker.minute.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Begin what is due, say what is coming."""
        if not self._busy:
            self._busy = True
            loop.start(self._look(), self._messages, name="drills asked of all")

    async def _look(self) -> None:
        from eocdesk.desk import asked  # noqa: PLC0415  not at every start

        desk, now = self._desk, self._ticker.now()
        try:
            if desk.event is None:
                return
            begun = await asked.begin_due(desk, now)
            found = await desk.read(asked.asked, desk.device, desk.event.id, now)
        except (Refused, Unavailable) as error:
            self._messages.fails(
                SUBJECT, f"The drill that was asked of all desks does not begin here. {error.sentence}"
            )
            return
        finally:
            self._busy = False
        coming = [one for one in found if one.waits(now) and now < one.ask.begins]
        if coming:
            self._messages.fails(SUBJECT, said(min(coming, key=_begins), desk.event.zone))
        else:
            self._messages.works(SUBJECT)
        if begun is not None:
            until = clock(begun.until, desk.event.zone)
            self._messages.note(f"The drill asked of all desks has begun: this desk is cut off until {until}.")


def said(one: Asked, zone: str) -> str:
    """What is coming, who asks, and how to take no part."""
    ask = one.ask
    return (
        f"{ask.author or 'Nobody signed in'} asks every desk for a blackout drill at {clock(ask.begins, zone)}, "
        f"{ask.minutes} minutes: {ask.why}. It begins by itself; to decline, go to Meetings, Blackout drill."
    )


def _begins(one: Asked) -> int:
    return one.ask.begins
