"""Who an entry is for: several names on one line, each found by its first letters, any other typed as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from eocdesk.ui.kit.editors import Editor, Setting
from eocdesk.ui.kit.ranking import Candidate, plain, rank

KINDS = ("agency", "seat", "contact")
"""Who can be meant, in the order they are offered."""
SHOWN = 8


class AddresseesLine(QLineEdit):
    """Names between commas. Tab or Enter takes the lit name of the list; without a list they go on."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self._whole: set[str] = set()  # names that hold a comma of their own
        self._names = QStringListModel(self)
        self._popup = QListView()
        self._popup.setAccessibleName("Who fits the letters typed")
        self._popup.setUniformItemSizes(True)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setPopup(self._popup)
        self._completer.setMaxVisibleItems(SHOWN)
        self._completer.activated.connect(self.take_lit)
        self.textEdited.connect(self._offer)

    @property
    def is_offering(self) -> bool:
        """Whether the list of names is open."""
        return self._popup.isVisible()

    @property
    def names(self) -> list[str]:
        """Who is named, each once."""
        found = (" ".join(part.split()) for part in self._parts(self.text()))
        return list(dict.fromkeys(name for name in found if name))

    def set_names(self, names: Sequence[str]) -> None:
        """Name these."""
        self._whole |= {name for name in names if "," in name}
        self.setText(", ".join(names))
        self.setCursorPosition(0)

    def _parts(self, text: str) -> list[str]:
        for name in self._whole:
            text = text.replace(name, name.replace(",", "\0"))
        return [part.replace("\0", ",") for part in text.split(",")]

    @Slot(str)
    def _offer(self, _text: str) -> None:
        before = self.text()[: self.cursorPosition()]
        typed = self._parts(before)[-1].strip()
        fits = _fitting(self._setting, typed) if typed else []
        self._names.setStringList(fits)
        if not fits:
            self._popup.hide()
            return
        self._completer.complete()
        self._popup.setCurrentIndex(self._names.index(0, 0))

    @Slot()
    def take_lit(self) -> None:
        """The lit name takes the place of the letters; what stands behind the cursor stays."""
        name = str(self._popup.currentIndex().data() or "")
        self._popup.hide()
        if not name:
            return
        if "," in name:
            self._whole.add(name)
        at = self.cursorPosition()
        parts = self._parts(self.text()[:at])[:-1]
        kept = "".join(f"{part.strip()}, " for part in parts) + name + ", "
        rest = self.text()[at:].lstrip(" ,")
        self.setText(kept + rest)
        self.setCursorPosition(len(kept))
        self.textEdited.emit(self.text())
        self._popup.hide()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_offering:
            self.take_lit()
            return
        if event.key() == Qt.Key.Key_Down and not self.is_offering:
            self._offer(self.text())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            if event.reason() == Qt.FocusReason.TabFocusReason and self.is_offering:
                self.take_lit()
            self._popup.hide()
        super().focusOutEvent(event)


class AddresseesEditor(Editor):
    """The line as a field."""

    def __init__(self, setting: Setting) -> None:
        self.line = AddresseesLine(setting)
        super().__init__(
            self.line,
            "Addressees",
            "Who must read and acknowledge it: partners, seats, people; a comma between (Alt+A)",
        )
        self.line.textEdited.connect(self.edited)

    def value(self) -> list[str]:
        return self.line.names

    def set_value(self, value: Any) -> None:
        self.line.set_names(list(value or ()))


def _fitting(setting: Setting, typed: str) -> list[str]:
    """The names whose words begin with the letters typed: likeness alone would address the wrong one unseen."""
    wanted = plain(typed).split()
    found: list[str] = []
    for kind in KINDS:
        for one in rank(setting.candidates(kind), typed, SHOWN):
            words = plain(f"{one.title} {one.words} {one.detail}").split()
            if wanted and all(any(word.startswith(piece) for word in words) for piece in wanted):
                found.append(_called(kind, one))
    return list(dict.fromkeys(found))[:SHOWN]


def _called(kind: str, one: Candidate) -> str:
    """A partner by its short name, as it is said on the radio."""
    return one.detail if kind == "agency" and one.detail else one.title
