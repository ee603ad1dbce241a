"""Adds or amends any record in a window of its own, never modal; its history is a tab there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from eocdesk.models.record import Record
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.form import Form, scrolled

UNSAVED = "What you typed is not saved. Escape again throws it away."


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the dialog can have done. `start(coroutine, beside)` begins it and routes a refusal to the form."""

    start: Callable[[Coroutine[Any, Any, None], object], object]
    save: Callable[[dict[str, Any]], Awaitable[object]]
    strike: Callable[[str], Awaitable[object]] | None = None
    """Given the reason."""
    asks: bool = False
    """Whether striking asks for a reason."""
    tabs: Sequence[tuple[str, QWidget]] = field(default=())
    """Further tabs: change history, entries of an incident."""


class RecordDialog(QDialog):
    """Title, form, Save. Ctrl+Return saves from anywhere in it; Escape closes, twice where something is typed."""

    saved = Signal(object)
    """What `save` gave back."""

    def __init__(
        self,
        title: str,
        record: type[Record],
        setting: Setting,
        verbs: Verbs,
        parent: QWidget | None = None,
        *,
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._verbs = verbs
        self._busy = False
        self._sure = False
        self.form = Form(record, setting, names)
        self.form.edited.connect(self._edited)
        self._lay_out(title)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.save)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)

    def load(self, values: Mapping[str, Any] | None, prefill: Mapping[str, Any] | None = None) -> None:
        """Show a record, or an empty form with some fields filled."""
        self.form.load(values, prefill)
        self._strike.setVisible(values is not None and self._verbs.strike is not None)
        self.form.focus_first()

    def entitle(self, title: str) -> None:
        """What it is about, once that is known."""
        self.setWindowTitle(title)
        self._heading.setText(title)

    def refuse(self, sentence: str, field: str | None) -> None:
        """A refusal of the command: beside its field."""
        self.form.refuse(sentence, field)

    def warn(self, sentence: str) -> None:
        """Something about the record that whoever is at it must know before it is saved."""
        self._hint.setText(sentence)
        self._hint.show()

    @Slot()
    def save(self) -> None:
        """Have it saved and close; refused fields keep it open."""
        if not self._busy:
            self._verbs.start(self._save(), self)

    async def _save(self) -> None:
        values = self.form.changes()
        if not values:
            self._close()
            return
        await self._do(self._verbs.save(values))

    @Slot()
    def strike(self) -> None:
        """Twice, so that no slip of the hand strikes a record; the first time shows where the reason is typed."""
        if self._verbs.strike is None or self._busy:
            return
        if self._strike.property("sure"):
            self._verbs.start(self._do(self._verbs.strike(self._reason.text().strip())), self)
            return
        self._strike.setProperty("sure", True)  # noqa: FBT003  Qt's own
        self._strike.setText("Press again to strike")
        if self._verbs.asks:
            self._reason.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _do(self, verb: Awaitable[object]) -> None:
        self._set_busy(busy=True)
        try:
            value = await verb
        finally:
            self._set_busy(busy=False)
        self.saved.emit(value)
        self._close()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._save_button.setEnabled(not busy)

    def _close(self) -> None:
        self._sure = True
        self.close()

    @Slot()
    def _edited(self) -> None:
        self._sure = False
        if self._hint.text() == UNSAVED:
            self._hint.hide()

    def _lay_out(self, title: str) -> None:
        tokens = theme.now()
        heading = self._heading = QLabel(title)
        heading.setProperty("role", "title")
        heading.setContentsMargins(tokens.pad * 2, tokens.pad * 2, tokens.pad * 2, tokens.pad)
        tabs = QTabWidget()
        tabs.setAccessibleName(title)
        tabs.setDocumentMode(True)
        tabs.addTab(scrolled(self.form), "Fields")
        for name, widget in self._verbs.tabs:
            tabs.addTab(widget, name)
        tabs.tabBar().setVisible(bool(self._verbs.tabs))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(heading)
        box.addWidget(tabs, 1)
        box.addWidget(self._foot())
        self.resize(round(560 * tokens.scale), round(640 * tokens.scale))

    def _foot(self) -> QWidget:
        tokens = theme.now()
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        self._strike = QPushButton("Strike")
        self._strike.setProperty("kind", "quiet")
        self._strike.setAutoDefault(False)
        self._strike.hide()
        self._strike.clicked.connect(self.strike)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Why is it struck?")
        self._reason.setAccessibleName("Reason for striking")
        self._reason.hide()
        self._hint = QLabel(UNSAVED)
        self._hint.setProperty("role", "error")
        self._hint.setWordWrap(True)
        self._hint.hide()
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        self._save_button = QPushButton("Save")
        self._save_button.setProperty("kind", "primary")
        self._save_button.setDefault(True)
        self._save_button.setToolTip("Ctrl+Return")
        self._save_button.clicked.connect(self.save)
        row.addWidget(self._strike)
        row.addWidget(self._reason, 1)
        row.addWidget(self._hint, 1)
        row.addStretch(0)
        row.addWidget(cancel)
        row.addWidget(self._save_button)
        return foot

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._sure and self.form.is_changed:
            self._sure = True
            self.warn(UNSAVED)
            event.ignore()
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()  # QDialog would reject without asking
            return
        super().keyPressEvent(event)
