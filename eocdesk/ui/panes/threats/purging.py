"""Purges a report: why, which two persons say so, and which entries, blocks and frozen papers go with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from eocdesk.desk.purge_reach import Reach
from eocdesk.ui.kit import moments, theme
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.section import button, grid, line
from eocdesk.ui.kit.words import counted, words
from eocdesk.ui.pane import Context

ALONE = (
    "Its words are taken out of this desk for good, out of the change log and every automatic backup too. The number, "
    "the day, who and why stay. It cannot be undone."
)
AT_HUB = (
    "Its words are taken out of {hub} and of every desk for good, out of the change log and every automatic backup "
    "too. The number, the day, who and why stay. It cannot be undone."
)
TOO = (
    "What names it or holds its words goes too, if it is ticked. Of an entry the number, the time and the author stay; "
    "of a paper its number, its digest, and that it was withdrawn, by whom and why."
)
BY_HAND = "What else names it is put right by hand: {names}."
FOR_GOOD = "The trail of who saw what stands for good and goes on to name it: {names}."
UNREAD = "Of these papers nobody can say here whether they hold it: {names}. Open them and look."
PAGES = "What was printed or exported before keeps what it holds: it is called back from those who have it."
_MOST = 6
_WIDE, _ENTRY = 560, 450


class Asked:
    """What was filled in."""

    def __init__(self, dialog: PurgeDialog) -> None:
        self.reason = dialog.reason.text()
        self.second = dialog.second.text().strip()
        self.first = (dialog.account.text().strip(), dialog.phrase.text().strip())
        self.other = (self.second, dialog.second_phrase.text().strip())
        self.along = dialog.along()


Do = Callable[[Asked], Awaitable[object]]


class PurgeDialog(QDialog):
    """`hub` is empty on a desk that shares it with nobody: the second person is named. At a hub both prove it."""

    purged = Signal()

    def __init__(
        self, context: Context, number: str, found: Reach, hub: str, do: Do, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Purge report {number}")
        self._context, self._do, self._hub = context, do, hub
        self._busy = False
        self.reason = line("Reason", "its day has come, a court ordered it …")
        self.second = line("Second account" if hub else "Confirmed by", "" if hub else "the person beside you")
        self.account = line("First account")
        self.phrase, self.second_phrase = _secret("Passphrase of the first"), _secret("Passphrase of the second")
        self.entries: list[tuple[QCheckBox, bytes]] = []
        self.error_label = words("error")
        self.error_label.hide()
        self.go_button = button("Purge for good", "primary")
        self.go_button.clicked.connect(self.go)
        self._lay_out(f"Purge report {number}", found)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def along(self) -> tuple[bytes, ...]:
        """What goes too: entries, blocks, papers."""
        return tuple(record for box, record in self.entries if box.isChecked())

    def refuse(self, sentence: str, field: str | None) -> None:
        """A refusal; the field it speaks of has the keyboard."""
        self.error_label.setText(sentence)
        self.error_label.show()
        beside = {"reason": self.reason, "second": self.second, "why": self.reason}.get(field or "")
        if beside is not None:
            beside.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go(self) -> None:
        """Have it done; what is refused stays to be put right."""
        if not self._busy:
            self.error_label.hide()
            self._context.start(self._go(), self, name="purge a report")

    async def _go(self) -> None:
        self._busy = True
        self.go_button.setEnabled(False)
        try:
            await self._do(Asked(self))
        finally:
            self._busy = False
            self.go_button.setEnabled(True)
        self.purged.emit()
        self.close()

    def _lay_out(self, title: str, found: Reach) -> None:
        tokens = theme.now()
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.pad * 3, tokens.pad * 2, tokens.pad * 3, tokens.pad * 2)
        box.setSpacing(tokens.pad)
        box.addWidget(words("title", title))
        box.addWidget(words("muted", AT_HUB.format(hub=self._hub) if self._hub else ALONE))
        first: list[tuple[str, QWidget]] = [("First account", self.account), ("Its passphrase", self.phrase)]
        other: list[tuple[str, QWidget]] = [("Second account", self.second), ("Its passphrase", self.second_phrase)]
        rows: list[tuple[str, QWidget]] = [("Reason", self.reason)]
        box.addLayout(grid([*rows, *first, *other] if self._hub else [*rows, ("Confirmed by", self.second)]))
        self._name(box, found)
        box.addWidget(words("muted", PAGES))
        box.addWidget(self.error_label)
        cancel = button("Cancel")
        cancel.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go_button)
        box.addLayout(row)
        self.setMinimumWidth(round(_WIDE * tokens.scale))

    def _name(self, box: QVBoxLayout, found: Reach) -> None:
        """What holds it yet: what goes with it to tick, of what nobody can say, the rest by hand."""
        marked = [
            *((paper.id, f"{paper.name}, issued {self._moment(paper.issued)}") for paper in found.papers),
            *((hit.id, f"{hit.title}: {hit.detail}") for hit in found.blocks),
            *((hit.id, f"{hit.number}  {hit.title}") for hit in found.entries),
        ]
        if marked:
            box.addWidget(words("", TOO))
            rows = QWidget()
            column = QVBoxLayout(rows)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for record, told in marked:
                self.entries.append((self._ticked(told), record))
                column.addWidget(self.entries[-1][0])
            high = rows.sizeHint().height()
            area = scrolled(rows)
            area.setFixedHeight(high * min(len(marked), _MOST) // len(marked) + 2)
            box.addWidget(area)
        if found.unread:
            box.addWidget(words("warn", UNREAD.format(names=_named([paper.name for paper in found.unread]))))
        by_hand = [f"{hit.kind} {hit.number or hit.title}" for hit in found.others if hit.kind != "access"]
        if by_hand:
            box.addWidget(words("warn", BY_HAND.format(names=_named(by_hand))))
        looks = list(dict.fromkeys(hit.title for hit in found.others if hit.kind == "access"))
        if looks:
            box.addWidget(words("warn", FOR_GOOD.format(names=_named(looks))))

    def _moment(self, when: int) -> str:
        setting = self._context.setting
        return moments.short(when, setting.zone(), setting.now())

    def _ticked(self, said: str) -> QCheckBox:
        """One of them, on one line, shortened to the width there is."""
        made = QCheckBox()
        room = round(_ENTRY * theme.now().scale)
        told = made.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
        made.setText(told.replace("&", "&&"))
        made.setToolTip(said)
        made.setChecked(True)
        return made


def _named(names: Sequence[str]) -> str:
    more = f" and {counted(len(names) - _MOST, 'more record')}" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _secret(name: str) -> QLineEdit:
    made = line(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
