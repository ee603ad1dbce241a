"""Another desk taken on without a hub: cards go by hand, both desks show one number, two people read it aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from eocdesk.desk import outfile, pairs
from eocdesk.models import Refused, ids
from eocdesk.models.right import Right, Role
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.section import Section, button, grid
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import in_pool

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from eocdesk.desk.pairs import Compared, Own
    from eocdesk.models.card import Card

ROLES = tuple((role.value, role.value.capitalize()) for role in Role if role is not Role.ADMINISTRATOR)
TERMS = ((7, "7 days"), (30, "30 days"), (180, "180 days"), (365, "a year"))
_HOW = (
    "For desks that share no hub. Each takes the other's card on, and the two must show the same number. "
    "The card is no secret."
)
_LIMIT = 4096
_LINES, _ROWS = 6, 3
_LEFT, _ANY = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag(0)
_FILES = "Cards (*.txt);;All files (*)"


class PairingSection(Section):
    """This desk's card, the other's, the number, and whom this desk has taken on."""

    changed = Signal()
    """A desk was taken on, or forgotten."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Pair with a desk", _HOW, parent)
        self.context = context
        self._own: Own | None = None
        self._other: Compared | None = None
        self._busy = False
        self.own_text = _card_text("This desk's card")
        self.own_text.setReadOnly(True)
        self.copy_button, self.save_button = button("Copy it"), button("Save it…")
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.ask_target)
        self.other_text = _card_text("The other desk's card")
        self.other_text.setPlaceholderText("Type or paste the other desk's card")
        self.other_text.textChanged.connect(self._typed)
        self.file_button, self.compare_button = button("From a file…"), button("Show the number")
        self.file_button.clicked.connect(self.ask_source)
        self.compare_button.clicked.connect(self.compare)
        self._who, self._number = words("strong"), words("title")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.role = ChoiceEditor("What it may be given, as a", ROLES, empty=False)
        self.days = ChoiceEditor("For how long", TERMS, empty=False)
        self.days.set_value(180)
        self.pair_button = button("Both desks show it: pair", "primary")
        self.pair_button.clicked.connect(self.pair)
        self.known = TwoLines("Paired desks")
        self.known.chosen.connect(self._ask_again)
        self.forget_button = button("Forget it")
        self.forget_button.clicked.connect(self.forget)
        self._lay_out()

    def _lay_out(self) -> None:
        self.box.addWidget(words("caption", "THIS DESK'S CARD"))
        self.box.addWidget(self.own_text)
        self.add_row(self.copy_button, self.save_button)
        self.box.addWidget(words("caption", "THE OTHER DESK'S CARD"))
        self.box.addWidget(self.other_text)
        self.add_row(self.file_button, self.compare_button)
        self.box.addWidget(self.error_label)
        self._compared, self._paired = QWidget(), QWidget()
        for part, widgets in (
            (self._compared, (self._who, self._number, words("muted", pairs.READ_IT))),
            (self._paired, (words("caption", "PAIRED DESKS"), self.known, self.forget_button)),
        ):
            box = QVBoxLayout(part)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.now().pad)
            for one in widgets:
                box.addWidget(one, 0, _LEFT if one is self.forget_button else _ANY)
            if part is self._compared:
                box.addLayout(grid([("As a", self.role), ("For", self.days)]))
                box.addWidget(self.pair_button, 0, _LEFT)
            part.hide()
            self.box.addWidget(part)

    async def load(self) -> None:
        """This desk's card, and whom it has taken on."""
        desk = self.context.desk
        self._own = await in_pool(desk, pairs.own, desk)
        if self.own_text.toPlainText() != self._own.text:
            self.own_text.setPlainText(self._own.text)
        found = await in_pool(desk, pairs.paired, desk)
        self.known.show_rows([_row(one, self.context.zone) for one in found])
        self.known.fit(_ROWS)
        self._paired.setVisible(bool(found))

    @property
    def number(self) -> str:
        """What both desks must show; empty while there is nothing to compare."""
        return self._other.number if self._other is not None else ""

    # cards

    @Slot()
    def copy(self) -> None:
        """This desk's card, to be pasted."""
        QApplication.clipboard().setText(self.own_text.toPlainText())
        self.context.messages.note("The card is copied.")

    @Slot()
    def ask_target(self) -> None:
        """Where the card goes."""
        dialog = QFileDialog(self, "Save this desk's card", f"{self.context.desk.code}.txt", _FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Into that file."""
        try:
            outfile.put(Path(path), f"{self.own_text.toPlainText()}\n".encode("ascii"))
        except OSError as error:
            self.refuse(f"{path} cannot be written ({error.strerror}).", None)
        else:
            self.context.messages.note(f"{path} is written.")

    @Slot()
    def ask_source(self) -> None:
        """Where the other card is."""
        dialog = QFileDialog(self, "The other desk's card", "", _FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open)
        dialog.open()

    @Slot(str)
    def open(self, path: str) -> None:
        """The other card from that file, and its number."""
        try:
            with Path(path).open("rb") as file:
                text = file.read(_LIMIT).decode("ascii", "replace")
        except OSError as error:
            self.refuse(f"{path} cannot be read ({error.strerror}).", None)
            return
        self.other_text.setPlainText(text.strip())
        self.compare()

    # the number

    @Slot()
    def _typed(self) -> None:
        self._other = None
        self._compared.hide()
        self.forget_refusal()

    @Slot()
    def compare(self) -> None:
        """Show what both desks must show."""
        self._begin(self._compare())

    async def _compare(self) -> None:
        text, desk = self.other_text.toPlainText().strip(), self.context.desk
        if not text:
            raise Refused("Type or paste the other desk's card first.")
        found = await in_pool(desk, pairs.compare, desk, text, self._own)
        self._other = found
        self._who.setText(f"{found.name}, desk {found.code}")
        self._number.setText(found.number)
        self._compared.show()
        self.pair_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def pair(self) -> None:
        """Take the other desk on."""
        if self._other is not None:
            self._begin(self._pair(self._other))

    async def _pair(self, other: Compared) -> None:
        desk, right = self.context.desk, Right(str(self.role.value()), why="paired")
        await in_pool(desk, pairs.pair, desk, other, right, int(self.days.value()))
        self.other_text.clear()
        self.other_text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.messages.note(f"Paired with {other.name}. The same must be done on the other desk.")
        self.changed.emit()

    @Slot(object)
    def _ask_again(self, _key: object) -> None:
        self.forget_button.setProperty("sure", None)
        self.forget_button.setText("Forget it")

    @Slot()
    def forget(self) -> None:
        """Take the pairing of the current one back; asked twice."""
        if not self.forget_button.property("sure"):
            self.forget_button.setProperty("sure", True)  # noqa: FBT003  Qt's own
            self.forget_button.setText("Press again: it is given nothing any more")
        elif isinstance(self.known.current, str):
            self._begin(self._forget(self.known.current))

    async def _forget(self, code: str) -> None:
        gone = await in_pool(self.context.desk, pairs.forget, self.context.desk, code)
        self._ask_again(None)
        self.context.messages.note(f"{gone.name} is paired no longer. What it brought stays.")
        self.changed.emit()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self._busy:
            work.close()
            return
        self._busy = True
        self.forget_refusal()
        self.context.start(self._done(work), self, name="pair with a desk")

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            self._busy = False


def _row(card: Card, zone: str) -> Row:
    code = ids.desk_code(card.dev)
    rights = ", ".join(f"given what a {right.role} sees" for right in card.rights)
    return Row(code, card.name or f"Desk {code}", f"{code} · {rights} · until {shown(card.until, zone)}", "", "ok")


def _card_text(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    made.setFixedHeight(round(theme.metrics(theme.now()).lineSpacing() * _LINES) + 14)
    return made
