"""The top bar: event, operational period, search, clocks, alerts, who sits here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from eocdesk.store.queries.incidents import Alert
from eocdesk.ui.clocks import Clocks, Ticker
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconButton, picture
from eocdesk.ui.kit.moments import short

MOST = 14
"""Alerts listed one by one; the rest is in the log."""
_TITLE = 72


class SearchButton(QAbstractButton):
    """Looks like a search field, opens the palette: Enter, Space, a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Search or run a command")
        self.setToolTip("Find any record, run any command  Ctrl+K")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a button would not give way

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        return QSize(round(430 * tokens.scale), round(30 * tokens.scale))

    def minimumSizeHint(self) -> QSize:
        tokens = theme.of(self)
        return QSize(round(220 * tokens.scale), round(30 * tokens.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus()
        inset = 1.0 if lit else 0.5
        pen = painter.pen()
        pen.setColor(theme.colour(tokens.accent if lit else tokens.border))
        pen.setWidthF(2.0 if lit else 1.0)
        painter.setPen(pen)
        painter.setBrush(theme.colour(tokens.surface2))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), tokens.radius, tokens.radius
        )
        side = round(15 * tokens.scale)
        left = tokens.pad + 2
        mark = picture("mdi6.magnify", tokens.muted, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, mark)
        painter.setPen(theme.colour(tokens.muted))
        painter.setFont(theme.font(tokens))
        room = self.rect().adjusted(left + side + tokens.pad, 0, -tokens.pad - 60, 0)
        words = theme.metrics(tokens).elidedText("Search or run a command…", Qt.TextElideMode.ElideRight, room.width())
        line = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, line | Qt.AlignmentFlag.AlignLeading, words)
        painter.drawText(
            self.rect().adjusted(0, 0, -tokens.pad - 2, 0), line | Qt.AlignmentFlag.AlignTrailing, "Ctrl+K"
        )
        painter.end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


class TopBar(QWidget):
    """What is always at the top."""

    search = Signal()
    officer = Signal()
    alert_chosen = Signal(str, bytes)
    """The record a person chose among the alerts: kind and id; no id stands for all of them."""

    def __init__(self, ticker: Ticker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ticker = ticker
        self._alerts: tuple[Alert, ...] = ()
        self._zone = "UTC"
        self._event = QLabel()
        self._event.setProperty("role", "h1")
        self._period = QLabel()
        self._period.setProperty("role", "muted")
        self._search = SearchButton()
        self.clocks = Clocks(ticker)
        self._bell = IconButton("mdi6.bell-outline", "No alerts", size=19, words="0")
        self._who = IconButton("mdi6.account-circle-outline", "Change officer  F2", size=20, words="")
        self._search.clicked.connect(self.search)
        self._bell.clicked.connect(self.show_alert_menu)
        self._who.clicked.connect(self.officer)
        self._lay_out()
        self.show_event("", "")
        self.show_officer("", "")
        self.show_alerts((), "UTC")

    def show_event(self, name: str, period: str) -> None:
        """The open event and the operational period that runs; what is not known is left out."""
        self._event.setText(name or "No event")
        self._period.setText(period)
        self._period.setVisible(bool(period))

    def show_officer(self, person: str, position: str) -> None:
        """Who sits here."""
        words = person or "Sign in"
        self._who.setText(words.replace("&", "&&"))
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        said = f"{person}, {position}" if person and position else words
        self._who.setAccessibleName(f"Officer: {said}. Change officer")
        self._who.setToolTip(f"{said}  (change: F2)")

    def show_alerts(self, alerts: Sequence[Alert], zone: str) -> None:
        """What wants an officer now: flash entries to acknowledge, tasks that are late."""
        self._alerts, self._zone = tuple(alerts), zone
        count = len(self._alerts)
        self._bell.setText(str(count))
        self._bell.set_icon("mdi6.bell-alert-outline" if count else "mdi6.bell-outline", "bad" if count else "muted")
        words = "No alerts" if not count else "1 alert" if count == 1 else f"{count} alerts"
        self._bell.setAccessibleName(words)
        self._bell.setToolTip(f"{'; '.join(self._sums()) or words}  F9")

    def _sums(self) -> list[str]:
        flashes = sum(alert.flash for alert in self._alerts)
        tasks = len(self._alerts) - flashes
        said = []
        if flashes:
            said.append(f"{flashes} flash {'entry waits' if flashes == 1 else 'entries wait'} for an acknowledgement")
        if tasks:
            said.append(f"{tasks} {'task is' if tasks == 1 else 'tasks are'} overdue")
        return said

    def set_compact(self, *, compact: bool) -> None:
        """Give way on a small screen."""
        self.clocks.set_narrow(narrow=compact)
        # At most: fixed, it would keep a wide window from ever becoming a small one.
        self._search.setMaximumWidth(round((300 if compact else 430) * theme.of(self).scale))

    @Slot()
    def show_alert_menu(self) -> None:
        """The alerts one by one; choosing one goes to its record."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Alerts")
        for alert in self._alerts[:MOST]:
            since = short(alert.since, self._zone, self._ticker.now())
            title = alert.title if len(alert.title) <= _TITLE else f"{alert.title[: _TITLE - 1]}…"
            what = "Acknowledge" if alert.flash else "Overdue"
            action = menu.addAction(f"{what}: {title}\t{since}".replace("&", "&&"))
            action.setData((alert.kind, alert.id))
        if len(self._alerts) > MOST:
            menu.addAction(f"and {len(self._alerts) - MOST} more in the log").setData(("entry", b""))
        if not self._alerts:
            menu.addAction("Nothing is overdue, every flash entry is acknowledged.").setEnabled(False)
        menu.triggered.connect(self._alert_picked)
        menu.popup(self._bell.mapToGlobal(QPoint(0, self._bell.height())))
        if self._alerts:
            menu.setActiveAction(menu.actions()[0])  # so that Enter goes to the first

    @Slot(QAction)
    def _alert_picked(self, action: QAction) -> None:
        kind, record = action.data()
        self.alert_chosen.emit(kind, record)

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 7, 12, 7)
        box.setSpacing(10)
        box.addWidget(self._event)
        box.addWidget(self._period)
        box.addStretch(1)
        box.addWidget(self._search)
        box.addStretch(1)
        box.addWidget(self.clocks)
        box.addWidget(self._bell)
        box.addWidget(self._who)
