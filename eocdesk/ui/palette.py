"""Ctrl+K: finds any record, runs any command, keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from eocdesk.store.queries.search import Hit
from eocdesk.ui.actions import Action, Actions
from eocdesk.ui.kit import ranking, theme
from eocdesk.ui.kit.icons import icon
from eocdesk.ui.palette_list import PaletteLine, PaletteList

COMMANDS = 4
FIRST = 2
"""How many kinds of records stand before the commands."""
PATIENCE_MS = 30
"""Keys typed faster than this are searched for once."""
_GROUPS = {
    "incident": ("Incidents", "mdi6.alert-octagon-outline"),
    "venue": ("Venues", "mdi6.stadium-variant"),
    "session": ("Calendar", "mdi6.calendar-clock-outline"),
    "contact": ("Partners", "mdi6.account-outline"),
    "agency": ("Partners", "mdi6.account-group-outline"),
    "task": ("Tasks", "mdi6.checkbox-marked-circle-outline"),
    "entry": ("Log", "mdi6.clipboard-text-clock-outline"),
    "seat": ("Partners", "mdi6.seat-outline"),
    "duty": ("Partners", "mdi6.account-clock-outline"),
    "feature": ("Map", "mdi6.map-marker-outline"),
    "alert": ("Hazards", "mdi6.weather-lightning"),
    "observation": ("Hazards", "mdi6.thermometer"),
    "plan": ("Plans", "mdi6.clipboard-list-outline"),
    "request": ("Aid", "mdi6.hand-extended-outline"),
    "offer": ("Aid", "mdi6.handshake-outline"),
    "resource": ("Aid", "mdi6.fire-truck"),
    "threat": ("Threats", "mdi6.shield-alert-outline"),
    "report": ("Threats", "mdi6.eye-outline"),
    "product": ("Threats", "mdi6.file-document-outline"),
    "inquiry": ("Threats", "mdi6.comment-question-outline"),
    "indicator": ("Threats", "mdi6.fingerprint"),
    "system": ("Threats", "mdi6.server-network"),
    "gap": ("Gaps", "mdi6.texture-box"),
    "recommendation": ("Gaps", "mdi6.lightbulb-on-outline"),
    "capability": ("Gaps", "mdi6.gauge"),
    "committee": ("Gaps", "mdi6.account-tie-outline"),
    "agreement": ("Gaps", "mdi6.file-sign"),
    "engagement": ("Exchange", "mdi6.earth"),
    "lesson": ("Exchange", "mdi6.school-outline"),
    "document": ("Documents", "mdi6.paperclip"),
    "person": ("Officers", "mdi6.account-circle-outline"),
    "event": ("Events", "mdi6.calendar-star"),
    "device": ("Desks", "mdi6.desktop-classic"),
}
_SIDE = {
    "venue": "Show on map",
}


@dataclass(frozen=True, slots=True)
class Search:
    """How the palette reaches the rest: `find(words)` reads records, `start` begins it, `show` goes to a record."""

    find: Callable[[str], Coroutine[Any, Any, Sequence[Hit]]]
    start: Callable[[Coroutine[Any, Any, None]], object]
    show: Callable[[str, bytes], None]
    when: Callable[[int], str]
    """A moment in the words a list has room for."""


class Palette(QWidget):
    """Covers the window with a shade; the card hangs in its upper third."""

    closed = Signal()

    def __init__(self, window: QWidget, actions: Actions, search: Search) -> None:
        super().__init__(window)
        self._actions = actions
        self._search = search
        self._asked = ""
        self._back_to: QWidget | None = None
        self.setAccessibleName("Search and commands")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._look)
        self._card = QFrame(self)
        self._card.setProperty("kind", "raised")
        self._line = QLineEdit()
        self._line.setProperty("kind", "bare")
        self._line.setPlaceholderText("Search or run a command…")
        self._line.setAccessibleName("Search or run a command")
        self._line.installEventFilter(self)
        self._line.textEdited.connect(self._typed)
        self._list = PaletteList()
        self._list.taken.connect(self._take)
        rule = QFrame()
        rule.setProperty("kind", "line")
        box = QVBoxLayout(self._card)
        box.setContentsMargins(6, 4, 6, 6)
        box.setSpacing(2)
        box.addWidget(self._line)
        box.addWidget(rule)
        box.addWidget(self._list)
        window.installEventFilter(self)
        self.hide()

    @property
    def lines(self) -> Sequence[PaletteLine]:
        """What is offered now, headings among it."""
        return self._list.lines

    def open(self, words: str = "") -> None:
        """Show it and give it the keyboard; what had it gets it back."""
        self._back_to = self.window().focusWidget()
        self._cover()
        self._line.setText(words)
        self._line.selectAll()
        self._mark()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def dismiss(self) -> None:
        """Close, and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
            self._back_to = None
        self.closed.emit()

    @Slot(str)
    def _typed(self, _words: str) -> None:
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        words = self._line.text().strip()
        self._asked = words
        self._offer(self._commands(words))
        if words:
            self._search.start(self._find(words))

    async def _find(self, words: str) -> None:
        hits = await self._search.find(words)
        if words == self._asked and not self.isHidden():
            self._offer(self._ordered(hits, self._commands(words)))

    def _commands(self, words: str) -> list[PaletteLine]:
        here = [action for action in self._actions if action.is_enabled]
        names = [f"{action.title} {action.words}" for action in here]
        found = [here[at] for at in ranking.order(names, words, COMMANDS if words else 12)]
        return [self._command(action) for action in found]

    def _command(self, action: Action) -> PaletteLine:
        key = self._actions.key_of(action.name)
        return PaletteLine("Commands", action.title, "", action.icon or "mdi6.chevron-right", "text", key, action.name)

    def _ordered(self, hits: Sequence[Hit], commands: list[PaletteLine]) -> list[PaletteLine]:
        """The best kinds, then commands, then what is left: the search says which kind is best."""
        groups: dict[str, list[PaletteLine]] = {}
        for hit in hits:
            line = self._record(hit)
            groups.setdefault(line.group, []).append(line)
        records = list(groups.values())
        before, after = records[:FIRST], records[FIRST:]
        return [line for lines in (*before, commands, *after) for line in lines]

    def _record(self, hit: Hit) -> PaletteLine:
        group, picture = _GROUPS.get(hit.kind, (hit.kind.capitalize(), "mdi6.file-outline"))
        said = [part for part in (hit.detail, self._search.when(hit.when) if hit.when is not None else "") if part]
        part = "text" if hit.severity is None else ("muted", "info", "warn", "warn", "bad")[hit.severity]
        side = _SIDE.get(hit.kind, "")
        return PaletteLine(group, hit.title, " · ".join(said), picture, part, side, "", hit.kind, hit.id)

    def _offer(self, lines: Sequence[PaletteLine]) -> None:
        self._list.offer(lines)
        self._cover()

    @Slot(object)
    def _take(self, line: PaletteLine) -> None:
        self.dismiss()
        if line.action:
            self._actions.run(line.action)
        else:
            self._search.show(line.kind, line.record)

    def _mark(self) -> None:
        for old in self._line.actions():
            self._line.removeAction(old)
        mark = icon("mdi6.magnify", theme.of(self).muted)
        self._line.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        scale = theme.of(self).scale
        width = min(round(640 * scale), window.width() - 40)
        top = round(window.height() * 0.11)
        self._card.setFixedWidth(width)
        head = self._line.sizeHint().height() + 16
        height = min(head + self._list.wanted_height() + 8, window.height() - top - 24)
        self._card.setGeometry(QRect((window.width() - width) // 2, top, width, height))

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._list.step(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._list.step(-1)
        elif key == Qt.Key.Key_PageDown:
            self._list.step(6)
        elif key == Qt.Key.Key_PageUp:
            self._list.step(-6)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._list.take_current()
        else:
            return False
        return True

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 16, 24, 110))
        painter.end()
        event.accept()
