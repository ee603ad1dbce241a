"""The two long tables of the log: entries and incidents, their columns and their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from eocdesk.models import clock
from eocdesk.models.incident import SEVERITIES
from eocdesk.store.queries import entries, incidents
from eocdesk.store.queries.entries import EntryRow
from eocdesk.store.queries.incidents import IncidentRow
from eocdesk.ui.kit import moments, theme
from eocdesk.ui.kit.columns import TRAILING, Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents import looks


class LogTable(TableView):
    """A long table in which one letter is a verb. What is new comes above; nothing moves under the hand."""

    pressed = Signal(str)
    """A letter, upper case: what to do with the row that is current."""
    pasted = Signal()
    """Something is to be attached to it from the clipboard."""

    def __init__(self, context: Context, table: LazyTable, name: str) -> None:
        self.context = context
        super().__init__(table, name, look=self.row_look)
        self.setMinimumSize(QSize(180, 80))

    @property
    def table(self) -> LazyTable:
        """Its model."""
        return self._table

    @property
    def current_record(self) -> bytes | None:
        """The id of the current row's record."""
        row = self.current_row
        return None if row is None else row.id

    @property
    def current_row(self) -> EntryRow | IncidentRow | None:
        """The current row as read."""
        found = self._table.row_at(self.currentIndex().row())
        return found if isinstance(found, EntryRow | IncidentRow) else None

    def row_look(self, row: EntryRow | IncidentRow) -> Look:
        """How a row as a whole looks in this window's theme."""
        tokens = theme.of(self)
        return looks.entry_look(row, tokens) if isinstance(row, EntryRow) else looks.incident_look(row, tokens)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text().upper()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        if plain and len(letter) == 1 and letter.isalpha():
            self.pressed.emit(letter)  # never Qt's search by letters, which would read a million rows
            return
        super().keyPressEvent(event)


class Rows(QObject):
    """Reads pages of one kind, quickly enough to do it while painting."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def entries(self, keys: Sequence[int]) -> Mapping[int, EntryRow]:
        """Entries by row number."""
        return self._context.desk.read_now(entries.page, keys)

    def incidents(self, keys: Sequence[int]) -> Mapping[int, IncidentRow]:
        """Incidents by row number."""
        return self._context.desk.read_now(incidents.page, keys)


class Words:
    """What columns say that depends on time and zone."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def happened(self, row: EntryRow) -> str:
        """To the second today, else with its day."""
        now, zone = self._context.setting.now(), self._context.zone
        if row.happened is None:
            return ""
        if clock.at(row.happened, zone).date() == clock.at(now, zone).date():
            return moments.clock(row.happened, zone, seconds=True)
        return moments.short(row.happened, zone, now)

    def age(self, row: IncidentRow) -> str:
        """How long it is, or was, worked on."""
        return looks.age(row.opened, row.closed if row.closed is not None else self._context.setting.now())

    def opened(self, row: IncidentRow) -> str:
        """When it was opened, and closed."""
        zone = self._context.zone
        told = f"Opened {moments.shown(row.opened, zone)}"
        return f"{told}, closed {moments.shown(row.closed, zone)}" if row.closed is not None else told


def _severity(row: EntryRow | IncidentRow) -> str:
    return SEVERITIES[row.severity][1]


def _area(row: EntryRow | IncidentRow) -> str:
    return row.area


def entry_table(context: Context) -> LogTable:
    """Time, severity, where, what, status, lead: as in the log of any watch."""
    words = Words(context)
    columns = (
        Column("Time", words.happened, width=98, quiet=True, name="time"),
        Column("Severity", _severity, width=100, paint=looks.paint_severity, name="severity"),
        Column("Venue / area", _area, width=128, narrow=620, name="area"),
        Column(
            "Summary",
            looks.spoken,
            stretch=True,
            key=True,
            tip=looks.entry_tip,
            paint=looks.paint_summary,
            name="summary",
        ),
        Column("Status", _entry_status, width=104, narrow=540, paint=looks.paint_entry_status, name="status"),
        Column("Lead", _lead, width=88, narrow=800, name="lead"),
    )
    return _made(context, columns, "Log entries", of_entries=True)


def incident_table(context: Context) -> LogTable:
    """What is worked on, the gravest on top."""
    words = Words(context)
    columns = (
        Column("Number", _number, width=88, narrow=430, quiet=True, name="number"),
        Column("Severity", _severity, width=100, paint=looks.paint_severity, name="severity"),
        Column("Venue / area", _area, width=128, narrow=620, name="area"),
        Column("Incident", _title, stretch=True, key=True, tip=_incident_tip, name="title"),
        Column("Status", _incident_status, width=104, narrow=360, paint=looks.paint_incident_status, name="status"),
        Column("Assigned", _assigned, width=118, narrow=760, name="assigned"),
        Column("Age", words.age, width=74, narrow=560, align=TRAILING, quiet=True, tip=words.opened, name="age"),
    )
    return _made(context, columns, "Incidents", of_entries=False)


def _made(context: Context, columns: Sequence[Column], name: str, *, of_entries: bool) -> LogTable:
    rows = Rows(context)
    table = LazyTable(columns, Read(now=rows.entries if of_entries else rows.incidents))
    rows.setParent(table)
    made = LogTable(context, table, name)
    table.setParent(made)
    table.failed.connect(context.messages.tell)
    return made


def _entry_status(row: EntryRow) -> str:
    return looks.status_word(row.incident_status)


def _incident_status(row: IncidentRow) -> str:
    return looks.status_word(row.status)


def _lead(row: EntryRow) -> str:
    return row.lead


def _number(row: IncidentRow) -> str:
    return row.number


def _title(row: IncidentRow) -> str:
    return row.title


def _assigned(row: IncidentRow) -> str:
    return row.owner or row.lead


def _incident_tip(row: IncidentRow) -> str:
    counts = [f"{row.entries} entries" if row.entries != 1 else "1 entry"]
    if row.tasks:
        counts.append(f"{row.tasks} open tasks" if row.tasks != 1 else "1 open task")
    more = [row.title, f"{row.number}  {row.type}".strip(), ", ".join(counts)]
    return "\n".join([*more, f"Closed: {row.reason}"] if row.reason else more)
