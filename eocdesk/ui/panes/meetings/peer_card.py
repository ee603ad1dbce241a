"""One that this desk meets: where it is, the last contact, the clocks apart, and each attempt in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout, QWidget

from eocdesk.desk.ready import skewed
from eocdesk.store.peers import HUB, Attempt
from eocdesk.store.queries.meetings import Peer
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.icons import themed
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.word_table import WordTable
from eocdesk.ui.kit.words import counted, words
from eocdesk.ui.pane import Context

HEADS = ("When", "What came of it", "Sent", "Received", "Took")
_WIDTHS = (178, 420, 80, 90, 80)
_RESULT = 1
_MARKS = {True: ("mdi6.check", "ok"), False: ("mdi6.alert-outline", "warn")}


class PeerCard(QWidget):
    """Facts above, attempts below, the newest first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._title = words("h1")
        self._trouble = words("error")
        self._facts = Facts()
        self.table = WordTable("Attempts to meet, the newest first", HEADS, _WIDTHS, wide=_RESULT)
        tokens = theme.now()
        head = QVBoxLayout()
        head.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad)
        head.setSpacing(tokens.pad)
        for widget in (self._title, self._trouble, self._facts):
            head.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.table, 1)

    def show_peer(self, one: Peer, attempts: Sequence[Attempt]) -> None:
        """This one, and its newest attempts."""
        zone = self.context.zone
        self._title.setText(one.name)
        trouble = f"{one.name} has put this desk out: it takes nothing from it any more." if one.revoked else ""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        clocks = skewed(one.skew, one.name) or "go together" if one.skew is not None else "not compared yet"
        carried = self.context.desk.link.carried
        files = carried.trouble or carried.waiting or "nothing on its way"
        self._facts.show_facts(
            [
                ("Address", one.url),
                ("Joined", shown(one.joined, zone)),
                ("Last contact", shown(one.met, zone, seconds=True) if one.met is not None else "none yet"),
                ("Clocks", clocks),
                ("Unsent", counted(one.unsent, "change") if one.unsent else "nothing"),
                *([("Attachments", files)] if one.kind == HUB else []),
            ]
        )
        tokens = theme.of(self)
        self.table.setRowCount(len(attempts))
        for row, attempt in enumerate(attempts):
            for column, text in enumerate(_words(attempt, zone)):
                item = QTableWidgetItem(text)
                if column == _RESULT:
                    item.setToolTip(text)
                    item.setIcon(themed(_MARKS[attempt.ok][0], tokens, _MARKS[attempt.ok][1]))
                self.table.setItem(row, column, item)


def _words(attempt: Attempt, zone: str) -> tuple[str, ...]:
    took = f"{attempt.ms / 1000:,.1f} s" if attempt.ms >= 1000 else f"{attempt.ms} ms"  # noqa: PLR2004  a second
    counts = (f"{attempt.sent:,}" if attempt.sent else "–", f"{attempt.received:,}" if attempt.received else "–")
    return shown(attempt.at, zone, seconds=True), attempt.sentence or "Nothing new.", *counts, took
