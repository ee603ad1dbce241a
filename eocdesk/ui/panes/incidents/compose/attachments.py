"""Files that will go with an entry: a chip each with its size and a cross."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from eocdesk.models.errors import Refused
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.icons import IconButton, IconLabel
from eocdesk.ui.panes.incidents.compose.drafts import Piece

ACROSS = 3
"""Chips in a row."""
_STEP = 1024
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff")


class Attachments(QWidget):
    """Nothing while there are none."""

    changed = Signal()
    removed = Signal(object)
    """The Piece a person took away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.hide()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What will be attached, in order."""
        return tuple(self._pieces)

    def load(self, pieces: Iterable[Piece]) -> None:
        """Show these; nobody added them."""
        self._pieces = list(pieces)
        self._draw()

    def add(self, piece: Piece) -> None:
        """One more; the same path twice is once."""
        if not piece.path or all(known.path != piece.path for known in self._pieces):
            self._pieces.append(piece)
            self._draw()
            self.changed.emit()

    def remove(self, at: int) -> None:
        """Take one away; the keyboard stays here while there is one left."""
        gone = self._pieces.pop(at)
        self._draw()
        buttons = self.findChildren(IconButton)
        if self._pieces:
            buttons[-1].setFocus()
        self.removed.emit(gone)
        self.changed.emit()

    def _draw(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for at, piece in enumerate(self._pieces):
            chip = _Chip(piece)
            chip.cross.setObjectName(str(at))
            chip.cross.clicked.connect(self._crossed)
            self._grid.addWidget(chip, at // ACROSS, at % ACROSS)
        self.setVisible(bool(self._pieces))

    @Slot()
    def _crossed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.remove(int(sender.objectName()))


class _Chip(QFrame):
    """Icon, name cut to fit, size, cross."""

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        picture = bool(piece.key) or piece.name.lower().endswith(_PICTURES)
        size = QLabel(size_words(piece.size))
        size.setProperty("role", "muted")
        self.cross = IconButton("mdi6.close", f"Do not attach {piece.name}", size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 1, 1)
        row.setSpacing(6)
        row.addWidget(IconLabel("mdi6.image-outline" if picture else "mdi6.file-outline", "muted", 16))
        row.addWidget(Elided(piece.name), 1)
        row.addWidget(size)
        row.addWidget(self.cross)


def piece_of(path: str) -> Piece:
    """The file at a path; Refused in words where it cannot be attached."""
    file = Path(path)
    if file.is_dir():
        raise Refused(f"“{file.name}” is a folder. Attach the files in it.")
    try:
        size = file.stat().st_size
    except OSError:
        raise Refused(f"“{file.name}” cannot be read.") from None
    if not size:
        raise Refused(f"“{file.name}” is empty.")
    return Piece(file.name, size, str(file))


def png_of(image: QImage) -> bytes:
    """A pasted picture as a file; empty where there is nothing in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    buffer.close()
    return bytes(data.data()) if written else b""


def size_words(size: int) -> str:
    """`1.4 MB`, `320 kB`, `12 B`."""
    if size < _STEP:
        return f"{size} B"
    if size < _STEP * _STEP:
        return f"{round(size / _STEP)} kB"
    return f"{size / _STEP / _STEP:.1f} MB"
