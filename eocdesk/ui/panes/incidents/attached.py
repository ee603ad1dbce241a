"""The files attached to an entry or an incident, one on each line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.store.queries.entries import Attached
from eocdesk.ui.panes.incidents.lines import Lines, Said
from eocdesk.ui.panes.incidents.sections import Heading

_UNITS = ("bytes", "kB", "MB", "GB")
_STEP = 1000
_FINE = 10


class Documents(QWidget):
    """Nothing attached, nothing shown."""

    picked = Signal(object)
    """An Attached, to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: tuple[Attached, ...] = ()
        self.holds: Callable[[str], bool] = _all_here
        """Whether the bytes of a name are on this desk."""
        self.lines = Lines("Attachments")
        self.lines.pressed.connect(self._pick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(Heading("Attached"))
        box.addWidget(self.lines)
        self.hide()

    def show_documents(self, documents: tuple[Attached, ...]) -> None:
        """These."""
        self._documents = documents
        self.lines.show_lines([_line(one, here=self.holds(one.sha256)) for one in documents])
        self.setVisible(bool(documents))

    @Slot(str, bytes)
    def _pick(self, _kind: str, record: bytes) -> None:
        found = next((one for one in self._documents if one.id == record), None)
        if found is not None:
            self.picked.emit(found)


def size_words(size: int | None) -> str:
    """`312 kB`."""
    if size is None:
        return ""
    amount, unit = float(size), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 or amount >= _FINE else f"{amount:.1f} {_UNITS[unit]}"


def _all_here(_sha256: str) -> bool:
    return True


def _line(one: Attached, *, here: bool) -> Said:
    """Pressed, one that is not here is asked for."""
    away = "" if here else "not on this desk yet: press to get it"
    meta = " · ".join(part for part in (size_words(one.size), one.caption, away) if part)
    picture = one.mime.startswith("image/")
    return Said("document", one.id, meta, one.name, icon="mdi6.image-outline" if picture else "mdi6.file-outline")
