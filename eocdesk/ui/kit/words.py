"""Plain words on the screen: a label that wraps and takes nobody's markup, and counts as one says them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def words(role: str = "", text: str = "") -> QLabel:
    """A label of plain words that wraps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    return made


def counted(count: int, one: str, many: str = "") -> str:
    """`1 change`, `1,203 changes`."""
    return f"1 {one}" if count == 1 else f"{count:,} {many or one + 's'}"
