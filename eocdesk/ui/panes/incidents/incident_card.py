"""One incident in full: where it stands, who works it, its tasks, the newest of its entries."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from eocdesk.models.incident import SEVERITIES, Status
from eocdesk.store.queries.entries import EntryRow
from eocdesk.store.queries.incidents import Card
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.moments import short, shown
from eocdesk.ui.panes.incidents import looks
from eocdesk.ui.panes.incidents.attached import Documents
from eocdesk.ui.panes.incidents.lines import Lines, Said
from eocdesk.ui.panes.incidents.sections import Heading, Paragraph, Verb, Verbs

MAIN = (
    Verb("status", "Status", "mdi6.progress-check", "S"),
    Verb("severity", "Severity", "mdi6.alert-octagon-outline", "V"),
    Verb("assign", "Assign…", "mdi6.account-arrow-right-outline", "G"),
    Verb("close", "Close…", "mdi6.check-circle-outline", "C"),
    Verb("reopen", "Reopen…", "mdi6.restart", "R"),
)
MORE = (
    Verb("log_about", "Log about it", "mdi6.plus", "L"),
    Verb("task", "Add a task", "mdi6.checkbox-marked-circle-plus-outline", "T"),
    Verb("edit", "Edit all its fields…", "mdi6.form-select", "E"),
    Verb("attach", "Attach a file", "mdi6.paperclip", "F"),
    Verb("paper", "Print…", "mdi6.printer-outline", "O"),
    Verb("map", "Show on the map", "mdi6.map-marker-outline", "M"),
    Verb("history", "Change history", "mdi6.history", "H"),
)
SHOWN = 25
"""Entries on the card; all of them are a filter away."""


class IncidentCard(QWidget):
    """Shows a card of the store. What is pressed is said by name; it does nothing by itself."""

    asked = Signal(str)
    record_picked = Signal(str, bytes)
    document_picked = Signal(object)
    """An Attached, to be opened."""
    entries_asked = Signal(str)
    """The number of the incident whose entries are wanted in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        self.verbs = Verbs(MAIN, MORE)
        self.title = Paragraph(role="h1")
        self.closed = Paragraph(role="muted")
        self.facts = Facts()
        self.documents = Documents()
        self.tasks = Lines("Tasks")
        self.entries = Lines("Entries")
        self._tasks_head, self._entries_head = Heading("Tasks"), Heading("Entries")
        self.all = QPushButton()
        self.all.setProperty("kind", "quiet")
        self.all.clicked.connect(self._ask_entries)
        self._lay_out()
        self.verbs.asked.connect(self.asked)
        self.documents.picked.connect(self.document_picked)
        self.tasks.pressed.connect(self.record_picked)
        self.entries.pressed.connect(self.record_picked)

    def show_card(self, card: Card, zone: str, now: int) -> None:
        """This incident."""
        row = card.row
        self._number = row.number
        self.title.setText(row.title)
        self.closed.setText(f"Closed {short(row.closed, zone, now)}: {row.reason}" if row.reason else "")
        self.closed.setVisible(bool(row.reason))
        self.facts.show_facts(facts_of(card, zone, now))
        self.documents.show_documents(card.documents)
        self.tasks.show_lines([_task(one, zone, now) for one in card.tasks])
        self._tasks_head.setVisible(bool(card.tasks))
        self.entries.show_lines([_entry(one, zone, now) for one in card.entries[:SHOWN]])
        self._entries_head.setVisible(bool(card.entries))
        self._entries_head.say(f"Entries ({card.entry_count:,})")
        self.all.setText(f"Show all {card.entry_count:,} in the list")
        self.all.setVisible(card.entry_count > min(SHOWN, len(card.entries)))
        off = set() if row.status in looks.OVER else {"reopen"}
        self.verbs.allow(frozenset(off | {"close"} if row.status == Status.CLOSED else off))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 12)
        box.setSpacing(6)
        for widget in (
            self.title,
            self.closed,
            self.verbs,
            self.facts,
            self.documents,
            self._tasks_head,
            self.tasks,
            self._entries_head,
            self.entries,
            self.all,
        ):
            box.addWidget(widget)
        box.addStretch(1)

    def _ask_entries(self) -> None:
        self.entries_asked.emit(self._number)


def facts_of(card: Card, zone: str, now: int) -> list[tuple[str, str]]:
    """Label and words of what is known of an incident."""
    row = card.row
    where = ", ".join(part for part in (row.venue_name, row.place) if part)
    until = row.closed if row.closed is not None else now
    return [
        ("Status", looks.status_word(row.status)),
        ("Severity", SEVERITIES[row.severity][1]),
        ("Type", row.type),
        ("Where", where),
        ("Session", card.session),
        ("Assigned to", row.owner),
        ("Lead partner", row.lead),
        ("Opened", f"{shown(row.opened, zone)}  ({looks.age(row.opened, until)})" if row.opened is not None else ""),
        ("Closed", shown(row.closed, zone)),
        ("Latest entry", short(row.latest, zone, now)),
    ]


def _task(one: TaskRow, zone: str, now: int) -> Said:
    if one.done is not None:
        meta, part, icon = f"Done {short(one.done, zone, now)} {one.done_by}".strip(), "ok", "mdi6.check-circle"
    elif one.is_late(now):
        meta, part, icon = f"Due {short(one.due, zone, now)}, late", "bad", "mdi6.clock-alert-outline"
    else:
        due = f"Due {short(one.due, zone, now)}" if one.due is not None else "No time set"
        meta, part, icon = due, "muted", "mdi6.checkbox-blank-circle-outline"
    meta = " · ".join(said for said in (meta, one.owner) if said)
    return Said("task", one.id, meta, one.title, part=part, icon=icon, muted=one.done is not None)


def _entry(one: EntryRow, zone: str, now: int) -> Said:
    meta = " · ".join(said for said in (short(one.happened, zone, now), one.author) if said)
    severity = one.severity if one.kind != "change" else None
    icon = "mdi6.swap-horizontal" if one.kind == "change" else ""
    return Said("entry", one.id, meta, looks.said(one), severity=severity, icon=icon, muted=one.struck is not None)
