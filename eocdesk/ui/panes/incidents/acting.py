"""Does what a key, a button or the palette asks of the chosen entry or incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from eocdesk.commands.entries import Acknowledge
from eocdesk.commands.gaps import GapFrom
from eocdesk.commands.incidents import SetIncident
from eocdesk.models import Refused
from eocdesk.models.incident import SEVERITIES, STATUSES, Status
from eocdesk.models.marking import highest
from eocdesk.store.queries import entries, incidents
from eocdesk.store.queries.entries import Thread
from eocdesk.store.queries.incidents import Card
from eocdesk.ui.kit.editors import severity_icon
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents import acts, copying
from eocdesk.ui.panes.incidents.acts import Intent, Subject
from eocdesk.ui.panes.incidents.asking import Answer, Ask, Question
from eocdesk.ui.panes.incidents.attaching import Attaching
from eocdesk.ui.panes.incidents.evidencing import Evidencing
from eocdesk.ui.panes.incidents.history_window import HistoryWindow
from eocdesk.ui.panes.incidents.incident_form import IncidentForm
from eocdesk.ui.panes.incidents.menus import line, menu_of
from eocdesk.ui.panes.incidents.papering import Papering
from eocdesk.ui.panes.incidents.views import Views

ENTRY_KEYS = {"A": "acknowledge", "E": "amend", "X": "strike", "I": "incident", "Y": "copy"}
INCIDENT_KEYS = {"E": "edit"}
BOTH_KEYS = {
    "S": "status",
    "V": "severity",
    "G": "assign",
    "C": "close",
    "R": "reopen",
    "L": "log_about",
    "T": "task",
    "F": "attach",
    "M": "map",
    "H": "history",
    "P": "evidence",
    "O": "paper",
}
"""One letter in the list: what it does. With an entry chosen, S to R mean the incident it belongs to."""
_MNEMONIC = {"Minor": "Mi&nor", "Moderate": "M&oderate", "Major": "Ma&jor"}


class Acting(QObject):
    """Every verb goes to the desk as a command; what must be said first is asked in the pane."""

    record_asked = Signal(str, bytes)
    """Another record is to be shown."""
    log_asked = Signal(object)
    """A prefill: something is to be logged about the subject."""

    def __init__(self, pane: QWidget, context: Context, ask: Ask, views: Views, subject: Callable[[], Subject]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._context = context
        self._ask = ask
        self._views = views
        self._subject = subject
        self.place: Callable[[], QPoint] = QPoint
        """Where a menu opens, in the screen's pixels."""
        self.attaching = Attaching(context, pane)
        self.evidencing = Evidencing(context, pane)
        self.papering = Papering(context, pane)
        self._verbs: dict[str, Callable[[Subject], None]] = {
            "acknowledge": self._acknowledge,
            "amend": self._amend,
            "strike": self._strike,
            "incident": self._incident,
            "copy": self._copy,
            "status": self._status,
            "severity": self._severity,
            "assign": self._assign,
            "close": self._close,
            "reopen": self._reopen,
            "edit": self._edit,
            "log_about": self._log_about,
            "task": self._task,
            "attach": self._attach,
            "map": self._map,
            "history": self._history,
            "gap": self._gap,
            "evidence": self.evidencing.ask,
            "paper": self.papering.ask,
        }
        ask.answered.connect(self._answered)

    def can(self, name: str) -> bool:
        """Whether the verb means anything for what is chosen."""
        subject = self._subject()
        if name in ENTRY_KEYS.values():
            return subject.entry is not None
        if name == "edit":
            return subject.kind == "incident"
        if name == "reopen":
            return subject.incident is not None and subject.is_over
        if name == "close":
            return subject.is_worked
        if name in ("status", "severity", "assign", "task", "paper"):
            return subject.incident is not None
        return subject.record is not None and (name != "gap" or subject.kind in ("entry", "incident"))

    def run(self, name: str) -> None:
        """Do it, where it means anything; said where it does not."""
        if self.can(name):
            self._verbs[name](self._subject())
        else:
            self._context.messages.note(self._why_not(name))

    def press(self, letter: str) -> None:
        """A letter in the list."""
        own = ENTRY_KEYS if self._subject().kind == "entry" else INCIDENT_KEYS
        name = own.get(letter) or BOTH_KEYS.get(letter)
        if name is not None:
            self.run(name)

    def open_incident(self) -> None:
        """The form of a new incident that comes from no entry."""
        event = self._context.desk.event
        if event is not None:
            self._show_form(None, {"marking": event.marking})

    def save_view(self, words: str) -> None:
        """Ask what the filter is to be called."""
        self._ask.ask(acts.ask_name(words, tuple(self._views.kept)))

    def acknowledge_for(self, entry: bytes, addressee: str) -> None:
        """Somebody acknowledges for one addressee."""
        self._context.start(self._said(entry, addressee), name="acknowledge")

    def attach_files(self, files: Iterable[Path]) -> None:
        """Files were dropped on the subject."""
        subject = self._subject()
        self.attaching.attach(tuple(files), entry=subject.entry, incident=_alone(subject))

    @Slot()
    def paste(self) -> None:
        """Attach what is on the clipboard."""
        subject = self._subject()
        mime = QGuiApplication.clipboard().mimeData()
        if subject.record is None or not self.attaching.paste(mime, entry=subject.entry, incident=_alone(subject)):
            self._context.messages.note("There is neither a file nor a picture on the clipboard.")

    # of an entry

    def _acknowledge(self, subject: Subject) -> None:
        if subject.entry is not None:
            self._context.start(self._find_addressee(subject.entry), name="acknowledge")

    async def _find_addressee(self, entry: bytes) -> None:
        thread = await self._thread(entry)
        desk = self._context.desk
        free = acts.can_acknowledge(thread.said, thread.first, desk.person, desk.position)
        if thread.row.struck is not None or not free:
            self._context.messages.note(f"{thread.row.number} waits for nobody's acknowledgement.")
        elif len(free) == 1:
            await self._said(thread.first.id, free[0])
        else:
            menu = menu_of(self._pane, "Acknowledge for")
            for name in free:
                line(menu, name.replace("&", "&&"), (thread.first.id, name), self._addressee_chosen)
            menu.popup(self.place())

    async def _said(self, entry: bytes, addressee: str) -> None:
        await self._context.desk.do(Acknowledge(entry, addressee), self._pane)

    def _amend(self, subject: Subject) -> None:
        self._ask_of(subject, acts.ask_amend)

    def _strike(self, subject: Subject) -> None:
        self._ask_of(subject, acts.ask_strike)

    def _ask_of(self, subject: Subject, question: Callable[[Thread], Question]) -> None:
        async def ask(entry: bytes) -> None:
            self._ask.ask(question(await self._thread(entry)))

        if subject.entry is not None:
            self._context.start(ask(subject.entry), name="ask")

    def _incident(self, subject: Subject) -> None:
        """Go to the incident an entry belongs to, or open one from it."""
        if subject.incident is not None:
            self.record_asked.emit("incident", subject.incident)
        elif subject.entry is not None:
            self._context.start(self._open_from(subject.entry), name="open an incident")

    async def _open_from(self, entry: bytes) -> None:
        thread = await self._thread(entry)
        prefill = acts.prefill_of_entry(thread)
        event = self._context.desk.event
        if event is not None:
            prefill["marking"] = highest([event.marking, thread.first.marking]).word
        self._show_form(thread.first.id, prefill)

    def _show_form(self, entry: bytes | None, prefill: dict[str, object]) -> None:
        form = IncidentForm(self._context, entry, self._pane)
        form.reported.connect(self._reported)
        form.begin(prefill)

    @Slot(bytes)
    def _reported(self, incident: bytes) -> None:
        self.record_asked.emit("incident", incident)

    def _copy(self, subject: Subject) -> None:
        async def copy(entry: bytes) -> None:
            await copying.copy(self._context, await self._thread(entry))

        if subject.entry is not None:
            self._context.start(copy(subject.entry), name="copy")

    def _gap(self, subject: Subject) -> None:
        """Write the gap it shows, then open its form for what else is known."""

        async def write(kind: str, record: bytes) -> None:
            outcome = await self._context.desk.do(GapFrom(kind, record), self._pane)
            gap, number = outcome.value
            self._context.messages.note(f"Gap {number} is written.")
            self._context.navigator.edit_record("gap", gap)

        if subject.record is not None:
            self._context.start(write(subject.kind, subject.record), name="gap")

    # of an incident

    def _status(self, subject: Subject) -> None:
        self._with_card(subject, self._drop_statuses)

    def _drop_statuses(self, card: Card) -> None:
        menu = menu_of(self._pane, f"Status of {card.row.number}")
        for value, word in STATUSES:
            shown = line(menu, f"&{word}", (card.row.id, "status", value), self._value_chosen)
            shown.setCheckable(True)
            shown.setChecked(value == card.row.status)
        menu.popup(self.place())

    def _severity(self, subject: Subject) -> None:
        self._with_card(subject, self._drop_severities)

    def _drop_severities(self, card: Card) -> None:
        menu = menu_of(self._pane, f"Severity of {card.row.number}")
        for value, word in reversed(SEVERITIES):
            words = _MNEMONIC.get(word, f"&{word}")
            shown = line(menu, words, (card.row.id, "severity", value), self._value_chosen)
            shown.setIcon(severity_icon(value))
            if value == card.row.severity:
                menu.setDefaultAction(shown)
        menu.popup(self.place())

    def _assign(self, subject: Subject) -> None:
        self._with_card(subject, self._ask_assign)

    def _ask_assign(self, card: Card) -> None:
        desk, candidates = self._context.desk, self._context.setting.candidates
        near = [name for name in (desk.person, desk.position) if name]
        known = [one.title for kind in ("seat", "contact") for one in candidates(kind)]
        self._ask.ask(acts.ask_assign(card, tuple(dict.fromkeys([*near, *known]))))

    def _close(self, subject: Subject) -> None:
        self._with_card(subject, self._ask_close)

    def _ask_close(self, card: Card) -> None:
        self._ask.ask(acts.ask_close(card))

    def _reopen(self, subject: Subject) -> None:
        self._with_card(subject, self._ask_reopen)

    def _ask_reopen(self, card: Card) -> None:
        self._ask.ask(acts.ask_reopen(card))

    def _edit(self, subject: Subject) -> None:
        if subject.incident is not None:
            self._context.navigator.edit_record("incident", subject.incident)

    def _task(self, subject: Subject) -> None:
        prefill = {"incident": subject.incident, "venue": subject.venue}
        self._context.navigator.edit_record("task", None, prefill)

    # of either

    def _log_about(self, subject: Subject) -> None:
        self.log_asked.emit({"incident": subject.incident, "venue": subject.venue})

    def _attach(self, subject: Subject) -> None:
        self.attaching.ask(entry=subject.entry, incident=_alone(subject))

    def _map(self, subject: Subject) -> None:
        navigator = self._context.navigator
        if subject.incident is not None and subject.status in (Status.OPEN, Status.MONITORING):
            navigator.show_on_map("incident", subject.incident)
        elif subject.venue is not None:
            navigator.show_on_map("venue", subject.venue)
        else:
            self._context.messages.note("Neither a venue nor an open incident places it on the map.")

    def _history(self, subject: Subject) -> None:
        if subject.record is not None:
            number = subject.number if subject.kind == "incident" else ""
            HistoryWindow(self._context, subject.kind, subject.record, number, self._pane).show()

    # answers

    @Slot(object, object)
    def _answered(self, intent: Intent, answer: Answer) -> None:
        if isinstance(intent, acts.Naming):
            try:
                self._views.save(answer.line, intent.words)
            except Refused as refused:
                self._ask.refuse(refused.sentence)
            else:
                self._ask.close_it()
        else:
            self._context.start(self._do(intent, answer), beside=self._ask, name="log act")

    async def _do(self, intent: Intent, answer: Answer) -> None:
        try:
            await self._context.desk.do(acts.command(intent, answer), self._pane)
        except BaseException:
            self._ask.ready()
            raise
        if self._ask.about == intent:
            self._ask.close_it()

    @Slot()
    def _addressee_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            entry, addressee = sender.data().values
            self.acknowledge_for(entry, addressee)

    @Slot()
    def _value_chosen(self) -> None:
        sender = self.sender()
        if not isinstance(sender, QAction):
            return
        incident, field, value = sender.data().values
        if (field, value) == ("status", Status.CLOSED):
            self._with_card(Subject(incident=incident), self._ask_close)
        else:
            act = self._context.desk.do(SetIncident(incident, {field: value}), self._pane)
            self._context.start(act, name="set incident")

    def _with_card(self, subject: Subject, use: Callable[[Card], None]) -> None:
        async def read(incident: bytes) -> None:
            card = await self._context.desk.read(incidents.card, incident)
            if card is None:
                raise Refused("This incident is not on this desk.")
            use(card)

        if subject.incident is not None:
            self._context.start(read(subject.incident), name="incident")

    async def _thread(self, entry: bytes) -> Thread:
        thread = await self._context.desk.read(entries.thread, entry)
        if thread is None:
            raise Refused("This entry is not on this desk.")
        return thread

    def _why_not(self, name: str) -> str:
        subject = self._subject()
        if subject.record is None:
            return "Choose a row of the list first."
        if subject.kind == "entry" and name not in ENTRY_KEYS.values():
            if subject.incident is None:
                return "This entry belongs to no incident. I opens one from it."
            return f"Incident {subject.number} is {subject.status}."
        return f"Incident {subject.number} is {subject.status}." if subject.incident is not None else ""


def _alone(subject: Subject) -> bytes | None:
    """The incident something is attached to: an entry's attachments are the entry's."""
    return None if subject.entry is not None else subject.incident
