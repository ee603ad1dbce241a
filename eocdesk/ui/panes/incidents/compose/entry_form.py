"""The face of an entry under way: text, fields, files, foot; what is typed comes out and goes in as words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QVBoxLayout, QWidget

from eocdesk.commands.entries import BLANK
from eocdesk.models import clock
from eocdesk.models.errors import Refused
from eocdesk.models.incident import SEVERITIES
from eocdesk.store.queries.titles import titles
from eocdesk.ui.ask_line import AskLine
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.compose.attachments import Attachments, piece_of, png_of
from eocdesk.ui.panes.incidents.compose.drafts import Piece
from eocdesk.ui.panes.incidents.compose.fields import DEFAULTS, Fields
from eocdesk.ui.panes.incidents.compose.foot import CONTROL_ENTER, ENTER, Foot
from eocdesk.ui.panes.incidents.compose.templates import Template, Templates
from eocdesk.ui.panes.incidents.compose.text import TextField, files_of

_JUMPS = {
    "Alt+V": "venue",
    "Alt+I": "incident",
    "Alt+A": "addressees",
    "Alt+P": "priority",
    "Alt+H": "happened",
    "Alt+C": "channel",
    "Alt+R": "reported_by",
}
_POINTERS = ("venue", "incident", "session")


class EntryForm(QWidget):
    """Knows what is typed, not what becomes of it."""

    edited = Signal()
    entered = Signal()
    """Log it."""
    left = Signal()
    """Close it."""
    picture_given = Signal(object)
    """The bytes of a pasted picture; whoever keeps them adds the piece."""
    picture_removed = Signal(str)
    """The key its bytes were kept under."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.templates = Templates(context.desk.settings)
        self.text = TextField()
        self.fields = Fields(context.setting)
        self.files = Attachments()
        self.foot = Foot()
        self.typed = False
        """Whether a person put anything in since it was last loaded."""
        self._note = ""
        self._loading = False
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._hint()

    # what is typed

    @property
    def words(self) -> dict[str, Any]:
        """All that is typed, right or wrong, as a draft keeps it."""
        return {"text": self.text.toPlainText(), **self.fields.raw()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it at all."""
        return not self.text.words and not self.files.pieces and not self.fields.raw()

    def load(self, words: Mapping[str, Any], pieces: Iterable[Piece] = (), *, typed: bool = False) -> None:
        """Show what was typed before; nothing: an empty one."""
        self._loading = True
        self._name({kind: words[kind] for kind in _POINTERS if isinstance(words.get(kind), bytes)})
        self.text.setPlainText(str(words.get("text") or ""))
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.fields.load(words)
        self.files.load(pieces)
        self._error.hide()
        self._loading = False
        self.typed = typed
        self._hint()

    def prefill(self, given: Mapping[str, object]) -> None:
        """Fill some fields in; what else stands in them stays."""
        words = {**self.words, **{name: value for name, value in given.items() if value not in (None, "")}}
        lat, lon = words.pop("lat", None), words.pop("lon", None)
        if isinstance(lat, int | float) and isinstance(lon, int | float):
            words["position"] = f"{lat:.5f}, {lon:.5f}"
        self.load(words, self.files.pieces, typed=self.typed)

    def values(self) -> tuple[str, dict[str, Any]]:
        """The text and what the fields mean. Refused, said beside its field, where one cannot be taken."""
        if not self.text.words:
            raise Refused(BLANK, "text")
        return self.text.words, self.fields.values()

    def refuse(self, sentence: str, field: str | None, *, take_focus: bool) -> None:
        """Say it where it belongs; what is typed stays."""
        if field and self.fields.refuse(sentence, field):
            editor = self.fields.editor({"lat": "position", "lon": "position", "audience": "marking"}.get(field, field))
            if take_focus:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._error.setText(sentence)
        self._error.show()
        if take_focus:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Stands in the foot until something is typed."""
        self._note = words
        self._hint()

    # files

    def add_files(self, paths: Iterable[str]) -> None:
        """Attach these; one that cannot be is said."""
        for path in paths:
            try:
                self.files.add(piece_of(path))
            except Refused as refused:
                self._error.setText(refused.sentence)
                self._error.show()

    @Slot()
    def ask_files(self) -> None:
        """Let a person choose files."""
        dialog = QFileDialog(self, "Attach files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    @Slot(QImage)
    def take_picture(self, image: QImage) -> None:
        """A picture was pasted."""
        data = png_of(image)
        if data:
            self.picture_given.emit(data)

    def add_picture(self, key: str, size: int) -> None:
        """Its bytes are kept under this key."""
        stamp = clock.at(self._context.setting.now(), self._context.zone)
        self.files.add(Piece(f"pasted {stamp:%H%M%S}.png", size, key=key))

    # templates

    @Slot(str)
    def take_template(self, name: str) -> None:
        """Its words at the cursor; severity and priority where nobody chose them."""
        template = self.templates.named(name)
        if template is None:
            return
        self.text.take_template(template.text)
        for field, value in (("severity", template.severity), ("priority", template.priority)):
            if self.fields.editor(field).value() == DEFAULTS[field]:
                self.fields.editor(field).set_value(value)
        self._edited()

    @Slot()
    def save_template(self) -> None:
        """Ask what this text shall be called."""
        self._ask(AskLine("Save this text as a template", "Name", "Save", self._keep_template, self))

    @Slot()
    def forget_template(self) -> None:
        """Ask which one."""
        dialog = AskLine("Remove a saved template", "Name", "Remove", self.templates.forget, self)
        dialog.offer([one.name for one in self.templates.all if self.templates.is_saved(one.name)])
        self._ask(dialog)

    def _keep_template(self, name: str) -> None:
        severity, priority = (self.fields.editor(field).value() for field in ("severity", "priority"))
        self.templates.save(Template(name, self.text.words, severity, priority))
        self._context.messages.note(f"Template “{name}” is kept on this machine.")

    def _ask(self, dialog: AskLine) -> None:
        dialog.destroyed.connect(self._back_to_text)
        dialog.show()

    @Slot()
    def _back_to_text(self) -> None:
        if self.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _offer_templates(self) -> None:
        known = self.templates.all
        can_forget = any(self.templates.is_saved(one.name) for one in known)
        self.foot.offer(known, can_save=bool(self.text.words), can_forget=can_forget)

    # how it is made

    def _lay_out(self) -> None:
        tokens = theme.now()
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.pad + 2, tokens.pad, tokens.pad + 2, tokens.pad)
        box.setSpacing(6)
        for widget in (self.text, self._error, self.fields, self.files, self.foot):
            box.addWidget(widget)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._edited)
        self.text.entered.connect(self.entered)
        self.text.files_given.connect(self.add_files)
        self.text.picture_given.connect(self.take_picture)
        self.fields.edited.connect(self._edited)
        self.files.changed.connect(self._edited)
        self.files.removed.connect(self._removed)
        foot = self.foot
        foot.menu.aboutToShow.connect(self._offer_templates)
        foot.template_chosen.connect(self.take_template)
        foot.save_template.connect(self.save_template)
        foot.forget_template.connect(self.forget_template)
        foot.attach.connect(self.ask_files)
        foot.more.connect(self.toggle_more)
        foot.log.connect(self.entered)
        foot.close_asked.connect(self.left)
        for key, name in _JUMPS.items():
            self._key(key, name).activated.connect(self._jump)
        for inner in self.findChildren(QWidget):
            if inner.focusPolicy() != Qt.FocusPolicy.NoFocus:
                inner.installEventFilter(self)
        self._key("Alt+T", "").activated.connect(foot.templates.showMenu)
        self._key("Alt+F", "").activated.connect(self.ask_files)
        self._key("Alt+M", "").activated.connect(self.toggle_more)
        self._offer_templates()

    def _key(self, key: str, name: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setObjectName(name)
        return shortcut

    @Slot()
    def toggle_more(self) -> None:
        """Show or fold the fields that are seldom needed."""
        more = not self.fields.has_more
        self.fields.show_more(more=more)
        if more:
            self.fields.editor("session").setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _jump(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.fields.editor(sender.objectName()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_digit(self, event: QKeyEvent) -> bool:
        """Alt+1 to Alt+5 while one writes; elsewhere in the window these keys may mean something else."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        severity = event.key() - Qt.Key.Key_1
        if held != Qt.KeyboardModifier.AltModifier or not 0 <= severity < len(SEVERITIES):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.fields.editor("severity").set_value(severity)
            self._edited()
        return True

    @Slot()
    def _edited(self) -> None:
        if self._loading:
            return
        self.typed = True
        self._note = ""
        self._error.hide()
        self._hint()
        self.edited.emit()

    @Slot(object)
    def _removed(self, piece: Piece) -> None:
        if piece.key:
            self.picture_removed.emit(piece.key)

    def _hint(self) -> None:
        keys = CONTROL_ENTER if self.text.is_long else ENTER
        self.foot.say(self._note or f"{keys} · Esc closes, the draft stays")

    def _name(self, pointers: Mapping[str, bytes]) -> None:
        """Let the pickers know what records are called that are handed over before the lists are read."""
        for kind, record in pointers.items():
            found = self._context.desk.read_now(partial(titles, kind=kind, ids=[record])).get(record)
            if found:
                self.fields.known.add(kind, Candidate(record, found))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if pressed and isinstance(event, QKeyEvent) and self._take_digit(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            within = self.focusWidget()
            if isinstance(within, QAbstractButton):
                within.click()
            else:
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_of(event.mimeData())
        if files:
            self.add_files(files)
        else:
            self.take_picture(QImage(event.mimeData().imageData()))
        event.acceptProposedAction()
