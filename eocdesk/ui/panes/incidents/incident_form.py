"""The form that opens an incident, by itself or from an entry."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from eocdesk.commands.incidents import ReportIncident
from eocdesk.models import Incident, Refused
from eocdesk.models.incident_types import TYPES
from eocdesk.store.notice import Outcome
from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.kit.record_dialog import RecordDialog, Verbs
from eocdesk.ui.pane import Context

FIELDS = ("title", "severity", "type", "venue", "place", "session", "owner", "lead", "opened", "lat", "lon", "marking")


class IncidentForm(RecordDialog):
    """Title first; everything else may follow. Saved, it says which incident it opened."""

    reported = Signal(bytes)

    def __init__(self, context: Context, entry: bytes | None = None, parent: QWidget | None = None) -> None:
        self._context = context
        self._entry = entry
        self._event = context.desk.event  # the one it was opened on, whichever is opened meanwhile
        verbs = Verbs(start=context.start, save=self._report)
        super().__init__("Open an incident", Incident, context.setting, verbs, parent, names=FIELDS)
        self._offer_types()
        self.saved.connect(self._tell)

    def begin(self, prefill: Mapping[str, Any]) -> None:
        """Show it, some fields filled."""
        self.load(None, {"severity": 1, **{name: value for name, value in prefill.items() if value is not None}})
        self.show()

    def _offer_types(self) -> None:
        editor = self.form.editor("type")
        if isinstance(editor, LineEditor):
            completer = QCompleter([kind.name for kind in TYPES], editor.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.line.setCompleter(completer)
            editor.line.setPlaceholderText("Drone, heat, crowd…")

    def _report(self, values: dict[str, Any]) -> Awaitable[object]:
        event = self._event or self._context.desk.event
        if event is None:
            raise Refused("Open an event first.")
        # What stands in the form holds, also where it is a field's default and so no change of it.
        shown = {name: self.form.editor(name).value() for name in ("severity", "marking")}
        rest = {name: value for name, value in values.items() if name not in ("title", *shown)}
        command = ReportIncident(event.id, values.get("title", ""), entry=self._entry, **shown, **rest)
        return self._context.desk.do(command, self)

    @Slot(object)
    def _tell(self, outcome: object) -> None:
        if isinstance(outcome, Outcome):
            self.reported.emit(outcome.value[0])
