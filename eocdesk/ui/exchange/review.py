"""Venues that only a source's words name: matched by hand to one of the event, or added."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused
from eocdesk.store.queries.review import Unknown
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.picker import RecordPicker
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.pane import Context

Match = Callable[[str, bytes | None], Awaitable[object]]
SHOWN = 200


class VenueReview(QWidget):
    """A line for each: the words, how many sessions, which venue they mean."""

    def __init__(self, context: Context, match: Match, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._match = match
        self._lines: dict[str, ReviewLine] = {}
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        empty = Empty("mdi6.check-all", "Every session has its venue.", "Names that no venue bears are settled here.")
        self._either = Emptiable(scrolled(body), empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._either)
        self.show_unknown(())

    def show_unknown(self, unknown: Sequence[Unknown]) -> None:
        """These wait; what is typed in a line that still waits stays."""
        waiting = {one.words: one for one in unknown[:SHOWN]}
        for words in [words for words in self._lines if words not in waiting]:
            self._lines.pop(words).deleteLater()
        for at, one in enumerate(waiting.values()):
            line = self._lines.get(one.words)
            if line is None:
                line = self._lines[one.words] = ReviewLine(one.words, self._venues, self._take)
            self._column.insertWidget(at, line)
            line.show_count(one.sessions)
        self._either.set_empty(empty=not unknown)

    def line(self, words: str) -> ReviewLine:
        """The line of these words."""
        return self._lines[words]

    @property
    def words(self) -> list[str]:
        """What waits."""
        return list(self._lines)

    def _venues(self) -> Sequence[Candidate]:
        return self._context.setting.candidates("venue")

    def _take(self, line: ReviewLine, venue: bytes | None) -> None:
        self._context.start(self._settle(line, venue), line, name="match venue")

    async def _settle(self, line: ReviewLine, venue: bytes | None) -> None:
        line.setEnabled(False)
        try:
            await self._match(line.words, venue)
        finally:
            line.setEnabled(True)


class ReviewLine(QWidget):
    """One of them. The venue is picked by its first letters; or the words become a venue of their own."""

    def __init__(
        self, words: str, venues: Callable[[], Sequence[Candidate]], take: Callable[[ReviewLine, bytes | None], None]
    ) -> None:
        super().__init__()
        self.words = words
        self._take = take
        name = QLabel(words)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("role", "strong")
        name.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.picker = RecordPicker(venues, f"The venue that “{words}” means", "is the venue …")
        self.picker.setMinimumWidth(200)
        self.match_button = self._button("Match", f"Match “{words}”", self.match)
        self.add_button = self._button("Add as a venue", f"Add “{words}” as a venue", self.add)
        self._wrong = QLabel()
        self._wrong.setProperty("role", "error")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        said = QVBoxLayout()
        said.setSpacing(0)
        for label in (name, self._count, self._wrong):
            said.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(said, 1)
        for widget in (self.picker, self.match_button, self.add_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.picker.returnPressed.connect(self.match)

    def show_count(self, sessions: int) -> None:
        """How many sessions wait under these words."""
        self._count.setText("1 session" if sessions == 1 else f"{sessions:,} sessions")

    def refuse(self, sentence: str, _field: str | None) -> None:
        """Why it could not be done."""
        self._wrong.setText(sentence)
        self._wrong.show()

    @property
    def error(self) -> str:
        """What is said beneath the words."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    @Slot()
    def match(self) -> None:
        """The words mean the venue that is picked."""
        self._wrong.hide()
        try:
            venue = self.picker.record
        except Refused as refused:
            self.refuse(refused.sentence, None)
            return
        if venue is None:
            self.refuse("Pick the venue first.", None)
            self.picker.setFocus()
            return
        self._take(self, venue)

    @Slot()
    def add(self) -> None:
        """The words are a venue that is not here yet."""
        self._wrong.hide()
        self._take(self, None)

    def _button(self, title: str, spoken: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.setAccessibleName(spoken)
        button.clicked.connect(slot)
        return button
