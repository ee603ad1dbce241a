"""One feed as it is set: asked or left out, how often, at which addresses, with which key; what it last said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from eocdesk.desk.feed_standing import FeedStanding
from eocdesk.models import Refused
from eocdesk.models.clock import Moment
from eocdesk.models.marking import Tlp
from eocdesk.ui import feed_words
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.editors import ChoiceEditor, NumberEditor
from eocdesk.ui.kit.form_row import FormRow
from eocdesk.ui.kit.section import Section, button, line
from eocdesk.ui.kit.words import words

_LABELS = 92
"""px of the labels at the desk's size."""
_ASKED = ((True, "Asked"), (False, "Left out"))
_MARKINGS = (("", "as the event"), *((tlp.word, tlp.label) for tlp in Tlp))
_KEY = "Kept in this system's keyring, or sealed on this desk. A new key takes the old one's place; empty forgets it."


class FeedCard(Section):
    """What a person changes is emitted as it is typed; a refusal stands beside what it is about."""

    switched = Signal(bool)
    paced = Signal(int)
    added = Signal(str, str)
    """An address and its marking."""
    removed = Signal(str)
    keyed = Signal(str, str)
    """A key and the host it is for, empty where the feed has one source."""
    asked = Signal()

    def __init__(self, one: FeedStanding, zone: str, now: Moment, parent: QWidget | None = None) -> None:
        super().__init__(one.title, "", parent)
        self.feed = one
        self._minutes = one.every
        self.said = words("muted")
        self.trouble = words("error")
        self.result = words("muted")
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = button("Ask now")
        self.go.clicked.connect(self.asked)
        self.box.removeWidget(self.heading)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.go)
        self.box.addLayout(head)
        for label in (self.said, self.trouble, self.result):
            self.box.addWidget(label)
        self.on = FormRow("on", "This feed", ChoiceEditor("This feed", _ASKED, empty=False))
        self.every = FormRow("every", "Every", NumberEditor("Minutes between two questions", unit="minutes"))
        self.address = line("Address to add", "https://…")
        self.place_row = QWidget()
        self.key = line("Key", "empty forgets it")
        self.host = QComboBox()
        self.box.addLayout(self._form())
        self.box.addWidget(self.error_label)
        self.box.addStretch(1)
        self.result.hide()
        self.show_age(one, zone, now)

    def show_age(self, one: FeedStanding, zone: str, now: Moment) -> None:
        """When it last answered, and what is wrong with it."""
        came = feed_words.came(one.age, zone, now)
        hub = " The hub asks it for all its desks." if one.by_hub else ""
        self.said.setText(f"{came[:1].upper()}{came[1:]}.{hub}")
        self.trouble.setText(one.age.sentence)
        self.trouble.setVisible(bool(one.age.sentence))

    def show_result(self, sentence: str) -> None:
        """What came of being asked now."""
        self.result.setText(sentence)
        self.result.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """It is being asked: not a second time meanwhile."""
        self.go.setEnabled(not busy)
        self.go.setText("Asking…" if busy else "Ask now")

    def refuse(self, sentence: str, field: str | None) -> None:
        """Beside what it is about."""
        if field == "minutes":
            self.every.show_error(sentence)
            return
        super().refuse(sentence, field)

    def _form(self) -> QFormLayout:
        one = self.feed
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.on.label.setMinimumWidth(round(_LABELS * theme.now().scale))  # one column, whatever a feed has
        self.on.editor.set_value(one.on)
        self.every.editor.set_value(one.every)
        form.addRow(self.on.label, self.on)
        form.addRow(self.every.label, self.every)
        floor = "a minute" if one.floor == 1 else f"{one.floor} minutes"
        form.addRow("", words("muted", f"Its source asks for {floor} or more between two questions."))
        self.on.edited.connect(self._switch)
        if isinstance(self.every.editor, NumberEditor):
            self.every.editor.line.editingFinished.connect(self._pace)
        if one.own:
            self._add_places(form)
        if one.needs_key or one.hosts:
            self._add_key(form)
        return form

    def _add_places(self, form: QFormLayout) -> None:
        """Each address with a way to remove it, and a line to add one."""
        for count, (address, marking) in enumerate(self.feed.places):
            row = QWidget()
            box = QHBoxLayout(row)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(Elided(f"{address}  {f'TLP:{marking}' if marking else ''}".strip()), 1)
            gone = button("Remove", "quiet")
            gone.setAccessibleName(f"Remove {address}")
            gone.setProperty("address", address)
            gone.clicked.connect(self._remove)
            box.addWidget(gone)
            form.addRow(_label("" if count else "Addresses"), row)
        self.marking = ChoiceEditor("Marking of what comes from there", _MARKINGS, empty=False)
        add = button("Add")
        add.clicked.connect(self._add)
        self.address.returnPressed.connect(self._add)
        form.addRow(_label("New address"), _beside(self.address, self.marking, add))
        if not self.feed.places:
            form.addRow("", words("muted", "It has no address yet, so it is not asked. Add one."))

    def _add_key(self, form: QFormLayout) -> None:
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.returnPressed.connect(self._keep)
        keep = button("Keep key")
        keep.clicked.connect(self._keep)
        self.host.setAccessibleName("Host the key is for")
        self.host.addItems(list(self.feed.hosts))
        parts = (self.key, self.host, keep) if self.feed.own else (self.key, keep)
        form.addRow(_label("Key"), _beside(*parts))
        needs = f"It needs {self.feed.needs_key}. " if self.feed.needs_key else "Only where the source asks for one. "
        form.addRow("", words("muted", needs + _KEY))

    @Slot()
    def _switch(self) -> None:
        self.switched.emit(bool(self.on.editor.value()))

    @Slot()
    def _pace(self) -> None:
        self.every.clear_error()
        try:
            minutes = self.every.editor.value()
        except Refused as refused:
            self.every.show_error(refused.sentence)
            return
        if minutes is not None and minutes != self._minutes:
            self._minutes = minutes
            self.paced.emit(minutes)

    @Slot()
    def _add(self) -> None:
        self.forget_refusal()
        if self.address.text().strip():
            self.added.emit(self.address.text().strip(), str(self.marking.value() or ""))

    @Slot()
    def _remove(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.removed.emit(str(sender.property("address")))

    @Slot()
    def _keep(self) -> None:
        self.forget_refusal()
        self.keyed.emit(self.key.text().strip(), self.host.currentText() if self.feed.own else "")
        self.key.clear()


def _label(text: str) -> QLabel:
    """As a form's own rows have theirs."""
    made = QLabel(text)
    made.setProperty("role", "muted")
    made.setContentsMargins(0, 6, 0, 0)
    return made


def _beside(*widgets: QWidget) -> QWidget:
    """These in one row; a line to type in takes what room there is."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(6)
    for one in widgets:
        box.addWidget(one, 1 if isinstance(one, QLineEdit) else 0)
    return row
