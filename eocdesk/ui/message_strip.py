"""What is said across the window: troubles that hold, passing notes, a bug to report. Never modal, never loud."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconButton, IconLabel
from eocdesk.ui.messages import Messages, Report, Way
from eocdesk.ui.report_dialog import ReportDialog

PASSING_MS = 6000
REFUSED_MS = 12_000
_WIDTH, _LEAST, _FOOT = 720, 160, 46
_ICONS = {
    "bad": "mdi6.alert-circle-outline",
    "warn": "mdi6.alert-outline",
    "ok": "mdi6.check-circle-outline",
    "": "mdi6.information-outline",
}


class Banner(QFrame):
    """One sentence with a mark of its kind, a button where it leads somewhere, and a cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "banner")
        self._icon = IconLabel("mdi6.information-outline", "muted", 18)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cross = IconButton("mdi6.close", "Dismiss this message", size=16)
        self.cross.clicked.connect(self.hide)
        self.door = QPushButton()
        self.door.setAutoDefault(False)
        self.door.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 5, 8, 5)
        box.setSpacing(10)
        box.addWidget(self._icon)
        box.addWidget(self._words, 1)
        box.addWidget(self.door)
        box.addWidget(self.cross)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, state: str, door: str = "") -> None:
        """Show this sentence: `state` is bad, warn, ok or ""; `door` is the word of the button, "" for none."""
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.set_icon(_ICONS[state], state or "accent")
        self._words.setText(sentence)
        self.door.setText(door)
        self.door.setAccessibleName(f"{door}: {sentence}")
        self.door.setVisible(bool(door))
        self.setAccessibleName(sentence)
        self.show()


class MessageStrip(QWidget):
    """What holds takes a line of the window; what passes hangs over its foot, so that nothing moves under a hand."""

    went = Signal(object)
    """The Way of a sentence a person followed."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: ReportDialog | None = None
        self._way: Way | None = None
        self.holding = Banner()
        self.passing = Banner(self)
        self.passing.setProperty("floating", True)  # noqa: FBT003  Qt's own
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.holding)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passing.hide)
        messages.trouble.connect(self._hold)
        messages.noted.connect(self._note)
        messages.offered.connect(self._offer)
        self.passing.door.clicked.connect(self._go)
        messages.back.connect(self._back)
        messages.refused.connect(self._refused)
        messages.broken.connect(self._broken)

    @Slot(object)
    def _hold(self, sentences: tuple[str, ...]) -> None:
        if sentences:
            self.holding.say("  ".join(sentences), "bad")
        else:
            self.holding.hide()

    @Slot(str)
    def _note(self, sentence: str) -> None:
        self._pass(sentence, "", PASSING_MS)

    @Slot(str, object)
    def _offer(self, sentence: str, way: Way) -> None:
        self._pass(sentence, "", REFUSED_MS, way)

    @Slot()
    def _go(self) -> None:
        self.passing.hide()
        if self._way is not None:
            self.went.emit(self._way)

    @Slot(str)
    def _back(self, sentence: str) -> None:
        self._pass(sentence, "ok", PASSING_MS)

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self._pass(sentence, "warn", REFUSED_MS)

    @Slot(object)
    def _broken(self, report: Report) -> None:
        self._pass(report.sentence, "bad", REFUSED_MS)
        if self._reports is None:
            self._reports = ReportDialog(self.window())
        self._reports.add(report)
        self._reports.show()

    def _pass(self, sentence: str, state: str, stay: int, way: Way | None = None) -> None:
        window, self._way = self.window(), way
        if self.passing.parentWidget() is not window:
            self.passing.setParent(window)
            window.installEventFilter(self)
        self.passing.say(sentence, state, way.word if way is not None else "")
        self._place()
        self.passing.raise_()
        self._timer.start(stay)

    def _place(self) -> None:
        """At the foot of the window, in its middle, over the strip of the desk's standing."""
        window, scale = self.window(), theme.of(self).scale
        width = max(round(_LEAST * scale), min(round(_WIDTH * scale), window.width() - 2 * round(_FOOT * scale)))
        self.passing.setFixedWidth(width)
        height = max(self.passing.heightForWidth(width), self.passing.minimumSizeHint().height())
        self.passing.resize(width, height)
        self.passing.move((window.width() - width) // 2, window.height() - height - round(_FOOT * scale))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window() and not self.passing.isHidden():
            self._place()
        return False
