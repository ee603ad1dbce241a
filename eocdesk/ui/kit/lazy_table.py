"""A table model that reads only what is seen: ids in memory, rows by page, kept by id."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from eocdesk.ui.kit.columns import Column
from eocdesk.ui.kit.order import Plan, place_of, places_of

PAGE = 128
KEPT = 64 * PAGE
"""Rows held in memory at most; what is seen is always among them."""

Row: TypeAlias = Any
"""One row as the pane's query gives it: a frozen dataclass or a tuple of columns, never an entity."""
Index: TypeAlias = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Read:
    """How rows are read: `now` at once (a page by key, a millisecond or two), else `ask`, answered by `take`."""

    now: Callable[[Sequence[int]], Mapping[int, Row]] | None = None
    ask: Callable[[list[int]], None] | None = None


class LazyTable(QAbstractTableModel):
    """Ordered row keys in memory; `data` never raises and never waits long."""

    failed = Signal(object)
    """The exception a read ended with, once for each page; the rows stay empty until asked again."""

    def __init__(self, columns: Sequence[Column], read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._read = read
        self._ids: array[int] = array("q")
        self._rows: dict[int, Row | None] = {}
        self._old: set[int] = set()
        self._asked: set[int] = set()

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is shown of a row, in order."""
        return self._columns

    @property
    def ids(self) -> array[int]:
        """The row keys in view order. Read it, make a plan of it; never change it."""
        return self._ids

    def id_at(self, row: int) -> int | None:
        """The key of a row, or None where there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, key: int) -> int | None:
        """Where the record stands now, or None."""
        return place_of(self._ids, key)

    def row_at(self, row: int) -> Row | None:
        """The row as read, or None while it is not; reads or asks for its page. Never raises."""
        if not 0 <= row < len(self._ids):
            return None
        key = self._ids[row]
        if key not in self._rows or key in self._old:
            self._fetch(row)
        return self._rows.get(key)

    def follow(self, plan: Plan) -> None:
        """Take the new order; selection and current row stay with their record."""
        if not plan.small:
            self._lay_out(plan.ids)
            return
        for row in reversed(plan.gone):
            self.beginRemoveRows(NOWHERE, row, row)
            del self._ids[row]
            self.endRemoveRows()
        for row in plan.come:
            self.beginInsertRows(NOWHERE, row, row)
            self._ids.insert(row, plan.ids[row])
            self.endInsertRows()

    def forget(self, keys: Iterable[int]) -> None:
        """Read these rows again when next seen; what was read stays on screen until then."""
        known = [key for key in keys if key in self._rows]
        self._old.update(known)
        self._asked.difference_update(known)
        if known:
            self._touch(0, len(self._ids) - 1)

    def forget_all(self) -> None:
        """Read every row again when next seen."""
        self.forget(tuple(self._rows))

    def take(self, rows: Mapping[int, Row], asked: Iterable[int] = ()) -> None:
        """The answer to `ask`; keys that were `asked` and are not among the rows are gone from the store."""
        wanted = set(asked) | set(rows)
        self._keep({key: rows.get(key) for key in wanted})
        if self._ids:
            self._touch(0, len(self._ids) - 1)

    def _fetch(self, row: int) -> None:
        top = row // PAGE * PAGE
        page = self._ids[top : top + PAGE]
        missing = [k for k in page if (k not in self._rows or k in self._old) and k not in self._asked]
        if not missing:
            return
        try:
            if self._read.now is not None:
                found = self._read.now(missing)
                self._keep({key: found.get(key) for key in missing})
            elif self._read.ask is not None:
                self._asked.update(missing)
                self._read.ask(missing)
        except Exception as error:  # noqa: BLE001  a view must go on drawing whatever a query does
            self._keep(dict.fromkeys(missing))
            self.failed.emit(error)

    def _keep(self, rows: Mapping[int, Row | None]) -> None:
        for key in rows:  # moved to the young end, so that what is seen is not dropped first
            self._rows.pop(key, None)
        self._rows.update(rows)
        self._old.difference_update(rows)
        self._asked.difference_update(rows)
        for key in list(islice(self._rows, max(0, len(self._rows) - KEPT))):
            del self._rows[key]
            self._old.discard(key)

    def _touch(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def _lay_out(self, ids: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._ids[index.row()] for index in before]
        at = places_of(ids, keys)
        self._ids = array("q", ids)
        after = [
            self.index(at[key], index.column()) if key in at else NOWHERE
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in (_DISPLAY, _TIP, _ALIGN, _SPOKEN) or not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == _ALIGN:
            return column.align
        row = self.row_at(index.row())
        if row is None:
            return "" if role == _DISPLAY else None
        if role == _DISPLAY:
            return column.text(row)
        if role == _TIP:
            return column.tip(row) if column.tip is not None else column.text(row)
        return f"{column.title}: {column.text(row)}" if column.title else column.text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == _DISPLAY:
            return self._columns[section].title
        if role == _ALIGN:
            return self._columns[section].align
        return None
