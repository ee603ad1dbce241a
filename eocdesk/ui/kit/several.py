"""Picks several records one after the other: what is picked stands below, Delete takes one out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eocdesk.ui.kit.picker import RecordPicker
from eocdesk.ui.kit.ranking import Candidate

SEEN = 4
"""So many lines are seen at once; more are scrolled."""
_ID = Qt.ItemDataRole.UserRole


class SeveralPicker(QWidget):
    """A line to pick with and a list of what is picked, in the order it was."""

    edited = Signal()

    def __init__(self, source: Callable[[], Sequence[Candidate]], name: str) -> None:
        super().__init__()
        self._source = source
        self.picker = RecordPicker(source, name, "Add one by its first letters")
        self.list = _List()
        self.list.setAccessibleName(f"{name}: what is picked")
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picker)
        column.addWidget(self.list)
        self.setFocusProxy(self.picker)
        self.picker.picked.connect(self._add)
        self.list.out.connect(self._take_out)

    @property
    def records(self) -> list[bytes]:
        """What is picked. Refused where something typed stands for nothing."""
        rest = self.picker.record
        return self._listed() + ([rest] if rest is not None and rest not in self._listed() else [])

    def set_records(self, records: Sequence[bytes]) -> None:
        """Show these; one that is not among the source keeps its id and shows its first digits."""
        names = {one.id: one.title for one in self._source()}
        self.list.clear()
        for record in records:
            self._line(record, names.get(record, record.hex()[:8]))
        self._fit()

    def _listed(self) -> list[bytes]:
        return [bytes(self.list.item(at).data(_ID)) for at in range(self.list.count())]

    def _line(self, record: bytes, title: str) -> None:
        item = QListWidgetItem(title)
        item.setData(_ID, record)
        item.setToolTip("Delete takes it out")
        self.list.addItem(item)

    def _fit(self) -> None:
        rows = min(self.list.count(), SEEN)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 0) + 4)

    @Slot(object)
    def _add(self, record: object) -> None:
        one = self.picker.candidate
        if record is None or one is None:
            return
        if one.id not in self._listed():
            self._line(one.id, one.title)
            self._fit()
        self.picker.set_record(None)
        self.edited.emit()

    @Slot()
    def _take_out(self) -> None:
        at = self.list.currentRow()
        if at >= 0:
            self.list.takeItem(at)
            self._fit()
            self.edited.emit()


class _List(QListWidget):
    """Delete and Backspace take the current line out."""

    out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.out.emit()
            return
        super().keyPressEvent(event)
