"""Pages shown in windows of their own, each kept until it is closed, however many are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from eocdesk.models import Event, Refused
from eocdesk.models.clock import Moment
from eocdesk.models.marking import WORDS, Tlp

if TYPE_CHECKING:
    from eocdesk.ui.pane import Context
    from eocdesk.ui.printing import PdfPreview

Draw = Callable[[Any, Event, Tlp, Moment, str, str], bytes]
"""Pages as PDF, of (connection, event, the strictest that may stand in it, now, author, paper)."""


class Previews(QObject):
    """The windows of one pane."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)  # outlives its pane: pages that die with it must not call back
        self._context = context
        self.shown: list[PdfPreview] = []

    def show(self, pdf: bytes, title: str, name: str) -> PdfPreview:
        """Show these pages; `name` is what the file is called when it is saved."""
        from eocdesk.ui.printing import PdfPreview  # noqa: PLC0415  paper: not at every start

        preview = PdfPreview(pdf, title, self._context.messages, name)
        self.shown.append(preview)
        preview.destroyed.connect(self._gone)
        preview.show()
        return preview

    async def draw(self, draw: Draw, title: str, name: str) -> None:
        """Draw pages of the open event under its marking, off the screen's thread, and show them."""
        desk = self._context.desk
        event, ceiling = under(desk.event)
        asked = (event, ceiling, self._context.setting.now(), desk.person, str(desk.settings.get("paper")))
        self.show(await desk.read(draw, *asked), title, name)

    @Slot()
    def _gone(self) -> None:
        self.shown = [one for one in self.shown if isValid(one)]


def under(event: Event | None) -> tuple[Event, Tlp]:
    """The event and its marking, which whatever is handed out of it bears; Refused without one."""
    if event is None:
        raise Refused("Open an event first.")
    return event, WORDS.get(event.marking, Tlp.CLEAR)
