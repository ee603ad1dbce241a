"""The set goes out in one go from its window; what does not is said there by name, and can go after."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import briefing_set
from eocdesk.desk.briefing_set import FORMS, SET, Item
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.pane import ReportsPane
from eocdesk.ui.panes.reports.set_printing import Printing
from eocdesk.ui.panes.reports.set_window import BUSY, NO_PRINTER, NOTHING, SetWindow
from tests.kit.desks import EVENT
from tests.ui.panes.reports.test_set_printing import Jobs


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[SetWindow]:
    """Over a set of one paper."""
    briefing_set.remember(context.desk, SET, [Item("handover")])
    made = SetWindow(context, briefing_set.kinds())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not made.is_busy)


def test_it_is_saved_in_a_folder_of_its_own_each_time(window: SetWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for _ in range(2):
        window._asked = window.table.lines
        with qtbot.waitSignal(window.ended):
            window.save_in(str(tmp_path))
    folders = sorted(tmp_path.iterdir())
    own = [folder for folder in folders if folder.name.startswith("LA28-briefing-")]
    assert len(own) == 2
    assert [file.name for file in own[0].iterdir()] == ["01-handover.pdf"]
    assert window.said.text().startswith("1 paper, ")
    assert window.error.isHidden()


def test_red_waits_for_the_word_and_goes_after(window: SetWindow, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.do_now(ReportIncident(EVENT, "Threat to the torch", severity=3, marking="RED"))
    jobs = Jobs(tmp_path)
    sink = Printing(desk, jobs.make, "Canon", lambda: True)
    with qtbot.waitSignal(window.ended):
        window.send(sink, window.table.lines)
    assert "Confirm it with the word RED" in window.error.text()
    assert window.confirm.isVisible()
    assert window._more.text() == "The rest (1)"
    window.confirm.line.setText("RED")
    with qtbot.waitSignal(window.ended):
        window.send(sink, window._rest)
    assert len(jobs.printers) == 1
    assert window._more.isHidden()


def test_no_printer_and_no_tick_are_said(window: SetWindow, desk: Desk) -> None:
    if not window.printers.names:
        window.print_it()
        assert window.error.text() == NO_PRINTER
    window.send(Printing(desk, Jobs(Path()).make, "Canon", lambda: True), [Item("handover", on=False)])
    assert window.error.text() == NOTHING


def test_a_printer_that_is_gone_leaves_the_rest_to_go_after(window: SetWindow, desk: Desk, qtbot: QtBot) -> None:
    class Gone(Printing):
        async def put(self, piece: briefing_set.Piece) -> None:
            raise Unavailable(f"The printer does not answer: {piece.title}.")

    with qtbot.waitSignal(window.ended):
        window.send(Gone(desk, Jobs(Path()).make, "Canon", lambda: True), window.table.lines)
    assert "does not answer" in window.error.text()
    assert "Not reached: Shift handover brief" in window.error.text()
    assert window._rest == (Item("handover"),)


def test_blank_forms_are_the_other_list_and_both_are_remembered(window: SetWindow, desk: Desk) -> None:
    window.table._tick()
    window.show_list(FORMS)
    assert window.windowTitle() == "Blank forms"
    assert window.table.lines == briefing_set.chosen(desk, FORMS)
    assert [item for item in briefing_set.chosen(desk, SET) if item.on] == []
    window.close()
    assert desk.settings.get(FORMS)


def test_it_stops_when_it_is_told_to(window: SetWindow, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[briefing_set.Outcome] = []
    window.ended.connect(told.append)
    items = [Item("ics-213", briefing_set.BLANK), Item("ics-214", briefing_set.BLANK)]
    window.send(Printing(desk, Jobs(tmp_path).make, "Canon", window._goes_on), items)
    qtbot.waitUntil(lambda: window.is_busy)
    window.stop()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].left
    assert "Not reached" in window.error.text()


def test_a_second_press_prints_nothing_twice(window: SetWindow, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    jobs = Jobs(tmp_path)
    with qtbot.waitSignal(window.ended):
        for _ in range(2):  # before the first has begun
            window.send(Printing(desk, jobs.make, "Canon", window._goes_on), window.table.lines)
        assert window.error.text() == BUSY
    assert len(jobs.printers) == 1


def test_its_buttons_are_on_a_small_screen(window: SetWindow) -> None:
    room = window.screen().availableGeometry()
    assert window.height() < room.height()
    assert window.width() < room.width()


def test_the_pane_opens_one_window_for_both_lists(
    shown_pane: Callable[[type[ReportsPane]], ReportsPane], qtbot: QtBot
) -> None:
    pane = shown_pane(ReportsPane)
    pane.print_set()
    qtbot.waitUntil(lambda: pane.acting.set_window is not None)
    first = pane.acting.set_window
    assert first is not None
    pane.print_blanks()
    qtbot.waitUntil(lambda: first.windowTitle() == "Blank forms")
    assert pane.acting.set_window is first
    first.close()


def test_what_ends_before_its_end_prints_no_further_page(window: SetWindow, desk: Desk, qtbot: QtBot) -> None:
    """As when the desk is closed meanwhile: its work is called off, the page that is being printed is the last."""
    seen: list[bool] = []

    class Slow(Printing):
        async def put(self, piece: briefing_set.Piece) -> None:
            del piece
            seen.append(window._goes_on())
            raise asyncio.CancelledError

    window.send(Slow(desk, Jobs(Path()).make, "Canon", lambda: True), window.table.lines)
    qtbot.waitUntil(lambda: bool(seen) and not window.is_busy)
    assert (seen, window._goes_on()) == ([True], False)
