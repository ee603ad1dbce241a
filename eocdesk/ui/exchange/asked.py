"""What a file does not say of itself and a person must: asked only then, the reason beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QFileDialog, QFormLayout, QWidget

from eocdesk.desk import exchange
from eocdesk.models.clock import zone_named
from eocdesk.models.errors import Refused
from eocdesk.ui.kit.editors import ChoiceEditor, Editor, LineEditor, NumberEditor
from eocdesk.ui.kit.form_row import FormRow

OWN = "own profile"
FOR_ALL = ("zone", "year")
"""Said once for all files: it counts only where a file does not say it itself."""
_YEARS = (1900, 2200)


class AskedForm(QWidget):
    """Format, profile, zone and year. A row shows once a file asked for it."""

    given = Signal(object)
    """The names (list of str) of what a person said just now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        zone = LineEditor("Time zone", "Of times that say none, such as America/Los_Angeles")
        completer = QCompleter(sorted(available_timezones()), zone)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        zone.line.setCompleter(completer)
        year = NumberEditor("Year", "Of dates that say none")
        profile = ChoiceEditor("What it is", [*exchange.profiles(), (OWN, "A profile of my own (.toml)…")])
        editors: dict[str, Editor] = {
            "format": ChoiceEditor("File format", exchange.readable()),
            "profile": profile,
            "zone": zone,
            "year": year,
        }
        labels = {"format": "File format", "profile": "What it is", "zone": "Time zone", "year": "Year"}
        self._rows = {name: FormRow(name, labels[name], editor) for name, editor in editors.items()}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, row in self._rows.items():
            self._form.addRow(row.label, row)
            self._form.setRowVisible(row, False)  # noqa: FBT003  Qt's own
            editor = row.editor
            (editor.line.editingFinished if isinstance(editor, LineEditor) else editor.edited).connect(self._said)
            editor.setObjectName(name)
        self._last: dict[str, object] = dict.fromkeys(self._rows)
        self.hide()

    def row(self, name: str) -> FormRow:
        """The row of one of the questions."""
        return self._rows[name]

    def asked(self, name: str) -> bool:
        """Whether this is asked."""
        return self._form.isRowVisible(self._rows[name])

    def ask(self, reasons: Mapping[str, str], zone: str) -> None:
        """Show what is asked now and why; what was said before stays where it can be changed. `zone`: as an example."""
        for name, row in self._rows.items():
            if name in reasons:
                self._form.setRowVisible(row, True)  # noqa: FBT003  Qt's own
                row.show_error(reasons[name])
            else:
                row.clear_error()
        editor = self._rows["zone"].editor
        if isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(f"such as {zone}")
        self.setVisible(any(self.asked(name) for name in self._rows))

    def value(self, name: str) -> object:
        """What a person said; None where nothing, or nothing that can be taken."""
        return self._last[name]

    def _read(self, name: str) -> object:
        value: object = self._rows[name].editor.value() or None
        if name == "zone" and isinstance(value, str):
            zone_named(value)
        if name == "year" and isinstance(value, int) and not _YEARS[0] <= value <= _YEARS[1]:
            raise Refused(f"{value} is not a year of a calendar.", "year")
        return value

    @Slot()
    def _said(self) -> None:
        if self._rows["profile"].editor.value() == OWN:
            self._choose_own()
            return
        new: list[str] = []
        for name, row in self._rows.items():
            if not self.asked(name):
                continue
            try:
                value = self._read(name)
            except Refused as refused:
                row.show_error(refused.sentence)
                continue
            if value != self._last[name]:
                self._last[name] = value
                new.append(name)
        if new:
            self.given.emit(new)

    def _choose_own(self) -> None:
        editor = self._rows["profile"].editor
        editor.set_value(self._last["profile"])
        dialog = QFileDialog(self, "A mapping profile", "", "Profiles (*.toml)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_own)
        dialog.open()

    @Slot(str)
    def take_own(self, path: str) -> None:
        """A profile from a file of one's own."""
        self._rows["profile"].editor.set_value(path)
        self._said()
