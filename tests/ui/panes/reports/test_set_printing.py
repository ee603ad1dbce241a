"""Each paper of a set is a print job of its own; a printer that is gone ends the go."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from eocdesk.desk import briefing_set
from eocdesk.desk.briefing_set import BLANK, Item, Outcome, Wish
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access
from eocdesk.ui.panes.reports.set_printing import STOPPED, Printing
from tests.kit.desks import EVENT


class Jobs:
    """Printers that print into files, one for each paper."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.printers: list[QPrinter] = []

    def make(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / f"job-{len(self.printers)}.pdf"))
        self.printers.append(printer)
        return printer


def run(desk: Desk, sink: Printing, *items: Item) -> Outcome:
    return asyncio.run(briefing_set.run(desk, items, Wish(EVENT), sink))


def test_a_job_for_each_paper_with_its_copies_and_the_trail_says_so(
    desk: Desk, tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    jobs = Jobs(tmp_path)
    made = run(desk, Printing(desk, jobs.make, "Canon", lambda: True), Item("ics-213", BLANK, 20), Item("handover"))
    assert made.stopped == ""
    assert [printer.copyCount() for printer in jobs.printers] == [20, 1]
    assert "Shift handover brief" in jobs.printers[1].docName()
    assert (tmp_path / "job-1.pdf").read_bytes().startswith(b"%PDF")
    trail = [(one.way, one.sent_to) for one in desk.read_now(access.trail, EVENT)]
    assert trail == [("printed", "Canon"), ("printed", "Canon, 20 copies")]


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it too
def test_a_printer_that_does_not_answer_is_said_once(desk: Desk, tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    jobs = Jobs(tmp_path / "no such folder")
    sink = Printing(desk, jobs.make, "Canon", lambda: True)
    made = run(desk, sink, Item("ics-213", BLANK), Item("ics-214", BLANK))
    assert made.stopped == "The printer does not answer. Nothing was printed."
    assert [item.code for item in made.rest] == ["ics-213", "ics-214"]
    assert len(jobs.printers) == 1


def test_what_is_stopped_in_the_middle_is_not_done(desk: Desk, tmp_path: Path, qapp: QApplication) -> None:
    del qapp
    asked: list[int] = []
    sink = Printing(desk, Jobs(tmp_path).make, "Canon", lambda: bool(asked))
    made = run(desk, sink, Item("ics-213", BLANK))
    assert (made.done, made.stopped) == ([], STOPPED)
