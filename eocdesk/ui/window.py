"""The desk's window: rail, top bar, figures, panes, standing; and how panes reach each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from eocdesk.desk.desk import Desk
from eocdesk.desk.link import LinkState
from eocdesk.models import Refused, clock
from eocdesk.store.queries.search import Hit, find
from eocdesk.ui import link_words
from eocdesk.ui.actions import Actions
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.candidates import Candidates
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.errands import Errands
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.dock_host import rescued
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.moments import clock as hour
from eocdesk.ui.kit.moments import short
from eocdesk.ui.kpi_strip import KpiStrip
from eocdesk.ui.layouts import Layouts
from eocdesk.ui.message_strip import MessageStrip
from eocdesk.ui.messages import Messages, Way
from eocdesk.ui.news import News, Newsroom
from eocdesk.ui.overview import NARROW, Overview
from eocdesk.ui.palette import Palette, Search
from eocdesk.ui.pane import Context, PaneSpec
from eocdesk.ui.rail import OVERVIEW, Rail
from eocdesk.ui.records import Records
from eocdesk.ui.shell_actions import actions_of
from eocdesk.ui.status_strip import StatusStrip
from eocdesk.ui.topbar import TopBar
from eocdesk.ui.undo_keys import UndoKeys
from eocdesk.ui.welcome import Welcome

SIZE = QSize(1600, 940)
MAIN = "main"
"""What its place is kept under."""
MEETINGS = "meetings"
_KEY_NOTES = {"file": "Key kept beside the data", "passphrase": "", "keyring": ""}


class Window(QWidget):
    """One for each desk. It is the navigator of its panes."""

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        messages: Messages,
        panes: Sequence[PaneSpec],
        now: Callable[[], int] = clock.now,
        size: QSize | None = None,
        *,
        drawn: bool = False,
    ) -> None:
        """`drawn`: only for a picture; nobody is asked anything and nothing about it is kept."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("window")
        self.setProperty("room", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.messages = messages
        self.specs: Sequence[PaneSpec] = tuple(panes)
        self.actions_known = Actions(self)
        self.ticker = Ticker(now, self)
        self.candidates = Candidates(desk, bridge, messages, self)
        self.context = Context(desk, bridge, messages, theme.now(), self.actions_known, self, self)
        self.context.setting = Setting(self._zone, now, self.candidates.of)
        self.records = Records(self.context, self)
        self.newsroom = Newsroom(desk, bridge, messages, self.ticker, self)
        self.resize(size or self._fitting())
        if size is None:
            self._take_place()
        self.overview = Overview(self.context, self.specs, narrow=self.width() < NARROW * theme.of(self).scale)
        self.layouts = Layouts(desk.settings, self.overview.docks)
        self._build()
        self.palette_card = Palette(self, self.actions_known, self._search())
        self.errands = Errands(self, self)
        self._register()
        self._connect()
        self._shown = False
        self._drawn = drawn
        self._greet()

    # how panes reach each other

    def show_pane(self, name: str) -> None:
        """Bring a pane forward and give it the keyboard; `overview` shows all."""
        self.overview.go(name)
        self.rail.set_current(self.overview.current)
        self._show_page()

    def show_record(self, kind: str, record: bytes) -> None:
        """Bring the pane that shows this kind forward, at this record; kinds of no pane open their form."""
        spec = next((one for one in self.specs if kind in one.shows), None)
        if kind == "event":
            self.errands.open_event(record)
        elif spec is None or spec.name not in self.overview.panes:
            self.edit_record(kind, record)
        else:
            self._show_in(spec, kind, record)

    def show_on_map(self, kind: str, record: bytes) -> None:
        """The same on the map, also for kinds that another pane shows."""
        spec = next((one for one in self.specs if "venue" in one.shows), None)
        if spec is not None and spec.name in self.overview.panes:
            self._show_in(spec, kind, record)

    def _show_in(self, spec: PaneSpec, kind: str, record: bytes) -> None:
        self.overview.bring(spec.name)
        self.rail.set_current(self.overview.current)
        self.overview.panes[spec.name].show_record(kind, record)

    def new_entry(self, prefill: Mapping[str, object] | None = None) -> None:
        """Open the log's new entry."""
        spec = next((one for one in self.specs if "entry" in one.shows), None)
        if spec is not None and spec.name in self.overview.panes:
            self.overview.bring(spec.name)
            self.rail.set_current(self.overview.current)
            self.overview.panes[spec.name].new_entry(prefill or {})

    def edit_record(self, kind: str, record: bytes | None = None, prefill: Mapping[str, object] | None = None) -> None:
        """Open the form of any record, or an empty one to add."""
        if record is None:
            self.records.add(kind, prefill)
        else:
            self.records.amend(kind, record, prefill)

    # what the window says

    def show_who(self) -> None:
        """Who sits here."""
        self.topbar.show_officer(self.desk.person, self.desk.position)

    def event_opened(self) -> None:
        """Another event is open: everything is read again."""
        self._greet()
        self.candidates.renew()
        self.context.event_changed.emit()
        self.newsroom.read()

    @property
    def is_ready(self) -> bool:
        """Whether a picture of it would show the desk at work."""
        return not self.unready

    @property
    def unready(self) -> Sequence[str]:
        """What in sight does not yet show all it has, in words."""
        figures = [] if self.newsroom.last is not None else ["the figures"]
        return [*figures, *self.overview.unready]

    def _greet(self) -> None:
        """Event, officer, exercise, desk: what changes seldom."""
        event = self.desk.event
        exercise = self.desk.exercise or (event is not None and bool(event.exercise))
        name = event.name or event.code if event is not None else ""
        self.setWindowTitle(" — ".join(part for part in ("EXERCISE" if exercise else "", name, "eocdesk") if part))
        self.exercise.setVisible(exercise)
        zone = self.context.zone
        self.topbar.clocks.set_zones(zone, *((event.partner_zone or "", event.partner_name or "") if event else ()))
        self.topbar.show_event(name, "")
        self._show_desk()
        self.show_who()
        self._show_page()
        self._show_news(self.newsroom.last)

    def _show_desk(self) -> None:
        """Its letters are others once a hub has put it out."""
        self.status.show_desk(self.desk.code, _KEY_NOTES.get(str(self.desk.store.key.kept), ""))

    def _show_page(self) -> None:
        """What to do first where no event is open; a hub is joined without one, and brings it."""
        greeted = self.desk.event is None and self.overview.current != MEETINGS
        self._pages.setCurrentWidget(self.welcome if greeted else self.overview)

    @Slot(object)
    def _show_news(self, news: News | None) -> None:
        if news is None:
            return
        zone = self.context.zone
        self.kpis.show_figures(news.figures, zone, news.now)
        self.status.show_standing(news.standing)
        self.status.show_link(news.link, zone, news.now)
        self.status.show_feeds(news.feeds, zone, news.now)
        self._show_desk()
        if news.link.state is LinkState.REVOKED:
            told = link_words.told(news.link, zone, news.now)
            self.messages.fails("link", f"{told.words}. {told.detail}")
        else:
            self.messages.works("link")
        self.rail.set_count("conflicts", news.standing.conflicts)
        self.rail.set_count("plans", news.proposals)
        self.status.show_backup(news.backup_at, zone, news.now)
        self.topbar.show_alerts(news.alerts, zone)
        event = self.desk.event
        period = ""
        if news.period is not None:
            hours = "–".join(hour(when, zone) for when in (news.period.starts, news.period.ends) if when is not None)
            period = " · ".join(part for part in (news.period.name or f"OP-{news.period.number}", hours) if part)
        self.topbar.show_event((event.name or event.code) if event is not None else "", period)

    # how it is made

    def _build(self) -> None:
        places = [(OVERVIEW, "Overview", "mdi6.view-dashboard-outline", "Ctrl+1")]
        places += [(spec.name, spec.title, spec.icon, spec.key) for spec in self.specs]
        tools = [
            ("theme", "Theme", "mdi6.theme-light-dark", "Ctrl+Shift+L"),
            ("settings", "Settings", "mdi6.cog-outline", "Ctrl+,"),
        ]
        self.rail = Rail(places, tools)
        self.rail.set_current(OVERVIEW)
        self.topbar = TopBar(self.ticker)
        self.exercise = QLabel("EXERCISE   EXERCISE   EXERCISE — nothing here is real")
        self.exercise.setProperty("room", "exercise")
        self.exercise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.exercise.setAccessibleName("Exercise: nothing here is real")
        self.strip = MessageStrip(self.messages)
        self.kpis = KpiStrip(doors=True)
        self.status = StatusStrip()
        self.welcome = Welcome()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.overview)
        self._pages.addWidget(self.welcome)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.exercise, self.topbar, self.strip, self.kpis):
            right.addWidget(widget)
        right.addWidget(self._pages, 1)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.rail)
        above.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above, 1)
        whole.addWidget(self.status)
        self._give_way()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_pane)
        self.rail.pressed.connect(self.errands.tool)
        self.topbar.search.connect(self.errands.search)
        self.topbar.officer.connect(self.errands.change_officer)
        self.topbar.alert_chosen.connect(self.errands.alert)
        self.kpis.chosen.connect(self.errands.figure)
        self.strip.went.connect(self._follow)
        self.status.conflicts.connect(self.errands.review_conflicts)
        self.status.meetings.connect(self.errands.show_meetings)
        self.welcome.add_event.connect(self.errands.add_event)
        self.welcome.join.connect(self.errands.show_meetings)
        self.newsroom.told.connect(self._show_news)
        self.context.bridge.changed.connect(self.errands.take_notice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        UndoKeys(self)
        self._poll = QTimer(self)
        self._poll.setInterval(1000)
        self._poll.timeout.connect(self.errands.poll)

    def _register(self) -> None:
        self.actions_known.add(actions_of(self, self.errands))
        for spec in self.specs:
            pane = self.overview.panes.get(spec.name)
            if pane is not None:
                self.actions_known.add(pane.pane_actions())
        self.actions_known.live_in(self)

    def _search(self) -> Search:
        async def look(words: str) -> Sequence[Hit]:
            if self.desk.event is None:
                return ()
            return await self.desk.read(find, self.desk.event.id, words)

        return Search(look, self.context.start, self.show_record, self._when)

    @Slot(object)
    def _follow(self, way: Way) -> None:
        """Where a passing sentence leads."""
        self.show_record(way.kind, way.record)

    def _zone(self) -> str:
        return self.context.zone

    def _when(self, moment: int) -> str:
        return short(moment, self.context.zone, self.ticker.now())

    def _keep_place(self) -> None:
        """Where the window stands, for the next start."""
        kept = bytes(self.saveGeometry().toBase64().data()).decode()
        self.desk.settings.set("windows", {**self.desk.settings.get("windows"), MAIN: kept})

    def _take_place(self) -> None:
        kept = str(self.desk.settings.get("windows").get(MAIN, ""))
        self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A pane that was drawn out into a window of its own hears the same keys."""
        if now is None or now.window() is self:
            return
        if any(pane.isAncestorOf(now) for pane in self.overview.panes.values()):
            self.actions_known.live_in(now.window())

    def _fitting(self) -> QSize:
        screen = QGuiApplication.primaryScreen()
        return SIZE.boundedTo(screen.availableGeometry().size()) if screen is not None else SIZE

    def _give_way(self) -> None:
        narrow = self.width() < NARROW * theme.of(self).scale
        self.rail.set_compact(compact=narrow)
        self.topbar.set_compact(compact=narrow)
        self.kpis.set_compact(compact=narrow)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown:
            return
        self._shown = True
        if not self.layouts.restore_last():
            self.overview.share_soon()
        self.candidates.begin()
        self.newsroom.read()
        if not self._drawn:
            rescued(self)
            self._poll.start()
            self.errands.first_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._drawn:
            if not self.records.close_all():
                self.messages.tell(Refused("Something typed in a form is not saved. Close again to throw it away."))
                event.ignore()
                return
            self.layouts.save_last()
            self._keep_place()
        self._poll.stop()
        self.errands.close_all()
        super().closeEvent(event)
        self.closed.emit()
