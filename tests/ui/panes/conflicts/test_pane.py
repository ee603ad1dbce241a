"""The inbox: what waits is laid open and settled by keys alone; nothing typed is lost, no focus is stolen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue
from eocdesk.store.queries import conflicts, events
from eocdesk.ui import loop
from eocdesk.ui.panes.conflicts.pane import ConflictsPane
from tests.kit.desks import EVENT, make_desk, meet


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    """The other desk."""
    made = make_desk(tmp_path / "there", "K. Watanabe")
    yield made
    made.close()


@pytest.fixture
def pane(shown_pane: Callable[[type[ConflictsPane]], ConflictsPane]) -> ConflictsPane:
    return shown_pane(ConflictsPane)


def disputed(desk: Desk, there: Desk, name: str = "SoFi Stadium", **values: tuple[Any, Any]) -> bytes:
    """A venue whose fields both desks wrote."""
    record: bytes = desk.do_now(Add("venue", EVENT, {"name": name})).value
    meet(desk, there)
    desk.do_now(Amend("venue", record, {field: mine for field, (mine, _) in values.items()}))
    there.do_now(Amend("venue", record, {field: theirs for field, (_, theirs) in values.items()}))
    meet(desk, there)
    return record


def rested(pane: ConflictsPane, qtbot: QtBot, count: int) -> None:
    """So many are listed and nothing is under way."""
    qtbot.waitUntil(lambda: len(pane.list.rows) == count and pane.is_ready and not loop.running())


def city(desk: Desk, record: bytes) -> str:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found.city


def said(pane: ConflictsPane) -> list[str]:
    noted: list[str] = []
    pane.context.messages.noted.connect(noted.append)
    return noted


def words(pane: ConflictsPane) -> str:
    assert pane.sheet is not None
    return " | ".join(label.text() for label in pane.sheet.findChildren(QLabel) if label.isVisibleTo(pane))


def test_nothing_to_settle_is_said_calmly(pane: ConflictsPane) -> None:
    assert pane._either.is_empty
    assert pane.sheet is None


def test_both_values_are_laid_open_with_who_where_when_and_what_stood_there(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    disputed(desk, there, city=("Inglewood", "Los Angeles"))
    rested(pane, qtbot, 1)
    told = words(pane)
    for part in ("SoFi Stadium", "Two desks wrote this field", "Inglewood", "Los Angeles", "K. Watanabe", "L. Chen",
                 f"desk {there.code}", f"desk {desk.code} (this desk)", "You settle as L. Chen"):  # fmt: skip
        assert part in told
    assert pane.list.rows[0].spoken.startswith("SoFi Stadium, Venue · City")


def test_it_is_settled_by_keys_alone_and_taken_back_by_undo(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    record = disputed(desk, there, city=("Inglewood", "Los Angeles"))
    noted = said(pane)
    rested(pane, qtbot, 1)
    pane.take_focus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.sheet is not None
    cards = pane.sheet.cards
    assert cards[0].button.hasFocus()
    at = next(at for at, card in enumerate(cards) if card.side.word == "Inglewood")
    for _ in range(at):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane._either.is_empty)
    assert city(desk, record) == "Inglewood"
    assert noted == ["Settled: City of SoFi Stadium. Ctrl+Z takes it back."], "and nothing of another desk"
    meet(desk, there)
    assert city(there, record) == "Inglewood"


def test_escape_leads_back_to_the_list(pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot) -> None:
    disputed(desk, there, city=("Inglewood", "Los Angeles"))
    rested(pane, qtbot, 1)
    assert pane.sheet is not None
    pane.sheet.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert pane.list.hasFocus()


def test_another_value_is_written_and_one_that_does_not_fit_is_refused_beside_it(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    record = disputed(desk, there, capacity=(70000, 70240))
    rested(pane, qtbot, 1)
    sheet = pane.sheet
    assert sheet is not None
    assert sheet.editor is not None
    sheet.editor.set_value("many")
    sheet._keep.click()
    qtbot.waitUntil(lambda: "not a whole number" in words(pane))
    assert len(desk.read_now(conflicts.conflicts)) == 1
    sheet.editor.set_value(70100)
    sheet._keep.click()
    qtbot.waitUntil(lambda: pane._either.is_empty)
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    assert found.capacity == 70100


def test_what_is_being_written_survives_a_value_that_comes_in_and_the_value_is_shown(
    pane: ConflictsPane, desk: Desk, there: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    third = make_desk(tmp_path / "third", "O. Diaz")
    record = disputed(desk, there, city=("Inglewood", "Los Angeles"))
    rested(pane, qtbot, 1)
    sheet = pane.sheet
    assert sheet is not None
    assert sheet.editor is not None
    sheet.editor.set_value("Hollywood")
    sheet.editor.setFocus()
    meet(there, third)
    third.do_now(Settle("venue", record, "city", "Hawthorne"))
    third.close()
    there.do_now(Settle("venue", record, "city", "Gardena"))
    with_third = make_desk(tmp_path / "third", "O. Diaz")
    meet(desk, there, with_third)
    with_third.close()
    qtbot.waitUntil(lambda: "Another value has come in" in words(pane))
    assert sheet.editor.value() == "Hollywood"
    assert {card.side.word for card in sheet.cards} == {"Hawthorne", "Gardena"}
    assert sheet.editor.inner.hasFocus()


def test_one_settled_elsewhere_leaves_the_list_and_says_so_without_taking_the_keyboard(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    first = disputed(desk, there, "SoFi Stadium", city=("Inglewood", "Los Angeles"))
    disputed(desk, there, "Rose Bowl", city=("Pasadena", "LA"))
    rested(pane, qtbot, 2)
    noted = said(pane)
    pane.show_field(first, "city")
    pane.take_focus()
    there.do_now(Settle("venue", first, "city", "Inglewood"))
    meet(desk, there)
    rested(pane, qtbot, 1)
    assert noted == ["City of SoFi Stadium was settled on another desk."]
    assert pane.list.hasFocus()
    assert "Rose Bowl" in words(pane)


def test_a_record_with_many_is_settled_by_one_desks_words_in_one_gesture(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    record = disputed(desk, there, city=("Inglewood", "LA"), capacity=(1, 2))
    rested(pane, qtbot, 2)
    sheet = pane.sheet
    assert sheet is not None
    mine = next(card for card in sheet.cards if card.side.desk == desk.code)
    mine.kept_all.emit(mine.side)
    qtbot.waitUntil(lambda: pane._either.is_empty)
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.city, found.capacity) == ("Inglewood", 1)


def test_the_record_itself_is_one_step_away(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot, navigator: Any
) -> None:
    record = disputed(desk, there, city=("Inglewood", "LA"))
    rested(pane, qtbot, 1)
    assert pane.sheet is not None
    pane.sheet._open.click()
    assert navigator.calls == [("record", "venue", record)]


def test_a_record_renamed_elsewhere_is_called_so_in_the_list_though_its_conflict_is_the_same(
    pane: ConflictsPane, desk: Desk, there: Desk, qtbot: QtBot
) -> None:
    record = disputed(desk, there, city=("Inglewood", "LA"))
    rested(pane, qtbot, 1)
    desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"}))
    desk.do_now(Amend("venue", record, {"name": "SoFi"}))
    qtbot.waitUntil(lambda: pane.list.rows[0].title == "SoFi")
    rested(pane, qtbot, 1)
