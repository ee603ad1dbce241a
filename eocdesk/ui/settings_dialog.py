"""The settings, made from their declarations: a word, a choice, the sentence that says what it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from eocdesk.desk.settings import SETTINGS, Setting, Settings
from eocdesk.models.errors import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor, Editor, LineEditor, NumberEditor
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.kit.section import rule
from eocdesk.ui.kit.segmented import Segmented

ELSEWHERE = frozenset({"person", "position", "event"})
"""Changed where they are shown: F2, the palette."""
GENERAL, FEEDS = "general", "feeds"
_OF_FEEDS = "Feeds"
"""The group of settings that has a page of its own, with each feed beneath."""


def offered() -> tuple[Setting, ...]:
    """The settings a person changes here."""
    return tuple(one for one in SETTINGS if one.name not in ELSEWHERE and not isinstance(one.default, (dict, list)))


class SettingsDialog(QDialog):
    """Each change holds at once and is on disk before it shows."""

    changed = Signal(str)
    """The name of the setting that changed."""

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, feeds: Callable[[], QWidget] | None = None
    ) -> None:
        """`feeds` makes what stands on the page of feeds beneath their settings, once somebody looks."""
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self._settings = settings
        self._rows: dict[str, FormRow] = {}
        self._make_feeds = feeds
        self._stack = QStackedWidget()
        groups: dict[str, list[Setting]] = {}
        for one in offered():
            groups.setdefault(one.group, []).append(one)
        self._feeds_box = QVBoxLayout()
        self._stack.addWidget(self._general({name: group for name, group in groups.items() if name != _OF_FEEDS}))
        self._stack.addWidget(self._of_feeds(groups.get(_OF_FEEDS, [])))
        self.pages = Segmented("Settings", ((GENERAL, "General"), (FEEDS, "Feeds")))
        self.pages.chosen.connect(self.show_page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._stack, 1)
        box.addLayout(self._foot())
        self.resize(900, 700)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """General, or feeds."""
        if name == FEEDS and self._make_feeds is not None:
            make, self._make_feeds = self._make_feeds, None
            self._feeds_box.addWidget(rule())
            self._feeds_box.addWidget(make(), 1)
        self.pages.set_current(name)
        self._stack.setCurrentIndex(1 if name == FEEDS else 0)

    def _head(self) -> QHBoxLayout:
        title = QLabel("Settings")
        title.setProperty("role", "title")
        note = QLabel("Kept on this machine only.")
        note.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(note)
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 24, 8)
        head.addLayout(words, 1)
        head.addWidget(self.pages)
        return head

    def _general(self, groups: dict[str, list[Setting]]) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(4)
        for group, members in groups.items():
            heading = QLabel(group)
            heading.setProperty("role", "h1")
            heading.setContentsMargins(0, 12, 0, 4)
            column.addWidget(heading)
            column.addLayout(self._group(members))
        column.addStretch(1)
        return scrolled(body)

    def _of_feeds(self, members: list[Setting]) -> QWidget:
        body = QWidget()
        self._feeds_box = QVBoxLayout(body)
        self._feeds_box.setContentsMargins(0, 0, 0, 0)
        self._feeds_box.setSpacing(0)
        across = QHBoxLayout()
        across.setContentsMargins(24, 4, 24, 16)
        across.setSpacing(24)
        for one in members:
            column = QVBoxLayout()
            column.setSpacing(4)
            row, sentence = self._row(one)
            for widget in (row.label, row, sentence):
                column.addWidget(widget)
            column.addStretch(1)
            across.addLayout(column, 1)
        self._feeds_box.addLayout(across)
        self._feeds_box.addStretch(0)
        return body

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
            row, sentence = self._row(one)
            row.label.setMinimumWidth(wide)  # one column through all groups
            form.addRow(row.label, row)
            form.addRow("", sentence)
        return form

    def _row(self, one: Setting) -> tuple[FormRow, QLabel]:
        """What it is set to, and the sentence that says what it does."""
        editor = _editor(one)
        editor.set_value(self._settings.get(one.name))
        row = FormRow(one.name, one.label, editor)
        sentence = QLabel(one.sentence)
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        self._rows[one.name] = row
        (editor.line.editingFinished if isinstance(editor, LineEditor) else editor.edited).connect(self.keep)
        return row, sentence

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
