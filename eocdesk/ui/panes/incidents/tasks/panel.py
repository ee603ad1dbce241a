"""The tasks of the event: what is late first, a line to add one, a key to tick one off."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eocdesk.commands.tasks import AddTask, CompleteTask, ReopenTask, TickTask
from eocdesk.models import Refused
from eocdesk.store.notice import Notice
from eocdesk.store.queries import listing
from eocdesk.store.queries.filter import NOTHING, Frame, parse
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.order import plan
from eocdesk.ui.kit.segmented import Segmented
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.tasks.checklist import Checklist
from eocdesk.ui.panes.incidents.tasks.quick_line import QuickLine
from eocdesk.ui.panes.incidents.tasks.table import TaskTable

OPEN, MINE, ALL = "open", "mine", "all"
_FILTERS = {OPEN: "is:open", MINE: "is:open is:mine", ALL: ""}
GROUP = "Tasks"


class TaskPanel(QWidget):
    """The list, the line above it, the chosen task beneath it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._busy = False
        self._again = False
        self._wanted: bytes | None = None
        self.ways = Segmented("Tasks shown", ((OPEN, "To do"), (MINE, "Mine"), (ALL, "All")))
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.line = QuickLine(context.setting)
        self.list = TaskTable(context)
        self.detail = Checklist()
        self._empty = Empty(
            "mdi6.checkbox-marked-circle-outline", "Nothing is to be done.", button="Add a task", run=self.add
        )
        self._either = Emptiable(self.list, self._empty)
        self._lay_out()
        self._connect()

    # what the pane asks

    def refresh(self, notice: Notice | None) -> None:
        """Read again: what the notice names, or everything."""
        del notice  # a page of tasks is read in a millisecond; which changed does not matter
        self.list.table.forget_all()
        self._read()

    def show_record(self, record: bytes) -> None:
        """Select this task and bring it into view, out of whatever hides it."""
        self._wanted = record
        self._read()

    def take_focus(self) -> None:
        """The keyboard to the list, or to the line where there is nothing in it."""
        if self._either.is_empty:
            self.line.title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def task_actions(self) -> list[Action]:
        """What can be done here, for palette and keys."""
        return [
            Action(
                "task.new",
                "Add a task",
                self.add,
                "Ctrl+Shift+T",
                "mdi6.checkbox-marked-circle-plus-outline",
                enabled=self._has_event,
                group=GROUP,
                words="todo due owner",
            ),
            Action(
                "task.done",
                "Complete or reopen the chosen task",
                self.toggle,
                icon="mdi6.check",
                enabled=self._has_current,
                group=GROUP,
                words="done tick Space",
            ),
            Action(
                "task.amend",
                "Amend the chosen task",
                self.amend,
                icon="mdi6.pencil-outline",
                enabled=self._has_current,
                group=GROUP,
                words="Enter owner due checklist",
            ),
        ]

    # what is done

    @Slot()
    def add(self) -> None:
        """The keyboard to the line; out of sight, the form of a task instead."""
        if self.isVisible():
            self.line.title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.context.navigator.edit_record("task")

    @Slot(dict)
    def _add(self, values: dict[str, Any]) -> None:
        self.context.start(self._added(values), self.line, "add a task")

    async def _added(self, values: dict[str, Any]) -> None:
        event = self.context.desk.event
        if event is None:
            raise Refused("Open an event first.")
        outcome = await self.context.desk.do(AddTask(event.id, **values), self)
        record, number = outcome.value
        self.context.messages.note(f"Task {number} is added.")
        self.line.clear()
        self.show_record(record)

    @Slot()
    def toggle(self) -> None:
        """The chosen task is done, or not done after all."""
        row = self.list.current_row
        if row is not None:
            self.context.start(self._toggled(row), name="complete a task")

    async def _toggled(self, row: TaskRow) -> None:
        if row.done is None:
            await self.context.desk.do(CompleteTask(row.id), self)
            self.context.messages.note(f"Done: {row.title}. Undo brings it back.")
        else:
            await self.context.desk.do(ReopenTask(row.id), self)
            self.context.messages.note(f"Open again: {row.title}.")

    @Slot(int)
    def tick(self, point: int) -> None:
        """Turn a point of the chosen task over."""
        row = self.list.current_row
        if row is not None and point < len(row.points):
            self._tick(point, not row.points[point][1])

    @Slot(int, bool)
    def _tick(self, point: int, done: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        row = self.list.current_row
        if row is not None:
            self.context.start(self.context.desk.do(TickTask(row.id, point, done), self), name="tick a task")

    @Slot()
    def amend(self) -> None:
        """Open the chosen task's form; its history is a tab there."""
        row = self.list.current_row
        if row is not None:
            self.context.navigator.edit_record("task", row.id)

    # reading

    def _read(self) -> None:
        """One reading at a time; asked meanwhile, once more."""
        event = self.context.desk.event
        if event is None:
            self.list.table.follow(plan(self.list.table.ids, ()))
            self._say(None)
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        self.context.start(self._list(event.id), name="tasks")

    async def _list(self, event: bytes) -> None:
        desk, now = self.context.desk, self.context.setting.now()
        frame = Frame(now, self.context.zone, desk.person, desk.position)
        way = self.ways.current
        try:
            words = _FILTERS[way].split()
            keys = await desk.read(listing.tasks, event, _all_of(words, frame), frame)
            late = await desk.read(listing.tasks, event, parse("is:overdue", frame), frame)
            todo = (
                len(keys) if way == OPEN else len(await desk.read(listing.tasks, event, parse("is:open", frame), frame))
            )
            wanted = await desk.read(listing.rows_of, "task", [self._wanted]) if self._wanted else {}
        finally:
            self._busy = False
        here = self.context.desk.event
        if here is not None and here.id == event:  # else another event was opened while this one was read
            self.list.table.follow(plan(self.list.table.ids, keys))
            self._say((len(late), todo))
            self._seek(wanted)
        if self._again:
            self._again = False
            self._read()

    def _seek(self, wanted: dict[bytes, int]) -> None:
        record = self._wanted
        if record is None:
            if not self.list.currentIndex().isValid() and self.list.table.rowCount():
                self.list.selectRow(0)
            return
        if record not in wanted:
            self._wanted = None
            self.context.messages.tell(Refused("This task is not on this desk."))
        elif self.list.show_id(wanted[record]):
            self._wanted = None
        elif self.ways.current != ALL:
            self.ways.set_current(ALL)
            self._again = True
        else:
            self._wanted = None

    def _say(self, figures: tuple[int, int] | None) -> None:
        late, todo = figures or (0, 0)
        parts = ([f"{late} late"] if late else []) + ([f"{todo} to do"] if todo else [])
        self.count.setText(" · ".join(parts))
        state = "error" if late else "muted"
        if self.count.property("role") != state:
            self.count.setProperty("role", state)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)
        sentence = {OPEN: "Nothing is to be done.", MINE: "Nothing of it is yours.", ALL: "There are no tasks yet."}
        words = sentence[self.ways.current] if figures is not None else "No event is open."
        self._empty.button.setVisible(figures is not None)
        self._either.set_empty(empty=not self.list.table.rowCount(), sentence=words)
        self._show_current()

    # within

    def _has_event(self) -> bool:
        return self.context.desk.event is not None

    def _has_current(self) -> bool:
        return self.isVisible() and self.list.current_row is not None

    @Slot()
    def _show_current(self) -> None:
        self.detail.show_task(None if self._either.is_empty else self.list.current_row)

    @Slot(str)
    def _way_chosen(self, _way: str) -> None:
        self._read()

    @Slot(int)
    def _opened(self, _key: int) -> None:
        self.amend()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 0)
        head.addWidget(self.ways)
        head.addSpacing(8)
        head.addWidget(self.count)
        head.addStretch(1)
        adding = QVBoxLayout()
        adding.setContentsMargins(10, 0, 10, 2)
        adding.addWidget(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addLayout(adding)
        box.addWidget(self._either, 1)
        box.addWidget(self.detail)

    def _connect(self) -> None:
        self.ways.chosen.connect(self._way_chosen)
        self.line.added.connect(self._add)
        self.line.left.connect(self.take_focus)
        self.list.toggled.connect(self.toggle)
        self.list.ticked.connect(self.tick)
        self.list.new_asked.connect(self.add)
        self.list.opened.connect(self._opened)
        self.list.chosen.connect(self._show_current)
        self.list.table.dataChanged.connect(self._show_current)
        self.detail.ticked.connect(self._tick)
        self.detail.toggled.connect(self.toggle)
        self.detail.amend.connect(self.amend)


def _all_of(words: list[str], frame: Frame) -> Any:
    """`is:` words of one filter are alternatives; here each must hold."""
    asked = NOTHING
    for word in words:
        asked = asked.plus(parse(word, frame))
    return asked
