"""Parts of a pane or a page one under the other, edge to edge; the last one takes what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def fill(home: QWidget, *parts: QWidget, spacing: int = 0) -> QVBoxLayout:
    """Lay these out in `home`, which has no layout yet."""
    box = QVBoxLayout(home)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        box.addWidget(part, 1 if part is parts[-1] else 0)
    return box
