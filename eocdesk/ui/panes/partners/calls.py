"""The call-down: everybody in order, ticked off by one key each; every tick is an entry of the log."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.commands.calldown import BeginCallDown, MoveInCallDown, TickOff
from eocdesk.commands.entries import StrikeEntry
from eocdesk.models import Refused
from eocdesk.store.queries.calldown import CallDown
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.moments import short
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners import reading
from eocdesk.ui.panes.partners.act_bar import Act, ActBar
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import next_to_call, of_calls, progress
from eocdesk.ui.panes.partners.page import NO_EVENT, LinePage, new_empty
from eocdesk.ui.panes.partners.painting import Meter, status_word
from eocdesk.ui.panes.partners.pick import Pick
from eocdesk.ui.panes.partners.reading import Calls

ACTS = (
    Act("reached", "Reached", "mdi6.phone-check", "r"),
    Act("no answer", "No answer", "mdi6.phone-missed-outline", "n"),
    Act("left message", "Left message", "mdi6.voicemail", "l"),
    Act("busy", "Busy", "mdi6.phone-lock-outline", "b"),
    Act("untick", "Take back", "mdi6.undo-variant", "u"),
)
_ADD = "add to the call-down"
_LOW = 480
"""px at the desk's size below which there is no line for a note."""
_NONE = Calls(CallDown((), {}), {})


class CallsPage(LinePage):
    """The list, how far it is, and what came of each call."""

    name = "calls"
    kind = "contact"

    def __init__(self, context: Context, pick: Pick, parent: QWidget | None = None) -> None:
        empty = new_empty("mdi6.phone-check-outline", self.add)
        super().__init__(context, LineList("Call-down"), empty, parent)
        self._calls = _NONE
        self._pick = pick
        self.progress = QLabel()
        self.progress.setProperty("role", "h1")
        self.begun = QLabel()
        self.begun.setProperty("role", "muted")
        self.meter = Meter()
        self.begin_button = QPushButton("Begin")
        self.begin_button.clicked.connect(self.begin)
        self.note_line = QLineEdit()
        self.note_line.setPlaceholderText("What was said, goes with the next tick")
        self.note_line.setAccessibleName("What was said")
        self.note_line.returnPressed.connect(self.list.setFocus)
        self.bar = ActBar(ACTS)
        self._head = QWidget()
        self._lay_out()
        self.list.key.connect(self._key)
        self.bar.acted.connect(self._act)
        self.chosen.connect(self._can)
        pick.answered.connect(self._picked)

    @property
    def calls(self) -> Calls:
        """The list and its ticks as read last."""
        return self._calls

    def add(self) -> None:
        """Ask who is called too."""
        if self.context.desk.event is not None:
            self._pick.ask("Who is called?", "Add", _ADD, self.list)

    async def _load(self, event: bytes | None, now: int) -> None:
        self._calls = _NONE if event is None else await self.context.desk.read(reading.calls, event, now)
        state = self._calls.state
        self._head.setVisible(bool(state.order))
        self.bar.setVisible(bool(state.order))
        self._fit_note()
        self.progress.setText(progress(self._calls))
        self.meter.show_part(state.reached, len(state.order))
        zone = self.context.zone
        self.begun.setText(f"begun {short(state.begun, zone, now)}" if state.begun is not None else "not begun")
        self.begin_button.setText("Begin" if state.begun is None else "Begin anew")
        lines = of_calls(self._calls, zone, now)
        words = self.wanted.words.strip()
        kept = reading.sifted([f"{line.title} {line.second}" for line in lines], words)
        if event is None:
            self.show_lines([], NO_EVENT)
            return
        nobody = "Nobody is on the call-down list." if not lines else f"Nobody on the list is called “{words}”."
        detail = "" if lines else "Give people a place in it, in the order they are called."
        self.show_lines([lines[at] for at in kept], nobody, detail, button="" if lines else "Add somebody")

    # acting

    def tick(self, outcome: str) -> None:
        """Say what came of calling the current person; the next one to call is current then."""
        record, event = self.record, self.context.desk.event
        if record is not None and event is not None:
            command = TickOff(record, event.id, outcome, self.note_line.text())
            self.context.start(self._tick(command), name="call-down")

    async def _tick(self, command: TickOff) -> None:
        await self.context.desk.do(command, self)
        self.note_line.clear()
        there = next_to_call(self._calls, command.contact)
        if self.record == command.contact and there is not None:
            self.list.show_id(there)

    def untick(self) -> None:
        """The latest tick of the current person was wrong: its entry is struck by another."""
        tick = self._calls.state.ticks.get(self.record or b"")
        if tick is not None:
            words = f"Ticked as {status_word(tick.outcome).lower()} by mistake"
            self.context.start(self._strike(StrikeEntry(tick.entry, words)), name="call-down")

    async def _strike(self, command: StrikeEntry) -> None:
        await self.context.desk.do(command, self)

    @Slot()
    def begin(self) -> None:
        """A new call-down begins; what was typed beside it is the reason."""
        event = self.context.desk.event
        if event is not None:
            self.context.start(self._begin(BeginCallDown(event.id, self.note_line.text())), name="call-down")

    async def _begin(self, command: BeginCallDown) -> None:
        _, number = (await self.context.desk.do(command, self)).value
        self.note_line.clear()
        self.context.messages.note(f"The call-down is begun: entry {number}.")
        self.list.go_to(0)
        self.list.setFocus()

    def put_at(self, record: bytes, place: int | None) -> None:
        """Another place in the list, or none."""
        self.context.start(self._move(MoveInCallDown(record, place)), beside=self._pick, name="call-down")

    async def _move(self, command: MoveInCallDown) -> None:
        await self.context.desk.do(command, self)
        self._pick.close_it()
        if command.place is not None:
            self.go_to(command.contact)

    @Slot(str)
    def _key(self, key: str) -> None:
        order = self._calls.state.order
        if key in ("up", "down") and self.record in order:
            place = order.index(self.record) + (0 if key == "up" else 2)
            if 1 <= place <= len(order):
                self.put_at(self.record, place)
        else:
            self.bar.press(key)

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == "untick":
            self.untick()
        else:
            self.tick(name)
        self.list.setFocus()

    @Slot(object, object)
    def _picked(self, about: object, person: bytes | None) -> None:
        if about != _ADD or person is None:
            return
        if person in self._calls.state.order:
            self._pick.refuse(Refused("They are on the list already.").sentence)
            return
        self.put_at(person, len(self._calls.state.order) + 1)

    @Slot()
    def _can(self) -> None:
        record = self.record
        ticked = record is not None and record in self._calls.state.ticks
        for act in ACTS:
            self.bar.button(act.name).setEnabled(ticked if act.name == "untick" else record is not None)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.addWidget(self.progress)
        words.addWidget(self.begun, 1)
        words.addWidget(self.begin_button)
        box = QVBoxLayout(self._head)
        box.setContentsMargins(12, 2, 8, 6)
        box.setSpacing(4)
        box.addLayout(words)
        box.addWidget(self.meter)
        self._note = QWidget()
        row = QHBoxLayout(self._note)
        row.setContentsMargins(8, 6, 8, 0)
        row.addWidget(self.note_line)
        self.box.insertWidget(0, self._head)
        self.box.addWidget(self._note)
        self.box.addWidget(self.bar)

    def _fit_note(self) -> None:
        room = self.height() >= _LOW * theme.of(self).scale
        self._note.setVisible(bool(self._calls.state.order) and room)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_note()
