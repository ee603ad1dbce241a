"""One section of a form: its blocks under each other, and the tick that nothing has changed since the last one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from eocdesk.reports.fills import Asks, Fill, Filling, Grid
from eocdesk.store.queries.forms import Written
from eocdesk.ui.filling.grid import GridEditor
from eocdesk.ui.filling.table import TableEditor
from eocdesk.ui.filling.texts import Text
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words

Editor = Text | GridEditor | TableEditor
_WIDEST = 860
DISPUTED = "Two desks wrote this without knowing of each other. Choose among the conflicts which stands."

ASKED_FIRST = "This was changed elsewhere while you typed. Say first whose words stand."
NOT_WRITTEN = "The words in red were not written. Type them anew or clear them first."
LEFT_SO = {ASKED_FIRST: "theirs stands", NOT_WRITTEN: "they are gone"}
"""What comes of each when the window is closed over it."""


class SectionPage(QScrollArea):
    """What is done in any block of it goes out by these signals."""

    wrote = Signal(object, str, str)
    """The editor, the block's key, its text."""
    ticked = Signal(str, bool)
    added = Signal(object, str, list)
    changed = Signal(object, bytes, list)
    struck = Signal(bytes)
    moved = Signal(bytes, object)

    def __init__(self, filling: Filling, last: str = "", parent: QWidget | None = None) -> None:
        """`last`: what the one before it is called, where there is one."""
        super().__init__(parent)
        self.filling = filling
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.editors: tuple[Editor, ...] = tuple(self._editor(fill) for fill in filling.fills)
        self.same = QCheckBox(f"No change since {last}" if last else "No change since the last one")
        self.same.setVisible(bool(last and filling.same))
        self.same.toggled.connect(self._ticked)
        self._lay_out()

    def show_written(self, lines: tuple[Written, ...], *, may: bool, by: str = "") -> None:
        """What the desk holds of this section; `may` it be written now; `by` whom it was changed."""
        texts = {line.key: line for line in lines if not line.key.endswith("[]")}
        for one in self.editors:
            one.set_written(may=may)
            if isinstance(one, Text):
                line = texts.get(one.fill.key)
                one.show_text("" if line is None else line.text, by)
                one.show_note(DISPUTED if line is not None and line.disputed else _told(one))
            elif isinstance(one, GridEditor):
                one.show_texts({key: line.text for key, line in texts.items()}, by)
            else:
                one.show_rows([(line.id, line.cells) for line in lines if line.key == one.fill.key], by)
        same = texts.get(self.filling.same)
        blocked = self.same.blockSignals(True)  # noqa: FBT003  Qt's own
        self.same.setChecked(same is not None and same.unchanged)
        self.same.blockSignals(blocked)
        self.same.setEnabled(may)

    def add(self, widget: QWidget) -> None:
        """Something more below the blocks."""
        self._box.insertWidget(self._box.count() - 1, widget)

    def keep(self) -> None:
        """Keep at once what is typed."""
        for one in self.editors:
            one.keep()

    def keep_cells(self) -> None:
        """Write what is typed in a cell that is open yet."""
        for one in self.editors:
            if not isinstance(one, Text):
                one.keep()

    def unkept(self) -> list[tuple[str, str]]:
        """(key, text) of what is typed and not kept yet, where nobody else wrote meanwhile."""
        texts = [one for one in self.editors if isinstance(one, Text) and not one.is_kept]
        return [(one.fill.key, one.text) for one in texts if not one.meanwhile.is_asking]

    def asking(self) -> str:
        """The key of a block of which somebody must say whose words stand; empty: of none."""
        found = next((one for one in self.editors if one.meanwhile.is_asking), None)
        if isinstance(found, GridEditor):
            return found.asked
        return "" if found is None else found.fill.key

    def unsettled(self) -> tuple[str, str] | None:
        """(what must be settled before it goes on, the key of its block); None where nothing is."""
        if key := self.asking():
            return ASKED_FIRST, key
        refused = (one.fill.key for one in self.editors if isinstance(one, TableEditor) and one.is_refused)
        key = next(refused, "")
        return (NOT_WRITTEN, key) if key else None

    def refuse(self, key: str, sentence: str) -> bool:
        """Say it beside the block of that key; whether it is one of this section."""
        for one in self.editors:
            keys = one.grid.rows if isinstance(one, GridEditor) else ((one.fill.title, (one.fill.key,)),)
            if any(key in some for _, some in keys):
                one.refuse(sentence)
                self.ensureWidgetVisible(one)
                return True
        return False

    def _editor(self, fill: Fill | Grid) -> Editor:
        if isinstance(fill, Grid):
            grid = GridEditor(fill)
            grid.wrote.connect(self._wrote)
            return grid
        if fill.asks is Asks.ROWS:
            table = TableEditor(fill)
            table.added.connect(self._added)
            table.changed.connect(self._changed)
            table.struck.connect(self.struck)
            table.moved.connect(self.moved)
            return table
        text = Text(fill)
        text.wrote.connect(self._wrote)
        return text

    def _lay_out(self) -> None:
        tokens = theme.now()
        sheet = QWidget()
        if not any(isinstance(one, TableEditor) for one in self.editors):
            sheet.setMaximumWidth(round(_WIDEST * tokens.scale))  # lines of words are read badly when longer
        box = self._box = QVBoxLayout(sheet)
        box.setContentsMargins(tokens.pad * 2, tokens.pad * 2, tokens.pad * 2, tokens.pad * 2)
        box.setSpacing(tokens.pad * 2)
        number = self.filling.number
        box.addWidget(words("h1", f"{number}  {self.filling.title}" if number else self.filling.title))
        if self.filling.help:
            box.addWidget(words("muted", self.filling.help))
        box.addWidget(self.same)
        for one in self.editors:
            box.addWidget(one)
        box.addStretch(1)
        self.setWidget(sheet)

    @Slot(str, str)
    def _wrote(self, key: str, text: str) -> None:
        self.wrote.emit(self.sender(), key, text)

    @Slot(bool)
    def _ticked(self, on: bool) -> None:  # noqa: FBT001  Qt's own
        self.ticked.emit(self.filling.same, on)

    @Slot(str, list)
    def _added(self, key: str, cells: list[str]) -> None:
        self.added.emit(self.sender(), key, cells)

    @Slot(bytes, list)
    def _changed(self, row: bytes, cells: list[str]) -> None:
        self.changed.emit(self.sender(), row, cells)


def _told(one: Text) -> str:
    return f"{one.told[:1].upper()}{one.told[1:]}." if one.told else one.fill.help


def whatever(lines: tuple[Written, ...]) -> tuple[Filling, ...]:
    """Of a form this version has no questions for: the blocks that stand in it."""
    keys = sorted({line.key for line in lines if not line.key.endswith("[]")})
    return (Filling("", "Blocks", tuple(Fill(key, f"Block {key}") for key in keys)),)
