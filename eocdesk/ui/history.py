"""What a record went through, act by act: who, when, what it was and what it became."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from eocdesk.store.queries.history import Line
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.moments import shown


class HistoryView(QWidget):
    """A tree: acts, and under each the fields it changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = QTreeWidget()
        self._tree.setAccessibleName("Change history")
        self._tree.setHeaderLabels(["When", "Who", "What"])
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(12)
        header = self._tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.resizeSection(0, 150)
        header.resizeSection(1, 150)
        empty = Empty("mdi6.history", "Nothing has happened to it yet.")
        self._either = Emptiable(self._tree, empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._either)

    def show_lines(self, lines: Sequence[Line], zone: str) -> None:
        """These fields, newest save first; times in this zone."""
        self._tree.clear()
        for (when, _), group in groupby(lines, key=lambda line: (line.when, line.act)):
            fields = list(group)
            item = self._save(fields[0], shown(when, zone, seconds=True))
            for line in fields:
                child = QTreeWidgetItem(["", "", _words(line)])
                child.setToolTip(2, _words(line))
                item.addChild(child)
            self._tree.addTopLevelItem(item)
            item.setExpanded(True)
        self._either.set_empty(empty=not lines)

    def _save(self, line: Line, when: str) -> QTreeWidgetItem:
        who = ", ".join(part for part in (line.who, line.position) if part) or line.origin
        what = line.title if line.origin in ("", "hand") else f"{line.title} ({line.origin})"
        item = QTreeWidgetItem([when, who, what])
        item.setToolTip(1, f"{who}, desk {line.desk}")
        return item

    @property
    def lines(self) -> list[str]:
        """Every line in words, as it is read aloud."""
        found = self._tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 2)
        return [" ".join(part for part in (item.text(0), item.text(1), item.text(2)) if part) for item in found]


def _words(line: Line) -> str:
    if line.first or not line.old:
        return f"{line.label}: {line.new or '(empty)'}"
    return f"{line.label}: {line.old} → {line.new or '(empty)'}"
