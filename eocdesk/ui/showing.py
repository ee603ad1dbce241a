"""Papers on the screen: each look, print and copy is noted in the trail before it happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import trail
from eocdesk.models import Refused
from eocdesk.models.marking import Tlp, highest
from eocdesk.store.queries.holding import withdrawn
from eocdesk.store.queries.paper_board import IssuedRow
from eocdesk.ui.own_form import OwnForm, noting
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.desk.fillable import Own
    from eocdesk.desk.papers import Paper
    from eocdesk.ui.printing import PdfPreview

_WAYS = {"print": "printed", "save": "exported"}
_RED = "TLP:RED goes to the people it names and nobody else. Press again to let it out."
Note = Callable[[str, str], NoteAccess]
"""The entry of the trail, of how it went and where to."""
Make = Callable[[str], Awaitable[bytes]]
"""The bytes of a file of the kind its ending says."""
_OFFERED = ("html", "txt", "json")


class Showing(QObject):
    """The windows of a pane that show pages."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.previews: list[PdfPreview] = []

    def show(self, pdf: bytes, title: str, name: str) -> PdfPreview:
        """Pages alone: nothing about them is noted."""
        from eocdesk.ui.printing import PdfPreview  # noqa: PLC0415  the PDF viewer: not at every start

        preview = PdfPreview(pdf, title, self._context.messages, name)
        preview.live_in(self._context)
        self.previews.append(preview)
        preview.destroyed.connect(self._gone)
        preview.show()
        return preview

    async def paper(self, wanted: dict[str, Any]) -> Paper:
        """Draw a paper (fields of Asked, with its code) and show it."""
        from eocdesk.desk import papers  # noqa: PLC0415  typesetting: not at every start

        desk = self._context.desk
        asked = papers.wanted(desk, **wanted)
        made = await desk.read(papers.make, asked)
        await self.made(made)
        return made

    async def made(self, paper: Paper) -> None:
        """Show a paper that was drawn; that it was looked at stands in the trail first."""
        from eocdesk.desk import papers  # noqa: PLC0415  likewise

        if not paper.asked.blank:
            await papers.let_out(self._context.desk, paper, papers.VIEWED, "screen")
        preview = self.show(paper.pdf, paper.document.title, paper.file_name)
        self._offer(preview, partial(self._of_paper, paper))
        if not paper.asked.blank:
            preview.guard(partial(self._let_out, partial(papers.noted, paper)), _warning(paper.marking))
            if paper.asked.code.startswith("ics-"):
                OwnForm(preview, self._context, paper, self.filled)

    async def filled(self, own: Own) -> None:
        """Show a form of the user's own that was filled; saved it is the form that can be filled further."""
        note = noting(own)
        await self._context.desk.do(note(trail.VIEWED, "screen"))
        preview = self.show(own.filled.seen, own.title, own.file_name)
        preview.keep_instead(own.pdf)
        preview.say(own.filled.sentence)
        preview.guard(partial(self._let_out, note), _warning(own.paper.marking))

    async def issued(self, row: IssuedRow) -> None:
        """An issued paper's pages as they were issued. Refused where a purge has withdrawn it."""
        if gone := withdrawn(row.changed):
            raise Refused(f"{row.name} was withdrawn. {gone}")
        pdf = await self._context.desk.kept_file(row.sha256)
        await self._context.desk.do(trail.of_issued(row, trail.VIEWED, "screen"))
        name = f"{row.code}-{row.number}" + (f"-v{row.version}" if row.version > 1 else "")
        code = "situation-report" + name.removeprefix("situation") if row.code == "situation" else name
        preview = self.show(pdf, row.name, f"{code}.pdf")
        if row.digest:  # without one its pages alone were kept
            self._offer(preview, partial(self._as_issued, row))
        red = highest([row.marking])  # one that is not known is the strictest
        preview.guard(partial(self._let_out, partial(trail.of_issued, row)), _warning(red))

    def _offer(self, preview: PdfPreview, make: Make) -> None:
        from eocdesk.desk import exporting  # noqa: PLC0415  typesetting: not at every start

        preview.offer({ending: exporting.KINDS[ending] for ending in _OFFERED}, partial(self._write, make))

    def _write(self, make: Make, ending: str, then: Callable[[bytes], None]) -> None:
        self._context.start(self._handed(make, ending, then), name="write a paper as another file")

    async def _handed(self, make: Make, ending: str, then: Callable[[bytes], None]) -> None:
        then(await make(ending))

    async def _of_paper(self, paper: Paper, ending: str) -> bytes:
        return await self._context.desk.read(_data, paper, ending)

    async def _as_issued(self, row: IssuedRow, ending: str) -> bytes:
        from eocdesk.desk import exporting  # noqa: PLC0415  likewise

        return await exporting.issued(self._context.desk, row.id, ending)

    def _let_out(self, note: Note, way: str, sent_to: str, then: Callable[[], None]) -> None:
        self._context.start(self._noted(note(_WAYS[way], sent_to), then), name="let a paper out")

    async def _noted(self, command: NoteAccess, then: Callable[[], None]) -> None:
        await self._context.desk.do(command)
        then()

    @Slot()
    def _gone(self) -> None:
        self.previews = [one for one in self.previews if isValid(one)]


def _data(_connection: Any, paper: Paper, ending: str) -> bytes:
    """In the reading pool: a long log takes its time."""
    from eocdesk.desk import exporting  # noqa: PLC0415  likewise

    return exporting.data(paper, ending)


def _warning(marking: Tlp) -> str:
    """What must be confirmed before it leaves the screen."""
    return _RED if marking is Tlp.RED else ""
