"""The conflict inbox: the list, and beside it the values one may choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QWidget

from eocdesk.models import KINDS
from eocdesk.store.queries import conflicts
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.moments import short
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.pane import Context, PaneWidget

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice
    from eocdesk.store.queries.conflicts import Conflict
    from eocdesk.ui.panes.conflicts.sheet import Sheet

NAME = "conflicts"
_NONE = "Nothing to settle."
_WHEN = "Where two desks write the same field and neither saw the other, both values are kept and wait for you here."
_LIST, _SHEET = 360, 900


class ConflictsPane(PaneWidget):
    """The newest first. Enter goes to the values, Escape back to the list; nothing here is modal."""

    listens = frozenset(KINDS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = TwoLines("Conflicts")
        self.sheet: Sheet | None = None
        self._found: dict[tuple[bytes, str], Conflict] = {}
        self._mark: tuple[int, int] | None = None
        self._reading = self._again = self._all = False
        self._read_once = False
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.setChildrenCollapsible(False)
        self._beside.addWidget(self.list)
        self._either = Emptiable(self._beside, Empty("mdi6.check-all", _NONE, _WHEN))
        self._either.set_empty(empty=True)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._enter)
        fill(self, self._bar(), self._either)

    @property
    def is_ready(self) -> bool:
        """Whether what there is to settle has been read."""
        return self._read_once and not self._reading

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """Read again; asked while it reads, it reads once more. What touches no conflict costs next to nothing."""
        records = {record for record, _ in self._found}
        self._all = self._all or notice is None or not records.isdisjoint(record for _, record in notice.ids)
        self._again = True
        if not self._reading:
            self._reading = True
            self.context.start(self._read(), name=NAME)

    async def _read(self) -> None:
        desk = self.context.desk
        try:
            while self._again:
                whole, self._all, self._again = self._all, False, False
                mark = await desk.read(conflicts.mark)
                if whole or mark != self._mark:
                    self._mark = mark
                    self._list_them(await desk.read(conflicts.conflicts, None, self.context.zone))
            self._read_once = True
        finally:
            self._reading = False

    def _list_them(self, found: tuple[Conflict, ...]) -> None:
        gone = self._found.get(self._current) if self._current is not None else None
        self._found = {(one.id, one.name): one for one in found}
        count = len(found)
        self._count.setText("1 field waits" if count == 1 else f"{count:,} fields wait" if count else "")
        self._either.set_empty(empty=not found)
        self.list.show_rows([self._row(one) for one in found])
        self._show(self.list.current)
        if gone is not None and (gone.id, gone.name) not in self._found and self.sheet is not None:
            self.sheet.settled(gone)

    def _row(self, one: Conflict) -> Row:
        here = self.context.desk.event
        kind = one.kind.capitalize()
        other = "" if here is None or one.event in {here.id, bytes(16)} else " · another event"
        newest = max((side.received for side in one.sides), default=0)
        when = short(newest, self.context.zone, self.context.setting.now()) if newest else ""
        what = "struck, and written on" if one.is_strike else one.label
        return Row((one.id, one.name), one.record or kind, f"{kind} · {what}{other}", when)

    # the values

    @property
    def _current(self) -> tuple[bytes, str] | None:
        key = self.list.current
        return key if isinstance(key, tuple) else None

    @Slot(object)
    def _show(self, key: Any) -> None:
        one = self._found.get(key)
        if one is None:
            return
        if self.sheet is None:
            from eocdesk.ui.panes.conflicts.sheet import Sheet  # noqa: PLC0415  only where there is one to settle

            self.sheet = Sheet(self.context, self)
            self.sheet.left.connect(self.take_focus)
            self._beside.addWidget(scrolled(self.sheet))
            self._beside.setStretchFactor(1, 1)
            self._beside.setSizes([_LIST, _SHEET])
        self.sheet.show_conflict(one, [other for other in self._found.values() if other.id == one.id])

    @Slot(object)
    def _enter(self, _key: object) -> None:
        if self.sheet is not None:
            self.sheet.take_focus()

    # the pane's face

    def show_field(self, record: bytes, name: str) -> None:
        """Make this field's conflict the current one, where it waits."""
        self.list.go_to((record, name))

    def take_focus(self) -> None:
        """The list; the pane itself while it is empty."""
        (self if self._either.is_empty else self.list).setFocus()

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(10)
        heading = QLabel("Conflicts")
        heading.setProperty("role", "h1")
        row.addWidget(heading)
        row.addWidget(self._count)
        row.addStretch(1)
        return bar
