"""Prints the papers of a set, each a job of its own with its copies, away from the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtPrintSupport import QPrinter

from eocdesk.desk import trail
from eocdesk.models.errors import Unavailable
from eocdesk.ui.print_pages import print_pages

if TYPE_CHECKING:
    from eocdesk.desk.briefing_set import Piece
    from eocdesk.desk.desk import Desk

STOPPED = "Stopped while it was printed."


class Printing:
    """`make` gives a printer for each paper, `name` is what the trail calls it; `go_on` is asked before each page."""

    way = trail.PRINTED

    def __init__(self, desk: Desk, make: Callable[[], QPrinter], name: str, go_on: Callable[[], bool]) -> None:
        self._desk, self._make, self._name, self._go_on = desk, make, name, go_on

    def sent_to(self, piece: Piece) -> str:
        """The printer, and how many copies where it is more than one."""
        copies = piece.item.copies
        return self._name if copies == 1 else f"{self._name}, {copies} copies"

    async def put(self, piece: Piece) -> None:
        """Print it."""
        printer = self._make()
        printer.setDocName(piece.title)
        printer.setCopyCount(piece.item.copies)
        await self._desk.read(_printed, partial(print_pages, piece.pdf, printer, (), self._go_on))
        if not self._go_on():
            raise Unavailable(STOPPED)


def _printed(_connection: Any, work: Callable[[], int]) -> int:
    """In the reading pool: pages take their time on their way to the printer."""
    return work()
