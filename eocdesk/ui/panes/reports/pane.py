"""The reports pane: what was issued, and the way to issue the next one from anywhere by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.commands.reports import ApproveSummary
from eocdesk.models import Event, Refused, clock
from eocdesk.store.queries import reports
from eocdesk.store.queries.reports import Issued
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.pane import Context, PaneWidget
from eocdesk.ui.panes.reports.issued_list import IssuedList
from eocdesk.ui.previews import Previews

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice
    from eocdesk.store.queries.situation import Issue
    from eocdesk.ui.panes.reports.author import Author
    from eocdesk.ui.printing import PdfPreview

NAME = "reports"
_NONE = "No situation report has been issued yet."


class ReportsPane(PaneWidget):
    """A list, and over it what can be done."""

    listens = frozenset({"summary"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = IssuedList()
        self.author: Author | None = None
        self._about: Event | None = None
        self._previews = Previews(context)
        self._wanted: bytes | None = None
        empty = Empty(
            "mdi6.file-chart-outline",
            _NONE,
            "It is numbered, made from the records as they stand at that moment, and kept as it was.",
            "New situation report",
            self.write,
        )
        self._either = Emptiable(self.list, empty)
        self.list.opened.connect(self.open_report)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self._either, 1)

    # reading

    def refresh(self, notice: Notice | None) -> None:
        """The list anew: it is short."""
        del notice
        self.context.start(self._read(), name="reports")

    async def _read(self) -> None:
        event = self.context.desk.event
        found = () if event is None else await self.context.desk.read(reports.issued, event.id)
        here = self.context.desk.event
        if (here and here.id) != (event and event.id):
            return  # another event was opened meanwhile: its own list is being read
        self.list.show_reports(found, self.context.zone)
        self._either.set_empty(empty=not found, sentence=_NONE if event is not None else "No event is open.")
        for button in (self._open_button, self._approve_button):
            button.setEnabled(bool(found))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.list.show_id(wanted)

    # issuing

    @Slot()
    def write(self) -> None:
        """The next situation report: what a person adds is asked, then it is issued."""
        if self.author is not None:
            self.author.raise_()
            self.author.activateWindow()
            return
        self.context.start(self._write(), self, name="situation report")

    async def _write(self) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  typesetting and map: not at every start
        from eocdesk.ui.panes.reports.author import Author  # noqa: PLC0415  likewise

        desk = self.context.desk
        event = making.opened(desk)
        issued = await desk.read(reports.issued, event)
        offered = await desk.read(making.offered, event, clock.now())
        if self.author is not None:
            return
        self._about = desk.event
        paper = str(desk.settings.get("paper"))
        author = Author(self.context.start, (self._preview, self._issue), issued, paper, self.window())
        self.author = author
        kept = desk.drafts(self._draft).get(self._draft)
        if kept:
            author.restore(*kept)
        author.offer(offered)
        author.drafted.connect(self._keep_draft)
        author.destroyed.connect(self._author_gone)
        author.show()

    def _must_be_open(self) -> None:
        """A report is of the event it was begun on; another one opened meanwhile must not be told its words."""
        opened, about = self.context.desk.event, self._about
        if about is not None and (opened is None or opened.id != about.id):
            raise Refused(f"This report was begun on {about.name}. Open that event again to go on with it.")

    async def _preview(self, words: Issue, paper: str) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  likewise

        self._must_be_open()
        self.context.desk.settings.set("paper", paper)
        pdf = await making.preview(self.context.desk, words, paper)
        self._show(pdf, "Situation report, draft", "situation-report-draft.pdf")

    async def _issue(self, words: Issue, paper: str) -> None:
        from eocdesk.desk import reports as making  # noqa: PLC0415  likewise

        self._must_be_open()
        self.context.desk.settings.set("paper", paper)
        made = await making.issue(self.context.desk, words, paper, self)
        self.context.desk.save_draft(self._draft, None)
        self.refresh(None)
        self.context.messages.note(f"Situation report {made.number} is issued and kept.")
        self._show(made.pdf, f"Situation report {made.number}", made.file_name)

    @property
    def _draft(self) -> str:
        event = self._about or self.context.desk.event
        return f"summary {event.code}" if event is not None else "summary"

    @Slot(object)
    def _keep_draft(self, words: object) -> None:
        self.context.desk.save_draft(self._draft, words)

    @Slot()
    def _author_gone(self) -> None:
        self.author = self._about = None

    # what was issued

    @Slot(object)
    def open_report(self, one: Issued) -> None:
        """Its pages as they were issued."""
        self.context.start(self._open(one), name="open report")

    async def _open(self, one: Issued) -> None:
        pdf = await self.context.desk.kept_file(one.sha256)
        name = f"situation-report-{one.number}" + (f"-v{one.version}" if one.version > 1 else "")
        self._show(pdf, one.name, f"{name}.pdf")

    @Slot()
    def open_current(self) -> None:
        """The pages of the selected one."""
        if self.list.current is not None:
            self.open_report(self.list.current)

    @Slot()
    def approve(self) -> None:
        """A supervisor approves the selected one."""
        if self.list.current is not None:
            self.context.start(self._approve(self.list.current), self, name="approve report")

    async def _approve(self, one: Issued) -> None:
        await self.context.desk.do(ApproveSummary(one.id), self)
        self.refresh(None)
        self.context.messages.note(f"{one.name} is approved.")

    @property
    def previews(self) -> list[PdfPreview]:
        """The pages that are open, each in a window of its own."""
        return self._previews.shown

    def _show(self, pdf: bytes, title: str, name: str) -> None:
        self._previews.show(pdf, title, name)

    # the pane's face

    def show_record(self, kind: str, record: bytes) -> None:
        """Select a report."""
        if kind == "summary" and not self.list.show_id(record):
            self._wanted = record

    def take_focus(self) -> None:
        """The list, or the button where there is none."""
        (self._new_button if self._either.is_empty else self.list).setFocus()

    def pane_actions(self) -> list[Action]:
        """Issue, open, approve."""
        group = "Reports"
        issue, words = "Print a situation report", "summary sitrep issue pdf briefing paper"
        return [
            Action("reports.write", issue, self.write, "Ctrl+P", "mdi6.printer-outline", group=group, words=words),
            Action(
                "reports.open", "Open the selected report", self.open_current, icon="mdi6.file-eye-outline", group=group
            ),
            Action("reports.approve", "Approve the selected report", self.approve, icon="mdi6.seal", group=group),
        ]

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 10, 12, 10)
        heading = QLabel("Situation reports")
        heading.setProperty("role", "h1")
        self._open_button = QPushButton("Open")
        self._open_button.clicked.connect(self.open_current)
        self._approve_button = QPushButton("Approve")
        self._approve_button.clicked.connect(self.approve)
        self._new_button = QPushButton("New situation report")
        self._new_button.setProperty("kind", "primary")
        self._new_button.setToolTip("Ctrl+P")
        self._new_button.clicked.connect(self.write)
        row.addWidget(heading)
        row.addStretch(1)
        for button in (self._open_button, self._approve_button, self._new_button):
            row.addWidget(button)
        return bar
