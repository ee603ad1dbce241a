"""The page behind the strip: how this desk stands with those it meets, and the ways to look closer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from eocdesk.desk.leading import roles
from eocdesk.desk.link import LinkStanding, LinkState, standing_of
from eocdesk.models import KINDS, Refused
from eocdesk.models.right import Role
from eocdesk.store.queries.linked import linked
from eocdesk.ui import link_words
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.icons import IconLabel
from eocdesk.ui.kit.segmented import Segmented
from eocdesk.ui.link_bridge import LinkBridge
from eocdesk.ui.pane import Context, PaneWidget

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice
    from eocdesk.ui.panes.meetings.page import Page

NAME = "meetings"
LEAD = "hub"
"""The page that is there on an administrator's desk alone."""
WAYS = (
    ("copies", "Who it meets"),
    ("unsent", "Unsent"),
    ("refused", "Refused"),
    ("nearby", "Stick and room"),
    ("ready", "Ready to leave"),
    ("drill", "Blackout drill"),
    (LEAD, "Lead the hub"),
)


class MeetingsPane(PaneWidget):
    """Six pages and an administrator's, one in sight; the one button meets the hub now."""

    listens = frozenset(KINDS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ways = Segmented("Meetings", WAYS)
        self.ways.set_shown(LEAD, shown=False)
        self.ways.chosen.connect(self.show_page)
        self.link = LinkStanding()
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._reading = self._meeting = False
        self._standing = QLabel()
        self._detail = QLabel()
        self._detail.setProperty("role", "muted")
        self._icon = IconLabel(link_words.ALONE.icon, link_words.ALONE.part, 18)
        self.meet_button = QPushButton("Meet now")
        self.meet_button.clicked.connect(self.meet)
        self._bridge = LinkBridge(context.desk.link, self)
        self._bridge.changed.connect(self._heard)
        fill(self, self._bar(), self._stack)

    @property
    def is_ready(self) -> bool:
        """Whether the page in sight shows what there is."""
        page = self._pages.get(self.ways.current)
        return page is not None and page.is_ready and not self._reading

    @property
    def page(self) -> Page:
        """The page in sight, made at its first showing."""
        name = self.ways.current
        if name not in self._pages:
            made = _made(name, self.context)
            self._pages[name] = made
            self._stack.addWidget(made)
        return self._pages[name]

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """The standing, and the page in sight."""
        self._stand()
        self._show(come=notice is None)

    def _stand(self) -> None:
        if not self._reading:
            self._reading = True
            self.context.start(self._read(), name=NAME)

    async def _read(self) -> None:
        desk, now = self.context.desk, self.context.setting.now()
        try:
            found, held = await desk.read(linked), await desk.read(roles, desk.device, now)
        finally:
            self._reading = False
        self.ways.set_shown(LEAD, shown=Role.ADMINISTRATOR in held)
        self.link = standing_of(found, self.context.setting.now())
        self._say()

    def _say(self) -> None:
        told = link_words.told(self.link, self.context.zone, self.context.setting.now())
        self._icon.set_icon(told.icon, told.part)
        self._standing.setText(told.words)
        self._detail.setText(told.detail)
        able = self.link.state in {LinkState.LINKED, LinkState.TRYING}
        self.meet_button.setEnabled(able and not self._meeting)
        self.meet_button.setToolTip("" if able else told.detail)

    def _show(self, *, come: bool) -> None:
        """`come`: a person comes to the page, or asks."""
        page = self.page
        self._stack.setCurrentWidget(page)
        if come or page.live:
            page.read()

    @Slot()
    def _heard(self) -> None:
        if self.isVisible():
            self._stand()
            self._show(come=False)
        else:
            self._stale = True
        self.context.start(self._end_drill(), name="blackout drill")

    async def _end_drill(self) -> None:
        """A drill whose time is up is ended, whether or not somebody looks at it."""
        from eocdesk.desk import drill  # noqa: PLC0415  not at every start

        if not (await self.context.desk.read(drill.stand, self.context.setting.now())).is_over:
            return
        try:
            report = await drill.end(self.context.desk)
        except Refused:
            return  # a person has just ended it
        said = "Nothing is missing." if report.is_sound else "Something is not as it should be: look at its report."
        self.context.messages.note(f"The blackout drill is over. {said}")
        self.refresh(None)

    # what can be done

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring one of the pages forward."""
        self.ways.set_current(name)
        self._show(come=True)

    @Slot()
    def meet(self) -> None:
        """Meet the hub once, now."""
        if not self._meeting:
            self._meeting = True
            self.meet_button.setEnabled(False)
            self.meet_button.setText("Meeting…")
            self.context.start(self._meet(), name="meet the hub")

    async def _meet(self) -> None:
        try:
            meeting = await self.context.desk.link.meet()
        finally:
            self._meeting = False
            self.meet_button.setText("Meet now")
            self.refresh(None)
        self.context.messages.note(f"{meeting.peer}: {meeting.sentence}")

    # the pane's face

    def take_focus(self) -> None:
        """The page in sight."""
        self.page.take_focus()

    def pane_actions(self) -> list[Action]:
        """Meet now, and each page."""
        group, icon = "Meetings", "mdi6.cloud-sync-outline"
        found = [
            Action("meetings.meet", "Meet the hub now", self.meet, "", icon, group=group, words="sync send receive")
        ]
        for name, title, more in (
            ("copies", "Who this desk meets", "join hub code peers link attempts"),
            ("unsent", "What is unsent", "outbox queue"),
            ("refused", "What the hub refused", "quarantine rejected"),
            ("nearby", "Stick, room and pairing", "parcel write read usb pair card offer zeroconf nearby"),
            ("ready", "Ready to leave?", "check liaison laptop on board"),
            ("drill", "Blackout drill", "cut off exercise"),
            (LEAD, "Lead the hub", "administrator devices enrolment code rights revoke quarantine"),
        ):
            found.append(Action(f"meetings.{name}", title, _Go(self, name), "", icon, group=group, words=more))
        return found

    def go(self, name: str) -> None:
        """Bring the pane forward at one of its pages."""
        self.ways.set_current(name)
        self.context.navigator.show_pane(NAME)
        self._show(come=True)

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout()
        row.setSpacing(10)
        heading = QLabel("Meetings")
        heading.setProperty("role", "h1")
        self._standing.setProperty("role", "strong")
        row.addWidget(heading)
        row.addSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._standing)
        row.addWidget(self._detail, 1)
        row.addWidget(self.meet_button)
        box = QVBoxLayout(bar)
        box.setContentsMargins(14, 10, 12, 8)
        box.setSpacing(8)
        box.addLayout(row)
        ways = QHBoxLayout()
        ways.addWidget(self.ways)
        ways.addStretch(1)
        box.addLayout(ways)
        return bar


class _Go:
    """Leads to one page."""

    def __init__(self, pane: MeetingsPane, name: str) -> None:
        self._pane = pane
        self._name = name

    def __call__(self) -> None:
        self._pane.go(self._name)


def _made(name: str, context: Context) -> Page:
    """The page of that name; what it needs is loaded only now."""
    from eocdesk.ui.panes.meetings import (  # noqa: PLC0415  as it says
        copies,
        drill_page,
        hub_page,
        nearby_page,
        ready_page,
        refused,
        unsent,
    )

    kinds: dict[str, type[Page]] = {
        one.name: one
        for one in (
            copies.CopiesPage,
            unsent.UnsentPage,
            refused.RefusedPage,
            nearby_page.NearbyPage,
            ready_page.ReadyPage,
            drill_page.DrillPage,
            hub_page.HubPage,
        )
    }
    return kinds[name](context)
