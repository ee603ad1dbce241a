"""The list of tasks: a row each, a key for each thing that is done with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimerEvent, Signal
from PySide6.QtGui import QKeyEvent

from eocdesk.store.queries import tasks
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.tasks import looks

NINE = 9


class TaskTable(TableView):
    """Space ticks a task off or takes the tick away; 1 to 9 tick its points; Enter opens it; N adds one."""

    toggled = Signal()
    ticked = Signal(int)
    """A point of the current task, from 0."""
    new_asked = Signal()

    def __init__(self, context: Context) -> None:
        self._context = context
        self._painters = looks.Painters(context.setting.now, self._zone)
        self.table = LazyTable(_columns(self._painters), Read(now=self._page))
        super().__init__(self.table, "Tasks", look=self._row_look)
        self.table.setParent(self)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setMinimumSize(QSize(180, 60))
        self._later = self.startTimer(20_000)  # what is late becomes later without any record changing

    @property
    def current_row(self) -> TaskRow | None:
        """The current task as read."""
        found = self.table.row_at(self.currentIndex().row())
        return found if isinstance(found, TaskRow) else None

    def _zone(self) -> str:
        return self._context.zone

    def _page(self, keys: Sequence[int]) -> Mapping[int, TaskRow]:
        return self._context.desk.read_now(tasks.page, keys)

    def _row_look(self, row: TaskRow) -> Look:
        return looks.look(row, self._context.setting.now(), theme.of(self))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text()
        if plain and event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif plain and letter.isdigit() and 1 <= int(letter) <= NINE:
            self.ticked.emit(int(letter) - 1)
        elif plain and letter.casefold() == "n":
            self.new_asked.emit()
        elif plain and len(letter) == 1 and letter.isalpha():
            event.ignore()  # never Qt's search by letters
        else:
            super().keyPressEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() != self._later:
            super().timerEvent(event)  # the view has timers of its own, which only it can stop
        elif self.isVisible():
            self.viewport().update()


def _columns(painters: looks.Painters) -> tuple[Column, ...]:
    return (
        Column("Due", painters.when, width=164, paint=painters.paint_when, name="due"),
        Column("Task", _title, stretch=True, key=True, tip=looks.tip, name="task"),
        Column("Owner", _owner, width=132, narrow=480, name="owner"),
        Column("Points", looks.points, width=58, narrow=560, quiet=True, name="points"),
        Column(
            "Incident", looks.incident, width=150, narrow=760, quiet=True, paint=looks.paint_incident, name="incident"
        ),
        Column("Venue", _venue, width=124, narrow=1000, quiet=True, name="venue"),
        Column("Number", _number, width=92, narrow=1100, quiet=True, name="number"),
    )


def _title(row: TaskRow) -> str:
    return row.title


def _owner(row: TaskRow) -> str:
    return row.owner


def _venue(row: TaskRow) -> str:
    return row.venue_name


def _number(row: TaskRow) -> str:
    return row.number
