"""The drill of all desks: who asks for what, how to take no part, every desk's report; and the way to ask."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.desk import asked
from eocdesk.desk.asked import Asked
from eocdesk.models import Refused
from eocdesk.store.queries.drill_asks import DECLINED, WELL, WRONG
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor, MomentEditor
from eocdesk.ui.kit.headed import MarkedLines
from eocdesk.ui.kit.moments import Lean, shown
from eocdesk.ui.kit.section import Section, button, grid, line
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context

MINUTES = ((5, "5 minutes"), (15, "15 minutes"), (30, "30 minutes"), (60, "1 hour"), (120, "2 hours"))
_MARKS = {WELL: "ok", WRONG: "fail", DECLINED: "warn"}
_AHEAD = 15 * 60_000
_HOW = (
    "Each desk of the event shows it and begins by itself; its officer may decline. Their reports come together here."
)
_MINUTE = 60_000


class AskedSection(Section):
    """The newest ask and its answers; for those who may, another one."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Asked of all desks", "", parent)
        self.context = context
        self._asked: Asked | None = None
        self._busy = False
        self._said, self._state = words("strong"), words("muted")
        self.lines = MarkedLines()
        self.why_not = line("Reason for declining", "Why this desk takes no part")
        self.decline_button = button("Decline")
        self.decline_button.clicked.connect(self.decline)
        self.why_off = line("Reason for calling it off", "Why it does not take place")
        self.off_button = button("Call it off")
        self.off_button.clicked.connect(self.call_off)
        self.begins = MomentEditor("Begins", context.setting, Lean.FUTURE)
        self.minutes = ChoiceEditor("For how long all desks are cut off", MINUTES, empty=False)
        self.minutes.set_value(15)
        self.why = LineEditor("Reason for the drill of all desks")
        self.why.line.setPlaceholderText("Every desk shows it")
        self.ask_button = button("Ask all desks")
        self.ask_button.clicked.connect(self.ask)
        self.why.line.returnPressed.connect(self.ask)
        for one in (self._said, self._state, self.lines):
            self.box.addWidget(one)
        self._declining, self._calling, self._asking = QWidget(), QWidget(), QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        for part, typed, press in (
            (self._declining, self.why_not, self.decline_button),
            (self._calling, self.why_off, self.off_button),
        ):
            inner = Section("")
            inner.heading.hide()
            inner.add_row(typed, press)
            fill(part, inner)
            self.box.addWidget(part)
        self.box.addWidget(self.error_label)
        asking = fill(self._asking, spacing=theme.now().pad)
        asking.addWidget(words("muted", _HOW))
        asking.addLayout(grid([("Begins", self.begins), ("For", self.minutes), ("Because", self.why)]))
        asking.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addWidget(self._asking)

    async def load(self) -> None:
        """What was asked, and whether this desk may ask."""
        desk, now = self.context.desk, self.context.setting.now()
        able = await desk.read(asked.may_ask, desk.device, now)
        found: tuple[Asked, ...] = ()
        if desk.event is not None:
            found = await desk.read(asked.asked, desk.device, desk.event.id, now)
        self.show_asked(found[0] if found else None, able=able)

    def show_asked(self, one: Asked | None, *, able: bool) -> None:
        """This ask; `able`: whether this desk may ask all."""
        now, zone = self.context.setting.now(), self.context.zone
        self._asked = one
        if one is not None:
            ask = one.ask
            who, when = ask.author or "Nobody signed in", shown(ask.begins, zone)
            self._said.setText(f"{who} asks for {when}, {ask.minutes} minutes: {ask.why}")
            self._state.setText(_state(one, now))
            self.lines.show_lines(_lines(one, now))
        for part in (self._said, self._state):
            part.setVisible(one is not None)
        self.lines.setVisible(one is not None and bool(self.lines.lines))
        waits = one is not None and one.waits(now)
        self._declining.setVisible(waits and one is not None and now < one.ask.begins)
        open_ = one is not None and not one.ask.struck and now < one.ask.ends
        self._calling.setVisible(able and open_)
        self._asking.setVisible(able and not open_)
        if self.begins.value() is None:
            self.begins.set_value((now + _AHEAD) // _MINUTE * _MINUTE)
        self.setVisible(able or one is not None)

    @Slot()
    def ask(self) -> None:
        """Ask all desks."""
        self._begin(self._ask())

    async def _ask(self) -> None:
        begins = self.begins.value()
        if begins is None:
            raise Refused("Say when it begins.")
        await asked.ask(self.context.desk, begins, int(self.minutes.value()), str(self.why.value()))
        self.why.set_value("")
        self.begins.set_value(None)
        self._done("All desks of the event are asked.")

    @Slot()
    def decline(self) -> None:
        """This desk takes no part."""
        if self._asked is not None:
            self._begin(self._decline(self._asked))

    async def _decline(self, one: Asked) -> None:
        await asked.decline(self.context.desk, one.ask, self.why_not.text())
        self.why_not.clear()
        self._done("This desk takes no part in the drill.")

    @Slot()
    def call_off(self) -> None:
        """It does not take place."""
        if self._asked is not None:
            self._begin(self._call_off(self._asked))

    async def _call_off(self, one: Asked) -> None:
        await asked.call_off(self.context.desk, one.ask, self.why_off.text())
        self.why_off.clear()
        self._done("The drill of all desks is called off.")

    def _done(self, sentence: str) -> None:
        self.context.messages.note(sentence)
        self.changed.emit()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self._busy:
            work.close()
            return
        self._busy = True
        self.forget_refusal()
        self.context.start(self._worked(work), self, name="drill of all desks")

    async def _worked(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            self._busy = False


def _state(one: Asked, now: int) -> str:
    if one.ask.struck:
        return "It was called off."
    if now >= one.ask.ends:
        return "It is over."
    if one.mine:
        return "This desk has answered."
    if not one.waits(now):
        return "This desk heard of it when it had begun, and takes no part."
    return "It is under way." if now >= one.ask.begins else "This desk will be cut off by itself."


def _lines(one: Asked, now: int) -> list[tuple[str, str]]:
    lines = [(_MARKS[told.state], f"{told.name}: {told.text}") for told in one.told]
    if one.silent and now >= one.ask.begins and not one.ask.struck:
        lines.append(("", f"No word yet from {', '.join(one.silent)}."))
    return lines
