"""Blackout drill: cut this desk off for so many minutes, then see that nothing is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from eocdesk.desk import drill
from eocdesk.desk.ages import span
from eocdesk.desk.drill import Drill, Stand
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.editors import ChoiceEditor
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.headed import Headed, MarkedLines, page_of
from eocdesk.ui.kit.moments import clock, shown
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.drill_asked import MINUTES, AskedSection
from eocdesk.ui.panes.meetings.page import Page

_WHAT = (
    "This desk meets nobody for that long, as if the line were dead, and goes on working as always. Both ends are "
    "noted in the log. Afterwards it meets the hub and shows what was written, what was merged, and that nothing is "
    "missing."
)
_SECOND = 1000


class DrillPage(Page):
    """Not begun, under way, or done: each says what it is and what can be done now."""

    name = "drill"
    title = "Blackout drill"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._stand = Stand(None, None)
        self._busy = False
        self._head = Headed("mdi6.cloud-off-outline")
        self._error = words("error")
        self._error.hide()
        self.minutes = ChoiceEditor("How long", MINUTES, empty=False)
        self.minutes.set_value(15)
        self.begin_button = QPushButton("Cut this desk off")
        self.begin_button.setProperty("kind", "primary")
        self.begin_button.clicked.connect(self.begin)
        self.end_button = QPushButton("End the drill and report")
        self.end_button.setProperty("kind", "primary")
        self.end_button.clicked.connect(self.end)
        self._lines = MarkedLines()
        self._another = QLabel("Another drill:")
        self._another.setProperty("role", "muted")
        self._turn = QTimer(self)
        self._turn.setInterval(_SECOND)
        self._turn.timeout.connect(self._tick)
        self.asked = AskedSection(context)
        self.asked.changed.connect(self.read)
        self.asked.hide()
        fill(self, scrolled(self._sheet()))

    async def load(self) -> None:
        """What is noted of drills."""
        self._stand = await self.context.desk.read(drill.stand, self.context.setting.now())
        await self.asked.load()
        self._show()

    def refuse(self, sentence: str, _field: str | None) -> None:
        """A refusal."""
        self._error.setText(sentence)
        self._error.show()

    def take_focus(self) -> None:
        """What can be done now."""
        if self._stand.drill is not None:
            self.end_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    # what can be done

    @Slot()
    def begin(self) -> None:
        """Cut off."""
        if self._set_busy(busy=True):
            self.context.start(self._begin(), self, name="blackout drill")

    @Slot()
    def end(self) -> None:
        """Link again and report."""
        if self._set_busy(busy=True):
            self.context.start(self._end(), self, name="blackout drill")

    async def _begin(self) -> None:
        try:
            await drill.begin(self.context.desk, int(self.minutes.value()))
        finally:
            self._set_busy(busy=False)
        self.read()

    async def _end(self) -> None:
        try:
            report = await drill.end(self.context.desk)
        finally:
            self._set_busy(busy=False)
        sound = "Nothing is missing." if report.is_sound else "Look at the report."
        self.context.messages.note(f"The blackout drill is over. {sound}")
        self.read()

    @Slot()
    def _tick(self) -> None:
        one = self._stand.drill
        if one is None:
            self._turn.stop()
        elif self.context.setting.now() >= one.until:
            self._turn.stop()
            self.end()
        else:
            self._say_left(one)

    # showing

    def _show(self) -> None:
        one, report = self._stand.drill, self._stand.report
        if one is None:
            self._turn.stop()
        elif not self._turn.isActive():
            self._turn.start()
        if one is not None:
            self._say_left(one)
        elif report is not None:
            long = span(max(0, report.ended - report.began))
            said = "Nothing is missing." if report.is_sound else "Something is not as it should be."
            began = shown(report.began, self.context.zone)
            self._head.say(said, f"The last drill began {began} and lasted {long}.")
            self._head.mark("ok" if report.is_sound else "fail")
        else:
            self._head.say("Blackout drill", _WHAT)
        lines = report.lines if one is None and report is not None else ()
        self._lines.show_lines((line.state, line.words) for line in lines)
        held = any(widget.hasFocus() for widget in (self.begin_button, self.end_button))
        for widget in (self._another, self.minutes, self.begin_button):
            widget.setVisible(one is None)
        self._another.setVisible(one is None and report is not None)
        self.end_button.setVisible(one is not None)
        if held:  # what was pressed is gone: its place is taken by what can be pressed now
            (self.end_button if one is not None else self.begin_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_left(self, one: Drill) -> None:
        icon = ("mdi6.cloud-off-outline", "warn")
        if self._stand.is_over:
            self._head.say("The drill is over", "Its report is not made yet.", *icon)
            return
        left = span(max(0, one.until - self.context.setting.now()))
        detail = f"{left} left. Everything is written and kept as always; others get it afterwards."
        self._head.say(f"Cut off until {clock(one.until, self.context.zone)}", detail, *icon)

    def _set_busy(self, *, busy: bool) -> bool:
        """Whether that is news."""
        if busy == self._busy:
            return False
        self._busy = busy  # the buttons stay as they are: one that is switched off lets go of the keyboard
        self._error.hide()
        self.begin_button.setText("Cutting off…" if busy else "Cut this desk off")
        self.end_button.setText("Meeting the hub…" if busy else "End the drill and report")
        return True

    def _sheet(self) -> QWidget:
        tokens = theme.now()
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.pad)
        self.minutes.setFixedWidth(round(140 * tokens.scale))
        for widget in (self._another, self.minutes, self.begin_button, self.end_button):
            row.addWidget(widget)
        row.addStretch(1)
        return page_of(self._head, self._lines, self._error, acts, self.asked)
