"""The chosen task in full: its points to tick, its note, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided

ROWS = 5
"""Points seen at once; more are scrolled."""


class Checklist(QWidget):
    """Nothing while no task is chosen."""

    ticked = Signal(int, bool)
    """A point, from 0, and whether it is done."""
    toggled = Signal()
    """Done, or not done after all."""
    amend = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: TaskRow | None = None
        self._boxes: list[QCheckBox] = []
        self._heading = Elided(role="strong")
        self.done = QPushButton("Done")
        self.done.clicked.connect(self.toggled)
        self.change = QPushButton("Amend")
        self.change.clicked.connect(self.amend)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column = QVBoxLayout()
        self._area = QScrollArea()
        self._compose()
        self.show_task(None)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._heading, 1)
        head.addWidget(self.change)
        head.addWidget(self.done)
        points = QWidget()
        points.setProperty("plain", True)  # noqa: FBT003  Qt's own
        points.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._area.setWidget(points)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QFrame()
        line.setProperty("kind", "line")
        inside = QVBoxLayout()
        inside.setContentsMargins(10, 6, 10, 6)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self._note)
        inside.addWidget(self._area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(line)
        box.addLayout(inside)

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """The points."""
        return tuple(self._boxes)

    def show_task(self, row: TaskRow | None) -> None:
        """This one; the box one stands on keeps the keyboard."""
        if row == self._shown and row is not None:
            return
        before, self._shown = self._shown, row
        self.setVisible(row is not None)
        if row is None:
            return
        self._heading.set_full(f"{row.number}  {row.title}")
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self.done.setText("Done" if row.done is None else "Reopen")
        self.done.setAccessibleName(f"{self.done.text()}: {row.title}")
        self.done.setToolTip("Space in the list")
        self.change.setAccessibleName(f"Amend: {row.title}")
        same = before is not None and before.id == row.id and len(before.points) == len(row.points)
        if not same:
            self._lay_out(len(row.points))
        for at, (box, (words, done)) in enumerate(zip(self._boxes, row.points, strict=True), 1):
            box.blockSignals(True)  # noqa: FBT003  Qt's own
            box.setChecked(done)
            box.blockSignals(False)  # noqa: FBT003  Qt's own
            box.setText(f"{at}  {words}".replace("&", "&&"))
            box.setAccessibleName(words)

    def _lay_out(self, count: int) -> None:
        for box in self._boxes:
            box.setParent(None)
            box.deleteLater()
        self._boxes = []
        for at in range(count):
            box = QCheckBox()
            box.setObjectName(str(at))
            box.toggled.connect(self._box_toggled)
            self._column.addWidget(box)
            self._boxes.append(box)
        self._area.setVisible(count > 0)
        high = round(theme.of(self).row * 0.95)
        self._area.setFixedHeight(min(count, ROWS) * high)

    @Slot(bool)
    def _box_toggled(self, done: bool) -> None:  # noqa: FBT001  a slot takes what a signal gives
        sender = self.sender()
        if sender is not None:
            self.ticked.emit(int(sender.objectName()), done)
