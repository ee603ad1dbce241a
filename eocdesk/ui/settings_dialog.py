"""The settings, made from their declarations: a word, a choice, the sentence that says what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.desk.settings import SETTINGS, Setting, Settings
from eocdesk.models.errors import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor, Editor, LineEditor, NumberEditor
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.form_row import FormRow

ELSEWHERE = frozenset({"person", "position", "event"})
"""Changed where they are shown: F2, the palette."""


def offered() -> tuple[Setting, ...]:
    """The settings a person changes here."""
    return tuple(one for one in SETTINGS if one.name not in ELSEWHERE and not isinstance(one.default, (dict, list)))


class SettingsDialog(QDialog):
    """Each change holds at once and is on disk before it shows."""

    changed = Signal(str)
    """The name of the setting that changed."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self._settings = settings
        self._rows: dict[str, FormRow] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(4)
        groups: dict[str, list[Setting]] = {}
        for one in offered():
            groups.setdefault(one.group, []).append(one)
        for group, members in groups.items():
            heading = QLabel(group)
            heading.setProperty("role", "h1")
            heading.setContentsMargins(0, 12, 0, 4)
            column.addWidget(heading)
            column.addLayout(self._group(members))
        column.addStretch(1)
        title = QLabel("Settings")
        title.setProperty("role", "title")
        title.setContentsMargins(24, 18, 24, 4)
        note = QLabel("Kept on this machine only.")
        note.setProperty("role", "muted")
        note.setContentsMargins(24, 0, 24, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(note)
        box.addWidget(scrolled(body), 1)
        box.addLayout(self._foot())
        self.resize(600, 620)

    def row(self, name: str) -> FormRow:
        """The row of a setting."""
        return self._rows[name]

    def _group(self, members: list[Setting]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        wide = round(max(theme.metrics(theme.now()).horizontalAdvance(one.label) for one in offered()))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for one in members:
            editor = _editor(one)
            editor.set_value(self._settings.get(one.name))
            row = FormRow(one.name, one.label, editor)
            sentence = QLabel(one.sentence)
            sentence.setProperty("role", "muted")
            sentence.setWordWrap(True)
            row.label.setMinimumWidth(wide)  # one column through all groups
            self._rows[one.name] = row
            form.addRow(row.label, row)
            form.addRow("", sentence)
            (editor.line.editingFinished if isinstance(editor, LineEditor) else editor.edited).connect(self.keep)
        return form

    @Slot()
    def keep(self) -> None:
        """What was changed becomes the settings; what cannot be taken says so beside itself."""
        for name, row in self._rows.items():
            try:
                value = row.editor.value()
                value = "" if value is None else value
                if value == self._settings.get(name):
                    row.clear_error()
                    continue
                self._settings.set(name, value)
            except Refused as refused:
                row.show_error(refused.sentence)
                continue
            row.clear_error()
            self.changed.emit(name)

    def _foot(self) -> QHBoxLayout:
        close = QPushButton("Close")
        close.setProperty("kind", "primary")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 18)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot


def _editor(one: Setting) -> Editor:
    if one.choices:
        return ChoiceEditor(one.label, one.choices, one.sentence, empty=False)
    if isinstance(one.default, int):
        return NumberEditor(one.label, one.sentence)
    return LineEditor(one.label, one.sentence)
