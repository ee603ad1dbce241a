"""One entry in full: as it reads, its three times, who, for whom, what became of it, what is attached."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.models import Entry, fields_of
from eocdesk.store.queries.entries import Thread
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.moments import short, shown
from eocdesk.ui.panes.incidents import looks
from eocdesk.ui.panes.incidents.acts import can_acknowledge
from eocdesk.ui.panes.incidents.addressed import Addressed
from eocdesk.ui.panes.incidents.attached import Documents
from eocdesk.ui.panes.incidents.lines import Lines, Said
from eocdesk.ui.panes.incidents.sections import Heading, Paragraph, Verb, Verbs

MAIN = (
    Verb("amend", "Amend", "mdi6.pencil-outline", "E"),
    Verb("strike", "Strike…", "mdi6.cancel", "X"),
    Verb("attach", "Attach a file", "mdi6.paperclip", "F"),
    Verb("incident", "Incident from this entry", "mdi6.alert-octagram-outline", "I"),
)
MORE = (
    Verb("log_about", "Log about this", "mdi6.plus", "L"),
    Verb("map", "Show on the map", "mdi6.map-marker-outline", "M"),
    Verb("history", "Change history", "mdi6.history", "H"),
    Verb("copy", "Copy the text", "mdi6.content-copy", "Y"),
)
_KINDS = {"amend": ("Amended", "mdi6.pencil-outline"), "strike": ("Struck", "mdi6.cancel")}


class EntryCard(QWidget):
    """Shows a thread. What is pressed is said by name; it does nothing by itself."""

    asked = Signal(str)
    """The name of a verb."""
    acknowledged = Signal(str)
    """The addressee."""
    record_picked = Signal(str, bytes)
    document_picked = Signal(object)
    """An Attached, to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verbs = Verbs(MAIN, MORE)
        self.text = Paragraph()
        self.note = Paragraph(role="error")
        self.addressed = Addressed()
        self.incident = Lines("Incident")
        self.facts = Facts()
        self.later = QWidget()
        self._later_box = QVBoxLayout(self.later)
        self._later_box.setContentsMargins(0, 0, 0, 0)
        self._later_box.setSpacing(2)
        self._later_shown: object = None
        self.documents = Documents()
        self._heads = {
            name: Heading(words)
            for name, words in (
                ("addressed", "Addressed to"),
                ("incident", "Incident"),
                ("later", "What became of it"),
            )
        }
        self._lay_out()
        self._connect_parts()

    def show_thread(self, thread: Thread, zone: str, now: int, who: tuple[str, str]) -> None:
        """This thread; `who` are person and position of this desk."""
        first, row = thread.first, thread.row
        struck = row.struck is not None
        self.text.setText(row.words)
        self.note.setText(f"Struck: {row.struck}" if row.struck else "Struck." if struck else "")
        self.note.setVisible(struck)
        free = () if struck else tuple(can_acknowledge(thread.said, first, *who))
        self.addressed.show_said(thread.said, free, zone, now)
        self._heads["addressed"].setVisible(bool(thread.said or free))
        self._show_incident(thread)
        self.facts.show_facts(facts_of(first, thread, zone))
        self._show_later(thread, zone, now)
        self.documents.show_documents(thread.documents)
        off = {"amend", "strike"} if struck else {"strike"} if first.kind == "change" else set[str]()
        if first.incident is not None:
            off.add("incident")
        self.verbs.allow(frozenset(off))

    def _show_incident(self, thread: Thread) -> None:
        row = thread.row
        lines = []
        if thread.first.incident is not None:
            meta = " · ".join(part for part in (row.incident_number, looks.status_word(row.incident_status)) if part)
            words = thread.incident_title
            lines.append(Said("incident", thread.first.incident, meta, words, severity=row.incident_severity))
        self.incident.show_lines(lines)
        self._heads["incident"].setVisible(bool(lines))

    def _show_later(self, thread: Thread, zone: str, now: int) -> None:
        told = [(one.id, one.kind, one.text) for one in thread.later]
        self._heads["later"].setVisible(bool(told))
        self.later.setVisible(bool(told))
        if self._later_shown == (told, zone):
            return
        self._later_shown = told, zone
        while (item := self._later_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if any(one.kind == "amend" for one in thread.later):
            self._said("As first written", thread.first, zone, now)
        for one in thread.later:
            self._said(_KINDS.get(one.kind, ("Change", ""))[0], one, zone, now)

    def _said(self, what: str, one: Entry, zone: str, now: int) -> None:
        when = short(one.written, zone, now)
        head = " · ".join(part for part in (what, when, one.author or "", one.number or "") if part)
        self._later_box.addWidget(Paragraph(head, "muted"))
        self._later_box.addWidget(Paragraph(one.text))
        if one.reason and one.kind == "amend":
            self._later_box.addWidget(Paragraph(f"Because: {one.reason}", "muted"))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 12)
        box.setSpacing(6)
        heads = self._heads
        for widget in (
            self.text,
            self.note,
            self.verbs,
            heads["addressed"],
            self.addressed,
            heads["incident"],
            self.incident,
            self.documents,
            heads["later"],
            self.later,
            Heading("Facts"),
            self.facts,
        ):
            box.addWidget(widget)
        box.addStretch(1)

    def _connect_parts(self) -> None:
        self.verbs.asked.connect(self.asked)
        self.addressed.asked.connect(self.acknowledged)
        self.incident.pressed.connect(self.record_picked)
        self.documents.picked.connect(self.document_picked)


def facts_of(first: Entry, thread: Thread, zone: str) -> list[tuple[str, str]]:
    """Label and words of what else is known of an entry."""
    known = fields_of(Entry)
    came = known["channel"].word(first.channel)
    if first.reported_by:
        came = f"{came}, reported by {first.reported_by}"
    place = "" if first.lat is None or first.lon is None else f"{first.lat:.5f}, {first.lon:.5f}"
    return [
        ("Happened", shown(first.happened, zone, seconds=True)),
        ("Written", shown(first.written, zone, seconds=True)),
        ("Received here", shown(first.received or None, zone, seconds=True)),
        ("Author", ", ".join(part for part in (first.author, first.position) if part)),
        ("Came by", came),
        ("Priority", known["priority"].word(first.priority)),
        ("Venue / area", thread.row.area),
        ("Place", place),
        ("Kind", known["kind"].word(first.kind) if first.kind != "entry" else ""),
        ("Number", first.number),
    ]
