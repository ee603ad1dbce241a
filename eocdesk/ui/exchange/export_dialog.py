"""Records go out: in which form, what it loses, into which file."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from eocdesk.desk import exchange
from eocdesk.interchange import Format
from eocdesk.models import Event, Refused
from eocdesk.ui.exchange.runner import Runner
from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.pane import Context

_WORDS = {
    "ics": "Sessions for calendar programs",
    "vcard": "Agencies and contacts for address books",
    "vcard3": "Agencies and contacts for older phones and Outlook",
    "geojson": "Venues and features for map programs",
    "stix": "Indicators, threats and products for partners’ threat systems, CLEAR alone",
    "cap": "Our own alerts and warnings for warning systems, CLEAR alone",
    "json": "Sessions, venues, agencies and contacts for another desk or a program",
}
_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_KILO = 1024


class ExportDialog(QDialog):
    """One file at a time; a file of that name is replaced only when a person asks twice."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if context.desk.event is None:
            raise Refused("Open an event first: what goes out is an event's.")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._event: Event = context.desk.event
        self._runner = Runner(context.desk)
        self._sure: Path | None = None
        self._busy = False
        self._gone = False
        self._touched = False
        self._formats = exchange.writable()
        self._group = QButtonGroup(self)
        self.setWindowTitle(f"Export {self._event.name or self._event.code}")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addLayout(self._head())
        box.addLayout(self._choices())
        box.addWidget(self._where())
        box.addStretch(1)
        box.addLayout(self._foot())
        self._group.idToggled.connect(self._chosen)
        self.finished.connect(self._leave)
        self._group.button(0).setChecked(True)
        self.resize(640, 520)

    def _head(self) -> QVBoxLayout:
        title = QLabel("Export")
        title.setProperty("role", "title")
        note = QLabel(
            f"Of {self._event.name or self._event.code}. The file is not encrypted: it is as safe as where you put it."
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(note)
        return head

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for at, one in enumerate(self._formats):
            words = _WORDS.get(one.name, "")
            button = QRadioButton(one.label if not words else f"{one.label}: {words[:1].lower()}{words[1:]}")
            button.setAccessibleDescription(one.loses)
            self._group.addButton(button, at)
            column.addWidget(button)
        self._loses = QLabel()
        self._loses.setProperty("role", "muted")
        self._loses.setWordWrap(True)
        self._loses.setContentsMargins(0, 6, 0, 6)
        column.addWidget(self._loses)
        return column

    def _where(self) -> QWidget:
        editor = LineEditor("File")
        browse = QPushButton("Browse …")
        browse.setAutoDefault(False)
        browse.setAccessibleName("Browse for the file")
        browse.clicked.connect(self.browse)
        editor.row.addWidget(browse)
        self.row = FormRow("path", "Into the file", editor)
        self.row.edited.connect(self._typed)
        where = QWidget()
        box = QVBoxLayout(where)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.row.label)
        box.addWidget(self.row)
        return where

    def _foot(self) -> QHBoxLayout:
        self._sentence = QLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.export_button = QPushButton("Export")
        self.export_button.setProperty("kind", "primary")
        self.export_button.clicked.connect(self.export)
        foot = QHBoxLayout()
        foot.addWidget(self._sentence, 1)
        foot.addWidget(close)
        foot.addWidget(self.export_button)
        return foot

    @property
    def form(self) -> Format:
        """The format that is chosen."""
        return self._formats[self._group.checkedId()]

    @property
    def sentence(self) -> str:
        """What is said at the foot."""
        return self._sentence.text()

    @property
    def loses(self) -> str:
        """What the chosen format does not keep."""
        return self._loses.text()

    def choose(self, name: str) -> None:
        """This format."""
        at = next(at for at, one in enumerate(self._formats) if one.name == name)
        self._group.button(at).setChecked(True)

    @Slot(int, bool)
    def _chosen(self, _at: int, on: bool) -> None:  # noqa: FBT001  as Qt calls it
        if not on:
            return
        self._loses.setText(re.sub(r"^(Nothing of an? \w+)", r"\1 is lost", self.form.loses))
        self._forget()
        if not self._touched:
            self.row.editor.set_value(str(_folder() / self._suggested()))
        else:
            path = Path(str(self.row.editor.value()))
            self.row.editor.set_value(str(path.with_suffix(self.form.endings[0])) if path.suffix else str(path))

    def _suggested(self) -> str:
        what = self.form.name.removeprefix("csv-") if self.form.name.startswith("csv-") else ""
        names = {"ics": "sessions", "csv": "sessions", "geojson": "places", "json": "records"}
        names |= {"stix": "threats", "cap": "alerts"}
        what = what or names.get(self.form.name, "contacts")
        return _BAD.sub(" ", f"{self._event.code} {what}{self.form.endings[0]}")

    @Slot()
    def browse(self) -> None:
        """Where, from a window of the system's own."""
        dialog = QFileDialog(self, "Export into", str(self.row.editor.value()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(self.form.endings[0].lstrip("."))
        dialog.fileSelected.connect(self.take_path)
        dialog.open()

    @Slot(str)
    def take_path(self, path: str) -> None:
        """Into this file."""
        self.row.editor.set_value(path)
        self._typed()

    @Slot()
    def _typed(self) -> None:
        self._touched = True
        self._forget()

    def _forget(self) -> None:
        self._sure = None
        self.row.clear_error()
        self._sentence.clear()

    def refuse(self, sentence: str, field: str | None) -> None:
        """What could not be done: beside the file, or at the foot."""
        if field == "path":
            self.row.show_error(sentence)
            self.row.editor.setFocus()
        else:
            self._sentence.setText(sentence)

    @Slot()
    def export(self) -> None:
        """Write it."""
        if not self._busy:
            self._context.start(self._export(), self, name="export")

    async def _export(self) -> None:
        path = self._path()
        self._busy = True
        self.export_button.setEnabled(False)
        try:
            size = await self._runner.export(self._event, self.form.name, path)
        finally:
            self._busy = False
            if not self._gone:
                self.export_button.setEnabled(True)
        told = f"{path} is written ({_size(size)})."
        self._context.messages.note(told)
        if not self._gone:
            self._sure = None
            self.row.clear_error()
            self._sentence.setText(told)

    def _path(self) -> Path:
        """The file; Refused where none is said, or one stands there and the person has not asked twice."""
        words = str(self.row.editor.value())
        if not words:
            raise Refused("Say which file.", "path")
        path = Path(words).expanduser()
        if path.is_dir():
            raise Refused("This is a folder: add the name of the file.", "path")
        if path.exists() and self._sure != path:
            self._sure = path
            raise Refused("There is a file of that name. Press Export again to replace it.", "path")
        return path

    @Slot()
    def _leave(self) -> None:
        """Closed, whichever way."""
        self._gone = True


def _folder() -> Path:
    """Where people keep what they made."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(known) if known else Path.home()


def _size(octets: int) -> str:
    if octets < _KILO:
        return f"{octets:,} bytes"
    return f"{octets / _KILO:,.0f} kB" if octets < _KILO * _KILO else f"{octets / _KILO / _KILO:,.1f} MB"
