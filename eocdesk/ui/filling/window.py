"""A form in a window of its own: its sections at the side, kept as it is typed, then submitted and approved."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from eocdesk.commands.command import Command
from eocdesk.commands.forms import AddRow, ChangeRow, FillBlock, MoveRow, StrikeRow
from eocdesk.models.errors import Refused
from eocdesk.models.marking import WORDS
from eocdesk.models.paper import FORM_STATES
from eocdesk.models.sitrep import SITUATION
from eocdesk.reports.filled import ASKED
from eocdesk.reports.fills import Filling, keys_of
from eocdesk.store.queries import approved, forms
from eocdesk.store.queries.forms import FormLine, Written
from eocdesk.store.queries.handover import CODE as HANDOVER
from eocdesk.ui.filling.offering import HIGHLIGHTS, Offering
from eocdesk.ui.filling.section import LEFT_SO, SectionPage, whatever
from eocdesk.ui.filling.spelling import Spelling
from eocdesk.ui.filling.texts import Text
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.moments import clock
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

Act = Callable[[bytes], Coroutine[Any, Any, None]]
_SIDE = 268
_STATES = dict(FORM_STATES)


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with the whole form; each is given its id. The pane does them."""

    preview: Act
    submit: Act
    send_back: Callable[[bytes], None]
    approve: Act
    correct: Callable[[bytes, str], None]
    """What changed, as far as it is known, is handed over with the id."""
    about: Callable[[bytes], None]


class FormWindow(QWidget):
    """Never modal, one for each form. `closed(form)` when it is gone."""

    closed = Signal(bytes)

    def __init__(self, context: Context, form: bytes, acts: Acts, last: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("room", "app")
        self.context, self.form, self._acts, self._last = context, form, acts, last
        self._whole: FormLine | None = None
        self.sections: tuple[SectionPage, ...] = ()
        self.offering: Offering | None = None
        self.spelling = Spelling(context, self)
        self.side = QListWidget()
        self.side.setAccessibleName("Sections")
        self._pages = QStackedWidget()
        self._title, self._facts, self._error = words("title"), words("muted"), words("error")
        self._late = words("warn")
        self._late_blocks: tuple[str, ...] = ()
        self._told_once = self._acting = False
        self._error.hide()
        self._late.hide()
        self._lay_out()
        self.side.currentRowChanged.connect(self._pages.setCurrentIndex)
        context.bridge.changed.connect(self._take)
        for key, slot in (("Ctrl+P", self.preview), ("Ctrl+Return", self.submit), ("Ctrl+S", self.keep)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)  # a key held down hands in, and does not approve a moment later
            shortcut.activated.connect(slot)
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(self.following)
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(self.before)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        room = self.screen().availableGeometry().size() * 0.92  # its buttons stay in sight on a small laptop
        self.resize((QSize(1040, 760) * theme.now().scale).boundedTo(room))
        context.start(self._read(), name="form")

    @property
    def is_ready(self) -> bool:
        """Whether what the desk holds is shown."""
        return self._whole is not None

    @Slot()
    def keep(self) -> None:
        """Keep what is typed at once; it is kept by itself a second later."""
        for section in self.sections:
            section.keep()

    @Slot()
    def following(self) -> None:
        """The next section (Ctrl+Page down)."""
        self.side.setCurrentRow(min(self.side.currentRow() + 1, self.side.count() - 1))

    @Slot()
    def before(self) -> None:
        """The section before it (Ctrl+Page up)."""
        self.side.setCurrentRow(max(self.side.currentRow() - 1, 0))

    @Slot()
    def preview(self) -> None:
        """Its pages as they would be."""
        self._act(self._acts.preview)

    @Slot()
    def submit(self) -> None:
        """Hand it in, or approve it where it was handed in."""
        if self._whole is not None and self._whole.state == "submitted":
            self._act(self._acts.approve)
        elif self._whole is not None and self._whole.state == "draft":
            self._act(self._acts.submit)

    @Slot()
    def send_back(self) -> None:
        """Give it back with a reason."""
        self._acts.send_back(self.form)

    @Slot()
    def about(self) -> None:
        """Change its period, its incident, whose it is, its marking."""
        self._acts.about(self.form)

    @Slot()
    def correct(self) -> None:
        """Begin the next version of what was approved: what came late is in it."""
        self._acts.correct(self.form, _came_late(self._late_blocks) if self._late_blocks else "")

    def refuse(self, sentence: str, field: str | None) -> None:
        """Beside the block it is about, where it is one of this form; above the buttons otherwise."""
        for index, section in enumerate(self.sections):
            if field and section.refuse(field, sentence):
                self.side.setCurrentRow(index)
                return
        self._error.setText(sentence)
        self._error.show()

    def _act(self, act: Act) -> None:
        if self._acting:
            return  # a second press: handed in and approved are two deeds
        self._acting = True
        self._error.hide()
        for section in self.sections:
            section.keep_cells()
        self.context.start(self._acted(act), self, name="form")

    async def _acted(self, act: Act) -> None:
        try:
            for section in self.sections:
                if found := section.unsettled():
                    raise Refused(*found)
                for key, text in section.unkept():
                    await self.context.desk.do(FillBlock(self.form, key, text), self)
            await act(self.form)
        finally:
            self._acting = False

    # reading

    @Slot(object)
    def _take(self, notice: Notice) -> None:
        if {kind for kind, _ in notice.ids} & {"form", "block"}:
            who = notice.act.person or "another desk"
            by = (
                ""
                if notice.origin is self
                else f"changed by {who} at {clock(self.context.setting.now(), self.context.zone)}"
            )
            self.context.start(self._read(by), name="form")

    async def _read(self, by: str = "") -> None:
        whole = await self.context.desk.read(forms.one, self.form)
        lines = await self.context.desk.read(forms.written, self.form)
        last = self._last or await self.context.desk.read(forms.before, self.form)
        late = (
            ()
            if whole is None
            else await self.context.desk.read(approved.late, whole, self.context.desk.store.attachment)
        )
        if not isValid(self):
            return
        if whole is None:
            self.close()
            return
        if not self.sections:
            self._last = last
            self._make_sections(ASKED.get(whole.code) or whatever(lines))
            if whole.code == SITUATION:
                self._offer(whole)
        self._whole, self._late_blocks = whole, late
        self._show_head(whole)
        for index, section in enumerate(self.sections):
            keys = frozenset(keys_of((section.filling,)))
            own = tuple(line for line in lines if line.key in keys)
            section.show_written(own, may=whole.state == "draft", by=by)
            self._show_side(index, section.filling, own)

    def _make_sections(self, fillings: tuple[Filling, ...]) -> None:
        made = []
        for filling in fillings:
            section = SectionPage(filling, self._last)
            section.wrote.connect(self._wrote)
            section.ticked.connect(self._ticked)
            section.added.connect(self._added)
            section.changed.connect(self._row_changed)
            section.struck.connect(self._struck)
            section.moved.connect(self._moved)
            self._pages.addWidget(section)
            item = QListWidgetItem(filling.title)
            item.setSizeHint(QSize(0, theme.now().row))
            self.side.addItem(item)
            made.append(section)
        self.sections = tuple(made)
        self._watch_spelling()
        self.side.setVisible(len(made) > 1)
        self.side.setCurrentRow(0)

    def _watch_spelling(self) -> None:
        for section in self.sections:
            for editor in section.editors:
                if isinstance(editor, Text) and isinstance(editor.inner, QPlainTextEdit):
                    self.spelling.watch(editor.inner)

    def _offer(self, whole: FormLine) -> None:
        """Beside the highlights, what the log and the incidents offer."""
        for section in self.sections:
            for editor in section.editors:
                if isinstance(editor, Text) and editor.fill.key == HIGHLIGHTS:
                    self.offering = Offering(self.context, whole.event, whole.audience, editor)
                    self.offering.taken.connect(self._taken)
                    section.add(self.offering)

    def _show_head(self, whole: FormLine) -> None:
        name = whole.title or whole.code
        self.setWindowTitle(f"{name} {whole.number}".strip())
        self._title.setText(name)
        label = WORDS[whole.marking].label if whole.marking in WORDS else whole.marking
        by = f"prepared by {whole.prepared_by}" if whole.prepared_by else ""
        approved = f"approved by {whole.approved_by}" if whole.approved_by else ""
        state = _STATES.get(whole.state, whole.state)
        self._facts.setText(
            " · ".join(part for part in (whole.number, state, label, by, approved, _changed(whole)) if part)
        )
        draft, waits = whole.state == "draft", whole.state == "submitted"
        for button in (self._submit, self._about):
            button.setVisible(draft)
        if self.offering is not None:
            self.offering.setVisible(draft)
        self._back.setVisible(waits)
        self._approve.setVisible(waits)
        self._correct.setVisible(whole.state == "approved" and whole.code != HANDOVER)
        late = self._late_blocks
        self._late.setText(
            f"{_came_late(late)}. The approved paper does not say it; a correction would." if late else ""
        )
        self._late.setVisible(bool(late))

    def _show_side(self, index: int, filling: Filling, own: tuple[Written, ...]) -> None:
        item = self.side.item(index)
        same = any(line.unchanged for line in own)
        filled = any(line.text.strip() for line in own)
        mark = "=" if same else "●" if filled else "○"
        item.setText(f"{mark}  {filling.number}  {filling.title}".replace("    ", "  "))
        state = "no change" if same else "filled" if filled else "empty"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{filling.title}, {state}")

    # writing

    def _do(self, command: Command, beside: object) -> None:
        self._error.hide()
        self.context.start(self._done(command), beside, name=command.title)

    async def _done(self, command: Command) -> None:
        await self.context.desk.do(command, self)
        if isValid(self):
            await self._read()

    @Slot(object, str, str)
    def _wrote(self, editor: object, key: str, text: str) -> None:
        self._do(FillBlock(self.form, key, text), editor)

    @Slot(str, str)
    def _taken(self, text: str, marking: str) -> None:
        """A highlight was taken: it stands below what is typed, and the block is marked as it is."""
        self._do(FillBlock(self.form, HIGHLIGHTS, text, marking=marking), self)

    @Slot(str, bool)
    def _ticked(self, key: str, on: bool) -> None:  # noqa: FBT001  Qt's own
        self._do(FillBlock(self.form, key, unchanged=on), self)

    @Slot(object, str, list)
    def _added(self, editor: object, key: str, cells: list[str]) -> None:
        self._do(AddRow(self.form, key, tuple(cells)), editor)

    @Slot(object, bytes, list)
    def _row_changed(self, editor: object, row: bytes, cells: list[str]) -> None:
        self._do(ChangeRow(bytes(row), tuple(cells)), editor)

    @Slot(bytes)
    def _struck(self, row: bytes) -> None:
        self._do(StrikeRow(bytes(row)), self)

    @Slot(bytes, object)
    def _moved(self, row: bytes, before: object) -> None:
        self._do(MoveRow(bytes(row), bytes(before) if isinstance(before, bytes) else None), self)

    # the window's face

    def _lay_out(self) -> None:
        tokens = theme.now()
        self.side.setFixedWidth(round(_SIDE * tokens.scale))
        self.side.setFrameShape(QListWidget.Shape.NoFrame)
        self.side.setContentsMargins(tokens.pad, tokens.pad, 0, tokens.pad)
        head = QWidget()
        row = QVBoxLayout(head)
        row.setContentsMargins(tokens.pad * 2, tokens.pad + 4, tokens.pad * 2, tokens.pad)
        row.setSpacing(2)
        row.addWidget(self._title)
        row.addWidget(self._facts)
        row.addWidget(self._late)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self._pages, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addLayout(middle, 1)
        box.addWidget(self._foot())

    def _foot(self) -> QWidget:
        tokens = theme.now()
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad + 4)
        row.addWidget(self._error, 1)
        row.addStretch(0)
        self._preview = _button("Preview", "Ctrl+P", self.preview)
        self._back = _button("Send back…", "", self.send_back)
        self._submit = _button("Submit", "Ctrl+Return", self.submit, kind="primary")
        self._approve = _button("Approve", "Ctrl+Return", self.submit, kind="primary")
        self._correct = _button("Write a correction…", "", self.correct)
        self._about = _button("About…", "Its period, its incident, whose it is, its marking", self.about)
        for button in (self._about, self._preview, self._back, self._correct, self._submit, self._approve):
            row.addWidget(button)
        return foot

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        found = next(filter(None, (section.unsettled() for section in self.sections)), None)
        if found and not self._told_once:
            self._told_once = True
            sentence, key = found
            self.refuse(f"{sentence} Close again, and {LEFT_SO[sentence]}.", key)
            event.ignore()
            return
        self.keep()
        self.closed.emit(self.form)
        super().closeEvent(event)


def _changed(whole: FormLine) -> str:
    return f"corrects an issued paper: {' '.join(whole.changed.split())}" if whole.changed else ""


def _came_late(blocks: tuple[str, ...]) -> str:
    named = ", ".join(key.removesuffix("[]") for key in blocks)
    return f"Block{'s' * (len(blocks) != 1)} {named} arrived after the approval"


def _button(title: str, tip: str, slot: Callable[[], None], kind: str = "") -> QPushButton:
    made = QPushButton(title)
    made.setToolTip(tip)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(slot)
    return made
