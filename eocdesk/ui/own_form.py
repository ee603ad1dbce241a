"""A paper on the screen is filled into a PDF of the user's own: the file is asked for, the filled form is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from eocdesk.models import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from eocdesk.desk.fillable import Own
    from eocdesk.desk.papers import Paper
    from eocdesk.ui.pane import Context
    from eocdesk.ui.printing import PdfPreview

WORDS = "Fill my own PDF…"
HELP = "Write it into a fillable PDF of this form, such as FEMA's or your agency's. Signatures stay open."


class OwnForm(QObject):
    """Belongs to the window of one paper, and goes with it. `show` is given what was filled."""

    def __init__(
        self, preview: PdfPreview, context: Context, paper: Paper, show: Callable[[Own], Awaitable[None]]
    ) -> None:
        super().__init__(preview)
        self._preview, self._context, self._paper, self._show = preview, context, paper, show
        self.dialog: QFileDialog | None = None
        self.button = preview.add(WORDS, self.ask)
        self.button.setToolTip(HELP)

    @Slot()
    def ask(self) -> None:
        """Ask which file."""
        dialog = QFileDialog(self._preview, f"A fillable PDF of {self._paper.document.title}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Fillable forms (*.pdf)"])
        dialog.fileSelected.connect(self.chosen)
        self.dialog = dialog
        dialog.open()

    @Slot(str)
    def chosen(self, path: str) -> None:
        """Fill it, away from the screen."""
        self._preview.refuse("")
        self._context.start(self._filled(path), name="fill a form of one's own")

    async def _filled(self, path: str) -> None:
        try:
            own = await self._context.desk.read(_fill, self._paper, path)
        except Refused as refused:
            if isValid(self._preview):
                self._preview.refuse(refused.sentence)
            return
        await self._show(own)


def _fill(connection: Any, paper: Paper, path: str) -> Own:
    """In the reading pool: a large file takes its time."""
    from eocdesk.desk import fillable  # noqa: PLC0415  what takes PDFs apart: not at every start

    return fillable.fill(connection, paper, fillable.read(path), Path(path).name, seen=True)


def noting(own: Own) -> Callable[[str, str], Any]:
    """What the trail says of it, by how it goes and where to."""
    from eocdesk.desk import fillable  # noqa: PLC0415  likewise

    return partial(fillable.noted, own)
