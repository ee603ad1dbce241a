"""What an entry says beside its text, in two short rows and a third for what is seldom needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused
from eocdesk.models.incident import PRIORITIES
from eocdesk.models.marking import WORDS
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor, Editor, LineEditor, MomentEditor, RecordEditor, Setting
from eocdesk.ui.kit.moments import Lean
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.incidents.compose.addressees import AddresseesEditor
from eocdesk.ui.panes.incidents.compose.position import PositionEditor
from eocdesk.ui.panes.incidents.compose.severity import SeverityEditor

ROWS = (
    ("venue", "incident", "addressees"),
    ("severity", "priority", "happened", "channel", "reported_by"),
    ("session", "place", "position", "marking"),
)
MORE = ROWS[-1]
"""Shown when asked for, or when something stands in them."""
CHANNELS = (
    ("desk", "Desk"),
    ("phone", "Phone"),
    ("radio", "Radio"),
    ("in person", "In person"),
    ("e-mail", "E-mail"),
    ("feed", "Feed"),
)
DEFAULTS: Mapping[str, Any] = {"severity": 0, "priority": "routine", "channel": "desk"}
_MARKINGS = ((None, "Same marking"), *((word, tlp.label) for word, tlp in WORDS.items()))
_HINTS = {
    "venue": "Venue",
    "incident": "Incident",
    "addressees": "To",
    "happened": "Happened now",
    "reported_by": "Reported by",
    "session": "Session",
    "place": "Place in words",
    "position": "Latitude, longitude",
}
_WIDTHS = {"priority": 86, "happened": 134, "channel": 90, "position": 166, "marking": 128}


class Known:
    """What can be picked, with records that were handed over and are not in memory yet."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._further: dict[str, Candidate] = {}

    def add(self, kind: str, one: Candidate) -> None:
        """Offer this one too."""
        self._further[kind] = one

    def of(self, kind: str) -> Sequence[Candidate]:
        """All of a kind."""
        every, further = self._setting.candidates(kind), self._further.get(kind)
        if further is None or any(one.id == further.id for one in every):
            return every
        return (*every, further)


class Fields(QWidget):
    """The editors by name. `raw` is what is typed, right or wrong; `values` is what it means."""

    edited = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = Known(setting)
        self._editors = _made(Setting(setting.zone, setting.now, self.known.of))
        self._errors: list[QLabel] = []
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for names in ROWS:
            column.addWidget(self._row(names))
        for editor in self._editors.values():
            editor.edited.connect(self._edited)
        self.clear()

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._editors[name]

    @property
    def has_more(self) -> bool:
        """Whether the third row shows."""
        return not self._rows[-1].isHidden()

    def show_more(self, *, more: bool) -> None:
        """Show the third row, or fold it where nothing stands in it."""
        self._rows[-1].setVisible(more or any(self._filled(name) for name in MORE))

    def clear(self) -> None:
        """As nobody had touched it."""
        self.load({})

    def load(self, raw: Mapping[str, Any]) -> None:
        """Show what `raw` gave."""
        self.clear_errors()
        for name, editor in self._editors.items():
            _put(editor, raw.get(name, DEFAULTS.get(name)))
        self.show_more(more=False)

    def raw(self) -> dict[str, Any]:
        """What is typed in each field that differs from an untouched one; a draft keeps it."""
        return {name: _raw(editor) for name, editor in self._editors.items() if self._filled(name)}

    def values(self) -> dict[str, Any]:
        """What the fields mean, by the names of a LogEntry. Refused names the first field that cannot be taken."""
        self.clear_errors()
        made: dict[str, Any] = {}
        for name, editor in self._editors.items():
            try:
                made[name] = editor.value()
            except Refused as refused:
                raise Refused(refused.sentence, name) from None
        made["lat"], made["lon"] = made.pop("position") or (None, None)
        made["addressees"] = tuple(made["addressees"])
        return made

    def refuse(self, sentence: str, name: str) -> bool:
        """Say it beneath the field's row and mark the field; False where there is no such field."""
        name = {"lat": "position", "lon": "position", "audience": "marking"}.get(name, name)
        row = next((at for at, names in enumerate(ROWS) if name in names), None)
        if row is None:
            return False
        self._rows[row].show()
        self._errors[row].setText(sentence)
        self._errors[row].show()
        self._editors[name].mark_wrong(wrong=True, because=sentence)
        return True

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for error in self._errors:
            error.hide()
        for editor in self._editors.values():
            if editor.inner.property("wrong"):
                editor.mark_wrong(wrong=False)

    def _filled(self, name: str) -> bool:
        raw = _raw(self._editors[name])
        return raw not in (None, "", []) and raw != DEFAULTS.get(name)

    def _row(self, names: Sequence[str]) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        for name in names:
            editor = self._editors[name]
            if name in _WIDTHS:
                editor.setFixedWidth(round(_WIDTHS[name] * theme.now().scale))
            line.addWidget(editor, 0 if name in _WIDTHS or name == "severity" else 1)
        error = QLabel()
        error.setProperty("role", "error")
        error.setWordWrap(True)
        error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        error.hide()
        column.addLayout(line)
        column.addWidget(error)
        self._errors.append(error)
        self._rows.append(whole)
        return whole

    @Slot()
    def _edited(self) -> None:
        self.clear_errors()
        self.edited.emit()


def _made(setting: Setting) -> dict[str, Editor]:
    editors: dict[str, Editor] = {
        "venue": RecordEditor("Venue", "venue", setting, "Where: type the first letters (Alt+V)"),
        "incident": RecordEditor("Incident", "incident", setting, "Number or first letters of its title (Alt+I)"),
        "addressees": AddresseesEditor(setting),
        "severity": SeverityEditor(),
        "priority": ChoiceEditor("Priority", PRIORITIES, "How soon it must be read (Alt+P)", empty=False),
        "happened": MomentEditor(
            "Happened", setting, Lean.PAST, "1432, 14:32, -10 for ten minutes ago; empty is now (Alt+H)"
        ),
        "channel": ChoiceEditor(
            "Came by", CHANNELS, "How it came: typed at this desk, phone, radio… (Alt+C)", empty=False
        ),
        "reported_by": LineEditor("Reported by", "Who said it (Alt+R)"),
        "session": RecordEditor("Session", "session", setting, "The session it concerns"),
        "place": LineEditor("Place in words", "Where exactly: Gate 7, row 14"),
        "position": PositionEditor(),
        "marking": ChoiceEditor(
            "Marking", _MARKINGS, "Who may see it; as its incident or event if not said", empty=False
        ),
    }
    for name, words in _HINTS.items():
        inner = editors[name].inner
        if isinstance(inner, QLineEdit):
            inner.setPlaceholderText(words)
    return editors


def _raw(editor: Editor) -> Any:
    """What is typed, in a form a draft can keep: words, or the id that was picked."""
    if isinstance(editor, RecordEditor):
        picked = editor.picker.candidate
        return picked.id if picked is not None else editor.picker.text().strip()
    if isinstance(editor, MomentEditor | PositionEditor):
        return editor.line.text().strip()
    return editor.value()


def _put(editor: Editor, raw: Any) -> None:
    """Show what `_raw` gave, half-typed words too."""
    if isinstance(editor, MomentEditor | PositionEditor):
        editor.set_value(None)
        editor.line.setText(str(raw or ""))
        editor.line.setCursorPosition(0)
    elif isinstance(editor, RecordEditor):
        editor.set_value(raw if isinstance(raw, bytes) else None)
        if isinstance(raw, str):
            editor.picker.setText(raw)
    else:
        editor.set_value(raw)
