"""A conflict laid open says in words what happened, and stands on one or two columns as there is room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.queries.conflicts import Conflict, conflicts
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.conflicts.sheet import Sheet
from tests.kit.desks import EVENT, make_desk, meet


@pytest.fixture
def sheet(context: Context, qtbot: QtBot) -> Sheet:
    made = Sheet(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def words(sheet: Sheet) -> str:
    return " | ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def struck(desk: Desk, folder: Path) -> Conflict:
    there = make_desk(folder, "K. Watanabe")
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(desk, there)
    there.do_now(Strike("venue", record))
    desk.do_now(Amend("venue", record, {"city": "Inglewood"}))
    meet(desk, there)
    there.close()
    (found,) = desk.read_now(conflicts)
    return found


def test_a_strike_in_dispute_is_told_as_it_happened(sheet: Sheet, desk: Desk, tmp_path: Path) -> None:
    sheet.show_conflict(struck(desk, tmp_path / "there"))
    assert "K. Watanabe struck it while L. Chen wrote on" in words(sheet)
    assert {card.button.text() for card in sheet.cards} == {"Strike it", "Keep the record"}
    assert sheet.editor is None, "there is no third way"


def test_what_is_written_once_offers_no_other_value(sheet: Sheet, desk: Desk, tmp_path: Path) -> None:
    there = make_desk(tmp_path / "there", "K. Watanabe")
    entry = ids.new_id()
    desk.do_now(LogEntry(EVENT, "Smoke at Gate 5", id=entry))
    there.do_now(LogEntry(EVENT, "Smoke at Gate 7", id=entry))
    meet(desk, there)
    there.close()
    found = [one for one in desk.read_now(conflicts) if one.name == "text"]
    sheet.show_conflict(found[0])
    assert "it is written once, so it is one of these" in words(sheet)
    assert sheet.editor is None
    assert not sheet._keep.isVisibleTo(sheet)


def test_values_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(
    sheet: Sheet, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.show_conflict(struck(desk, tmp_path / "there"))
    one, two = sheet.cards
    qtbot.waitUntil(lambda: one.y() == two.y() and one.x() < two.x())
    sheet.resize(420, 600)
    qtbot.waitUntil(lambda: one.x() == two.x() and one.y() < two.y())


def test_the_arrows_walk_from_value_to_value(sheet: Sheet, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    sheet.show_conflict(struck(desk, tmp_path / "there"))
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.take_focus()
    one, two = sheet.cards
    for key, card in ((Qt.Key.Key_Right, two), (Qt.Key.Key_Down, two), (Qt.Key.Key_Up, one)):
        qtbot.keyClick(sheet, key)
        assert card.button.hasFocus()
