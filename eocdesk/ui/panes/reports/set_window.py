"""The briefing set and blank forms in quantity: chosen, put in order, printed or saved in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from eocdesk.desk import briefing_set
from eocdesk.desk.briefing_set import FORMS, SET, Folder, Item, Kind, Outcome, Sink, Wish
from eocdesk.desk.settings import SETTINGS
from eocdesk.models import Refused, Unavailable
from eocdesk.models.marking import Tlp
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor, Editor, LineEditor
from eocdesk.ui.kit.segmented import Segmented
from eocdesk.ui.kit.words import counted, words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.set_printing import Printing
from eocdesk.ui.panes.reports.set_table import SetTable
from eocdesk.ui.printers import ONE, SIDES, Printers

_TITLES = {SET: "Briefing set", FORMS: "Blank forms"}
_HEADS = {SET: "Print the briefing set", FORMS: "Print blank forms"}
_SAID = {
    SET: "Each paper is drawn as it goes out, marked, and noted in the trail. What cannot be made is said; the rest "
    "goes out.",
    FORMS: "Empty forms for when everything is down. Type the copies; they are remembered on this desk.",
}
_PAPERS = next(setting.choices for setting in SETTINGS if setting.name == "paper")
_ALL = ("", "All of it, marked as its highest")
_RED = "TLP:RED goes to the people it names and nobody else. Type RED to let such papers out."
NO_PRINTER = "No printer is set up on this machine. Save the papers to a folder instead."
BUSY = "Papers are going out already. Wait for them, or stop them first."
NOTHING = "Tick at least one paper."


class SetWindow(QWidget):
    """Never modal; one of it. What is chosen is remembered when it goes out, and when the window closes."""

    ended = Signal(object)
    """An Outcome: one go is over."""

    def __init__(self, context: Context, kinds: Sequence[Kind], name: str = SET) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("room", "app")
        self.context, self._kinds, self._name = context, kinds, name
        self.printers = Printers(context.desk.settings, context.messages)
        self._go_on, self._busy = True, False
        self._bounds: tuple[QWidget, ...] = ()
        self._rest: tuple[Item, ...] = ()
        self._asked: Sequence[Item] = ()
        self._sink: Sink | None = None
        self._dialog: QFileDialog | None = None
        self.pages = Segmented("Which papers", tuple(_TITLES.items()))
        self.table = SetTable()
        names = [(one, one) for one in self.printers.names]
        self.printer = ChoiceEditor("Printer", names or [("", "None is set up")], empty=False)
        self.sides = ChoiceEditor("Sides", SIDES, empty=False)
        self.paper = ChoiceEditor("Paper", _PAPERS, empty=False)
        levels = [_ALL, *((tlp.word, f"No higher than {tlp.label}") for tlp in Tlp)]
        self.release = ChoiceEditor("Released at", levels, empty=False)
        self.audience = LineEditor("For the lists", "Which lists the readers are on, separated by commas.")
        self.confirm = LineEditor("Word for TLP:RED", _RED)
        self.said, self.error = words("muted"), words("error")
        self._title, self._how = words("title"), words("muted")
        self.bar = QProgressBar()
        self._lay_out()
        self._begin()
        self._connect_parts()
        room = self.screen().availableGeometry().size() * 0.92  # its buttons stay in sight on a small laptop
        self.resize((QSize(820, 720) * theme.now().scale).boundedTo(room))

    @property
    def is_busy(self) -> bool:
        """Whether papers are going out."""
        return self._busy

    @Slot(str)
    def show_list(self, name: str) -> None:
        """The briefing set, or blank forms."""
        if self._busy:
            self.pages.set_current(self._name)
            return
        self._remember()
        self._name, self._rest = name, ()
        self.pages.set_current(name)
        self._show_list()

    @Slot()
    def print_it(self) -> None:
        """Print what is ticked."""
        self._print_these(self.table.lines)

    @Slot()
    def save(self) -> None:
        """Ask for a folder; what is ticked goes into one of its own there."""
        self._save_these(self.table.lines)

    @Slot()
    def rest(self) -> None:
        """Go on with what was not reached the last time, the same way."""
        if self._rest:
            again = self._save_these if isinstance(self._sink, Folder) else self._print_these
            again(self._rest)

    @Slot(str)
    def save_in(self, folder: str) -> None:
        """Save what was asked for in a new folder there."""
        desk = self.context.desk
        now = datetime.fromtimestamp(self.context.setting.now() / 1000, ZoneInfo(self.context.zone))
        what = "briefing" if self._name == SET else "blank-forms"
        own = f"{'' if desk.event is None else desk.event.code}-{what}-{now:%Y%m%d-%H%M}"
        names = chain((own,), (f"{own}-{number}" for number in count(2)))
        free = next(name for name in names if not (Path(folder) / name).exists())
        self.send(Folder(desk, Path(folder) / free), self._asked)

    def send(self, sink: Sink, items: Sequence[Item]) -> None:
        """Let these out by this."""
        self.error.hide()
        event = self.context.desk.event
        if event is None or not any(item.on for item in items):
            self.refuse("Open an event first." if event is None else NOTHING)
            return
        if self._busy:
            self.refuse(BUSY)
            return
        self._remember()
        self._sink = sink
        audience, word = str(self.audience.value()), str(self.confirm.value())
        wish = Wish(event.id, str(self.release.value()), audience, str(self.paper.value()), word)
        self._set_busy(busy=True)  # now, not when the task begins: a second press would print all of it twice
        self.context.start(self._sent(items, wish, sink), self, name="briefing set")

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why nothing goes out."""
        self.error.setText(sentence)
        self.error.show()

    @Slot()
    def stop(self) -> None:
        """Stop after the page that is being printed."""
        self._go_on = False
        self._cancel.setEnabled(False)

    # within

    def _print_these(self, items: Sequence[Item]) -> None:
        name = str(self.printer.value() or "")
        if not name:
            self.refuse(NO_PRINTER)
            return
        self.printers.keep(self._printer())
        self.send(Printing(self.context.desk, self._printer, name, self._goes_on), items)

    def _save_these(self, items: Sequence[Item]) -> None:
        self._asked = items
        dialog = QFileDialog(self, "Save the papers in")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.save_in)
        self._dialog = dialog
        dialog.open()

    async def _sent(self, items: Sequence[Item], wish: Wish, sink: Sink) -> None:
        try:
            made = await briefing_set.run(self.context.desk, items, wish, sink, self._told, self._goes_on)
        finally:
            if isValid(self):
                self._set_busy(busy=False)
        if isValid(self):
            self._show_outcome(made)
            self.ended.emit(made)
        else:
            self.context.messages.note(f"The window was closed: {counted(len(made.done), 'paper')} went out.")

    def _goes_on(self) -> bool:
        return self._go_on and isValid(self)

    def _told(self, done: int, total: int, title: str) -> None:
        if isValid(self):
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)
            self.said.setText(f"{done + 1} of {total}: {title}" if title else "")

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = self._go_on = busy  # a page that is printed while all closes is the last
        self._cancel.setEnabled(busy)
        for widget in (self._cancel, self.bar):
            widget.setVisible(busy)
        for part in (self._print, self._save, self.table, self.pages, self._choosing):
            part.setEnabled(not busy)
        if busy:
            self._more.hide()

    def _show_outcome(self, made: Outcome) -> None:
        """How much went out; what did not, by name."""
        times = isinstance(self._sink, Printing)  # a file is written once
        pages = sum(piece.pages * (piece.item.copies if times else 1) for piece, _ in made.done)
        went = f"{counted(len(made.done), 'paper')}, {counted(pages, 'page')} went out." if made.done else ""
        self.said.setText(went)
        lines = [f"{one.title}: {one.why}" for one in made.missed]
        if made.stopped:
            left = ", ".join(briefing_set.title(item) for item in made.left)
            lines.insert(0, f"{made.stopped} Not reached: {left}.")
        self.error.setText("\n".join(lines))
        self.error.setVisible(bool(lines))
        for part in (self._red, self.confirm):
            part.setVisible(any(one.red for one in made.missed))
        self._rest = made.rest
        self._more.setVisible(bool(self._rest))
        self._more.setText(f"The rest ({len(self._rest)})")

    def _printer(self) -> QPrinter:
        return self.printers.ready(str(self.printer.value() or ""), str(self.sides.value() or ONE))

    def _shown(self) -> Sequence[Kind]:
        return self._kinds if self._name == SET else [one for one in self._kinds if briefing_set.BLANK in one.ways]

    def _begin(self) -> None:
        self.printer.set_value(self.printers.first)
        self.paper.set_value(str(self.context.desk.settings.get("paper")))
        self.pages.set_current(self._name)
        self._printer_chosen()
        self._show_list()
        for part in (self._red, self.confirm, self.bar, self._cancel, self._more, self.error):
            part.hide()

    def _show_list(self) -> None:
        self.setWindowTitle(_TITLES[self._name])
        self._title.setText(_HEADS[self._name])
        self._how.setText(_SAID[self._name])
        kinds = self._shown()
        if self._name == FORMS:
            kinds = [Kind(one.code, one.title, (briefing_set.BLANK,)) for one in kinds]
        self.table.show_items(kinds, briefing_set.chosen(self.context.desk, self._name))
        for part in (self.error, self._more):
            part.hide()
        for bound in self._bounds:
            bound.setVisible(self._name == SET)  # nothing stands in an empty form
        self.table.setFocus()
        self.said.setText("")

    def _remember(self) -> None:
        try:
            briefing_set.remember(self.context.desk, self._name, self.table.lines)
        except (Refused, Unavailable) as error:
            self.context.messages.tell(error)

    @Slot()
    def _printer_chosen(self) -> None:
        """The sides it can print, as they were chosen last."""
        name = str(self.printer.value() or "")
        offered = self.printers.sides_of(name)
        self.sides.offer(offered)
        kept = self.printers.sides(name)
        self.sides.set_value(kept if kept in dict(offered) else ONE)

    # the window's face

    def _connect_parts(self) -> None:
        self.pages.chosen.connect(self.show_list)
        self.printer.edited.connect(self._printer_chosen)
        for key, slot in (("Ctrl+P", self.print_it), ("Ctrl+S", self.save), ("Esc", self.close)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _lay_out(self) -> None:
        pad = theme.now().pad
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.pages)
        self._red = words("muted", _RED)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad * 2, pad * 2, pad * 2, pad * 2)
        box.setSpacing(pad)
        box.addLayout(head)
        box.addWidget(self._how)
        box.addWidget(self.table, 1)
        self._choosing = QWidget()
        choosing = QVBoxLayout(self._choosing)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(pad)
        choosing.addLayout(self._moves())
        choosing.addLayout(self._choices())
        box.addWidget(self._choosing)
        box.addWidget(self._red)
        box.addWidget(self.confirm)
        box.addWidget(self.error)
        box.addLayout(self._foot())

    def _moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for title, tip, slot in (("Up", "Alt+Up", self.table.up), ("Down", "Alt+Down", self.table.down)):
            row.addWidget(_button(title, tip, slot, "quiet"))
        row.addWidget(words("muted", "Space ticks a paper, a digit sets its copies, F2 how it is wanted."), 1)
        return row

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.now().pad)
        places: tuple[tuple[str, Editor], ...] = (
            ("Printer", self.printer),
            ("Sides", self.sides),
            ("Paper", self.paper),
            ("Released at", self.release),
            ("For the lists", self.audience),
        )
        for at, (title, editor) in enumerate(places):
            label = QLabel(title)
            label.setProperty("role", "muted")
            label.setBuddy(editor)
            row, column = divmod(at, 3)
            grid.addWidget(label, row * 2, column)
            grid.addWidget(editor, row * 2 + 1, column)
            if row:
                self._bounds += (label, editor)
        for column, share in enumerate((3, 3, 2)):
            grid.setColumnStretch(column, share)
        return grid

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(round(140 * theme.now().scale))
        self._cancel = _button("Stop", "", self.stop)
        self._more = _button("The rest", "", self.rest)
        self._save = _button("Save in a folder…", "Ctrl+S", self.save)
        self._print = _button("Print", "Ctrl+P", self.print_it, "primary")
        foot.addWidget(self.bar)
        foot.addWidget(self.said, 1)
        for button in (self._cancel, self._more, self._save, self._print):
            foot.addWidget(button)
        return foot

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        self._go_on = False
        self._remember()
        super().closeEvent(event)


def _button(title: str, tip: str, slot: Callable[[], None], kind: str = "") -> QPushButton:
    made = QPushButton(title)
    made.setToolTip(tip)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(slot)
    return made
