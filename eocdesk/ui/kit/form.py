"""A form made from a record class's declared fields: the error stands beside the field, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused
from eocdesk.models.fields import Meets
from eocdesk.models.record import Record, defaults_of, fields_of
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import Editor, Setting, TextEditor, YesEditor, editor_for
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.kit.moments import Lean

NEVER = frozenset({"event", "struck", "source", "source_key", "sequence", "geometry", "sha256"})
"""Fields no person types: given by the desk, the map or the source."""
LAST = ("marking", "audience")
"""Fields of every record; they stand at the end."""
_PAST = frozenset({"happened", "opened", "closed", "done", "since", "actual_start", "actual_end", "at"})
_FUTURE = frozenset({"due"})


def typed_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields of a class that a person types, in the order of a form."""
    known = fields_of(record)
    # A number that is written once is given by the desk (7KQ4-42); a period's is typed.
    given = {name for name in known if name == "number" and known[name].meets is Meets.ONCE}
    names = [name for name in known if name not in NEVER | given]
    return (*(name for name in names if name not in LAST), *(name for name in names if name in LAST))


class Form(QWidget):
    """Editors in rows. `load` shows a record, `changes` gives what a person changed of it."""

    edited = Signal()

    def __init__(
        self,
        record: type[Record],
        setting: Setting,
        names: Sequence[str] | None = None,
        leans: Mapping[str, Lean] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._rows: dict[str, FormRow] = {}
        self._loaded: dict[str, Any] = {}
        self._adding = True
        self._lay_out(setting, tuple(names) if names is not None else typed_fields(record), leans or {})
        self.load(None)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields shown, in order."""
        return tuple(self._rows)

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._rows[name].editor

    def load(self, values: Mapping[str, Any] | None, prefill: Mapping[str, Any] | None = None) -> None:
        """Show a record's values; None: a new record, with some fields filled as if typed."""
        self._adding = values is None
        known = dict(defaults_of(self._record)) | dict(values or {})
        self._loaded = {name: known.get(name) for name in self._rows}
        for name, row in self._rows.items():
            row.clear()
            row.editor.set_value(self._loaded[name])
        for name, value in (prefill or {}).items():
            if name in self._rows:
                self._rows[name].editor.set_value(value)
                self._rows[name].touched = True

    def changes(self) -> dict[str, Any]:
        """What differs from what was loaded. Refused where a field cannot be taken; each says it beside itself."""
        values, wrong = {}, None
        for name, row in self._rows.items():
            row.clear_error()
            try:
                value = row.editor.value()
            except Refused as refused:
                row.show_error(refused.sentence)
                wrong = wrong or Refused(refused.sentence, name)
                continue
            if not same(value, self._loaded[name]):
                values[name] = value
        if wrong is not None:
            self.focus_on(wrong.field or "")
            raise wrong
        return values

    @property
    def is_changed(self) -> bool:
        """Whether anything differs, or cannot be taken as it is."""
        return any(self._differs(name) for name in self._rows)

    def refuse(self, sentence: str, field: str | None) -> None:
        """Say a refusal beside its field, or above all where it has none here."""
        if field in self._rows:
            self._rows[field or ""].show_error(sentence)
            self.focus_on(field or "")
        else:
            self._general.say(sentence)

    def others(self, values: Mapping[str, Any], words: str) -> None:
        """The record was changed elsewhere meanwhile; `words`: "changed by K. at 14:02".

        Fields one has not touched follow; a field being typed in is never overwritten: it offers a choice.
        """
        for name, row in self._rows.items():
            if name not in values or same(values[name], self._loaded[name]):
                continue
            if self._differs(name) or row.editor.inner.hasFocus():
                row.offer(values[name], words)
            else:
                row.editor.set_value(values[name])
            self._loaded[name] = values[name]

    def focus_first(self) -> None:
        """The keyboard to the first field."""
        first = next(iter(self._rows.values()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, name: str) -> None:
        """The keyboard to this field."""
        if name in self._rows:
            self._rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _differs(self, name: str) -> bool:
        try:
            return not same(self._rows[name].editor.value(), self._loaded[name])
        except Refused:
            return True

    def _lay_out(self, setting: Setting, names: Sequence[str], leans: Mapping[str, Lean]) -> None:
        tokens = theme.now()
        self._general = FormRow.note(self)
        grid = QFormLayout()
        grid.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad)
        grid.setHorizontalSpacing(tokens.pad * 2)
        grid.setVerticalSpacing(tokens.pad - 2)
        grid.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        known = fields_of(self._record)
        for name in names:
            lean = leans.get(name) or (Lean.PAST if name in _PAST else Lean.FUTURE if name in _FUTURE else Lean.NEAR)
            row = FormRow(name, known[name].label, editor_for(name, known[name], setting, lean))
            row.edited.connect(self._edited)
            self._rows[name] = row
            if isinstance(row.editor, YesEditor):
                grid.addRow("", row)
            else:
                grid.addRow(row.label, row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._general)
        box.addLayout(grid)
        box.addStretch(0 if any(isinstance(row.editor, TextEditor) for row in self._rows.values()) else 1)

    @Slot()
    def _edited(self) -> None:
        self._general.hide()
        self.edited.emit()


def same(a: Any, b: Any) -> bool:
    """Whether two values of a field mean the same: nothing is nothing, however it is written."""
    if _nothing(a) or _nothing(b):
        return _nothing(a) and _nothing(b)
    return bool(a == b) and isinstance(a, bool) == isinstance(b, bool)


def _nothing(value: Any) -> bool:
    return value is None or value in ("", [])


def scrolled(form: QWidget) -> QScrollArea:
    """A form that may be longer than the screen."""
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    form.setProperty("plain", True)  # noqa: FBT003  Qt's own
    return area
