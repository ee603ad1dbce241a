"""Pages shown in windows of their own, each kept until it is closed; a look, a print and a copy are noted first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import trail
from eocdesk.models import Event, Refused
from eocdesk.models.marking import WORDS, Tlp

if TYPE_CHECKING:
    from eocdesk.ui.pane import Context
    from eocdesk.ui.printing import PdfPreview

Note = Callable[[str, str], NoteAccess]
"""The entry of the trail, of the way (desk/trail.WAYS) and where to."""
_WAYS = {"print": trail.PRINTED, "save": trail.EXPORTED}
RED = "TLP:RED goes to the people it names and nobody else. Press again to let it out."


class Previews(QObject):
    """The windows of one pane."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)  # outlives its pane: pages that die with it must not call back
        self._context = context
        self.shown: list[PdfPreview] = []

    def show(self, pdf: bytes, title: str, name: str, note: Note | None = None) -> PdfPreview:
        """Show these pages; `name` is what the file is called when it is saved.

        With `note` nothing leaves the screen before that stands in the trail; what is RED asks once more.
        """
        from eocdesk.ui.printing import PdfPreview  # noqa: PLC0415  paper: not at every start

        preview = PdfPreview(pdf, title, self._context.messages, name)
        preview.live_in(self._context)
        self.shown.append(preview)
        preview.destroyed.connect(self._gone)
        if note is not None:
            red = note(trail.VIEWED, "").released == Tlp.RED.word
            preview.guard(partial(self._let_out, note), RED if red else "")
        preview.show()
        return preview

    async def draw(self, code: str) -> None:
        """Draw a paper of the open event released at its marking, off the screen's thread, and show it."""
        from eocdesk.desk import papers  # noqa: PLC0415  typesetting: not at every start

        desk = self._context.desk
        _, ceiling = under(desk.event)
        paper = await desk.read(papers.make, papers.wanted(desk, code, release=ceiling.word))
        await papers.let_out(desk, paper, papers.VIEWED, "screen")
        self.show(paper.pdf, paper.document.title, paper.file_name, partial(papers.noted, paper))

    def _let_out(self, note: Note, way: str, sent_to: str, then: Callable[[], None]) -> None:
        to = f"file {Path(sent_to).name}" if way == "save" else sent_to
        self._context.start(self._noted(note(_WAYS[way], to), then), name="let a paper out")

    async def _noted(self, command: NoteAccess, then: Callable[[], None]) -> None:
        await self._context.desk.do(command)
        then()

    @Slot()
    def _gone(self) -> None:
        self.shown = [one for one in self.shown if isValid(one)]


def under(event: Event | None) -> tuple[Event, Tlp]:
    """The event and its marking, which whatever is handed out of it bears; Refused without one."""
    if event is None:
        raise Refused("Open an event first.")
    return event, WORDS.get(event.marking, Tlp.CLEAR)
