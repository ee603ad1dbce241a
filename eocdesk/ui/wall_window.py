"""A wall: the panes on another monitor, large enough to be read across a room, with a layout of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eocdesk.ui.clocks import Clocks
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import MarkingLabel
from eocdesk.ui.kit.tokens import Tokens, wall
from eocdesk.ui.kpi_strip import KpiStrip
from eocdesk.ui.layouts import Layouts
from eocdesk.ui.news import News, Newsroom
from eocdesk.ui.overview import NARROW, Overview
from eocdesk.ui.pane import Context, Navigator, PaneSpec
from eocdesk.ui.rail import OVERVIEW


class WallWindow(QWidget):
    """Own panes, own docks: it outlives nothing and needs nothing of the main window but its context's desk."""

    closed = Signal()

    def __init__(
        self, context: Context, panes: Sequence[PaneSpec], newsroom: Newsroom, clocks: Clocks, number: int
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setProperty("room", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"wall {number}")
        self._main = context
        self._shown = False
        self._event = QLabel()
        self._event.setProperty("role", "h1")
        self.clocks = clocks
        self.resize(1920, 1080)
        theme.apply_to(self, wall(context.tokens))
        navigator = _WallNavigator(self)
        self.context = Context(
            context.desk,
            context.bridge,
            context.messages,
            wall(context.tokens),
            context.actions,
            navigator,
            self,
        )
        self.context.setting = context.setting
        self.overview = Overview(self.context, panes, narrow=self.width() < NARROW)  # large, but nobody works here
        self.layouts = Layouts(context.desk.settings, self.overview.docks, self.objectName())
        self.kpis = KpiStrip()
        self.marking = MarkingLabel()
        self._lay_out()
        context.theme_changed.connect(self._retheme)
        context.event_changed.connect(self._event_changed)
        newsroom.told.connect(self._show_news)
        self._show_news(newsroom.last)
        for key in ("F11", "Ctrl+W"):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        self._event_changed()

    def fill(self, screen: QScreen) -> None:
        """Take a whole monitor."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        if (handle := self.windowHandle()) is not None:
            handle.setScreen(screen)  # a window that is on a screen already fills that one otherwise
        self.showFullScreen()

    @Slot()
    def _event_changed(self) -> None:
        desk = self.context.desk
        event = desk.event
        exercise = desk.exercise or (event is not None and bool(event.exercise))
        name = (event.name or event.code) if event is not None else "No event"
        self._event.setText(f"EXERCISE — {name}" if exercise else name)
        self.setWindowTitle(f"{self._event.text()} — wall")
        self.context.event_changed.emit()

    @Slot(object)
    def _retheme(self, tokens: Tokens) -> None:
        theme.apply_to(self, wall(tokens))
        self.context.set_theme(wall(tokens))

    @Slot(object)
    def _show_news(self, news: News | None) -> None:
        if news is not None:
            self.kpis.show_figures(news.figures, self.context.zone, news.now)
            self.marking.show_marking(news.standing.marking)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setProperty("room", "topbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self._event)
        row.addWidget(self.marking)
        row.addStretch(1)
        row.addWidget(self.clocks)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.kpis)
        box.addWidget(self.overview, 1)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            if not self.layouts.restore_last():
                self.overview.share_soon()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.layouts.save_last()
        super().closeEvent(event)
        self.closed.emit()


class _WallNavigator(Navigator):
    """On a wall one looks: records are shown there, forms open at the desk."""

    def __init__(self, window: WallWindow) -> None:
        self._window = window
        self._desk = window._main.navigator  # noqa: SLF001  the wall's own part

    def show_pane(self, name: str) -> None:
        self._window.overview.bring(name if name != OVERVIEW else OVERVIEW)

    def show_record(self, kind: str, record: bytes) -> None:
        self._desk.show_record(kind, record)

    def show_on_map(self, kind: str, record: bytes) -> None:
        self._desk.show_on_map(kind, record)

    def new_entry(self, prefill: Mapping[str, object] | None = None) -> None:
        self._desk.new_entry(prefill)

    def edit_record(self, kind: str, record: bytes | None = None, prefill: Mapping[str, object] | None = None) -> None:
        self._desk.edit_record(kind, record, prefill)


def other_screen(window: QWidget, taken: Sequence[QScreen]) -> QScreen | None:
    """A monitor the desk does not stand on and no wall has; None where there is none."""
    here = window.screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not here and screen not in taken), None)
