"""The reports pane: what was issued, forms on their way, every paper there is, the trail of what was let out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from eocdesk.store.queries import access, forms, paper_board
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardList, BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports import telling
from eocdesk.ui.panes.reports.acting import Acting
from eocdesk.ui.panes.reports.authoring import Authoring
from eocdesk.ui.panes.reports.looks import Looks
from eocdesk.ui.panes.reports.pages import FORMS, ISSUED, PAPERS, TRAIL, pages
from eocdesk.ui.panes.reports.papers_list import PapersList
from eocdesk.ui.panes.reports.wanting import Wanting
from eocdesk.ui.showing import Showing

if TYPE_CHECKING:
    from eocdesk.ui.panes.reports.author import Author
    from eocdesk.ui.printing import PdfPreview

NAME = "reports"
_WRITING = "sitrep draft submit approve lifelines"


class ReportsPane(BoardPane):
    """Four lists, one card."""

    listens = frozenset({"summary", "form", "block", "access"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.wanting = Wanting(context, self)
        self.showing = Showing(context)
        self.acting = Acting(context, self.asking, self.wanting, self.showing)
        super().__init__(context, parent)
        self.authoring = Authoring(context, self, self.showing.show)

    @property
    def author(self) -> Author | None:
        """The dialog of a report that is being written the short way."""
        return self.authoring.author

    @property
    def previews(self) -> list[PdfPreview]:
        """The windows that show pages."""
        return self.showing.previews

    def make_pages(self) -> Sequence[Page]:
        return pages(self.looks)

    def make_deeds(self) -> Sequence[Deed]:
        return self.acting.deeds()

    def make_list(self, page: Page) -> BoardList:
        return PapersList(self.context, page) if page.name == PAPERS else BoardList(self.context, page)

    async def tell(self, kind: str, record: bytes) -> Told | None:
        desk = self.context.desk
        if kind == "summary":
            issued = await desk.read(paper_board.issued, record)
            if issued is None:
                return None
            return telling.tell_issued(issued, await desk.read(access.trail_of, record), self.looks)
        if kind == "form":
            form = await desk.read(paper_board.form, record)
            return None if form is None else telling.tell_form(form, await desk.read(forms.written, record), self.looks)
        if kind == "access":
            entry = await desk.read(access.entry, record)
            return None if entry is None else telling.tell_entry(entry, self.looks)
        papers = self.lists[PAPERS]
        paper = papers.of(record) if isinstance(papers, PapersList) else None
        return None if paper is None else telling.tell_paper(paper)

    def add(self) -> None:
        if self.list.page.name == FORMS:
            self.show_page(PAPERS)
        elif self.list.page.name == PAPERS:
            self.print_set()
        else:
            self.write()

    def begin(self) -> None:
        if self.list.page.name == FORMS:
            self.acting.open_report()
        else:
            self.add()

    def open(self, record: bytes) -> None:
        page = self.list.page.name
        if page == ISSUED:
            self.acting.open_issued(record)
        elif page == FORMS:
            self.acting.fill(record)
        elif page == PAPERS:
            self.act("preview")

    def write(self) -> None:
        """The short way to a situation report."""
        self.authoring.write()

    def pane_actions(self) -> list[Action]:
        icon, group = "mdi6.printer-outline", "Reports"
        again = "mdi6.file-document-edit-outline"
        every = (
            (
                "write",
                "Print a situation report",
                self.write,
                "Ctrl+P",
                icon,
                "summary sitrep issue pdf briefing paper",
            ),
            ("fill", "Write the situation report, all sections", self.fill_report, "", again, _WRITING),
            ("set", "Print the briefing set", self.print_set, "Ctrl+Shift+D", icon, "batch all papers copies folder"),
            (
                "blanks",
                "Print blank forms for when everything is down",
                self.print_blanks,
                "",
                icon,
                "empty ics copies",
            ),
            ("issued", "Show issued papers", self.show_issued, "", "mdi6.file-chart-outline", "sitrep approve"),
            ("forms", "Show forms", self.show_forms, "", again, "ics draft"),
            ("papers", "Print a form or paper", self.show_papers, "", icon, "ics blank iap"),
            ("trail", "Show who saw and printed what", self.show_trail, "", "mdi6.shoe-print", "access audit"),
        )
        return [
            Action(f"{NAME}.{name}", title, run, key, icon, group=group, words=words)
            for name, title, run, key, icon, words in every
        ]

    def fill_report(self) -> None:
        """The situation report with all its sections."""
        self.acting.open_report()

    def print_set(self) -> None:
        """The papers of a briefing in one go."""
        self.acting.print_set("briefing_set")

    def print_blanks(self) -> None:
        """Blank forms in quantity."""
        self.acting.print_set("blank_forms")

    def show_issued(self) -> None:
        """What was issued."""
        self._come(ISSUED)

    def show_forms(self) -> None:
        """Forms on their way."""
        self._come(FORMS)

    def show_papers(self) -> None:
        """Every paper there is."""
        self._come(PAPERS)

    def show_trail(self) -> None:
        """Who saw and let out what."""
        self._come(TRAIL)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)
