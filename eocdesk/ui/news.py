"""What the windows say beside the panes: figures, standing, period; read again when records change or time passes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from eocdesk.desk import backups, proposing
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_rules import rules
from eocdesk.desk.feeding import FeedAge, kept_ages
from eocdesk.desk.link import LinkStanding, standing_of
from eocdesk.models import Period
from eocdesk.models.errors import Unavailable
from eocdesk.store.notice import Notice
from eocdesk.store.queries import events, proposals
from eocdesk.store.queries.figures import Figures, Hazards, figures
from eocdesk.store.queries.hazards import any_hazard
from eocdesk.store.queries.incidents import Alert, alerts
from eocdesk.store.queries.linked import linked
from eocdesk.store.queries.standing import Standing, standing
from eocdesk.ui import loop
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.link_bridge import LinkBridge
from eocdesk.ui.messages import Messages

PATIENCE_MS = 250
"""In a storm of changes it is read again at most four times a second."""


@dataclass(frozen=True, slots=True)
class News:
    """One reading; `backup_at` in ms: when the newest automatic backup was made."""

    now: int
    figures: Figures | None
    standing: Standing
    period: Period | None
    backup_at: int | None
    alerts: tuple[Alert, ...]
    link: LinkStanding
    feeds: tuple[FeedAge, ...] = ()
    """How old what each feed said is, of those that were ever asked or read."""
    proposals: int = 0
    """How many plans propose themselves."""


SUBJECT = "reading"


class Newsroom(QObject):
    """Reads for all windows at once. `told` carries a News."""

    told = Signal(object)

    def __init__(
        self, desk: Desk, bridge: Bridge, messages: Messages, ticker: Ticker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._ticker = ticker
        self._busy = False
        self._again = False
        self._whole = True
        """Whether plans are asked too: only where something changed of which they take notice, and by the clock."""
        self.last: News | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._begin)
        bridge.changed.connect(self._take_notice)
        ticker.minute.connect(self.read)
        self._link = LinkBridge(desk.link, self)
        self._link.changed.connect(self.read_soon)

    @Slot()
    def read(self) -> None:
        """Read everything now; asked while it reads, it reads once more."""
        self._whole = True
        self._begin()

    @Slot()
    def _begin(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        loop.start(self._read(), self._messages, name="figures")

    async def _read(self) -> None:
        try:
            plans = None if self._whole or self.last is None else self.last.proposals
            self._whole = False
            self.last = await self._desk.read(_all, self._desk, self._ticker.now(), plans)
            self._messages.works(SUBJECT)
            self.told.emit(self.last)
        except Unavailable as error:  # read again each minute: said once
            self._whole = True
            self._messages.fails(SUBJECT, error.sentence)
        finally:
            self._busy = False
        if self._again:
            self._again = False
            self._timer.start()

    @Slot(object)
    def _take_notice(self, notice: Notice) -> None:
        self._whole = self._whole or not notice.kinds.isdisjoint(proposals.KINDS)
        self.read_soon()

    @Slot()
    def read_soon(self) -> None:
        """Read in a moment, together with what else changes until then."""
        if not self._timer.isActive():
            self._timer.start()


def _all(connection: Any, desk: Desk, now: int, plans: int | None) -> News:
    """In the reading pool, the folder of backups with it: it may lie on a slow disk. `plans`: how many if known."""
    kept = backups.kept(desk.folder, desk.settings)
    made = kept[0].made if kept else None
    link = standing_of(linked(connection), now)
    if desk.event is None:
        return News(now, None, standing(connection, None), None, made, (), link)
    event = desk.event.id
    off = rules(desk).off
    return News(
        now,
        replace(figures(connection, event, now), hazards=_hazards(connection, desk, event, now)),
        standing(connection, event),
        events.period_at(connection, event, now),
        made,
        alerts(connection, event, now),
        link,
        tuple(one for one in kept_ages(connection, event) if one.name not in off),
        len(proposing.proposed(connection, event, now)) if plans is None else plans,
    )


def _hazards(connection: Any, desk: Desk, event: bytes, now: int) -> Hazards | None:
    """None where no hazard was ever known: then nothing is reckoned."""
    if not any_hazard(connection, event):
        return None
    found = desk.exposing.look(event, now)
    current = [one for one in found.exposures if one.is_now(now)]
    sessions = {one.session for one in current} - {None}
    later = {one.session for one in found.exposures} - sessions - {None}
    active = {one.hazard for one in current} | set(found.in_force)
    return Hazards(len(active), len({one.venue for one in current} - {None}), len(sessions), len(later))
