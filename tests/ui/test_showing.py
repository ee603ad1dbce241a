"""Nothing leaves the screen before the trail says so; what is TLP:RED is asked about once more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from eocdesk.desk import papers
from eocdesk.desk import reports as making
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access, paper_board
from eocdesk.store.queries.situation import PLAIN
from eocdesk.ui.pane import Context
from eocdesk.ui.showing import Showing
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import context, navigator  # noqa: F401  what every pane's test stands on


@pytest.fixture
def showing(context: Context) -> Iterator[Showing]:  # noqa: F811  the fixture
    """Without a pane."""
    made = Showing(context)
    yield made
    for preview in made.previews:
        preview.close()


def test_a_copy_that_is_saved_stands_in_the_trail_first(
    showing: Showing, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    made = making.issue_now(desk, EVENT, PLAIN)
    row = desk.read_now(paper_board.issued, made.id)
    assert row is not None
    showing._context.start(showing.issued(row))
    qtbot.waitUntil(lambda: bool(showing.previews))
    target = tmp_path / "report.pdf"
    showing.previews[0]._save_accepted(str(target))
    qtbot.waitUntil(target.exists)
    ways = [(one.way, one.sent_to) for one in desk.read_now(access.trail, EVENT)]
    assert ("exported", str(target)) in ways
    assert target.read_bytes() == made.pdf


def test_a_paper_is_saved_as_a_web_page_too(showing: Showing, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    showing._context.start(showing.paper({"code": "ics-214", "paper": "letter"}))
    qtbot.waitUntil(lambda: bool(showing.previews))
    target = tmp_path / "log.html"
    showing.previews[0]._save_accepted(str(target))
    qtbot.waitUntil(target.exists)
    assert "Activity Log" in target.read_text("utf-8")
    assert ("exported", str(target)) in [(one.way, one.sent_to) for one in desk.read_now(access.trail, EVENT)]


def test_an_issued_paper_is_saved_as_it_was_frozen(showing: Showing, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    async def shown() -> None:
        paper = await desk.read(papers.make, papers.wanted(desk, "ics-214"))
        row = await desk.read(paper_board.issued, await papers.issue(desk, paper))
        assert row is not None
        await showing.issued(row)

    showing._context.start(shown())
    qtbot.waitUntil(lambda: bool(showing.previews))
    target = tmp_path / "log.txt"
    showing.previews[0]._save_accepted(str(target))
    qtbot.waitUntil(target.exists)
    assert "ACTIVITY LOG" in target.read_text("utf-8").upper()


def test_what_is_red_is_asked_about_once_more(showing: Showing, desk: Desk, qtbot: QtBot) -> None:
    made = making.issue_now(desk, EVENT, PLAIN)
    row = desk.read_now(paper_board.issued, made.id)
    assert row is not None
    showing._context.start(showing.issued(row._replace(marking="RED")))
    qtbot.waitUntil(lambda: bool(showing.previews))
    preview = showing.previews[0]
    preview.print_it()
    assert preview._dialog is None
    assert "names and nobody else" in preview._warned.text()
    preview.print_it()
    assert preview._dialog is not None
    preview._dialog.close()


def test_it_is_printed_away_from_the_screen_and_the_trail_says_where(
    showing: Showing, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    showing._context.messages.noted.connect(said.append)
    showing._context.start(showing.paper({"code": "ics-214", "paper": "letter"}))
    qtbot.waitUntil(lambda: bool(showing.previews))
    preview = showing.previews[0]
    preview.print_it()
    printer = preview._paper
    assert printer is not None
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview._print_accepted()
    qtbot.waitUntil(lambda: said == ["1 page sent to the printer."])
    ways = [(one.way, one.sent_to) for one in desk.read_now(access.trail, EVENT)]
    assert ("printed", str(tmp_path / "printed.pdf")) in ways
    assert preview._dialog is not None
    preview._dialog.close()
