"""Picks a record by its first letters: a line that knows what can be meant, keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from eocdesk.models.errors import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.ranking import Candidate, rank

SHOWN = 8
Index = QModelIndex | QPersistentModelIndex


class RecordPicker(QLineEdit):
    """Type a few letters, Enter or Tab takes the best; emptied, it holds none.

    `source()` gives what can be picked now; it is asked at each key, so it must be at hand in memory.
    """

    picked = Signal(object)
    """The id (bytes) or None, when a person changed it."""

    def __init__(
        self, source: Callable[[], Sequence[Candidate]], name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._chosen: Candidate | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or "Type the first letters")
        self._found = _Found(self)
        self._popup = QListView()
        self._completer = self._new_completer()
        self.textEdited.connect(self._typed)

    @property
    def record(self) -> bytes | None:
        """What is picked. Refused where something is typed that stands for nothing."""
        self._settle()
        if self._chosen is not None:
            return self._chosen.id
        if self.text().strip():
            raise Refused(f"Nothing is called “{self.text().strip()}”. Pick one from the list, or empty the field.")
        return None

    @property
    def candidate(self) -> Candidate | None:
        """What is picked, with its words."""
        return self._chosen

    def set_record(self, record: bytes | None) -> None:
        """Show this one; one that is not among the source keeps its id and shows its first digits."""
        self._chosen = None
        if record is not None:
            known = next((one for one in self._source() if one.id == record), None)
            self._chosen = known or Candidate(record, record.hex()[:8])
        self.setText(self._chosen.title if self._chosen else "")
        self.setCursorPosition(0)

    def _new_completer(self) -> QCompleter:
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setWidget(self)
        completer.activated.connect(self._take_current)
        popup = self._popup
        popup.setItemDelegate(_Line(popup))
        popup.setAccessibleName("What fits the letters typed")
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        completer.setMaxVisibleItems(SHOWN)
        return completer

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self._chosen is not None and text.strip() != self._chosen.title:
            self._chosen = None
        if not text.strip():
            self._popup.hide()
            self.picked.emit(None)
            return
        self._offer(text)

    def _offer(self, text: str) -> None:
        self._found.show_these(rank(self._source(), text, SHOWN))
        if self._found.rowCount():
            self._completer.complete()
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))
        else:
            self._popup.hide()

    @Slot()
    def _take_current(self) -> None:
        one = self._found.at(self._popup.currentIndex().row())
        if one is not None:
            self._take(one)

    def _take(self, one: Candidate) -> None:
        self._chosen = one
        self.setText(one.title)
        self._popup.hide()
        self.picked.emit(one.id)

    def _settle(self) -> None:
        """What is typed stands for the line chosen in the list, else for the best there is."""
        if self._chosen is not None or not self.text().strip():
            return
        lit = self._found.at(self._popup.currentIndex().row()) if self._popup.isVisible() else None
        best = [lit] if lit is not None else rank(self._source(), self.text(), 1)
        if best:
            self._take(best[0])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self.text())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is None and self.text().strip():
            self._settle()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
            self._popup.hide()
        super().focusOutEvent(event)


class _Found(QAbstractListModel):
    """The candidates offered now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._every: Sequence[Candidate] = ()

    def show_these(self, candidates: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self._every = tuple(candidates)
        self.endResetModel()

    def at(self, row: int) -> Candidate | None:
        return self._every[row] if 0 <= row < len(self._every) else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(self._every)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.at(index.row())
        if one is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}, {one.detail}" if one.detail else one.title
        return one.detail if role == Qt.ItemDataRole.UserRole else None


class _Line(QStyledItemDelegate):
    """Title in weight, detail muted behind it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, theme.of(self._view).row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.of(self._view)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, theme.colour(tokens.soft))
        room = option.rect.adjusted(tokens.pad, 0, -tokens.pad, 0)
        title, detail = str(index.data()), str(index.data(Qt.ItemDataRole.UserRole) or "")
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        strong = theme.metrics(tokens, 0, 500)
        painter.setPen(theme.colour(tokens.text))
        painter.setFont(theme.font(tokens, 0, 500))
        painter.drawText(room, line, strong.elidedText(title, Qt.TextElideMode.ElideRight, room.width()))
        left = round(strong.horizontalAdvance(title)) + tokens.pad
        if detail and left < room.width() - tokens.base * 3:
            rest = room.adjusted(left, 0, 0, 0)
            painter.setPen(theme.colour(tokens.muted))
            painter.setFont(theme.font(tokens, -1))
            shown = theme.metrics(tokens, -1).elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, line, shown)
