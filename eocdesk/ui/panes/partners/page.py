"""What every way to look at partners has in common: it reads, lists, says which record is current."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.models import clock
from eocdesk.store.queries.partners import EVERYBODY, Wanted
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import Line

NO_EVENT = "No event is open."


class Page(QWidget):
    """One way to look. A page is read only while it is the one in sight."""

    opened = Signal()
    """The card of the current record is wanted."""
    chosen = Signal()
    """Another record is current, or the same one reads otherwise."""
    everybody = Signal()
    """Nothing is to be left out any more."""
    told = Signal()
    """What `counts` and `note` say has changed."""

    name: ClassVar[str]
    kind: ClassVar[str]
    """The kind of its records."""
    narrows_by: ClassVar[frozenset[str]] = frozenset()
    """What the filter can narrow here."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.wanted: Wanted = EVERYBODY
        self.counts = ""
        self.note = ""
        """Said under the find line where it is not obvious why these are shown."""
        self._asked = 0
        self._reading = False
        self._has_read = False
        self._awaited: bytes | None = None

    # what a page is asked

    @property
    def is_ready(self) -> bool:
        """Whether it shows what there is."""
        return self._has_read and not self._reading and self._awaited is None

    @property
    def record(self) -> bytes | None:
        """The current record of its kind."""
        raise NotImplementedError

    @property
    def about(self) -> tuple[str, bytes] | None:
        """Whose card belongs to the current record: kind and id."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The keyboard to the list."""
        raise NotImplementedError

    def show_first(self) -> None:
        """Make the first record current where none is."""
        raise NotImplementedError

    def add(self) -> None:
        """Add one by hand."""
        self.context.navigator.edit_record(self.kind)

    def edit(self) -> None:
        """The form of the current record."""
        if self.record is not None:
            self.context.navigator.edit_record(self.kind, self.record)

    def go_to(self, record: bytes) -> None:
        """Read again, then make this record current; what hides it gives way."""
        self._awaited = record
        self.read()

    def narrow(self, wanted: Wanted) -> None:
        """Show only these."""
        self.wanted = wanted

    def read(self) -> None:
        """Read what is shown, in the reading pool; asked again meanwhile, it reads once more."""
        self._asked += 1
        if not self._reading:
            self._reading = True
            self.context.start(self._read_all(), name=f"partners: {self.name}")

    async def _read_all(self) -> None:
        try:
            done = 0
            while done != self._asked:
                done = self._asked
                event = self.context.desk.event
                await self._load(event.id if event is not None else None, clock.now())
                self._has_read = True
        finally:
            self._reading = False
        await self._arrive()
        self.told.emit()
        self.chosen.emit()

    async def _arrive(self) -> None:
        """At the record that was asked for; where the filter hides it, everybody is shown first."""
        if self._awaited is None:
            return
        if not await self._find(self._awaited) and self.wanted != EVERYBODY:
            self.everybody.emit()
            return
        self._awaited = None

    async def _find(self, record: bytes) -> bool:
        """Make this record current; False where it is not listed."""
        raise NotImplementedError

    async def _load(self, event: bytes | None, now: int) -> None:
        """Read and show; without an event, say so."""
        raise NotImplementedError


class LinePage(Page):
    """A page of lines, or a sentence where there is none."""

    def __init__(self, context: Context, lines: LineList, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = lines
        self.empty = empty
        self.either = Emptiable(lines, empty)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.either, 1)
        lines.opened.connect(self._opened)
        lines.chosen.connect(self._chosen)

    @property
    def record(self) -> bytes | None:
        line = self.list.current
        return line.id if line is not None and not self.either.is_empty else None

    @property
    def about(self) -> tuple[str, bytes] | None:
        line = self.list.current
        if line is None or line.about is None or self.either.is_empty:
            return None
        return "contact", line.about

    def take_focus(self) -> None:
        if self.either.is_empty and self.empty.button.isVisible():
            self.empty.button.setFocus()
        else:
            self.list.setFocus()
            self.show_first()

    async def _find(self, record: bytes) -> bool:
        return self.list.show_id(record)

    def show_first(self) -> None:
        if self.list.current is None:
            self.list.go_to(0)

    def show_lines(self, lines: list[Line], sentence: str, detail: str = "", *, button: str = "") -> None:
        """These; where there are none the sentence, with the button where something can be done."""
        self.list.show_lines(lines)
        self.empty.button.setText(button)
        self.empty.button.setVisible(bool(button))
        self.either.set_empty(empty=not lines, sentence=sentence, detail=detail)

    def _opened(self, _line: Line) -> None:
        self.opened.emit()

    def _chosen(self, _line: Line | None) -> None:
        self.chosen.emit()


def new_empty(icon: str, run: Callable[[], None]) -> Empty:
    """What stands where nothing is; the page says what."""
    made = Empty(icon, "", button=" ", run=run)
    made.button.hide()
    return made
