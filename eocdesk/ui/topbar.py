"""The top bar: event, operational period, search, clocks, alerts, who sits here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QMenu, QWidget

from eocdesk.store.queries.figures import Alerts
from eocdesk.ui.clocks import Clocks, Ticker
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconButton, picture


class SearchButton(QAbstractButton):
    """Looks like a search field, opens the palette: Enter, Space, a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Search or run a command")
        self.setToolTip("Find any record, run any command  Ctrl+K")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

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
    alert_chosen = Signal(str)
    """The kind of alert a person chose: task or entry."""

    def __init__(self, ticker: Ticker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._alerts = Alerts(0, 0)
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
        self.show_alerts(None)

    def show_event(self, name: str, period: str) -> None:
        """The open event and the operational period that runs; what is not known is left out."""
        self._event.setText(name.replace("&", "&&") or "No event")
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

    def show_alerts(self, alerts: Alerts | None) -> None:
        """What wants an officer now; None where no record could say."""
        self._alerts = alerts or Alerts(0, 0)
        count = self._alerts.count
        self._bell.setText(str(count))
        self._bell.set_icon("mdi6.bell-alert-outline" if count else "mdi6.bell-outline", "bad" if count else "muted")
        words = "No alerts" if not count else "1 alert" if count == 1 else f"{count} alerts"
        self._bell.setAccessibleName(words)
        self._bell.setToolTip("; ".join(self._alert_lines()) or words)

    def _alert_lines(self) -> list[str]:
        tasks, flashes = self._alerts.tasks, self._alerts.flashes
        lines = [] if not tasks else ["1 task is overdue"] if tasks == 1 else [f"{tasks} tasks are overdue"]
        if flashes:
            lines.append(
                "1 flash entry is not acknowledged" if flashes == 1 else f"{flashes} flash entries are not acknowledged"
            )
        return lines

    def set_compact(self, *, compact: bool) -> None:
        """Give way on a small screen."""
        self.clocks.set_narrow(narrow=compact)
        self._search.setFixedWidth(round((300 if compact else 430) * theme.of(self).scale))

    @Slot()
    def show_alert_menu(self) -> None:
        """What the alerts are, one line for each kind; choosing one goes there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Alerts")
        for line in self._alert_lines():
            menu.addAction(line).setObjectName("task" if "task" in line else "entry")
        if not self._alerts.count:
            menu.addAction("Nothing is overdue, every flash entry is acknowledged.").setEnabled(False)
        menu.triggered.connect(self._alert_picked)
        menu.popup(self._bell.mapToGlobal(QPoint(0, self._bell.height())))

    @Slot(QAction)
    def _alert_picked(self, action: QAction) -> None:
        self.alert_chosen.emit(action.objectName())

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
