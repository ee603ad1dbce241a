"""What aid costs stands by nation and partner, leads to its requests, and is printed or kept as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.aid import MoveRequest
from eocdesk.commands.fills import FillRequest
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store.queries.access import trail
from eocdesk.ui.panes.aid.costs import COSTS, _written
from eocdesk.ui.panes.aid.pane import AidPane
from tests.kit.desks import EVENT
from tests.ui.panes.aid.conftest import Story

Open = Callable[[], AidPane]


@pytest.fixture
def priced(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> AidPane:
    """The page of costs: French teams for USD 4,000."""
    desk.do_now(MoveRequest(story.request, "approved"))
    desk.do_now(FillRequest(story.request, offer=story.offer, quantity=2))
    desk.do_now(Amend("request", story.request, {"cost": 4_000.0}))
    pane = opened()
    pane.show_page(COSTS)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "cost")
    return pane


def test_a_nation_says_what_it_costs_and_leads_to_its_requests(priced: AidPane, story: Story) -> None:
    told = priced.card.told
    assert told is not None
    assert (told.title, told.badges[0].words) == ("France", "USD 4,000")
    (line,) = told.parts[0].lines
    assert (line.kind, line.id) == ("request", story.request)
    assert line.detail.startswith("USD 4,000 · 2 ×")
    assert priced.note() == "USD 4,000 for 1 request"
    row = priced.list.row
    assert row is not None
    priced.open(row.id)  # nothing to type into


def test_words_find_a_partner_and_p_prints_the_pages(priced: AidPane, qtbot: QtBot) -> None:
    priced.head.line.setText("atlantis")
    qtbot.waitUntil(priced.list.empty.isVisible)
    priced.head.line.setText("fran")
    qtbot.waitUntil(lambda: priced.list.table.rowCount() == 2)
    priced.take_focus()
    qtbot.waitUntil(lambda: priced.card.told is not None)
    qtbot.keyClick(priced.list.view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: bool(priced.papers.previews.shown), timeout=15_000)
    assert priced.papers.previews.shown[0].page_count == 1
    priced.papers.previews.shown[0].close()


def test_the_table_is_kept_where_one_says(priced: AidPane, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    priced.act("keep_costs")
    dialog = priced.papers.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "costs.csv"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "costs.csv").exists)
    head, row = csv.reader((tmp_path / "costs.csv").read_text("utf-8-sig").splitlines())
    assert dict(zip(head, row, strict=True))["Cost USD"] == "4000.00"
    newest = desk.read_now(trail, EVENT)[0]
    assert (newest.way, newest.what, newest.sent_to) == ("exported", "What aid costs", "file costs.csv")
    with pytest.raises(Unavailable, match="could not be written"):
        _written(None, tmp_path / "none" / "costs.csv", b"")


def test_a_table_of_an_event_that_is_red_asks_once_more(priced: AidPane, desk: Desk, qtbot: QtBot) -> None:
    assert desk.event is not None
    desk.event.marking = "RED"
    with qtbot.waitSignal(priced.context.messages.noted) as noted:
        priced.act("keep_costs")
    assert "TLP:RED" in noted.args[0]
    assert priced.papers.dialog is None
    priced.act("keep_costs")
    assert priced.papers.dialog is not None
    priced.papers.dialog.close()


def test_without_costs_the_page_says_where_they_come_from(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_page(COSTS)
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    assert pane.list.page.name == "requests"
