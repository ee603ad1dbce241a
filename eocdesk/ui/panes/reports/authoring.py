"""The short way to a situation report: highlights and remarks are asked, then it is issued as the records stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.models import Event, Refused, clock
from eocdesk.store.queries import reports
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.store.queries.situation import Issue
    from eocdesk.ui.panes.reports.author import Author

Show = Callable[[bytes, str, str], object]
"""Shows pages: (PDF, title, file name)."""


class Authoring(QObject):
    """One report at a time; what is typed and not issued is kept as a draft of this desk."""

    def __init__(self, context: Context, home: QWidget, show: Show) -> None:
        super().__init__(home)
        self._context, self._home, self._show = context, home, show
        self.author: Author | None = None
        self._about: Event | None = None

    def write(self) -> None:
        """The next one: what a person adds is asked, then it is issued."""
        if self.author is not None:
            self.author.raise_()
            self.author.activateWindow()
            return
        self._context.start(self._write(), self._home, name="situation report")

    async def _write(self) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  typesetting and map: not at every start
        from eocdesk.ui.filling.spelling import Spelling  # noqa: PLC0415  likewise
        from eocdesk.ui.panes.reports.author import Author  # noqa: PLC0415  likewise

        desk = self._context.desk
        event = making.opened(desk)
        issued = await desk.read(reports.issued, event)
        offered = await desk.read(making.offered, event, clock.now())
        if self.author is not None:
            return
        self._about = desk.event
        paper = str(desk.settings.get("paper"))
        author = Author(self._context.start, (self._preview, self._issue), issued, paper, self._home.window())
        self.author = author
        spelling = Spelling(self._context, author)
        for editor in (author.highlights, author.remarks):
            spelling.watch(editor)
        kept = desk.drafts(self._draft).get(self._draft)
        if kept:
            author.restore(*kept)
        author.offer(offered)
        author.drafted.connect(self._keep_draft)
        author.destroyed.connect(self._author_gone)
        author.show()

    def _must_be_open(self) -> None:
        """A report is of the event it was begun on; another one opened meanwhile must not be told its words."""
        opened, about = self._context.desk.event, self._about
        if about is not None and (opened is None or opened.id != about.id):
            raise Refused(f"This report was begun on {about.name}. Open that event again to go on with it.")

    async def _preview(self, words: Issue, paper: str) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  likewise

        self._must_be_open()
        self._context.desk.settings.set("paper", paper)
        pdf = await making.preview(self._context.desk, words, paper)
        self._show(pdf, "Situation report, draft", "situation-report-draft.pdf")

    async def _issue(self, words: Issue, paper: str) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  likewise

        self._must_be_open()
        self._context.desk.settings.set("paper", paper)
        made = await making.issue(self._context.desk, words, paper, self._home)
        self._context.desk.save_draft(self._draft, None)
        self._context.messages.note(f"Situation report {made.number} is issued and kept.")
        self._show(made.pdf, f"Situation report {made.number}", made.file_name)

    @property
    def _draft(self) -> str:
        event = self._about or self._context.desk.event
        return f"summary {event.code}" if event is not None else "summary"

    @Slot(object)
    def _keep_draft(self, words: object) -> None:
        self._context.desk.save_draft(self._draft, words)

    @Slot()
    def _author_gone(self) -> None:
        self.author = self._about = None
