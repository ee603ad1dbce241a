"""What somebody else wrote in a block while it was being typed in: shown, and a person says which stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from eocdesk.ui.kit.words import words

_LETTERS = 300
ELSEWHERE = "changed elsewhere"


class Meanwhile(QFrame):
    """Hidden until something is asked. `took`: theirs stands; `kept`: what is typed here stands."""

    took = Signal()
    kept = Signal()

    def __init__(self, name: str) -> None:
        """`name`: what the block is called, for those who hear it."""
        super().__init__()
        self.setProperty("room", "banner")
        self.setProperty("state", "warn")
        self.said = words()
        row = QHBoxLayout()
        for title, signal in (("Take theirs", self.took), ("Keep mine", self.kept)):
            button = QPushButton(title)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(f"{title}: {name}")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 6)
        box.setSpacing(4)
        box.addWidget(self.said)
        box.addLayout(row)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a choice is open."""
        return not self.isHidden()

    def ask(self, theirs: str, by: str) -> None:
        """`by`: `changed by K. Ito at 14:02`."""
        short = " ".join(theirs.split())
        short = short if len(short) <= _LETTERS else short[: _LETTERS - 1] + "…"
        what = f"“{short}”" if short else "nothing stands in it now"
        self.said.setText(f"{(by or ELSEWHERE)[:1].upper()}{(by or ELSEWHERE)[1:]} while you typed: {what}")
        self.show()
